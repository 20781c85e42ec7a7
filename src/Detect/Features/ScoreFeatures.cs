using ClaimsWatch.Stats.Trend;

namespace ClaimsWatch.Detect.Features;

/// <summary>One input of the score.</summary>
/// <param name="Name">Stable name, as in model files.</param>
/// <param name="Unit">Unit.</param>
/// <param name="Meaning">One line.</param>
/// <param name="Direction">1: more may only raise the score of monotone models; 0 free.</param>
public sealed record ScoreFeature(string Name, string Unit, string Meaning, int Direction = 0);

/// <summary>
/// THE list of the score's inputs: forty numbers from the one feature vector, which only has months up to t0. No address, no
/// nationality, no 公費, no disease code. Sex stands apart: it is for reporting, and a model sees it only if asked to.
/// </summary>
public static class ScoreFeatures
{
    private const int Months = 6;

    private static readonly (Feature Feature, string Ja)[] s_types =
    [
        (FeatureCatalog.Receipts, "receipts in scope"), (FeatureCatalog.ReceiptsWithoutDispensing, "receipts without 調剤"),
        (FeatureCatalog.Institutions, "institutions"), (FeatureCatalog.Pharmacies, "pharmacies"),
        (FeatureCatalog.VisitDays, "診療実日数"),
    ];

    /// <summary>The forty, in vector order.</summary>
    public static IReadOnlyList<ScoreFeature> All { get; } =
    [
        .. s_types.SelectMany(t => new ScoreFeature[]
        {
            new($"{t.Feature.Name}_t0", t.Feature.Unit, $"{t.Ja} in t0", t.Feature == FeatureCatalog.Receipts ? 1 : 0),
            new($"{t.Feature.Name}_mean3", t.Feature.Unit, $"mean of {t.Ja}, t0−2 … t0, months at risk",
                t.Feature == FeatureCatalog.Receipts ? 1 : 0),
            new($"{t.Feature.Name}_mean6", t.Feature.Unit, $"mean of {t.Ja}, t0−5 … t0, months at risk"),
            new($"{t.Feature.Name}_max12", t.Feature.Unit, $"largest month of {t.Ja}, t0−11 … t0",
                t.Feature == FeatureCatalog.Receipts ? 1 : 0),
            new($"{t.Feature.Name}_slope6", $"{t.Feature.Unit} a month", $"Theil–Sen slope of {t.Ja}, t0−5 … t0"),
        }),
        new("receipts_lag1", "receipts", "receipts in t0−1"),
        new("receipts_lag2", "receipts", "receipts in t0−2"),
        new("receipts_mean12", "receipts", "mean of receipts, t0−11 … t0, months at risk"),
        new("receipts_sd6", "receipts", "standard deviation of receipts, t0−5 … t0"),
        new("months_12_or_more", "months", "months of t0−11 … t0 with 12 receipts or more", 1),
        new("months_16_or_more", "months", "months of t0−11 … t0 with 16 receipts or more", 1),
        new("trend_slope", "receipts a month", "season-adjusted Theil–Sen slope of rule R03"),
        new("trend_p", "probability", "exact Mann–Kendall p of rule R03"),
        new("dispensing_share6", "share", "share of 調剤 in receipts, t0−5 … t0"),
        new("pharmacies_per_institution6", "ratio", "pharmacy months ÷ institution months, t0−5 … t0"),
        new("duplicate_ingredients", "ingredients", "oral ingredients in t0 from two prescribers or more"),
        new("ingredient_prescribers_max", "prescribers", "most prescribers of one oral ingredient in t0"),
        new("psychotropic_prescribers", "prescribers", "prescribers of benzodiazepine-receptor agonists in t0"),
        new("age", "years", "completed years on t0's last day"),
        new("months_at_risk", "months", "months of t0−11 … t0 with insured days"),
    ];

    /// <summary>Position of a name.</summary>
    /// <exception cref="KeyNotFoundException">There is no such feature.</exception>
    public static int IndexOf(string name)
    {
        for (var i = 0; i < All.Count; i++)
        {
            if (All[i].Name == name)
            {
                return i;
            }
        }

        throw new KeyNotFoundException($"no score feature {name}");
    }

