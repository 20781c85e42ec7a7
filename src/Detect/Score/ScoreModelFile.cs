using ClaimsWatch.Core.Claims;
using ClaimsWatch.Detect.Features;
using ClaimsWatch.Stats.Boosting;
using ClaimsWatch.Stats.Calibration;

namespace ClaimsWatch.Detect.Score;

/// <summary>
/// What ranks people, as numbers that anyone can read: no code, no person. Written by <c>model train</c>, used by <c>detect</c>.
/// </summary>
/// <param name="Schema">claimswatch.score-model/1.</param>
/// <param name="Insurer">保険者番号 of the data it was fitted on.</param>
/// <param name="FittedOn">Day.</param>
/// <param name="Outcome">What is foretold.</param>
/// <param name="Scorer">Scorer that ranks: a model that earned its place, or the best baseline.</param>
/// <param name="EarnedItsPlace">Whether it is a model; false is the fallback.</param>
/// <param name="DataHash">SHA-256 of the training rows.</param>
/// <param name="Split">Index months.</param>
/// <param name="Settings">Settings of cohort and judgement.</param>
/// <param name="Calibration">From score to probability.</param>
/// <param name="Body">Numbers; null for a baseline that is a formula.</param>
/// <param name="Spreads">Spread of each feature in training.</param>
public sealed record ScoreModelFile(
    string Schema, string Insurer, DateOnly FittedOn, ScoreOutcome Outcome, string Scorer, bool EarnedItsPlace, string DataHash,
    ScoreSplit Split, ScoreSettings Settings, CalibrationMap Calibration, ModelBody? Body, IReadOnlyList<FeatureSpread> Spreads)
{
    /// <summary>The one schema there is.</summary>
    public const string SchemaName = "claimswatch.score-model/1";

    /// <summary>
    /// Probability of a person and the name to print beside it. Sex is never looked at: a term of sex takes its middle, so it moves
    /// everybody alike.
    /// </summary>
    public (double Probability, string Name) Of(scoped FeatureVector features, int age, int rulesMet)
    {
        var forty = new double[ScoreFeatures.All.Count];
        ScoreFeatures.Build(features, age, forty);
        return (Math.Round(Calibration.Of(Raw(forty, rulesMet)), 6), Name);
    }

    /// <summary>Name for sheets and results.</summary>
    public string Name => EarnedItsPlace
        ? $"{Scorer} ({Outcome}; calibrated probability)"
        : $"{Scorer} ({Outcome}; fallback: no model beat it; calibrated probability)";

    /// <summary>Score of forty numbers before calibration.</summary>
    public double Raw(double[] forty, int rulesMet)
    {
        double Value(string name) => name == Cohort.SexColumn ? double.NaN : forty[ScoreFeatures.IndexOf(name)];
        if (Body?.Trees is { } trees)
        {
            return trees.Margin(forty);
        }

        if (Body?.Glm is { } glm)
        {
            var linear = glm.Terms.Sum(t => t.Of(Value(t.Feature)));
            // B8 is ranked by its line, a hazard by its probability; each as it was calibrated.
            return Scorer == "B8" ? linear : glm.Probability(linear);
        }

        return Scorer == "B6" ? rulesMet
            : Baselines.Formula(Scorer, name => double.IsNaN(Value(name)) ? 0 : Value(name)) ?? 0;
    }

    /// <summary>How its probabilities did on people whose horizon is over.</summary>
    public CalibrationReport CalibrationOf(Cohort cohort)
    {
        ArgumentNullException.ThrowIfNull(cohort);
        var row = new double[cohort.Features.FeatureCount];
        var probabilities = new double[cohort.Rows.Count];
        for (var i = 0; i < probabilities.Length; i++)
        {
            cohort.Features.CopyRow(i, row);
            probabilities[i] = Calibration.Of(Raw(row.AsSpan(0, ScoreFeatures.All.Count).ToArray(), cohort.Rows[i].RulesMet));
        }

        return CalibrationReport.Of(probabilities, cohort.Labels(Outcome, Settings));
    }

    /// <summary>
    /// Exact additive contributions by feature: TreeSHAP on the log odds of trees, the terms of a linear model. Empty for a formula.
    /// </summary>
    public IReadOnlyList<(string Feature, double Contribution)> Contributions(double[] forty)
    {
        if (Body?.Trees is { } trees)
        {
            var contributions = TreeShap.Explain(trees, forty).Contributions;
            return [.. trees.Features.Select((f, i) => (f, contributions[i])).OrderByDescending(c => Math.Abs(c.Item2))];
        }

        return Body?.Glm is { } glm
            ? [.. glm.Terms.Select(t => (t.Feature, t.Of(t.Feature == Cohort.SexColumn ? double.NaN : forty[ScoreFeatures.IndexOf(t.Feature)])))
                .OrderByDescending(c => Math.Abs(c.Item2))]
            : [];
    }
}
