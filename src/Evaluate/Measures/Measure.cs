using ClaimsWatch.Core.Codes;

namespace ClaimsWatch.Evaluate.Measures;

/// <summary>How a measure's months are put together.</summary>
public enum MeasureKind
{
    /// <summary>A sum over months at risk: reported per person-month.</summary>
    Rate,

    /// <summary>Whether it happened in any month of POST: reported as a share of people.</summary>
    EverInPost,
}

/// <summary>A further outcome beside the three of the primary analysis; a numeric column of the panel, one value a
/// person-month.</summary>
/// <param name="Id">Name of the column and of the results.</param>
/// <param name="Kind">Sum or share.</param>
/// <param name="IsHarm">Whether more of it in the letter arm would be a harm (decisions A6).</param>
/// <param name="IsDrugAmount">Whether it adds up medicines, so that the drug rule of the disclosure gate applies.</param>
/// <param name="Label">Japanese and English.</param>
public sealed record Measure(string Id, MeasureKind Kind, bool IsHarm, bool IsDrugAmount, string Label);

/// <summary>Columns that count a watched group.</summary>
/// <param name="Lines">Lines dispensed.</param>
/// <param name="WithDose">Lines whose DDD and strength are known; null when no verified table has the group.</param>
/// <param name="Doses">Defined daily doses; null likewise.</param>
public sealed record WatchedMeasures(Measure Lines, Measure? WithDose, Measure? Doses);

/// <summary>The explicit list of measures, in reporting order.</summary>
public static class MeasureCatalog
{
    /// <summary>Points of all receipts (点数; 10 yen each).</summary>
    public static Measure Points { get; } = Rate("points", "点数(全種類のレセプト)‖Points, all kinds of receipt");

    /// <summary>Oral medicines counted in grams.</summary>
    public static Measure Grams { get; } = Amount("quantity_g", "内服の散剤など(g)‖Oral medicines in grams");

    /// <summary>Oral medicines counted in millilitres.</summary>
    public static Measure Millilitres { get; } = Amount("quantity_ml", "内服の液剤(mL)‖Oral medicines in mL");

    /// <summary>Oral medicines in any other unit than tablet, capsule, g and mL;
    /// units differ, so only its fall to zero means much.</summary>
    public static Measure OtherUnits { get; } = Amount("quantity_other", "内服のその他の単位(包など)‖Oral medicines in other units");

    /// <summary>Defined daily doses of benzodiazepine-receptor agonists.</summary>
    public static Measure DddBzra { get; } = Amount("ddd_bzra", "ベンゾジアゼピン受容体作動薬(DDD)‖Benzodiazepine-receptor agonists, DDD");

    /// <summary>Oral lines of benzodiazepine-receptor agonists.</summary>
    public static Measure LinesBzra { get; } = Amount(
        "lines_bzra", "ベンゾジアゼピン受容体作動薬(調剤の行数)‖Benzodiazepine-receptor agonists, lines dispensed");

    /// <summary>Of those lines, the ones whose DDD and strength are known: the coverage of <see cref="DddBzra"/>.</summary>
    public static Measure LinesBzraWithDdd { get; } = Amount(
        "lines_bzra_with_ddd", "ベンゾジアゼピン受容体作動薬(DDDが計算できた行数)‖Benzodiazepine-receptor agonists, lines with a DDD");

    /// <summary>Classes of oral medicines (薬効 3 digits) from two prescribers or more in the month.</summary>
    public static Measure DuplicateClasses { get; } =
        Rate("duplicate_classes", "2か所以上から出た薬効の数‖Classes of medicine from two prescribers or more");

    /// <summary>Days of the month on which supplies of one ingredient from two prescribers overlap.</summary>
    public static Measure OverlapDays { get; } = Rate("overlap_days", "同じ成分の重なった日数‖Days of overlapping supply of one ingredient");

    /// <summary>The month's count reached the threshold (20 receipts); settled, once.</summary>
    public static Measure ReachedThreshold { get; } = Ever("reached_20", "20件に達した人‖Reached 20 receipts in a month", harm: false);

    /// <summary>Covered by benzodiazepine-receptor agonists for 90 days or more: who H-BZ looks at.</summary>
    public static Measure LongBzra { get; } =
        Ever("bz_long", "ベンゾジアゼピン受容体作動薬を90日以上続けた人‖On benzodiazepine-receptor agonists for 90 days or more", harm: false);

    /// <summary>H-BZ: covered ≥ 90 days, then none for ≥ 45 days or a fall by half or more between two refills (decisions
    /// A6).</summary>
    public static Measure BzraStop { get; } =
        Ever("bz_stop", "同薬の急な中止・半減(H-BZ)‖The same: abrupt stop or fall by half (H-BZ)", harm: true);

    /// <summary>H-BZ followed within 90 days by an emergency, an admission, a seizure, delirium,
    /// poisoning or self-harm.</summary>
    public static Measure BzraStopThenHarm { get; } = Ever(
        "bz_stop_harm",
        "中止・半減の後90日の救急・入院・けいれん・せん妄・自傷など‖H-BZ, then emergency, admission, seizure, delirium or self-harm in 90 days", harm: true);

    /// <summary>A chronic medicine covered ≥ 90 days, then none for ≥ 45 days.</summary>
    public static Measure ChronicStop { get; } =
        Ever("chronic_stop", "慢性疾患の薬の中断‖Medicine for a chronic disease interrupted", harm: true);

