using ClaimsWatch.Core.Programme;
using ClaimsWatch.Detect.Features;

namespace ClaimsWatch.Detect.Score;

/// <summary>What decides a person's place.</summary>
/// <param name="Score">Score; higher ranks first.</param>
/// <param name="Name">What gave it, for sheets and results.</param>
/// <param name="Reasons">Its parts as facts.</param>
public readonly record struct Place(double Score, string Name, IReadOnlyList<RankReason> Reasons);

/// <summary>
/// The baseline that ranks people until a calibrated model earns its place: level + slope × 6 months (B4 of the model card). It
/// is a number of receipts, not a probability, and is printed with that name. Without a slope it is the level alone (B2).
/// </summary>
public static class LinearExtrapolation
{
    /// <summary>Months ahead.</summary>
    public const int HorizonMonths = 6;

    /// <summary>Name when the trend could be said.</summary>
    public const string Name =
        "B4 水準＋6×傾き（予測モデルなし。月の件数で、確率ではない） / level + 6 × slope (no model; receipts a month, not a calibrated probability)";

    /// <summary>Name when it could not.</summary>
    public const string FallbackName =
        "B2 3か月の平均（予測モデルなし。月の件数で、確率ではない） / mean of 3 months (no model; receipts a month, not a calibrated probability)";

    /// <summary>Score, rounded to 10⁻⁶ so that no last digit decides a rank, its name, and its two parts as facts.</summary>
    public static Place Of(scoped FeatureVector features)
    {
        var level = Level(features);
        var slope = features[FeatureCatalog.TrendSlope];
        return double.IsNaN(slope)
            ? new Place(Math.Round(level, 6), FallbackName, Reasons.Of([("receipts_mean3", level)], features))
            : new Place(
                Math.Round(level + (HorizonMonths * slope), 6), Name,
                Reasons.Of([("receipts_mean3", level), ("trend_slope", HorizonMonths * slope)], features));
    }

    /// <summary>Mean receipts of t0−2 … t0 over the months at risk; t0's raw count if there is none.</summary>
    public static double Level(scoped FeatureVector features)
    {
        var sum = 0.0;
        var months = 0;
        for (var back = 0; back < 3; back++)
        {
            if (features.IsAtRisk(back))
            {
                sum += features[FeatureCatalog.Receipts, back];
                months++;
            }
        }

        return months == 0 ? features[FeatureCatalog.Receipts, 0] : sum / months;
    }
}
