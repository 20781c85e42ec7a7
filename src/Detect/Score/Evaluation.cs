using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;
using ClaimsWatch.Detect.Score.Models;
using ClaimsWatch.Stats.Calibration;

namespace ClaimsWatch.Detect.Score;

/// <summary>What one outcome's comparison came to.</summary>
/// <param name="Outcome">Outcome.</param>
/// <param name="TrainRows">Person-months fitted.</param>
/// <param name="TrainEvents">Outcomes among them.</param>
/// <param name="TestRows">Person-months judged.</param>
/// <param name="TestEvents">Outcomes among them; their share is the prevalence line of AUPRC.</param>
/// <param name="Scorers">Baselines, then models.</param>
/// <param name="BestBaseline">Baseline of the highest precision.</param>
/// <param name="Challenger">Model with the highest AUPRC on the calibration period, chosen before the test is looked at.</param>
/// <param name="UseModel">Whether the interval of the challenger's gain lies above 0.</param>
public sealed record OutcomeEvaluation(
    ScoreOutcome Outcome, int TrainRows, int TrainEvents, int TestRows, int TestEvents, IReadOnlyList<ScorerJudgement> Scorers,
    string BestBaseline, string Challenger, bool UseModel)
{
    /// <summary>Share of outcomes in the test.</summary>
    public double Prevalence => TestEvents / (double)Math.Max(1, TestRows);

    /// <summary>What ranks people: the challenger, or the best baseline.</summary>
    public string Decision => UseModel ? Challenger : BestBaseline;

    /// <summary>The judgement of a scorer.</summary>
    public ScorerJudgement this[string id] => Scorers.First(s => s.Id == id);
}

/// <summary>A model with its probability map.</summary>
public sealed record CalibratedModel(string Id, ScoreOutcome Outcome, ModelBody? Body, CalibrationMap Calibration);

/// <summary>The whole comparison.</summary>
/// <param name="Split">Months; null if history or outcomes are too few for any model (cold start: rules rank alone).</param>
/// <param name="Outcomes">Outcomes that could be judged; one with too few events is left out.</param>
/// <param name="Models">What ranks people, fitted: the challenger if it earned its place, else the best baseline.</param>
/// <param name="Spreads">Spread of each feature in training, for drift.</param>
/// <param name="DataHash">SHA-256 of the training rows: who, when, features, outcomes.</param>
public sealed record ScoreEvaluation(
    ScoreSplit? Split, IReadOnlyList<OutcomeEvaluation> Outcomes, IReadOnlyList<CalibratedModel> Models,
    IReadOnlyList<FeatureSpread> Spreads, string DataHash)
{
    /// <summary>What was too little, where <see cref="Split"/> is null.</summary>
    public TooLittle? Short { get; init; }

    internal static ScoreEvaluation None(TooLittle what) => new(null, [], [], [], "") { Short = what };
}

/// <summary>Fits every baseline and model on one part of the history and judges them on another.</summary>
public static class Evaluation
{
    private const int EventsForIsotonic = 100;

    /// <summary>Every scorer, baselines first; models with sex are there to be reported, never to be used.</summary>
    public static IReadOnlyList<IScorer> Scorers { get; } =
    [
        .. Baselines.All, new HazardScorer(), new CountScorer(), new BoostingScorer(),
        new HazardScorer(useSex: true), new CountScorer(useSex: true), new BoostingScorer(useSex: true),
    ];

    /// <summary>Evaluates on a store.</summary>
    public static ScoreEvaluation Run(
        IClaimStore store, DetectSettings detect, ScoreSettings settings, int threads, Action<string>? progress = null) =>
        Run(store, store, detect, settings, threads, progress);