    /// <summary>A receipt of an inpatient stay (医科入院 or DPC).</summary>
    public static Measure Admission { get; } = Ever("inpatient", "入院‖Inpatient receipt", harm: true);

    /// <summary>A receipt with an addition for hours, holidays or night (A000 to A002):
    /// what claims show of emergencies.</summary>
    public static Measure OutOfHours { get; } =
        Ever("out_of_hours", "時間外・休日・深夜の受診(救急の目安)‖Visit out of hours (a sign of emergency)", harm: true);

    /// <summary>An act of emergency care: 救急医療管理加算 (A205), 夜間休日救急搬送医学管理料 (B001-2-6).</summary>
    public static Measure Emergency { get; } =
        Ever("emergency", "救急の入院・搬送(A205、B001-2-6)‖Emergency admission or transport (A205, B001-2-6)", harm: true);

    /// <summary>Defined daily doses of benzodiazepine antiepileptics (クロナゼパム).</summary>
    public static Measure DddAntiepileptic { get; } =
        Amount("ddd_bz_antiepileptic", "ベンゾジアゼピン系抗てんかん薬(DDD)‖Benzodiazepine antiepileptics, DDD");

    /// <summary>Oral lines of benzodiazepine antiepileptics.</summary>
    public static Measure LinesAntiepileptic { get; } = Amount(
        "lines_bz_antiepileptic", "ベンゾジアゼピン系抗てんかん薬(調剤の行数)‖Benzodiazepine antiepileptics, lines dispensed");

    /// <summary>Of those, the ones whose DDD and strength are known.</summary>
    public static Measure LinesAntiepilepticWithDdd { get; } = Amount(
        "lines_bz_antiepileptic_with_ddd", "ベンゾジアゼピン系抗てんかん薬(DDDが計算できた行数)‖Benzodiazepine antiepileptics, lines with a DDD");

    /// <summary>Oral lines of opioids, cough medicines among them; no table of verified DDDs has them.</summary>
    public static Measure LinesOpioid { get; } = Amount(
        "lines_opioid", "オピオイド(内服・調剤の行数。検証されたDDDなし)‖Opioids by mouth, lines dispensed (no verified DDD)");

    /// <summary>Oral lines of gabapentinoids; no table of verified DDDs has them.</summary>
    public static Measure LinesGabapentinoid { get; } = Amount(
        "lines_gabapentinoid", "ガバペンチノイド(調剤の行数。検証されたDDDなし)‖Gabapentinoids, lines dispensed (no verified DDD)");

    /// <summary>Oral lines of every other watched group; no table of verified DDDs has them.</summary>
    public static Measure LinesOtherWatched { get; } = Amount(
        "lines_other_watched", "そのほかの注目する薬(調剤の行数。検証されたDDDなし)‖Other watched medicines, lines dispensed (no verified DDD)");

    /// <summary>Columns of a watched group: doses and coverage where a verified table has doses, else lines only.</summary>
    public static WatchedMeasures Of(string group) => group switch
    {
        BzraGroup => new(LinesBzra, LinesBzraWithDdd, DddBzra),
        "benzodiazepine-antiepileptic" => new(LinesAntiepileptic, LinesAntiepilepticWithDdd, DddAntiepileptic),
        "opioid" or "opioid-antitussive" => new(LinesOpioid, null, null),
        "gabapentinoid" => new(LinesGabapentinoid, null, null),
        _ => new(LinesOtherWatched, null, null),
    };

    /// <summary>All, in reporting order.</summary>
    public static IReadOnlyList<Measure> All { get; } =
    [
        Points, Grams, Millilitres, OtherUnits, DddBzra, LinesBzra, LinesBzraWithDdd, DddAntiepileptic, LinesAntiepileptic,
        LinesAntiepilepticWithDdd, LinesOpioid, LinesGabapentinoid, LinesOtherWatched, DuplicateClasses, OverlapDays,
        ReachedThreshold, LongBzra,
        BzraStop, BzraStopThenHarm, ChronicStop, Admission, OutOfHours, Emergency,
    ];

    /// <summary>Group of the watch list that H-BZ and the DDD column look at.</summary>
    internal const string BzraGroup = "benzodiazepine-receptor-agonist";

    /// <summary>The table of defined daily doses used.</summary>
    public static DoseTable Ddd { get; } = DoseTable.All.Single(t => t.Meaning == DoseMeaning.DefinedDailyDose);

    /// <summary>Place of a measure among the panel's extra columns; -1 when the panel does not have it.</summary>
    public static int PlaceIn(this Measure measure, IReadOnlyList<string> columns)
    {
        ArgumentNullException.ThrowIfNull(measure);
        ArgumentNullException.ThrowIfNull(columns);
        for (var i = 0; i < columns.Count; i++)
        {
            if (columns[i] == measure.Id)
            {
                return i;
            }
        }

        return -1;
    }

    private static Measure Rate(string id, string label) => new(id, MeasureKind.Rate, IsHarm: false, IsDrugAmount: false, label);

    private static Measure Amount(string id, string label) => new(id, MeasureKind.Rate, IsHarm: false, IsDrugAmount: true, label);

    private static Measure Ever(string id, string label, bool harm) =>
        new(id, MeasureKind.EverInPost, harm, IsDrugAmount: false, label);
}
