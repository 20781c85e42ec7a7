using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Codes;
using ClaimsWatch.Core.Columns;
using ClaimsWatch.Detect.Tallies.Psychotropics;

namespace ClaimsWatch.Tests.Detect;

/// <summary>
/// What the tallies of visits and medicines are, straight from the rows with LINQ and sets of dates; slow and obvious.
/// </summary>
internal static class NaiveTallies
{
    private sealed record Line(int Back, MedicationRow Row, long By, DateOnly From)
    {
        public IEnumerable<DateOnly> Days => Enumerable.Range(0, Row.SupplyDays).Select(From.AddDays);

        public bool IsOral => Row.Route == (int)Route.Oral;
    }

    /// <summary>All columns from <c>disease_institutions_fewest</c> on, with the default settings.</summary>
    public static IEnumerable<long> Of(Histories rows, long person)
    {
        var claims = Enumerable.Range(0, 12).Select(back => rows.Claims
            .Where(c => c.Person == person && c.ClaimMonth == Histories.T0.Plus(-back).Value).ToList()).ToList();
        var visits = claims.Select(m => m.Where(c => c.Kind is 1 or 4).ToList()).ToList();
        var taken = Enumerable.Range(0, 12).SelectMany(back => Taken(rows, person, back, claims[back])).ToList();
        var home = taken.Where(l => l.Row.Route is 1 or 2 && l.Row.Ingredient != 0).ToList();
        return [.. Care(rows, person, claims, visits), .. Medicines(home), .. Items(taken), OutOfHours(rows, person),
            .. Clinical(rows, person, claims)];
    }

    private static IEnumerable<long> Care(Histories rows, long person, List<List<ClaimRow>> claims, List<List<ClaimRow>> visits)
    {
        var diagnoses = Enumerable.Range(0, 12).Select(back => rows.Diagnoses
            .Where(d => d.Person == person && d.ClaimMonth == Histories.T0.Plus(-back).Value).ToList()).ToList();
        yield return Enumerable.Range(0, 3).Min(back => diagnoses[back]
            .Where(d => d.Suspected == 0 && visits[back].Any(c => c.Institution == d.Institution))
            .GroupBy(d => d.Icd10 / 10).Select(g => g.Select(d => d.Institution).Distinct().Count()).DefaultIfEmpty().Max());
        yield return diagnoses[0].Count;
        yield return visits[0].Select(c => c.Institution).Distinct().Where(RandomHistories.Tables.Departments!.ContainsKey)
            .GroupBy(i => RandomHistories.Tables.Departments[i]).Select(g => g.Count()).DefaultIfEmpty().Max();
        yield return visits.SelectMany(m => m).Select(c => c.Institution).Distinct()
            .Select(i => Enumerable.Range(0, 3).Min(back => visits[back].Where(c => c.Institution == i).Sum(c => c.VisitDays)))
            .DefaultIfEmpty().Max();
        var days = visits.SelectMany(m => m).GroupBy(c => c.Institution).Select(g => (long)g.Sum(c => c.VisitDays)).ToList();
        yield return days.Sum();
        yield return days.Sum(d => d * d);
        yield return days.DefaultIfEmpty().Max();
        yield return visits.Take(3).SelectMany(m => m).Select(c => c.Institution)
            .Except(visits.Skip(3).SelectMany(m => m).Select(c => c.Institution)).Count();
        yield return claims.Take(3).SelectMany(m => m).Where(c => c.Kind == 5).Select(c => c.Institution).Distinct().Count();
    }

