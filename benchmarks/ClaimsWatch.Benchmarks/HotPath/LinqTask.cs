using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;
using ClaimsWatch.Store;

namespace ClaimsWatch.Benchmarks.HotPath;

/// <summary>
/// The task as a C# programmer would write it on a quiet afternoon: rows as records, GroupBy, Distinct, one person at a time,
/// with the default thresholds written out. It shares no line with the tallies, and so checks them too.
/// </summary>
internal sealed class LinqTask(ClaimMonth t0)
{
    private sealed record Person(
        PersonRow Self, Dictionary<int, int> Days, ILookup<int, ClaimRow> Claims, ILookup<int, MedicationRow> Lines);

    private sealed record Supply(int Ingredient, long Prescriber, DateOnly From, MedicationRow Line);

    private readonly int[] _months = [.. ClaimMonth.Range(t0.Plus(-11), t0).Reverse().Select(m => m.Value)];

    public IReadOnlyList<string> Run(ClaimStore store) =>
    [
        .. Enumerable.Range(0, store.SlabCount).SelectMany(slab => People(store, slab)).Where(p => p.Self.Linkage != 9)
            .Where(p => p.Days[t0.Value] > 0 || p.Claims.Count > 0).Select(LineOf).Where(line => line.Length > 0),
    ];

    private List<Person> People(ClaimStore store, int slab)
    {
        using var opened = store.Open(slab, [.. _months.Reverse().Select(m => new ClaimMonth(m))], AsOf.Now);
        var claims = opened.Months.SelectMany(m => Enumerable.Range(0, m.Claims.Count).Select(m.Claims.Row))
            .ToLookup(c => c.Person);
        var lines = opened.Months.SelectMany(m => Enumerable.Range(0, m.Medications.Count).Select(m.Medications.Row))
            .ToLookup(m => m.Person);
        var days = Enumerable.Range(0, opened.Eligibility.Count).Select(opened.Eligibility.Row).ToLookup(e => e.Person);
        return
        [
            .. Enumerable.Range(0, opened.Persons.Count).Select(opened.Persons.Row).Select(p => new Person(
                p, _months.ToDictionary(m => m, m => days[p.PersonId].Where(d => d.ClaimMonth == m).Sum(d => d.DaysAtRisk)),
                claims[p.PersonId].ToLookup(c => c.ClaimMonth), lines[p.PersonId].ToLookup(l => l.ClaimMonth))),
        ];
    }

    private string LineOf(Person p)
    {
        var receipts = _months.Select(m => p.Claims[m].Where(c => c.Kind is 1 or 4 or 5)
            .Select(c => (c.Kind, c.Institution, c.PrescriberInstitution)).Distinct().Count()).ToList();
        var (overlap, supplied, overlapAll) = Overlap(p);
        var rules = Visits(p, receipts)
            .Concat(Medicines(p))
            .Append((overlap >= 30 || (overlap >= 14 && overlap >= 0.2 * supplied), "R16"))
            .Where(r => r.Item1).Select(r => r.Item2).Order(StringComparer.Ordinal).ToList();
        var steps = _months.SelectMany(m => p.Lines[m]).Where(l => l.Route == 1 && l.Unit is (15 or 16))
            .Sum(l => Quantity.ToSteps(l.Quantity));
        return rules.Count == 0 ? "" : FlaggedTask.Line(p.Self.PersonId, rules, receipts[0], steps, overlapAll);
    }

    private IEnumerable<(bool Fires, string Rule)> Visits(Person p, List<int> receipts)
    {
        var three = _months.Take(3).ToList();
        var insured3 = three.TrueForAll(m => p.Days[m] > 0);
        var visits = _months.Select(m => p.Claims[m].Where(c => c.Kind is 1 or 4).ToList()).ToList();
        var days = visits.ConvertAll(v => v.Sum(c => c.VisitDays));
        var before = visits.Skip(3).SelectMany(v => v).Select(c => c.Institution).ToHashSet();
        var fresh = visits.Take(3).SelectMany(v => v).Select(c => c.Institution).Distinct().Count(i => !before.Contains(i));
        var atOne = visits[0].Select(c => c.Institution).Distinct()
            .Select(i => visits.Take(3).Min(v => v.Where(c => c.Institution == i).Sum(c => c.VisitDays))).DefaultIfEmpty().Max();
        yield return (receipts.Max() >= 20, "R01");
        yield return (insured3 && receipts[0] is >= 14 and < 20 && receipts.Take(3).Average() >= 12, "R02");
        yield return (insured3 && visits.Take(3).Min(v => v.Select(c => c.Institution).Distinct().Count()) >= 3, "R06");
        yield return (insured3 && atOne >= 15, "R09");
        yield return (insured3 && days.Take(3).Min() >= 15 && days.Take(3).Sum() >= 40, "R10");
        yield return (_months.All(m => p.Days[m] > 0) && fresh >= 4, "R11");
        yield return (insured3 && three.SelectMany(m => p.Claims[m]).Where(c => c.Kind == 5).Select(c => c.Institution).Distinct()
            .Count() >= 4, "R12");
        yield return (days.Sum() >= 90, "R24");
        yield return (days[0] >= 30, "R25");
    }

