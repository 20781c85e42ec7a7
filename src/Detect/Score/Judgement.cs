using ClaimsWatch.Core.Claims;
using ClaimsWatch.Stats.Calibration;
using ClaimsWatch.Stats.Resampling;

namespace ClaimsWatch.Detect.Score;

/// <summary>A number with its 95 % interval.</summary>
public readonly record struct Interval(double Value, double Low, double High);

/// <summary>What a scorer did for one sex; <see cref="Core.Claims.Sex"/> as recorded.</summary>
/// <param name="Sex">Sex.</param>
/// <param name="Rows">Person-months of the test.</param>
/// <param name="Events">Outcomes.</param>
/// <param name="SelectedShare">Share selected.</param>
/// <param name="Precision">Of the selected, how many had the outcome.</param>
/// <param name="Recall">Of the outcomes, how many were selected: compared between the sexes, equal opportunity.</param>
/// <param name="Calibration">Calibration within the sex.</param>
public sealed record SexJudgement(
    Sex Sex, int Rows, int Events, double SelectedShare, double Precision, double Recall, CalibrationReport Calibration)
{
    /// <summary><see cref="Precision"/> with its interval, bootstrap of people.</summary>
    public Interval PrecisionInterval { get; init; }

    /// <summary><see cref="Recall"/> with its interval, bootstrap of people.</summary>
    public Interval RecallInterval { get; init; }

    /// <summary>AUPRC within the sex; chance gives <see cref="Events"/> ÷ <see cref="Rows"/>.</summary>
    public double AveragePrecision { get; init; }

    /// <summary>Net benefit at the probability worth a letter.</summary>
    public double NetBenefit { get; init; }

    /// <summary>Months from the letter's month to the first crossing, median of those found; NaN for none.</summary>
    public double LeadMedian { get; init; }

    /// <summary>Letters to people who had crossed before they could arrive.</summary>
    public int TooLate { get; init; }
}

/// <summary>One way to turn a scorer's scores into probabilities, judged on the test.</summary>
/// <param name="Kind">Isotonic or Platt, fitted on the calibration period.</param>
/// <param name="IsUsed">Whether its probabilities are the ones used.</param>
/// <param name="All">Everyone.</param>
/// <param name="Male">Men.</param>
/// <param name="Female">Women.</param>
public sealed record MapJudgement(
    CalibrationKind Kind, bool IsUsed, CalibrationReport All, CalibrationReport Male, CalibrationReport Female);

/// <summary>How a scorer did on the test: later months of people it never saw.</summary>
/// <param name="Id">Scorer.</param>
/// <param name="Name">Its name.</param>
/// <param name="IsBaseline">Whether it is a baseline.</param>
/// <param name="Precision">Of the letters, how many went to people who were going to cross, bootstrap of people.</param>
/// <param name="Recall">Of those going to cross, how many got a letter.</param>
/// <param name="LeadMedian">Months from the letter's month to the first crossing, median of those found; NaN for none.</param>
/// <param name="LeadQuarter">Lower quartile.</param>
/// <param name="LeadThreeQuarters">Upper quartile.</param>
/// <param name="LeadTwoShare">Share of those found with two months or more.</param>
/// <param name="TooLate">Letters to people who had crossed before it could arrive: misses.</param>
/// <param name="AveragePrecision">AUPRC.</param>
/// <param name="RocArea">AUROC; never a headline.</param>
/// <param name="NetBenefit">Net benefit at the probability worth a letter (Vickers and Elkin 2006).</param>
/// <param name="Calibration">Calibration of everyone.</param>
/// <param name="BySex">The same by sex; people of unknown sex count only in the whole.</param>
/// <param name="Gain">Precision less that of the best baseline, paired bootstrap; null for that baseline itself.</param>
public sealed record ScorerJudgement(
    string Id, string Name, bool IsBaseline, Interval Precision, Interval Recall, double LeadMedian, double LeadQuarter,
    double LeadThreeQuarters, double LeadTwoShare, int TooLate, double AveragePrecision, double RocArea, double NetBenefit,
    CalibrationReport Calibration, IReadOnlyList<SexJudgement> BySex, Interval? Gain)
{
    /// <summary>Isotonic and Platt side by side.</summary>
    public IReadOnlyList<MapJudgement> Maps { get; init; } = [];

    /// <summary>NNE: letters for one person going to cross (何通で1人).</summary>
    public double LettersForOne => Precision.Value > 0 ? 1 / Precision.Value : double.NaN;
}

