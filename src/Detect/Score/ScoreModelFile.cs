using ClaimsWatch.Core.Claims;
using ClaimsWatch.Detect.Features;
using ClaimsWatch.Stats.Boosting;
using ClaimsWatch.Stats.Calibration;

namespace ClaimsWatch.Detect.Score;

/// <summary>
/// What ranks people, as numbers that anyone can read: no code, no person. Written by <c>model train</c>, used by <c>detect</c>.
/// </summary>
/// <param name="Schema">claimswatch.score-model/2.</param>
/// <param name="Insurer">保険者番号 of the data it was fitted on.</param>
/// <param name="Origin">Fingerprint of the workspace it was fitted in: a hash that says nothing but same or other.</param>
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
    string Schema, string Insurer, string Origin, DateOnly FittedOn, ScoreOutcome Outcome, string Scorer,
    bool EarnedItsPlace, string DataHash,
    ScoreSplit Split, ScoreSettings Settings, CalibrationMap Calibration, ModelBody? Body, IReadOnlyList<FeatureSpread> Spreads)
{
    /// <summary>The one schema there is.</summary>
    public const string SchemaName = "claimswatch.score-model/2";

    /// <summary>
    /// Probability of a person, the name to print beside it, and its parts as facts. Sex is never looked at: a term of sex takes
    /// its middle, so it moves everybody alike.
    /// </summary>
    public Place Of(scoped FeatureVector features, ClaimMonth t0, int rulesMet)
    {
        var inputs = new double[ScoreFeatures.All.Count];
        ScoreFeatures.Build(features, inputs);
        return new Place(Math.Round(Calibration.Of(Raw(inputs, t0, rulesMet)), 6), Name,
            Reasons.Of(Contributions(inputs), features));
    }

    /// <summary>Tells this model from every other that was fitted here.</summary>
    public string Key => $"{Scorer} {Outcome} {FittedOn:yyyy-MM-dd} {DataHash}";

    /// <summary>Name for sheets and results.</summary>
    public string Name => EarnedItsPlace
        ? $"{Scorer}（{CardTexts.Outcome(Outcome, ja: true)}。校正した確率） / {Outcome}; calibrated probability"
        : $"{Scorer}（{CardTexts.Outcome(Outcome, ja: true)}。どのモデルも上回らず、最良の基準に戻した。校正した確率） / {Outcome}; fallback: no model beat "
            + $"it; calibrated probability";

    /// <summary>Score of the inputs at an index month before calibration.</summary>
    public double Raw(double[] inputs, ClaimMonth t0, int rulesMet)
    {
        if (Body?.Trees is { } trees)
        {
            return trees.Margin(inputs);
        }

        var linear = Terms.Sum(t => t.Of(ValueOf(inputs, t.Feature)));
        if (Body?.Counts is { } counts)
        {
            return counts.Probability(linear, t0);
        }

        if (Body?.Glm is { } glm)
        {
            // B8 is ranked by its line, a hazard by its probability; each as it was calibrated.
            return Scorer == "B8" ? linear : glm.Probability(linear);
        }

        return Scorer == "B6" ? rulesMet : Baselines.WeightsOf(Scorer).Sum(w => w.Weight * Known(ValueOf(inputs, w.Feature)));
    }

    private IReadOnlyList<GlmTerm> Terms => Body?.Counts?.Terms ?? Body?.Glm?.Terms ?? [];

    private static double ValueOf(double[] inputs, string feature) =>
        feature == Cohort.SexColumn ? double.NaN : inputs[ScoreFeatures.IndexOf(feature)];

    private static double Known(double value) => double.IsNaN(value) ? 0 : value;

    /// <summary>How its probabilities did on people whose horizon is over.</summary>
    public CalibrationReport CalibrationOf(Cohort cohort)
    {
        ArgumentNullException.ThrowIfNull(cohort);
        var row = new double[cohort.Features.FeatureCount];
        var probabilities = new double[cohort.Rows.Count];
        for (var i = 0; i < probabilities.Length; i++)
        {
            cohort.Features.CopyRow(i, row);
            probabilities[i] = Calibration.Of(
                Raw(row.AsSpan(0, ScoreFeatures.All.Count).ToArray(), cohort.Rows[i].T0, cohort.Rows[i].RulesMet));
        }

        return CalibrationReport.Of(probabilities, cohort.Labels(Outcome, Settings));
    }

    /// <summary>
    /// Exact additive contributions by feature: TreeSHAP on the log odds of trees, the terms of a linear model or of a weighted
    /// sum. Empty for a count of rules.
    /// </summary>
    public IReadOnlyList<(string Feature, double Contribution)> Contributions(double[] inputs)
    {
        if (Body?.Trees is { } trees)
        {
            var contributions = TreeShap.Explain(trees, inputs).Contributions;
            return [.. trees.Features.Select((f, i) => (f, contributions[i]))];
        }

        return Terms.Count > 0
            ? [.. Terms.Select(t => (t.Feature, t.Of(ValueOf(inputs, t.Feature))))]
            : [.. Baselines.WeightsOf(Scorer).Select(w => (w.Feature, w.Weight * Known(ValueOf(inputs, w.Feature))))];
    }
}