    private IEnumerable<(bool Fires, string Rule)> Medicines(Person p)
    {
        var three = _months.Take(3).ToList();
        var home = Home(p, t0.Value).ToList();
        var oral = home.Where(s => s.Line.Route == 1).ToList();
        var duplicates = oral.Where(s => s.Prescriber != 0).GroupBy(s => s.Ingredient).Select(g => g.GroupBy(s => s.Prescriber)
            .Count(d => d.GroupBy(s => s.Line.DispensedOn).Sum(day => day.Max(s => s.Line.SupplyDays)) >= 14))
            .DefaultIfEmpty().Max();
        var classes = oral.Where(s => s.Prescriber != 0).GroupBy(s => s.Ingredient / 1000)
            .Select(g => g.Select(s => s.Prescriber).Distinct().Count()).ToList();
        var long14 = oral.GroupBy(s => s.Ingredient).Where(g => g.GroupBy(s => (s.From, s.Prescriber))
            .Sum(d => d.Max(s => s.Line.SupplyDays)) >= 14).ToList();
        var from = long14.SelectMany(g => g).Select(s => s.Prescriber).Where(i => i != 0).Distinct().Count();
        var age = t0.MonthsSince(new ClaimMonth(p.Self.BirthMonth)) / 12;
        var items = three.SelectMany(m => p.Lines[m].Where(l => !IsOfStay(p, l))).ToList();
        yield return (duplicates >= 2, "R13");
        yield return (three.TrueForAll(m => p.Days[m] > 0) && three.Min(m => ClassDays(p, m)) >= 61, "R14");
        yield return (classes.Exists(c => c >= 3) || classes.Count(c => c >= 2) >= 2, "R15");
        yield return (from >= 2 && (long14.Count >= 10 || (long14.Count >= 6 && age >= 65)), "R17");
        yield return (home.Where(s => s.Prescriber != 0 && IsAgonist(s.Line)).Select(s => s.Prescriber).Distinct().Count() >= 2,
            "R18");
        yield return (items.Count >= 50 || items.Select(Prescriber).Where(i => i != 0).Distinct().Count() >= 6, "R23");
    }

    private static int ClassDays(Person p, int month) => Home(p, month).Where(s => s.Line.Route == 1 && s.Prescriber != 0)
        .GroupBy(s => s.Ingredient / 1000)
        .Select(g => g.GroupBy(s => s.Prescriber).Select(d => d.GroupBy(s => s.From).Sum(day => day.Max(s => s.Line.SupplyDays)))
            .Where(days => days > 0).ToList())
        .Where(byPrescriber => byPrescriber.Count >= 2).Select(byPrescriber => byPrescriber.Sum()).DefaultIfEmpty().Max();

    private (int Overlap, int Supplied, int All) Overlap(Person p)
    {
        var end = t0.Plus(1).FirstDay;
        var overlaps = _months.Take(3).SelectMany(m => Home(p, m)).Where(s => s.Line.Route == 1 && s.Prescriber != 0)
            .GroupBy(s => s.Ingredient)
            .Select(g => g.GroupBy(s => s.Prescriber).SelectMany(d => d
                .SelectMany(s => Enumerable.Range(0, s.Line.SupplyDays).Select(s.From.AddDays))
                .Where(day => day < end).Distinct())
                .ToList())
            .Select(days => (Overlap: days.Count - days.Distinct().Count(), Supplied: days.Count)).ToList();
        var most = overlaps.OrderByDescending(o => o.Overlap).ThenBy(o => o.Supplied).FirstOrDefault();
        return (most.Overlap, most.Supplied, overlaps.Sum(o => o.Overlap));
    }

    private static IEnumerable<Supply> Home(Person p, int month) => p.Lines[month]
        .Where(l => l.Route is 1 or 2 && l.Ingredient != 0 && !IsOfStay(p, l))
        .Select(l => new Supply(l.Ingredient, Prescriber(l), From(l), l));

    private static DateOnly From(MedicationRow line) => line.DispensedOn / 100 == line.ClaimMonth
        ? new DateOnly(line.ClaimMonth / 100, line.ClaimMonth % 100, line.DispensedOn % 100)
        : new ClaimMonth(line.ClaimMonth).FirstDay;

    private static bool IsOfStay(Person p, MedicationRow line) =>
        p.Claims[line.ClaimMonth].Any(c => c.Receipt == line.Receipt && c.Kind is (2 or 3));

    private static long Prescriber(MedicationRow line) => line.PrescriberInstitution != 0 ? line.PrescriberInstitution
        : line.Institution / 10_000_000 % 10 == 4 ? 0 : line.Institution;

    private static bool IsAgonist(MedicationRow line) =>
        line.Ingredient == 1129010 || (line.LegalClass == 5 && (line.DrugClass == 112 || line.Ingredient is 1179012 or 1179025));
}
