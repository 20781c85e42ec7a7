using ClaimsWatch.Detect.Features;
using ClaimsWatch.Stats.Boosting;

namespace ClaimsWatch.Detect.Score.Models;

/// <summary>Gradient boosting of the yes/no outcome over all features; more receipts may only raise it.</summary>
public sealed class BoostingScorer(bool useSex = false) : IScorer
{
    /// <inheritdoc/>
    public string Id => useSex ? "boosting+sex" : "boosting";

    /// <inheritdoc/>
    public string Name => useSex ? "gradient boosting with sex" : "gradient boosting";

    /// <inheritdoc/>
    public bool IsBaseline => false;

    /// <inheritdoc/>
    public FittedScorer Fit(ScoreLesson lesson)
    {
        var train = lesson.Train.Inputs(useSex);
        var settings = new BoosterSettings
        {
            RoundsMax = 400,
            LearningRate = 0.05,
            DepthMax = 4,
            HessianMin = 5,
            RowShare = 0.8,
            ColumnShare = 0.8,
            PatienceRounds = 30,
            Seed = lesson.Settings.Seed,
            Threads = lesson.Threads,
            Monotone = [.. ScoreFeatures.All.Select(f => f.Direction), .. useSex ? [0] : Array.Empty<int>()],
        };
        var fit = Booster.Fit(
            train, lesson.Train.Labels(lesson.Outcome, lesson.Settings), settings,
            (lesson.Later.Inputs(useSex), lesson.Later.Labels(lesson.Outcome, lesson.Settings)));
        var threads = lesson.Threads;
        return new FittedScorer(
            Id, cohort => fit.Model.Margins(cohort.Inputs(useSex), threads), new ModelBody(fit.Model, null, train.Names));
    }
}
