using ClaimsWatch.Stats.Trend;

namespace ClaimsWatch.Detect.Features;

/// <summary>One input of the score.</summary>
/// <param name="Name">Stable name, as in model files.</param>
/// <param name="Unit">Unit.</param>
/// <param name="Meaning">One line.</param>
/// <param name="Fact">Code of the fact that stands for it in reasons: what several features say of one thing is one fact.</param>
/// <param name="Direction">1: more may only raise the score of monotone models; 0 free.</param>
public sealed record ScoreFeature(string Name, string Unit, string Meaning, string Fact, int Direction = 0);

/// <summary>
/// THE list of the score's inputs: numbers from the one feature vector, which only has months up to t0. No address, no
/// nationality, no 公費, no disease code. Sex stands apart: it is for reporting, and a model sees it only if asked to.
/// </summary>
public static class ScoreFeatures
{
    private const int Months = 6;

    private static readonly (Feature Feature, string Words)[] s_types =
    [
        (FeatureCatalog.Receipts, "receipts in scope"), (FeatureCatalog.ReceiptsWithoutDispensing, "receipts without 調剤"),
        (FeatureCatalog.Institutions, "institutions"), (FeatureCatalog.Pharmacies, "pharmacies"),
        (FeatureCatalog.VisitDays, "診療実日数"),
    ];

    // Single numbers, as the one feature vector has them.
    private static readonly Feature[] s_ones =
    [
        FeatureCatalog.TrendSlope, FeatureCatalog.PsychotropicPrescribers, CareFeatures.NewInstitutions,
        CareFeatures.PharmaciesDistinct,
        CareFeatures.Continuity, CareFeatures.OutOfHoursReceipts, MedicineFeatures.ClassesFromTwo,
        MedicineFeatures.OverlapDaysAll,
        MedicineFeatures.SameDayPrescriberDays, CareFeatures.Age, CareFeatures.UsualProvider, CareFeatures.DepartmentInstitutions,
        MedicineFeatures.LongIngredients,
    ];

    /// <summary>All, in vector order.</summary>
    public static IReadOnlyList<ScoreFeature> All { get; } =
    [
        .. s_types.SelectMany(t => OfMonths(t.Feature, t.Words)),
        new("receipts_lag1", "receipts", "receipts in t0−1", "receipts"),
        new("receipts_lag2", "receipts", "receipts in t0−2", "receipts"),
        new("receipts_mean12", "receipts", "mean of receipts, t0−11 … t0, months at risk", "receipts"),
        new("receipts_sd6", "receipts", "standard deviation of receipts, t0−5 … t0", "receipts_spread"),
        new("pharmacies_per_institution6", "ratio", "pharmacy months ÷ institution months, t0−5 … t0",
            "pharmacies_per_institution6"),
        .. s_ones.Select(f =>
            new ScoreFeature(f.Name, f.Unit, f.Meaning, f == FeatureCatalog.TrendSlope ? "receipts_trend" : f.Name)),
    ];

    private static IEnumerable<ScoreFeature> OfMonths(Feature type, string words)
    {
        var up = type == FeatureCatalog.Receipts ? 1 : 0;
        yield return new($"{type.Name}_t0", type.Unit, $"{words} in t0", type.Name, up);
        yield return new($"{type.Name}_mean3", type.Unit, $"mean of {words}, t0−2 … t0, months at risk", type.Name, up);
        yield return new($"{type.Name}_mean6", type.Unit, $"mean of {words}, t0−5 … t0, months at risk", type.Name);
        yield return new($"{type.Name}_max12", type.Unit, $"largest month of {words}, t0−11 … t0", type.Name, up);
        yield return new($"{type.Name}_slope6", $"{type.Unit} a month", $"Theil–Sen slope of {words}, t0−5 … t0",
            $"{type.Name}_trend");
    }

    /// <summary>All as a table of Markdown, for docs.</summary>
    public static string Table()
    {
        var text = new System.Text.StringBuilder("| feature | unit | meaning | fact it is told by |\n|---|---|---|---|\n");
        foreach (var feature in All)
        {
            text.Append($"| `{feature.Name}` | {feature.Unit} | {feature.Meaning}{(feature.Direction > 0 ? " (monotone)" : "")} "
                + $"| `{feature.Fact}` |\n");
        }

        return text.ToString();
    }

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

    /// <summary>Writes the numbers of one person; NaN cannot be said.</summary>
    public static void Build(scoped FeatureVector features, Span<double> into)
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
        var institutions = Mean(features, FeatureCatalog.Institutions, Months);
        into[at++] = institutions > 0 ? Mean(features, FeatureCatalog.Pharmacies, Months) / institutions : double.NaN;
        foreach (var one in s_ones)
        {
            into[at++] = features[one];
        }
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
}
