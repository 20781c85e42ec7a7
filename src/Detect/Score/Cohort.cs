using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;
using ClaimsWatch.Detect.Features;
using ClaimsWatch.Detect.Rules;
using ClaimsWatch.Detect.Tallies;
using ClaimsWatch.Stats.Boosting;

namespace ClaimsWatch.Detect.Score;

/// <summary>People at index months: who, what was known, what came.</summary>
/// <param name="Rows">Who and what came, by month and person.</param>
/// <param name="Features">The inputs, and last <c>sex_female</c> (0, 1, NaN unknown).</param>
public sealed record Cohort(IReadOnlyList<CohortRow> Rows, FeatureTable Features)
{
    /// <summary>Name of the column of sex, kept apart from the inputs.</summary>
    public const string SexColumn = "sex_female";

    /// <summary>Names of all columns.</summary>
    public static IReadOnlyList<string> Columns { get; } = [.. ScoreFeatures.All.Select(f => f.Name), SexColumn];

    /// <summary>Rows that satisfy a condition.</summary>
    public Cohort Where(Func<CohortRow, bool> condition)
    {
        var kept = Enumerable.Range(0, Rows.Count).Where(i => condition(Rows[i])).ToArray();
        return new Cohort([.. kept.Select(i => Rows[i])], Features.Rows(kept));
    }

    /// <summary>1 where the outcome happened.</summary>
    public double[] Labels(ScoreOutcome outcome, ScoreSettings settings) =>
        [.. Rows.Select(r => r.Is(outcome, settings) ? 1.0 : 0.0)];

    /// <summary>What models see: without sex unless asked.</summary>
    public FeatureTable Inputs(bool useSex) =>
        useSex ? Features : Features.Features([.. Enumerable.Range(0, ScoreFeatures.All.Count)]);

    /// <summary>SHA-256 of everything in it, in order.</summary>
    public string Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var row in Rows)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(
                $"{row.Person}|{row.T0}|{string.Join(',', row.Counts)}|{row.FirstCrossing}|"
                    + $"{row.MonthsAtLevel}|{row.CrossedInGap}\n"));
        }

        for (var f = 0; f < Features.FeatureCount; f++)
        {
            hash.AppendData(MemoryMarshal.AsBytes(Features.Column(f)));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Values of one feature.</summary>
    public ReadOnlySpan<double> Column(string name) =>
        Features.Column(name == SexColumn ? ScoreFeatures.All.Count : ScoreFeatures.IndexOf(name));
}

/// <summary>
/// Builds the cohort from the same tallies, season and features as detection: T is everyone with enough enrolment, age and
/// receipts and without 20 in t0−11 … t0; features as delivered by the run's day, t0 + g + 1; outcomes from the newest knowledge.
/// </summary>
public sealed class CohortBuilder(IClaimStore store, DetectSettings detect, ScoreSettings settings, int threads)
{
    /// <summary>Index months whose horizon the store has seen, ascending, each with twelve months before it.</summary>
    public IReadOnlyList<ClaimMonth> IndexMonths => store.Months.Count == 0 ? [] :
    [
        .. ClaimMonth.Range(store.Months[0].Plus(DetectionWindow.Length - 1), store.Months[^1])
            .Where(t0 => t0.Plus(settings.GapMonths + settings.HorizonMonths) <= store.Months[^1]),
    ];

    /// <summary>The cohort of some index months.</summary>
    public Cohort Build(IEnumerable<ClaimMonth> indexMonths) => Build(indexMonths, withFuture: true);

    /// <summary>The people of a month whose future is not known yet: nobody has an outcome.</summary>
    public Cohort People(ClaimMonth t0) => Build([t0], withFuture: false);

    private Cohort Build(IEnumerable<ClaimMonth> indexMonths, bool withFuture)
    {
        var rows = new List<CohortRow>();
        var columns = Cohort.Columns.Select(_ => new List<double>()).ToArray();
        foreach (var t0 in indexMonths)
        {
            Add(t0, withFuture, rows, columns);
        }

        return new Cohort(rows, new FeatureTable(Cohort.Columns, [.. columns.Select(c => c.ToArray())]));
    }

    /// <summary>What was known on the run's day of an index month.</summary>
    public AsOf KnownAt(ClaimMonth t0) => settings.AsDelivered ? new AsOf(t0.Plus(settings.GapMonths + 1)) : AsOf.Now;

