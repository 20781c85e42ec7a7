using ClaimsWatch.Core.Claims;
using ClaimsWatch.Synth.City;
using ClaimsWatch.Synth.People;

namespace ClaimsWatch.Synth.Care;

/// <summary>Collects one person's receipts of one month; an institution appears once.</summary>
internal sealed class MonthDraft(SynthSettings settings, Town town, Person person, ClaimMonth month, int firstDay, int lastDay)
{
    private const int MostReceipts = 50;
    private readonly List<ReceiptPlan> _plans = [];
    private readonly HashSet<long> _used = [];
    private readonly bool _odd = Fates.Odd(settings.Seed, person.Index, month);

    /// <summary>The receipts so far.</summary>
    public IReadOnlyList<ReceiptPlan> Plans => _plans;

    /// <summary>The first institution from <paramref name="index"/> on that the person has not yet been to this month.</summary>
    public Institution Unused(Institution[] places, int index)
    {
        var at = index;
        for (var i = 0; i < places.Length && _used.Contains(places[at].Key); i++)
        {
            at = (at + 1) % places.Length;
        }

        _used.Add(places[at].Key);
        return places[at];
    }

    /// <summary>Adds a clinic's receipt and, if it prescribes to pharmacies, the pharmacy's.</summary>
    public void Visit(Institution place, VisitReason reason, int visits, int pharmacy, double prescribes, DateOnly startedOn)
    {
        var chance = Chance.For(settings.Seed, Purpose.Visit, person.Index, month.Value, place.Key);
        var days = DrawDays(visits, ref chance);
        if (days.Length == 0)
        {
            return;
        }

        var medicines = chance.Once(prescribes)
            ? Medicines.Write(person, place.Specialty, reason, settings.Seed, ref chance)
            : [];
        var first = reason is VisitReason.Cold or VisitReason.Acute or VisitReason.Pollen || chance.Once(0.06);
        var given = medicines.Count == 0 ? [] : days.Length > 1 && medicines[0].Times <= 14 && reason != VisitReason.Cold
            ? new[] { days[0], days[^1] } : [days[0]];
        Add(ClaimKind.Outpatient, place, null, reason, days, medicines, given, first, startedOn);
        if (medicines.Count > 0 && place.Outside)
        {
            var at = town.Pharmacies[pharmacy % town.Pharmacies.Length];
            Add(ClaimKind.Dispensing, at, place, reason, given, medicines, given, first, startedOn);
        }
    }

    /// <summary>Adds a dentist's receipt.</summary>
    public void Dentist(Institution place, int visits, bool first)
    {
        var chance = Chance.For(settings.Seed, Purpose.Visit, person.Index, month.Value, place.Key);
        var days = DrawDays(visits, ref chance);
        if (days.Length > 0)
        {
            Add(ClaimKind.Dental, place, null, VisitReason.Dental, days, [], [], first, month.FirstDay);
        }
    }

    /// <summary>Adds a hospital stay inside the month.</summary>
    public void Admission(Institution place, ClaimKind kind, int length, ref Chance chance)
    {
        var stay = Math.Min(length, lastDay - firstDay + 1);
        var from = firstDay + chance.Below(lastDay - firstDay + 2 - stay);
        Add(
            kind, place, null, VisitReason.Admission, [.. Enumerable.Range(from, stay)], [], [], false,
            month.FirstDay.AddDays(from - 1));
    }

    private void Add(
        ClaimKind kind, Institution place, Institution? prescriber, VisitReason reason, int[] days,
        IReadOnlyList<Prescribed> medicines, int[] given, bool first, DateOnly startedOn)
    {
        if (_plans.Count == MostReceipts)
        {
            return;
        }

        var key = unchecked((place.Key * 31) + (prescriber?.Key ?? 0) + (int)kind);
        var chance = Chance.For(settings.Seed, Purpose.Fate, person.Index, month.Value, key);
        var draw = chance.Uniform();
        var fate = Fates.Draw(settings.Papers, kind, _odd, ref chance);
        _plans.Add(new ReceiptPlan(
            kind, place, prescriber, reason, days, medicines, given, first, startedOn, _plans.Count, draw, fate));
    }

    private int[] DrawDays(int visits, ref Chance chance)
    {
        var open = lastDay - firstDay + 1;
        var wanted = Math.Min(visits, open);
        var mask = 0u;
        for (var left = wanted; left > 0;)
        {
            var day = firstDay + chance.Below(open);
            if ((mask & (1u << day)) == 0)
            {
                mask |= 1u << day;
                left--;
            }
        }

        var days = new int[wanted];
        for (int day = 1, i = 0; day <= 31; day++)
        {
            if ((mask & (1u << day)) != 0)
            {
                days[i++] = day;
            }
        }

        return days;
    }
}
