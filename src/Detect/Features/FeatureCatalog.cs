namespace ClaimsWatch.Detect.Features;

/// <summary>One feature: a number, or one number a month of the window with t0 first.</summary>
/// <param name="Name">Name as in docs/rules.md.</param>
/// <param name="Unit">Unit.</param>
/// <param name="Meaning">One line.</param>
/// <param name="Start">First position in a vector.</param>
/// <param name="Length">1, or <see cref="DetectionWindow.Length"/> if by month.</param>
/// <param name="Column">Tally column it is copied from, empty if it is computed.</param>
public sealed record Feature(string Name, string Unit, string Meaning, int Start, int Length, string Column = "");

/// <summary>THE list of features: pure functions of tallies. NaN means that it can't be said.</summary>
public static class FeatureCatalog
{
    private const int Months = DetectionWindow.Length;

    /// <summary>Insured days.</summary>
    public static Feature AtRiskDays { get; } =
        new("at_risk_days", "days", "insured days by month; 0 not at risk, or the store lacks the month", 0, Months);

    /// <summary>Receipts in scope.</summary>
    public static Feature Receipts { get; } =
        new("receipts", "receipts", "count(m), レセプト件数 in count_scope by month, raw", Months, Months);

    /// <summary>Receipts in scope without 調剤.</summary>
    public static Feature ReceiptsWithoutDispensing { get; } =
        new("receipts_without_dispensing", "receipts", "count(m) without 調剤 by month", 2 * Months, Months);

    /// <summary>Institutions.</summary>
    public static Feature Institutions { get; } =
        new("institutions", "institutions", "distinct 医科・歯科 institutions by month, stays left out", 3 * Months, Months);

    /// <summary>Pharmacies.</summary>
    public static Feature Pharmacies { get; } = new("pharmacies", "pharmacies", "distinct pharmacies by month", 4 * Months,
        Months);

    /// <summary>Visit days.</summary>
    public static Feature VisitDays { get; } =
        new("visit_days", "days", "診療実日数 of 医科入院外 and 歯科 summed by month", 5 * Months, Months);

    /// <summary>Mean of three months.</summary>
    public static Feature ReceiptsMean3 { get; } = new(
        "receipts_mean3", "receipts", "mean of receipts over t0−2 … t0; NaN unless at risk in all three", 6 * Months, 1);

    /// <summary>Maximum of the window.</summary>
    public static Feature ReceiptsMax12 { get; } =
        new("receipts_max12", "receipts", "largest raw count of t0−11 … t0", (6 * Months) + 1, 1);

    /// <summary>Trend.</summary>
    public static Feature TrendSlope { get; } = new(
        "trend_slope", "receipts a month",
        "Theil–Sen slope of season-adjusted counts over the trend window; NaN with too few valid months or without t0",
        (6 * Months) + 2, 1);

    /// <summary>Trend test.</summary>
    public static Feature TrendP { get; } = new(
        "trend_p", "probability", "exact one-sided Mann–Kendall p of the same counts; NaN as above", (6 * Months) + 3, 1);

    /// <summary>Valid months of the trend.</summary>
    public static Feature TrendMonths { get; } =
        new("trend_months", "months", "months of the trend window with enough insured days", (6 * Months) + 4, 1);

    /// <summary>Duplicated ingredients.</summary>
    public static Feature DuplicateIngredients { get; } = new(
        "duplicate_ingredients", "ingredients", "oral ingredients in t0 from ≥ 2 prescribers for ≥ R13's days each",
        (6 * Months) + 5, 1);

    /// <summary>Prescribers of one ingredient.</summary>
    public static Feature IngredientPrescribersMax { get; } = new(
        "ingredient_prescribers_max", "prescribers", "most prescribers in t0 of one oral ingredient for ≥ R13's days each",
        (6 * Months) + 6, 1);

    /// <summary>Prescribers of benzodiazepine-receptor agonists.</summary>
    public static Feature PsychotropicPrescribers { get; } = new(
        "psychotropic_prescribers", "prescribers", "prescribers in t0 of benzodiazepine-receptor agonists, taken home",
        (6 * Months) + 7, 1);

    /// <summary>Every feature, in vector order.</summary>
    public static IReadOnlyList<Feature> All { get; } =
    [
        AtRiskDays, Receipts, ReceiptsWithoutDispensing, Institutions, Pharmacies, VisitDays, ReceiptsMean3, ReceiptsMax12,
        TrendSlope, TrendP, TrendMonths, DuplicateIngredients, IngredientPrescribersMax, PsychotropicPrescribers,
        .. CareFeatures.All, .. MedicineFeatures.All,
    ];

    /// <summary>Numbers in a vector.</summary>
    public const int Width = MedicineFeatures.End;

    /// <summary>Position after the features of this page.</summary>
    internal const int End = (6 * Months) + 8;
}

/// <summary>The features of one person; lives no longer than its numbers.</summary>
public readonly ref struct FeatureVector(ReadOnlySpan<double> values)
{
    private readonly ReadOnlySpan<double> _values = values;

    /// <summary>A feature that is one number.</summary>
    public double this[Feature feature] => _values[feature.Start];

    /// <summary>A feature by month, <paramref name="back"/> months before t0.</summary>
    public double this[Feature feature, int back] => _values[feature.Start + back];

    /// <summary>Whether the person was insured on at least one day of that month.</summary>
    public bool IsAtRisk(int back) => this[FeatureCatalog.AtRiskDays, back] > 0;
}