    private void Add(ClaimMonth t0, bool withFuture, List<CohortRow> rows, List<double>[] columns)
    {
        var counted = Detector.Count(store, t0, KnownAt(t0), detect, KeptRows.FromReceipts(settings.ReceiptsMin), threads);
        var persons = counted.Table.Parts.SelectMany(p => p.Persons.Select(q => q.Person)).ToHashSet();
        var future = withFuture ? Futures(t0, persons)
            : persons.ToDictionary(p => p, _ => (Receipts: Array.Empty<long>(), Days: Array.Empty<long>()));
        var builder = FeatureBuilder.For(counted.Table.Plan, counted.Season, detect.Rules);
        var rules = RuleCatalog.Create(detect.Rules);
        var values = new double[FeatureCatalog.Width];
        var inputs = new double[ScoreFeatures.All.Count];
        for (var part = 0; part < counted.Table.Parts.Count; part++)
        {
            for (var i = 0; i < counted.Table.Parts[part].Persons.Count; i++)
            {
                var person = counted.Table.Parts[part].Persons[i];
                builder.Build(counted.Table.Row(part, i), person.Sex, person.BirthMonth, values);
                var features = new FeatureVector(values);
                var age = counted.Table.Plan.Window.Age(person.BirthMonth);
                if (!IsTarget(features, age) || !future.TryGetValue(person.Person, out var came))
                {
                    continue;
                }

                ScoreFeatures.Build(features, inputs);
                rows.Add(RowOf(person, t0, RulesMet(rules, features), came));
                for (var f = 0; f < inputs.Length; f++)
                {
                    columns[f].Add(inputs[f]);
                }

                columns[^1].Add(person.Sex switch { Sex.Female => 1, Sex.Male => 0, _ => double.NaN });
            }
        }
    }

    /// <summary>Whether a person belongs to the cohort, by what is known of the months up to t0.</summary>
    public bool IsTarget(scoped FeatureVector features, int age)
    {
        var enrolled = 0;
        for (var back = 0; back < DetectionWindow.Length; back++)
        {
            enrolled += features.IsAtRisk(back) ? 1 : 0;
        }

        return age >= settings.AgeMin && enrolled >= settings.EnrolledMonthsMin && features.IsAtRisk(0)
            && features[FeatureCatalog.Receipts, 0] >= settings.ReceiptsMin
            && features[FeatureCatalog.ReceiptsMax12] < detect.Rules.R01.ReceiptsMin;
    }

    private static int RulesMet(IReadOnlyList<IRule> rules, scoped FeatureVector features)
    {
        var met = 0;
        foreach (var rule in rules)
        {
            met += rule.Fires(features) is null ? 0 : 1;
        }

        return met;
    }

    // Receipts and insured days of t0+1 … t0+g+h, in that order, as known now;
    // people not insured when the horizon begins are left out.
    private Dictionary<long, (long[] Receipts, long[] Days)> Futures(ClaimMonth t0, HashSet<long> persons)
    {
        var months = settings.GapMonths + settings.HorizonMonths;
        var counted = Detector.Count(store, t0.Plus(months), AsOf.Now, detect, KeptRows.Among(persons), threads);
        var plan = counted.Table.Plan;
        var (receipts, days) = (plan.IndexOf("receipts.t0"), plan.IndexOf("at_risk_days.t0"));
        var futures = new Dictionary<long, (long[] Receipts, long[] Days)>();
        for (var part = 0; part < counted.Table.Parts.Count; part++)
        {
            for (var i = 0; i < counted.Table.Parts[part].Persons.Count; i++)
            {
                var row = counted.Table.Row(part, i);
                var (r, d) = (row.Slice(receipts, months).ToArray(), row.Slice(days, months).ToArray());
                Array.Reverse(r);
                Array.Reverse(d);
                if (d[settings.GapMonths] > 0)
                {
                    futures[counted.Table.Parts[part].Persons[i].Person] = (r, d);
                }
            }
        }

        return futures;
    }

    private CohortRow RowOf(TalliedPerson person, ClaimMonth t0, int rulesMet, (long[] Receipts, long[] Days) came)
    {
        var threshold = detect.Rules.R01.ReceiptsMin;
        var inGap = came.Receipts.Take(settings.GapMonths).Any(r => r >= threshold);
        var (first, atLevel) = (0, 0);
        var (counts, days) = (new List<int>(), new List<int>());
        for (var m = settings.GapMonths; m < came.Receipts.Length && came.Days[m] > 0; m++)
        {
            counts.Add((int)came.Receipts[m]);
            days.Add((int)came.Days[m]);
            var reached = came.Receipts[m] >= threshold;
            atLevel += reached ? 1 : 0;
            first = first == 0 && reached ? counts.Count : first;
        }

        return new CohortRow(person.Person, person.Sex, t0, rulesMet, [.. counts], [.. days], first, atLevel, inGap);
    }
}
