namespace ClaimsWatch.Evaluate.Reports;

/// <summary>One item of a reporting standard.</summary>
/// <param name="Standard">CONSORT 2025, CONSORT-ROUTINE, SAGER, RECORD or TREND.</param>
/// <param name="Item">Its number there, or a part's name.</param>
/// <param name="Topic">What it asks, in our words.</param>
/// <param name="Where">Section of the report that answers it, or <see cref="Checklists.ByStaff"/>.</param>
public sealed record ChecklistItem(string Standard, string Item, string Topic, string Where);

/// <summary>
/// Reporting standards filled in as far as a program can: CONSORT 2025 (Hopewell et al., BMJ 2025), CONSORT-ROUTINE (Kwakkenbos
/// et al., BMJ 2021) and SAGER (Heidari et al., 2016) for a draw; RECORD (Benchimol et al., 2015) and TREND (Des Jarlais et al.,
/// 2004) with SAGER where nobody drew lots.
/// </summary>
public static class Checklists
{
    /// <summary>What stands where a program can't know (decisions D7).</summary>
    public const string ByStaff = "担当者が記入‖to be filled in by staff";

    /// <summary>Standards of a randomised holdout.</summary>
    public static IReadOnlyList<ChecklistItem> Randomised { get; } = [.. Consort(), .. Routine(), .. Sager()];

    /// <summary>Standards of letters sent by judgement.</summary>
    public static IReadOnlyList<ChecklistItem> Observational { get; } = [.. Record(), .. Trend(), .. Sager()];

    /// <summary>Standards of a whole population's series: as without a draw; nobody is followed in it.</summary>
    public static IReadOnlyList<ChecklistItem> Series { get; } =
    [
        .. Observational.Select(i =>
            (i.Standard, i.Item) is ("SAGER", "withdrawals") or ("TREND", "12") or ("TREND", "19") or ("TREND", "14")
            ? i with { Where = ByStaff } : i),
    ];

    /// <summary>
    /// Standards of letters sent one after another by lot. How the lot was drawn is not in a panel, so those items are left to
    /// staff.
    /// </summary>
    public static IReadOnlyList<ChecklistItem> Waitlist { get; } =
    [
        .. Consort().Select(i => i.Item switch
        {
            "16a" or "17a" or "17b" or "18" or "23a" or "24a" => i with { Where = ByStaff },
            "28" => i with { Where = "3, 8" },
            "26" => i with { Where = "2, 3, 5" },
            _ => i,
        }),
        .. Routine(), .. Sager(),
    ];

    private static IEnumerable<ChecklistItem> Of(string standard, params (string Item, string Topic, string Where)[] items) =>
        items.Select(i => new ChecklistItem(standard, i.Item, i.Topic, i.Where));

    private static IEnumerable<ChecklistItem> Consort() => Of("CONSORT 2025",
        ("1a", "題名に無作為化とあること‖identified as randomised", "題名‖title"), ("1b", "構造化した要約‖structured summary", "1"),
        ("2", "登録‖registration", ByStaff), ("3", "計画書と解析計画‖protocol and analysis plan", ByStaff),
        ("4", "データとプログラムの共有‖data and code sharing", ByStaff), ("5a", "資金‖funding", ByStaff),
        ("5b", "利益相反‖conflicts of interest", ByStaff), ("6", "背景と理由‖background", ByStaff),
        ("7", "目的(利益と害)‖objectives", "9"), ("8", "当事者・市民の参画‖patient and public involvement", ByStaff),
        ("9", "試験の型と割付比‖design and ratio", "9"), ("10", "開始後の変更‖changes to the protocol", ByStaff),
        ("11", "実施の場‖setting", ByStaff), ("12a", "対象の条件‖eligibility", "9"), ("12b", "実施機関の条件‖eligibility of sites", ByStaff),
        ("13", "介入と対照‖intervention and comparator", "9"), ("14", "指標‖outcomes", "9"), ("15", "害の定義と調べ方‖harms, how assessed", "7"),
        ("16a", "人数の根拠‖sample size", "outcomes plan"), ("16b", "中間解析‖interim analyses", ByStaff),
        ("17a", "割付の作り方‖sequence generation", "9"), ("17b", "無作為化の型と制限‖type of randomisation", "9"),
        ("18", "割付の隠匿‖concealment", "9, 10"), ("19", "実施者‖implementation", ByStaff), ("20a", "盲検(誰)‖who was blinded", ByStaff),
        ("20b", "盲検(方法)‖how blinded", ByStaff), ("21a", "統計の方法‖statistical methods", "9"),
        ("21b", "各解析の対象者‖who is in each analysis", "4, 9"), ("21c", "欠測の扱い‖missing data", "9"),
        ("21d", "追加の解析‖additional analyses", "9"), ("22a", "流れ(人数)‖participant flow", "4"),
        ("22b", "割付後の脱落と理由‖losses and exclusions", "4"), ("23a", "募集と追跡の期間‖dates", "3, 9"),
        ("23b", "終了の理由‖why it ended", ByStaff), ("24a", "実際に届いた介入‖delivered as planned", "4"),
        ("24b", "ほかに受けた支援‖concomitant care", ByStaff), ("25", "開始時の状況‖baseline data", "5"),
        ("26", "人数・結果・効果と精度‖numbers, results and precision", "2, 5"), ("27", "害‖harms", "7"),
        ("28", "補助的な解析‖ancillary analyses", "2, 9"), ("29", "解釈‖interpretation", ByStaff), ("30", "限界‖limitations", ByStaff));