    /// <summary>Fits on one store and judges on another (external validation);
    /// with one store, people and months are split.</summary>
    public static ScoreEvaluation Run(
        IClaimStore trainStore, IClaimStore testStore, DetectSettings detect, ScoreSettings settings, int threads,
        Action<string>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(trainStore);
        ArgumentNullException.ThrowIfNull(settings);
        var builder = new CohortBuilder(trainStore, detect, settings, threads);
        var external = !ReferenceEquals(trainStore, testStore);
        var testBuilder = external ? new CohortBuilder(testStore, detect, settings, threads) : builder;
        // Insurance is often known for fewer months than claims are: months in which nobody had been insured long enough do not
        // count.
        var months = builder.IndexMonths.SkipWhile(month => builder.Build([month]).Rows.Count == 0).ToList();
        if (TooLittle.Months(trainStore.Months.Count, months.Count, testBuilder.IndexMonths.Count, settings) is { } few)
        {
            return ScoreEvaluation.None(few);
        }

        var split = ScoreSplit.Of(months, settings)
            ?? throw new InvalidOperationException($"no split of {months.Count} index months");
        split = external ? split with { Test = [.. testBuilder.IndexMonths.TakeLast(settings.TestMonths)] } : split;
        progress?.Invoke($"cohort: {split.Train.Count} + {split.Later.Count} + {split.Test.Count} index months");
        var train = builder.Build(split.Train).Where(r => external || !IsTestPerson(r.Person, settings));
        var later = builder.Build(split.Later).Where(r => external || !IsTestPerson(r.Person, settings));
        var test = testBuilder.Build(split.Test).Where(r => external || IsTestPerson(r.Person, settings));
        if (TooLittle.Outcomes(train, later, test, settings) is { } rare)
        {
            progress?.Invoke($"too few outcomes: {train.Rows.Count} + {later.Rows.Count} + {test.Rows.Count} rows");
            return ScoreEvaluation.None(rare);
        }

        var outcomes = new List<OutcomeEvaluation>();
        var models = new List<CalibratedModel>();
        foreach (var outcome in Enum.GetValues<ScoreOutcome>()
            .Where(o => TooLittle.Outcomes(o, train, later, test, settings) is null))
        {
            progress?.Invoke($"{outcome}: {train.Rows.Count} rows to fit, {test.Rows.Count} to judge");
            var lesson = new ScoreLesson(train, later, outcome, settings, threads, detect.Rules.R01.ReceiptsMin);
            var (evaluation, model) = One(lesson, test, progress);
            outcomes.Add(evaluation);
            models.Add(model);
        }

        return new ScoreEvaluation(split, outcomes, models, FeatureSpread.Of(train), train.Hash());
    }

    /// <summary>Whether a person is kept for the test: by seed and person alone, so the same in every month.</summary>
    public static bool IsTestPerson(long person, ScoreSettings settings) =>
        Baselines.Hash(person ^ unchecked((long)settings.Seed), 0) < settings.TestPersonShare;

    private static (OutcomeEvaluation Evaluation, CalibratedModel Model) One(ScoreLesson lesson, Cohort test,
        Action<string>? progress)
    {
        var laterY = lesson.Later.Labels(lesson.Outcome, lesson.Settings);
        var scored = new List<Scored>();
        var fits = new List<CalibratedModel>();
        var challengers = new List<(double Ranking, string Id)>();
        foreach (var scorer in Scorers)
        {
            progress?.Invoke($"{lesson.Outcome}: {scorer.Name}");
            var fitted = scorer.Fit(lesson);
            var laterScores = fitted.Score(lesson.Later);
            var maps = Calibrate(laterScores, laterY);
            var scores = fitted.Score(test);
            scored.Add(new Scored(scorer, scores, [.. maps.Select(m => (m.Kind, Array.ConvertAll(scores, m.Of)))]));
            fits.Add(new CalibratedModel(scorer.Id, lesson.Outcome, fitted.Body, maps[0]));
            if (!scorer.IsBaseline && !scorer.Id.EndsWith("+sex", StringComparison.Ordinal))
            {
                challengers.Add((Discrimination.AveragePrecision(laterScores, laterY), scorer.Id));
            }
        }

        var judged = new Judgement(test, lesson.Outcome, lesson.Settings).Run(scored);
        var best = judged.First(j => j.IsBaseline && j.Gain is null).Id;
        var challenger = challengers.MaxBy(c => c.Ranking).Id;
        var gain = judged.First(j => j.Id == challenger).Gain;
        var testY = test.Labels(lesson.Outcome, lesson.Settings);
        var evaluation = new OutcomeEvaluation(
            lesson.Outcome, lesson.Train.Rows.Count,
            lesson.Train.Rows.Count(r => r.Is(lesson.Outcome, lesson.Settings)), test.Rows.Count,
            testY.Count(v => v > 0), judged, best, challenger, gain is { Low: > 0 });
        return (evaluation, fits.First(f => f.Id == evaluation.Decision));
    }

    // The one to use first. Few events make steps of chance: then a line. No finite line fits scores that all are one number.
    private static IReadOnlyList<CalibrationMap> Calibrate(double[] scores, double[] y)
    {
        var steps = CalibrationMap.Isotonic(scores, y);
        return CalibrationMap.Platt(scores, y) is not { } line ? [steps]
            : y.Count(v => v > 0) < EventsForIsotonic ? [line, steps] : [steps, line];
    }
}
