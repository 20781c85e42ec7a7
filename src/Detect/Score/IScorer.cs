using ClaimsWatch.Stats.Boosting;

namespace ClaimsWatch.Detect.Score;

/// <summary>What a scorer learns from.</summary>
/// <param name="Train">People and months to fit.</param>
/// <param name="Later">The same people in a later period: early stopping, then calibration.</param>
/// <param name="Outcome">What is foretold.</param>
/// <param name="Settings">Settings.</param>
/// <param name="Threads">Threads; never change a result.</param>
/// <param name="ReceiptsLimit">Receipts of a month that the outcome asks for.</param>
public sealed record ScoreLesson(
    Cohort Train, Cohort Later, ScoreOutcome Outcome, ScoreSettings Settings, int Threads, int ReceiptsLimit = 20);

/// <summary>A way to rank people: a baseline, or a model behind the same small interface.</summary>
public interface IScorer
{
    /// <summary>Stable id: B0 … B8, hazard, nb2, boosting.</summary>
    string Id { get; }

    /// <summary>Name in English, as printed.</summary>
    string Name { get; }

    /// <summary>Whether it is one of the baselines a model must beat.</summary>
    bool IsBaseline { get; }

    /// <summary>Learns; baselines that learn nothing return themselves.</summary>
    FittedScorer Fit(ScoreLesson lesson);
}

/// <summary>The numbers of a fitted model, readable; exactly one part is there, none for a baseline without numbers.</summary>
/// <param name="Trees">Boosted trees over <paramref name="Inputs"/>.</param>
/// <param name="Glm">Generalised linear model.</param>
/// <param name="Inputs">Names of the features, in the order of the trees.</param>
public sealed record ModelBody(BoostedTrees? Trees, GlmModel? Glm, IReadOnlyList<string> Inputs)
{
    /// <summary>Negative binomial model of counts.</summary>
    public CountModel? Counts { get; init; }
}

/// <summary>A scorer that can score.</summary>
/// <param name="Id">Id of the scorer.</param>
/// <param name="Score">Scores of a cohort's rows; higher is more likely. Only their order counts until calibrated.</param>
/// <param name="Body">Numbers, for a model file.</param>
public sealed record FittedScorer(string Id, Func<Cohort, double[]> Score, ModelBody? Body);