/// <summary>Scores of the test rows by one scorer, and their probabilities by each map, the one used first.</summary>
internal sealed record Scored(IScorer Scorer, double[] Scores, IReadOnlyList<(CalibrationKind Kind, double[] Probabilities)> Maps)
{
    public double[] Probabilities => Maps[0].Probabilities;
}

/// <summary>Judges scorers on the same people, the same months and the same number of letters.</summary>
internal sealed class Judgement(Cohort test, ScoreOutcome outcome, ScoreSettings settings)
{
    private readonly double[] _y = test.Labels(outcome, settings);
    private readonly int[][] _rounds =
        [.. Enumerable.Range(0, test.Rows.Count).GroupBy(i => test.Rows[i].T0).OrderBy(g => g.Key).Select(g => g.ToArray())];

    /// <summary>Judges all; gains are against the baseline of the highest precision.</summary>
    public IReadOnlyList<ScorerJudgement> Run(IReadOnlyList<Scored> scored)
    {
        var orders = scored.Select(s => Array.ConvertAll(_rounds, round => Order(round, s.Scores))).ToList();
        var ones = Enumerable.Repeat(1, test.Rows.Count).ToArray();
        var points = orders.Select(o => Measure(o, ones)).ToList();
        // Chance is there to be seen, not to be fallen back to, even where everybody gets a letter and all are equal.
        var best = Enumerable.Range(0, scored.Count).Where(i => scored[i].Scorer is { IsBaseline: true, Id: not "B0" })
            .MaxBy(i => (points[i].Precision(null), Discrimination.AveragePrecision(scored[i].Scores, _y)));
        var replicates = Replicates(orders);
        return [.. scored.Select((s, i) => Judge(
            s, orders[i], sex => Of(points[i].Precision(sex), replicates.Select(r => r[i].Precision(sex))),
            sex => Of(points[i].Recall(sex), replicates.Select(r => r[i].Recall(sex))),
            i == best ? null : Of(
                points[i].Precision(null) - points[best].Precision(null),
                replicates.Select(r => r[i].Precision(null) - r[best].Precision(null)))))];
    }

    private int[] Order(int[] round, double[] scores) =>
        [.. round.OrderByDescending(i => scores[i]).ThenBy(i => Baselines.Hash(test.Rows[i].Person, test.Rows[i].T0.Value))];

    // Goes down each round's list until the letters are spent; weights are how often a person was drawn.
    private Found Measure(int[][] order, int[] weights)
    {
        var found = new Found(new int[Found.Sexes], new int[Found.Sexes], new int[Found.Sexes]);
        foreach (var round in order)
        {
            var left = settings.LettersMax;
            foreach (var i in round)
            {
                var sent = Math.Min(left, weights[i]);
                var sex = (int)test.Rows[i].Sex;
                left -= sent;
                found.Letters[sex] += sent;
                found.Hits[sex] += _y[i] > 0 ? sent : 0;
                found.Events[sex] += _y[i] > 0 ? weights[i] : 0;
            }
        }

        return found;
    }

    private List<Found[]> Replicates(List<int[][]> orders)
    {
        var persons = test.Rows.Select(r => r.Person).Distinct().Order().ToArray();
        var place = Enumerable.Range(0, persons.Length).ToDictionary(i => persons[i], i => i);
        var personOf = test.Rows.Select(r => place[r.Person]).ToArray();
        var random = new SplitMix(settings.Seed ^ 0xB00757A9UL);
        var replicates = new List<Found[]>();
        for (var r = 0; r < settings.Replicates; r++)
        {
            var drawn = new int[persons.Length];
            for (var i = 0; i < persons.Length; i++)
            {
                drawn[random.NextBelow(persons.Length)]++;
            }

            var weights = Array.ConvertAll(personOf, p => drawn[p]);
            replicates.Add([.. orders.Select(o => Measure(o, weights))]);
        }

        return replicates;
    }

    private static Interval Of(double value, IEnumerable<double> replicates)
    {
        var sorted = replicates.Where(double.IsFinite).Order().ToArray();
        return new Interval(value, Quantile(sorted, 0.025), Quantile(sorted, 0.975));
    }

    private static double Quantile(double[] sorted, double share) =>
        sorted.Length == 0 ? double.NaN : sorted[(int)Math.Round(share * (sorted.Length - 1))];