    private static IEnumerable<long> Medicines(List<Line> home)
    {
        var known = home.Where(l => l.By != 0 && l.IsOral).ToList();
        yield return Enumerable.Range(0, 3).Min(back => known.Where(l => l.Back == back).GroupBy(l => l.Row.Ingredient / 1000)
            .Select(g => g.GroupBy(l => l.By).Select(p => p.GroupBy(l => l.From).Sum(d => d.Max(l => l.Row.SupplyDays)))
                .Where(d => d > 0).ToList())
            .Where(p => p.Count >= 2).Select(p => p.Sum()).DefaultIfEmpty().Max());
        var classes = known.Where(l => l.Back == 0).GroupBy(l => l.Row.Ingredient / 1000)
            .Select(g => g.Select(l => l.By).Distinct().Count()).ToList();
        yield return classes.Count(n => n >= 2);
        yield return classes.Count(n => n >= 3);
        var end = new DateOnly(2024, 12, 1);
        var overlaps = known.Where(l => l.Back < 3).GroupBy(l => l.Row.Ingredient)
            .Select(g => g.GroupBy(l => l.By).SelectMany(p => p.SelectMany(l => l.Days).Where(d => d < end).Distinct()).ToList())
            .Select(d => (Overlap: d.Count - d.Distinct().Count(), Supplied: d.Count)).ToList();
        var most = overlaps.Where(o => o.Overlap > 0).OrderByDescending(o => o.Overlap).ThenBy(o => o.Supplied).FirstOrDefault();
        yield return most.Overlap;
        yield return most.Supplied;
        yield return overlaps.Sum(o => o.Overlap);
        var chosen = known.Where(l => l.Back < 3).GroupBy(l => l.Row.Ingredient).OrderBy(g => g.Key)
            .Select(g => (Lines: g.ToList(),
            Days: g.GroupBy(l => l.By).SelectMany(p => p.SelectMany(l => l.Days).Where(d => d < end).Distinct()).ToList()))
            .Where(g => g.Days.Count > g.Days.Distinct().Count())
            .OrderByDescending(g => g.Days.Count - g.Days.Distinct().Count()).ThenBy(g => g.Days.Count).Select(g => g.Lines)
            .FirstOrDefault() ?? [];
        var amounts = TabletsByDay(chosen, end);
        yield return amounts.Sum(day => day.Sum() - day.Max());
        yield return amounts.Sum(day => day.Sum());
        var ingredients = home.Where(l => l.Back == 0 && l.IsOral).GroupBy(l => l.Row.Ingredient)
            .Where(g => g.GroupBy(l => (l.By, l.From)).Sum(d => d.Max(l => l.Row.SupplyDays)) >= 14).ToList();
        yield return ingredients.Count;
        yield return ingredients.SelectMany(g => g).Select(l => l.By).Where(by => by != 0).Distinct().Count();
        var sleep = home.Where(l => l.Back == 0 && (SleepAndAnxiety.IsAnxiolytic(l.Row.Ingredient)
            || SleepAndAnxiety.IsHypnotic(l.Row.Ingredient))).ToList();
        yield return sleep.Select(l => l.Row.Ingredient).Distinct().Count(SleepAndAnxiety.IsAnxiolytic);
        yield return sleep.Select(l => l.Row.Ingredient).Distinct().Count(SleepAndAnxiety.IsHypnotic);
        yield return sleep.Select(l => l.By).Where(by => by != 0).Distinct().Count();
        var agonists = home.Where(l => BenzodiazepineAgonists.Has(l.Row.Ingredient, l.Row.DrugClass, l.Row.LegalClass)).ToList();
        yield return agonists.GroupBy(l => l.Row.Ingredient).Select(g => Enumerable.Range(0, 12).TakeWhile(back =>
            g.Any(l => l.Back == back || l.Days
                .Any(d => ClaimMonth.Of(d) == Histories.T0.Plus(-back)))).Count()).DefaultIfEmpty().Max();
        yield return home.Where(l => l.IsOral && (l.Row.LegalClass == 1 || l.Row.Ingredient is 1149038 or 1149117))
            .SelectMany(l => l.Days).Intersect(agonists.Where(l => l.IsOral).SelectMany(l => l.Days)).Count(d => d < end);
        yield return RandomHistories.Tables.Contraindications!.Count(pair => known
            .Where(l => l.Back < 3 && l.Row.Ingredient == pair.First).Any(a => known
                .Where(l => l.Back < 3 && l.Row.Ingredient == pair.Second && l.By != a.By)
                .Any(b => a.Days.Intersect(b.Days).Any(d => d < end))));
    }

    // Of each day the tablets of every prescriber: of the dispensing days that reach it the one with most.
    private static List<long[]> TabletsByDay(List<Line> lines, DateOnly end) =>
    [
        .. lines.SelectMany(l => l.Days).Where(d => d < end).Distinct().Select(day => lines.GroupBy(l => l.By)
            .Select(p => p.GroupBy(l => l.From).Max(given => given.Where(l => l.Days.Contains(day) && l.Row.Unit is 15 or 16)
                .Sum(l => (long)Math.Floor((l.Row.Quantity * 100_000 / l.Row.SupplyDays) + 0.5)))).ToArray()),
    ];

