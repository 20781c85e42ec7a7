using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Codes;
using ClaimsWatch.Core.Columns;

namespace ClaimsWatch.Benchmarks.HotPath;

/// <summary>Rows of one month, person after person, in the order the store keeps them.</summary>
/// <param name="month">The month.</param>
/// <param name="members">Everyone, which says how many institutions there are.</param>
/// <param name="added">How many of them will be added.</param>
internal sealed class BenchMonth(ClaimMonth month, int members, int added)
{
    private static readonly Drug[] s_real = [.. DrugList.BuiltIn.All];
    private static readonly int[] s_acts = [.. ActList.BuiltIn.All.Select(a => a.Code)];
    private const int InventedDrugs = 2000;
    private readonly int _clinics = Math.Max(60, members / 150);
    private readonly int _pharmacies = Math.Max(40, members / 250);
    private readonly List<ClaimRow> _claims = new(added * 2);
    private readonly List<MedicationRow> _lines = new(added * 6);
    private readonly List<DiagnosisRow> _diagnoses = new(added * 3);
    private readonly List<ActRow> _acts = new(added / 2);
    private int _delivery;

    public MonthRows Rows => new(
        month, ClaimColumns.FromRows(_claims), MedicationColumns.FromRows(_lines), DiagnosisColumns.FromRows(_diagnoses),
        ActColumns.FromRows(_acts), ReceiptColumns.Empty);

    public void Add(in BenchPerson person)
    {
        _delivery = month.Plus(2).Value;
        var chance = new BenchChance(BenchChance.Mix(person.Seed, (ulong)month.Value));
        var (claims, lines) = (_claims.Count, _lines.Count);
        var visits = person.Kind switch
        {
            0 => chance.Happens(0.30) ? 1 : 0,
            1 => 1 + (chance.Happens(0.25) ? 1 : 0),
            2 => 2 + chance.Below(3),
            _ => 4 + chance.Below(10),
        };
        for (var k = 0; k < visits; k++)
        {
            Visit(person, ref chance, person.Kind == 3 && chance.Happens(0.3) ? 20 + chance.Below(200) : k);
        }

        if (chance.Happens(0.08))
        {
            Claim(person.Id, ref chance, ClaimKind.Dental, 13_3_0000001 + chance.Popular(_clinics), 0, 1 + chance.Below(3));
        }

        if (person.Kind > 0 && chance.Happens(0.006))
        {
            Stay(person, ref chance);
        }

        _claims.Sort(claims, _claims.Count - claims, s_claimOrder);
        _lines.Sort(lines, _lines.Count - lines, s_lineOrder);
    }

    private static readonly Comparer<ClaimRow> s_claimOrder = Comparer<ClaimRow>.Create((a, b) =>
        (a.Kind, a.Institution, a.PrescriberInstitution, a.Receipt)
            .CompareTo((b.Kind, b.Institution, b.PrescriberInstitution, b.Receipt)));

    private static readonly Comparer<MedicationRow> s_lineOrder = Comparer<MedicationRow>.Create((a, b) =>
        (a.Receipt, a.DispensedOn, a.Drug, a.Line).CompareTo((b.Receipt, b.DispensedOn, b.Drug, b.Line)));

    private void Visit(in BenchPerson person, ref BenchChance chance, int k)
    {
        var clinic = person.Clinic(k, _clinics);
        var receipt =
            Claim(person.Id, ref chance, ClaimKind.Outpatient, clinic, 0, 1 + chance.Popular(person.Kind == 3 ? 12 : 4));
        for (var i = 1; i <= 3; i++)
        {
            var icd = ((1 + chance.Below(26)) * 1000) + (chance.Popular(100) * 10) + 9;
            _diagnoses.Add(new DiagnosisRow(
                person.Id, receipt, clinic, i, 8_830_000 + chance.Below(9000), icd, 20240101,
                chance.Happens(0.1) ? 1 : 0, i == 1 ? 1 : 0,
                month.Value, _delivery));
        }

        if (chance.Happens(0.3))
        {
            _acts.Add(new ActRow(person.Id, receipt, clinic, s_acts[chance.Popular(s_acts.Length)], 1, month.Value, _delivery));
        }

        if (chance.Happens(0.85))
        {
            Prescribe(person, ref chance, k, clinic, receipt);
        }
    }