    private ScorerJudgement Judge(
        Scored scored, int[][] orders, Func<Sex?, Interval> precision, Func<Sex?, Interval> recall, Interval? gain)
    {
        var selected = orders.SelectMany(o => o.Take(settings.LettersMax)).ToHashSet();
        var leads = Leads(selected);
        return new ScorerJudgement(
            scored.Scorer.Id, scored.Scorer.Name, scored.Scorer.IsBaseline, precision(null), recall(null), Quantile(leads, 0.5),
            Quantile(leads, 0.25),
            Quantile(leads, 0.75), leads.Length == 0 ? double.NaN : leads.Count(l => l >= 2) / (double)leads.Length,
            selected.Count(i => test.Rows[i].CrossedInGap), Discrimination.AveragePrecision(scored.Scores, _y),
            Discrimination.RocArea(scored.Scores, _y), NetBenefit(scored.Probabilities, _y),
            CalibrationReport.Of(scored.Probabilities, _y),
            [
                .. new[] { Sex.Male, Sex.Female }.Select(
                    sex => BySex(sex, scored, selected) with { PrecisionInterval = precision(sex),
                        RecallInterval = recall(sex) }),
            ],
            gain)
        {
            Maps =
            [
                .. scored.Maps.Select((map, i) => new MapJudgement(
                    map.Kind, i == 0, CalibrationReport.Of(map.Probabilities, _y), Calibration(map.Probabilities, Sex.Male),
                    Calibration(map.Probabilities, Sex.Female))),
            ],
        };
    }

    private int[] RowsOf(Sex sex) => [.. Enumerable.Range(0, _y.Length).Where(i => test.Rows[i].Sex == sex)];

    private CalibrationReport Calibration(double[] probabilities, Sex sex)
    {
        var rows = RowsOf(sex);
        return CalibrationReport.Of(Array.ConvertAll(rows, i => probabilities[i]), Array.ConvertAll(rows, i => _y[i]));
    }

    private double[] Leads(IEnumerable<int> selected) =>
        [.. selected.Where(i => _y[i] > 0).Select(i => test.Rows[i].FirstCrossing - 1.0).Order()];

    private double NetBenefit(double[] probabilities, double[] y)
    {
        var worth = settings.WorthwhileProbability;
        var sum = 0.0;
        for (var i = 0; i < y.Length; i++)
        {
            sum += probabilities[i] < worth ? 0 : y[i] > 0 ? 1 : -worth / (1 - worth);
        }

        return sum / Math.Max(1, y.Length);
    }

    private SexJudgement BySex(Sex sex, Scored scored, HashSet<int> selected)
    {
        var rows = RowsOf(sex);
        var mine = rows.Where(selected.Contains).ToArray();
        var (events, hits) = (rows.Count(i => _y[i] > 0), mine.Count(i => _y[i] > 0));
        return new SexJudgement(
            sex, rows.Length, events, Share(mine.Length, rows.Length), Share(hits, mine.Length), Share(hits, events),
            Calibration(scored.Probabilities, sex))
        {
            AveragePrecision = Discrimination.AveragePrecision(Array.ConvertAll(rows, i => scored.Scores[i]),
                Array.ConvertAll(rows, i => _y[i])),
            NetBenefit = NetBenefit(Array.ConvertAll(rows, i => scored.Probabilities[i]), Array.ConvertAll(rows, i => _y[i])),
            LeadMedian = Quantile(Leads(mine), 0.5),
            TooLate = mine.Count(i => test.Rows[i].CrossedInGap),
        };
    }

    private static double Share(int part, int whole) => whole == 0 ? double.NaN : part / (double)whole;
}

/// <summary>Letters sent, those that found somebody, and outcomes there were, by sex.</summary>
internal sealed record Found(int[] Letters, int[] Hits, int[] Events)
{
    public const int Sexes = 3;

    /// <summary>Of the letters, how many found somebody: of everyone (0 without letters) or of one sex (NaN without).</summary>
    public double Precision(Sex? sex) => Share(Hits, Letters, sex);

    /// <summary>Of the outcomes, how many were found.</summary>
    public double Recall(Sex? sex) => Share(Hits, Events, sex);

    private static double Share(int[] part, int[] whole, Sex? sex) => sex is { } one
        ? (whole[(int)one] == 0 ? double.NaN : part[(int)one] / (double)whole[(int)one])
        : whole.Sum() == 0 ? 0 : part.Sum() / (double)whole.Sum();
}