    private static IEnumerable<long> Items(List<Line> taken)
    {
        yield return taken.Where(l => l.Back < 3 && l.By != 0).Select(l => l.By).Distinct().Count();
        yield return taken.Count(l => l.Back < 3);
        yield return taken.Where(l => l.Back == 0 && l.By != 0).GroupBy(l => l.Row.DispensedOn)
            .Count(d => d.Select(l => l.By).Distinct().Count() >= 2);
    }

    private static long OutOfHours(Histories rows, long person) => rows.Acts
        .Where(a => a.Person == person && a.ClaimMonth == Histories.T0.Value
            && ActList.BuiltIn.Find(a.ActCode)!.Name is var name && (name.StartsWith("時間外加算") || name.StartsWith("休日加算")))
        .Select(a => a.Institution).Distinct().Count();

    private static IEnumerable<long> Clinical(Histories rows, long person, List<List<ClaimRow>> claims)
    {
        var months = Enumerable.Range(0, 3).Select(back => Histories.T0.Plus(-back).Value).ToList();
        var icd = rows.Diagnoses.Where(d => d.Person == person && months.Contains(d.ClaimMonth) && d.Suspected == 0)
            .Select(d => $"{(char)('A' + (d.Icd10 / 1000) - 1)}{d.Icd10 / 10 % 100:00}").ToList();
        var acts = rows.Acts.Where(a => a.Person == person && months.Contains(a.ClaimMonth))
            .Select(a => (Act: ActList.BuiltIn.Find(a.ActCode)!, a.Institution, a.ClaimMonth)).ToList();
        var stays = claims.SelectMany(m => m).Where(c => c.Kind is 2 or 3).Select(c => c.Receipt).ToHashSet();
        var lines = rows.Medications.Where(m => m.Person == person && months.Contains(m.ClaimMonth)).ToList();
        yield return lines.Count(m => $"{m.DrugClass:000}".StartsWith("42", StringComparison.Ordinal));
        yield return acts.Count(a => a.Act.Name.Contains("悪性腫瘍特異物質"));
        yield return lines.Count(m => m.LegalClass == 1 && !stays.Contains(m.Receipt));
        yield return icd.Count(i => i[0] == 'C' && string.CompareOrdinal(i, "C97") <= 0);
        yield return acts.Count(a => a.Act.Group == "dialysis");
        yield return claims.Take(2).Count(m => m.Any(c => c.Kind is 2 or 3));
        yield return acts.Count(a => a.Act.Group == "home-visit") + claims.Take(3).SelectMany(m => m).Count(c => c.Kind == 6);
        yield return acts.Where(a => a.Act.Section == "I002").GroupBy(a => a.Institution)
            .Select(g => months.TakeWhile(m => g.Any(a => a.ClaimMonth == m)).Count()).DefaultIfEmpty().Max();
        yield return acts.Count(a => a.Act.Name.Contains("依存症"));
        yield return icd.Count(i => i is "F10" or "F11" or "F12" or "F13" or "F14" or "F15" or "F16" or "F18" or "F19");
        yield return icd.Count(i => i[0] == 'O'
            || (string.CompareOrdinal(i, "Z32") >= 0 && string.CompareOrdinal(i, "Z39") <= 0));
        yield return icd.Count(i => (string.CompareOrdinal(i, "T36") >= 0 && string.CompareOrdinal(i, "T50") <= 0)
            || (string.CompareOrdinal(i, "X60") >= 0 && string.CompareOrdinal(i, "X84") <= 0));
        yield return acts.Count(a => a.ClaimMonth == months[0]);
    }

    private static IEnumerable<Line> Taken(Histories rows, long person, int back, List<ClaimRow> claims)
    {
        var stays = claims.Where(c => c.Kind is 2 or 3).Select(c => c.Receipt).ToHashSet();
        return rows.Medications
            .Where(m => m.Person == person && m.ClaimMonth == Histories.T0.Plus(-back).Value && !stays.Contains(m.Receipt))
            .Select(m => new Line(back, m, By(m),
                new DateOnly(m.DispensedOn / 10000, m.DispensedOn / 100 % 100, m.DispensedOn % 100)));
    }

    private static long By(MedicationRow m) =>
        m.PrescriberInstitution > 0 ? m.PrescriberInstitution : m.Institution.ToString("D10")[2] == '4' ? 0 : m.Institution;
}
