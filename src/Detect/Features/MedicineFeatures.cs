namespace ClaimsWatch.Detect.Features;

/// <summary>Features of medicines taken home: duplicates, overlaps, kinds, duration.</summary>
public static class MedicineFeatures
{
    /// <summary>Most days' supply of one class from ≥ 2 prescribers, of R14's month with the fewest.</summary>
    public static Feature ClassDays { get; } = new(
        "class_days_fewest", "days",
        "most days' supply of one class from ≥ 2 prescribers, of R14's month with the fewest",
        CareFeatures.End + 0, 1, "class_days_fewest");

    /// <summary>Oral classes in t0 from ≥ 2 prescribers (KDB).</summary>
    public static Feature ClassesFromTwo { get; } = new(
        "classes_from_two", "classes",
        "oral classes in t0 from ≥ 2 prescribers (KDB)",
        CareFeatures.End + 1, 1, "classes_from_two.t0");

    /// <summary>Oral classes in t0 from ≥ 3 prescribers (KDB).</summary>
    public static Feature ClassesFromThree { get; } = new(
        "classes_from_three", "classes",
        "oral classes in t0 from ≥ 3 prescribers (KDB)",
        CareFeatures.End + 2, 1, "classes_from_three.t0");

    /// <summary>Days that further prescribers' supplies of one ingredient overlap in R16's months.</summary>
    public static Feature OverlapDays { get; } = new(
        "overlap_days", "days",
        "days that further prescribers' supplies of one ingredient overlap in R16's months",
        CareFeatures.End + 3, 1, "overlap_days");

    /// <summary>Those days over all days supplied of that ingredient.</summary>
    public static Feature OverlapShare { get; } = new(
        "overlap_share", "0 to 1",
        "those days over all days supplied of that ingredient; NaN without overlap",
        CareFeatures.End + 4, 1);

    /// <summary>Overlapping days of all ingredients.</summary>
    public static Feature OverlapDaysAll { get; } = new(
        "overlap_days_all", "days",
        "overlapping days of all ingredients",
        CareFeatures.End + 5, 1, "overlap_days_all");

    /// <summary>Oral ingredients in t0 for ≥ R17's days.</summary>
    public static Feature LongIngredients { get; } = new(
        "long_ingredients", "ingredients",
        "oral ingredients in t0 for ≥ R17's days",
        CareFeatures.End + 6, 1, "long_ingredients.t0");

    /// <summary>Prescribers of those ingredients.</summary>
    public static Feature LongIngredientPrescribers { get; } = new(
        "long_ingredient_prescribers", "prescribers",
        "prescribers of those ingredients",
        CareFeatures.End + 7, 1, "long_ingredient_prescribers.t0");

    /// <summary>抗不安薬 in t0 over all institutions.</summary>
    public static Feature Anxiolytics { get; } = new(
        "anxiolytics", "ingredients",
        "抗不安薬 in t0 over all institutions",
        CareFeatures.End + 8, 1, "anxiolytics.t0");

    /// <summary>睡眠薬 in t0 over all institutions.</summary>
    public static Feature Hypnotics { get; } = new(
        "hypnotics", "ingredients",
        "睡眠薬 in t0 over all institutions",
        CareFeatures.End + 9, 1, "hypnotics.t0");

    /// <summary>Prescribers of both in t0.</summary>
    public static Feature SleepAndAnxietyPrescribers { get; } = new(
        "sleep_and_anxiety_prescribers", "prescribers",
        "prescribers of both in t0",
        CareFeatures.End + 10, 1, "sleep_and_anxiety_prescribers.t0");

    /// <summary>Consecutive months up to t0 with one and the same benzodiazepine-receptor agonist.</summary>
    public static Feature AgonistMonths { get; } = new(
        "agonist_months", "months",
        "consecutive months up to t0 with one and the same benzodiazepine-receptor agonist",
        CareFeatures.End + 11, 1, "agonist_months");

    /// <summary>Days of the window with an oral opioid and such an agonist.</summary>
    public static Feature OpioidAgonistDays { get; } = new(
        "opioid_agonist_days", "days",
        "days of the window with an oral opioid and such an agonist",
        CareFeatures.End + 12, 1, "opioid_agonist_days");

    /// <summary>Pairs of an imported table from two prescribers on one day in R22's months.</summary>
    public static Feature ContraindicatedPairs { get; } = new(
        "contraindicated_pairs", "pairs",
        "pairs of an imported table from two prescribers on one day in R22's months",
        CareFeatures.End + 13, 1, "contraindicated_pairs");

    /// <summary>Prescribing institutions of R23's months together.</summary>
    public static Feature PrescribersDistinct { get; } = new(
        "prescribers_distinct", "prescribers",
        "prescribing institutions of R23's months together",
        CareFeatures.End + 14, 1, "prescribers_distinct");

    /// <summary>Medicine lines of R23's months together.</summary>
    public static Feature MedicineItems { get; } = new(
        "medicine_items", "lines",
        "medicine lines of R23's months together",
        CareFeatures.End + 15, 1, "medicine_items");

    /// <summary>Days of t0 on which medicines of ≥ 2 prescribers were dispensed.</summary>
    public static Feature SameDayPrescriberDays { get; } = new(
        "same_day_prescriber_days", "days",
        "days of t0 on which medicines of ≥ 2 prescribers were dispensed",
        CareFeatures.End + 16, 1, "same_day_prescriber_days.t0");

    /// <summary>Tablets and capsules of those overlapping days beyond the largest prescriber's of each day.</summary>
    public static Feature OverlapTablets { get; } = new(
        "overlap_tablets", "tablets and capsules",
        "tablets and capsules of those overlapping days beyond the largest prescriber's of each day; NaN in another unit or "
            + "without overlap",
        CareFeatures.End + 17, 1);

    /// <summary>Those tablets over all tablets supplied of that ingredient.</summary>
    public static Feature OverlapTabletsShare { get; } = new(
        "overlap_tablets_share", "0 to 1",
        "those tablets over all tablets supplied of that ingredient; NaN as above",
        CareFeatures.End + 18, 1);

    /// <summary>All of them, in vector order.</summary>
    public static IReadOnlyList<Feature> All { get; } =
    [
        ClassDays, ClassesFromTwo, ClassesFromThree, OverlapDays, OverlapShare, OverlapDaysAll, LongIngredients,
        LongIngredientPrescribers, Anxiolytics, Hypnotics, SleepAndAnxietyPrescribers, AgonistMonths, OpioidAgonistDays,
        ContraindicatedPairs, PrescribersDistinct, MedicineItems, SameDayPrescriberDays, OverlapTablets,
        OverlapTabletsShare,
    ];

    /// <summary>Position after them.</summary>
    internal const int End = CareFeatures.End + 19;
}