    private void Prescribe(in BenchPerson person, ref BenchChance chance, int k, long clinic, long receipt)
    {
        var pharmacy = person.Pharmacy(k, _pharmacies);
        var prescriber = 0L;
        if (chance.Happens(0.75))
        {
            receipt = Claim(person.Id, ref chance, ClaimKind.Dispensing, pharmacy, clinic, 1);
            (clinic, prescriber) = (pharmacy, clinic);
        }

        var times = chance.Happens(0.25) ? 2 : 1;
        var items = 3 + chance.Below(person.Kind == 0 ? 3 : 7);
        var line = 0;
        for (var t = 0; t < times; t++)
        {
            var day = chance.Happens(0.01) ? 0 : (month.Value * 100) + 1 + chance.Below(month.Days);
            var days = 7 << chance.Below(3);
            for (var i = 0; i < items; i++)
            {
                // A chronic patient takes the same medicines month after month.
                var own = new BenchChance(person.Seed + (ulong)((k * 100) + i));
                var seeker = person.Kind == 3 && i == 0;
                Line(ref chance,
                    seeker ? 0 : chance.Happens(0.7) ? own.Popular(InventedDrugs) : chance.Popular(InventedDrugs), seeker,
                    (person.Id, receipt, clinic, prescriber, ++line), day, days);
            }
        }
    }

    private void Line(
        ref BenchChance chance, int number, bool real,
        (long Person, long Receipt, long Institution, long Prescriber, int Number) of, int day, int days)
    {
        var drug = real || number < 40 ? s_real[real ? chance.Below(6) : number % s_real.Length] : null;
        var ingredient = drug?.Ingredient ?? (((210 + (number % 420)) * 10_000) + 1001 + (number / 420));
        var route = number % 10 < 7 ? Route.Oral : number % 10 < 8 ? Route.AsNeeded : Route.External;
        route = drug is null || drug.Form == 1 ? route : Route.External;
        _lines.Add(new MedicationRow(
            of.Person, of.Receipt, of.Institution, of.Prescriber, of.Number, drug?.Code ?? 620_000_000 + number, ingredient,
            ingredient / 10_000,
            drug?.LegalClass ?? 0, (int)route, drug?.UnitCode ?? (route == Route.External ? 33 : 16),
            route == Route.Oral ? days * (1 + chance.Below(3)) : 10 + chance.Below(5) + 0.5, route == Route.Oral ? days : 0, day,
            month.Value, _delivery));
    }

    private void Stay(in BenchPerson person, ref BenchChance chance)
    {
        var hospital = 13_1_0900001 + chance.Below(1 + (_clinics / 20));
        var receipt = Claim(
            person.Id, ref chance, chance.Happens(0.6) ? ClaimKind.Dpc : ClaimKind.Inpatient, hospital, 0, 1 + chance.Below(20));
        for (var i = 1; i <= 10; i++)
        {
            Line(ref chance, chance.Popular(InventedDrugs), false, (person.Id, receipt, hospital, 0, i),
                (month.Value * 100) + 1 + i, 7);
        }
    }

    private long Claim(long person, ref BenchChance chance, ClaimKind kind, long institution, long prescriber, int days)
    {
        var receipt = (long)(chance.NextBits() >> 1);
        var points = 200 + chance.Below(2000);
        _claims.Add(new ClaimRow(person, receipt, (int)kind, institution, prescriber, days, points, points, 0,
            month.Value, _delivery));
        return receipt;
    }
}