    /// <summary>Writes the forty numbers of one person; NaN cannot be said.</summary>
    public static void Build(scoped FeatureVector features, int age, Span<double> into)
    {
        var at = 0;
        foreach (var (feature, _) in s_types)
        {
            into[at++] = features.IsAtRisk(0) ? features[feature, 0] : double.NaN;
            into[at++] = Mean(features, feature, 3);
            into[at++] = Mean(features, feature, Months);
            into[at++] = Max(features, feature);
            into[at++] = Slope(features, feature);
        }

        var receipts = FeatureCatalog.Receipts;
        into[at++] = features.IsAtRisk(1) ? features[receipts, 1] : double.NaN;
        into[at++] = features.IsAtRisk(2) ? features[receipts, 2] : double.NaN;
        into[at++] = Mean(features, receipts, DetectionWindow.Length);
        into[at++] = Deviation(features);
        into[at++] = MonthsFrom(features, 12);
        into[at++] = MonthsFrom(features, 16);
        into[at++] = features[FeatureCatalog.TrendSlope];
        into[at++] = features[FeatureCatalog.TrendP];
        var all = Mean(features, receipts, Months);
        into[at++] = all > 0 ? 1 - (Mean(features, FeatureCatalog.ReceiptsWithoutDispensing, Months) / all) : double.NaN;
        var institutions = Mean(features, FeatureCatalog.Institutions, Months);
        into[at++] = institutions > 0 ? Mean(features, FeatureCatalog.Pharmacies, Months) / institutions : double.NaN;
        into[at++] = features[FeatureCatalog.DuplicateIngredients];
        into[at++] = features[FeatureCatalog.IngredientPrescribersMax];
        into[at++] = features[FeatureCatalog.PsychotropicPrescribers];
        into[at++] = age < 0 ? double.NaN : age;
        into[at] = MonthsAtRisk(features);
    }

    private static double Mean(scoped FeatureVector features, Feature feature, int months)
    {
        var (sum, count) = (0.0, 0);
        for (var back = 0; back < months; back++)
        {
            if (features.IsAtRisk(back))
            {
                sum += features[feature, back];
                count++;
            }
        }

        return count == 0 ? double.NaN : sum / count;
    }

    private static double Max(scoped FeatureVector features, Feature feature)
    {
        var max = 0.0;
        for (var back = 0; back < DetectionWindow.Length; back++)
        {
            max = Math.Max(max, features[feature, back]);
        }

        return max;
    }

    private static double Slope(scoped FeatureVector features, Feature feature)
    {
        Span<double> x = stackalloc double[Months];
        Span<double> y = stackalloc double[Months];
        var count = 0;
        for (var back = Months - 1; back >= 0; back--)
        {
            if (features.IsAtRisk(back))
            {
                x[count] = -back;
                y[count++] = features[feature, back];
            }
        }

        return TheilSen.Slope(x[..count], y[..count]);
    }

    private static double Deviation(scoped FeatureVector features)
    {
        var mean = Mean(features, FeatureCatalog.Receipts, Months);
        var (sum, count) = (0.0, 0);
        for (var back = 0; back < Months; back++)
        {
            if (features.IsAtRisk(back))
            {
                var gap = features[FeatureCatalog.Receipts, back] - mean;
                sum += gap * gap;
                count++;
            }
        }

        return count < 2 ? double.NaN : Math.Sqrt(sum / (count - 1));
    }

    private static double MonthsFrom(scoped FeatureVector features, int receiptsMin)
    {
        var count = 0;
        for (var back = 0; back < DetectionWindow.Length; back++)
        {
            count += features[FeatureCatalog.Receipts, back] >= receiptsMin ? 1 : 0;
        }

        return count;
    }

    private static double MonthsAtRisk(scoped FeatureVector features)
    {
        var count = 0;
        for (var back = 0; back < DetectionWindow.Length; back++)
        {
            count += features.IsAtRisk(back) ? 1 : 0;
        }

        return count;
    }
}