    private static IEnumerable<ChecklistItem> Routine() => Of("CONSORT-ROUTINE",
        ("database", "データの名称・場・期間‖name, setting and dates of the database", "3, 10"),
        ("eligibility", "データに入る人の条件‖who is in the database", ByStaff), ("linkage", "結合の方法と質‖linkage and its quality", ByStaff),
        ("codes 1", "対象者を選ぶ符号と規則‖codes and algorithms of eligibility", "docs/rules.md"),
        ("codes 2", "指標の符号と規則‖codes and algorithms of outcomes", "9"));

    private static IEnumerable<ChecklistItem> Sager() => Of("SAGER",
        ("wording", "性別(行政上)とジェンダーの区別‖sex, not gender", "1"), ("design", "男女差が分かる設計‖a design that can show differences", "9"),
        ("results", "すべての結果を男女別に‖every result by sex", "2, 3, 5, 7"), ("withdrawals", "脱落も男女別に‖withdrawals by sex", "4"),
        ("difference", "男女差は交互作用で判断‖interaction, not two intervals", "2"), ("discussion", "男女差の考察‖discussion by sex", ByStaff));

    private static IEnumerable<ChecklistItem> Record() => Of("RECORD",
        ("1.1", "題名・要約にデータの種類‖type of data", ByStaff), ("1.2", "地域と期間‖region and time", ByStaff),
        ("1.3", "結合の有無‖linkage", ByStaff), ("6.1", "対象を選ぶ符号‖codes of selection", "docs/rules.md"),
        ("6.2", "符号の妥当性‖validation of codes", ByStaff), ("6.3", "結合の流れ図‖linkage flow", ByStaff),
        ("7.1", "曝露・結果・交絡の符号‖codes of exposure, outcomes, confounders", "9"),
        ("12.1", "データに触れた範囲‖access to the database", ByStaff), ("12.2", "データの清掃‖cleaning", "ingest"),
        ("12.3", "結合の方法‖linkage method", "ingest"), ("13.1", "人の選び方‖selection of persons", "detect"),
        ("19.1", "研究用でないデータの限界‖limits", "6"), ("22.1", "計画・データ・プログラムの所在‖accessibility", ByStaff));

    private static IEnumerable<ChecklistItem> Trend() => Of("TREND",
        ("1", "題名と要約‖title and abstract", ByStaff), ("3", "対象者‖participants", ByStaff), ("4", "介入‖interventions", ByStaff),
        ("6", "指標‖outcomes", "9"), ("8", "割付の単位・方法・偏りを減らす工夫‖assignment", "5, 6, 9"),
        ("9", "盲検‖blinding", ByStaff), ("10", "解析の単位‖unit of analysis", "9"), ("11", "統計の方法‖statistical methods", "9"),
        ("12", "流れ‖participant flow", "4"), ("14", "開始時の状況‖baseline data", "5"),
        ("15", "開始時の同等性‖baseline equivalence", "5"), ("16", "解析した人数‖numbers analysed", "4"),
        ("17", "結果と推定‖outcomes and estimation", "2, 3, 8"), ("19", "害‖adverse events", "7"),
        ("20", "解釈‖interpretation", ByStaff), ("21", "一般化‖generalisability", ByStaff));
}
