namespace ClaimsWatch.Detect.Features;

/// <summary>Features of receipts and visits beside the monthly counts: surge, forecast, dispersion, continuity.</summary>
public static class CareFeatures
{
    /// <summary>Completed years on t0's last day.</summary>
    public static Feature Age { get; } = new(
        "age", "years",
        "completed years on t0's last day; NaN unknown",
        FeatureCatalog.End + 0, 1);

    /// <summary>Count(t0) over the season's index.</summary>
    public static Feature AdjustedReceipts { get; } = new(
        "receipts_adjusted", "receipts",
        "count(t0) over the season's index; NaN without t0",
        FeatureCatalog.End + 1, 1);

    /// <summary>Mean of season-adjusted counts of R05's months before t0.</summary>
    public static Feature AdjustedBefore { get; } = new(
        "receipts_adjusted_before", "receipts",
        "mean of season-adjusted counts of R05's months before t0; NaN with too few valid months",
        FeatureCatalog.End + 2, 1);

    /// <summary>Season-adjusted count of t0 less the mean before it.</summary>
    public static Feature SurgeExcess { get; } = new(
        "surge_excess", "receipts",
        "season-adjusted count of t0 less the mean before it; NaN as above",
        FeatureCatalog.End + 3, 1);

    /// <summary>The excess over the square root of the mean before (at least 1).</summary>
    public static Feature SurgeDeviations { get; } = new(
        "surge_deviations", "√receipts",
        "the excess over the square root of the mean before (at least 1); NaN as above",
        FeatureCatalog.End + 4, 1);

    /// <summary>Chance of N receipts in enough coming months by the damped trend.</summary>
    public static Feature ReachP { get; } = new(
        "reach_p", "probability",
        "chance of N receipts in enough coming months by the damped trend; not calibrated; NaN without a trend",
        FeatureCatalog.End + 5, 1);

    /// <summary>Most institutions of one disease, of R07's month with the fewest.</summary>
    public static Feature DiseaseInstitutions { get; } = new(
        "disease_institutions_fewest", "institutions",
        "most institutions of one disease, of R07's month with the fewest",
        FeatureCatalog.End + 6, 1, "disease_institutions_fewest");

    /// <summary>Most institutions of one 診療科 in t0, by an imported table.</summary>
    public static Feature DepartmentInstitutions { get; } = new(
        "department_institutions", "institutions",
        "most institutions of one 診療科 in t0, by an imported table",
        FeatureCatalog.End + 7, 1, "department_institutions.t0");

    /// <summary>Most visit days at one institution in each of R09's months.</summary>
    public static Feature VisitDaysOneInstitution { get; } = new(
        "visit_days_one_institution", "days",
        "most visit days at one institution in each of R09's months",
        FeatureCatalog.End + 8, 1, "visit_days_one_institution");

    /// <summary>Continuity of care (Bice–Boxerman COC) of visit days over the window.</summary>
    public static Feature Continuity { get; } = new(
        "coc", "0 to 1",
        "continuity of care (Bice–Boxerman COC) of visit days over the window; NaN under two visit days",
        FeatureCatalog.End + 9, 1);

    /// <summary>Share of visit days at the most visited institution (UPC) over the window.</summary>
    public static Feature UsualProvider { get; } = new(
        "upc", "0 to 1",
        "share of visit days at the most visited institution (UPC) over the window; NaN without visits",
        FeatureCatalog.End + 10, 1);

    /// <summary>Institutions of R11's newest months not visited in the window before.</summary>
    public static Feature NewInstitutions { get; } = new(
        "new_institutions", "institutions",
        "institutions of R11's newest months not visited in the window before",
        FeatureCatalog.End + 11, 1, "new_institutions");

    /// <summary>Distinct pharmacies of R12's newest months together.</summary>
    public static Feature PharmaciesDistinct { get; } = new(
        "pharmacies_distinct", "pharmacies",
        "distinct pharmacies of R12's newest months together",
        FeatureCatalog.End + 12, 1, "pharmacies_distinct");

    /// <summary>Receipts of t0 with an addition for out of hours, holiday or night.</summary>
    public static Feature OutOfHoursReceipts { get; } = new(
        "out_of_hours_receipts", "receipts",
        "receipts of t0 with an addition for out of hours, holiday or night",
        FeatureCatalog.End + 13, 1, "out_of_hours_receipts.t0");

    /// <summary>All of them, in vector order.</summary>
    public static IReadOnlyList<Feature> All { get; } =
    [
        Age, AdjustedReceipts, AdjustedBefore, SurgeExcess, SurgeDeviations, ReachP, DiseaseInstitutions,
        DepartmentInstitutions, VisitDaysOneInstitution, Continuity, UsualProvider, NewInstitutions, PharmaciesDistinct,
        OutOfHoursReceipts,
    ];

    /// <summary>Position after them.</summary>
    internal const int End = FeatureCatalog.End + 14;
}
