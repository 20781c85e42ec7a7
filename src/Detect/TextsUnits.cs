namespace ClaimsWatch.Detect;

/// <summary>Units of settings, told by how the key ends; every number among the settings has one (a test).</summary>
public static partial class Texts
{
    // The first ending that fits decides.
    private static readonly (string Ending, Phrase Unit)[] s_units =
    [
        (".R05.monthsBefore", new("か月", "months")),
        (".R10.sumMin", new("日（3か月の合計）", "days over three months")),
        (".R26.daysMin", new("日", "days")),
        (".R04.size", new("負の二項分布の大きさ（散らばり）", "size of the negative binomial (spread)")),
        (".season.receiptsMin", new("件（月・区分ごと）", "receipts a month and cell")),
        ("lettersMaxIn12Months", new("通", "letters")),
        ("lettersMaxByBranch", new("支部:通", "支部:letters")),
        ("lettersMax", new("通", "letters")),
        ("holdoutShare", new("割合（0〜1）", "share, 0 to 1")),
        ("bandStarts", new("件/月", "receipts a month")),
        ("countScope", new("レセプトの種類", "kinds of claims")),
        ("departments", new("診療科コード", "codes of departments")),
        ("monthsReached", new("か月", "months")),
        ("classDigits", new("桁", "digits")),
        ("classesFromThreeMin", new("薬効", "classes")),
        ("classesFromTwoMin", new("薬効", "classes")),
        ("slopeMin", new("件/月の増え方", "receipts a month, a month")),
        ("deviationsMin", new("√件", "√receipts")),
        ("riseMin", new("件", "receipts")),
        ("meanMin", new("件/月", "receipts a month")),
        ("receiptsMin", new("件/月", "receipts a month")),
        ("outOfHoursMin", new("件", "receipts")),
        ("institutionsMin", new("医療機関", "institutions")),
        ("pharmaciesMin", new("薬局", "pharmacies")),
        ("prescribersMin", new("処方した医療機関", "prescribers")),
        ("prescribersForTierA", new("処方した医療機関", "prescribers")),
        ("ingredientsMin", new("成分", "ingredients")),
        ("ingredientsMinOld", new("成分", "ingredients")),
        ("anxiolyticsMin", new("成分", "ingredients")),
        ("hypnoticsMin", new("成分", "ingredients")),
        ("bothMin", new("成分", "ingredients")),
        ("pairsMin", new("組", "pairs")),
        ("itemsMin", new("行", "medicine lines")),
        ("actsMin", new("回", "times")),
        ("ageMin", new("歳", "years")),
        ("overlapDaysForShare", new("日", "days")),
        ("turning75Days", new("日", "days")),
        ("monthShareMin", new("割合（0〜1）", "share, 0 to 1")),
        ("shareMin", new("割合（0〜1）", "share, 0 to 1")),
        ("completenessMin", new("割合（0〜1）", "share, 0 to 1")),
        ("probabilityMin", new("確率（0〜1、未校正）", "probability, 0 to 1, not calibrated")),
        ("alpha", new("確率（0〜1）", "probability, 0 to 1")),
        ("damping", new("割合（0〜1）", "share kept a month, 0 to 1")),
        ("laterDeliveriesMin", new("回の納品", "deliveries")),
        ("diagonalsMin", new("回の納品", "deliveries")),
        ("daysAtRiskMin", new("日/月", "days a month")),
        ("DaysMin", new("日", "days")),
        ("daysMin", new("日", "days")),
        ("onths", new("か月", "months")),
        ("onthsMin", new("か月", "months")),
        ("monthsBefore", new("か月", "months")),
        ("monthsBetween", new("か月", "months")),
        ("endsAt75", new("する・しない", "on or off")),
        (".on", new("する・しない", "on or off")),
    ];

    /// <summary>Unit of a setting by its dotted key; null if it has none.</summary>
    public static Phrase? UnitOf(string key) =>
        s_units.FirstOrDefault(u => $".{key}".EndsWith(u.Ending, StringComparison.Ordinal)).Unit;
}
