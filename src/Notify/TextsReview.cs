using System.Globalization;
using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Notify.Windows;

namespace ClaimsWatch.Notify;

/// <summary>Words of the sheets that staff fill in.</summary>
internal static partial class Texts
{
    // candidates.xlsx: sheets, headers, lists
    public const string WorklistSheet = "候補";
    public const string CountSheet = "件数";
    public const string SettingSheet = "設定";
    public const string PersonHeader = "個人（仮名の番号）";
    public const string NameHeader = "氏名";
    public const string DecisionHeader = "判断";
    public const string ReasonHeader = "理由";
    public const string DecidedByHeader = "判断した人（職名）";
    public const string DecisionPrompt = "送付・見送り・個別支援で検討 から選んでください。";
    public const string ReasonPrompt = "見送りと個別支援のときは、理由を選んでください。";
    public const string DecidedByPrompt = "氏名ではなく職名を書きます。";
    public const string WorklistHowTo = "黄色の列だけを書きます。ほかの列を変えると、取り込みのときに止まります。ここにいる方は疑われている方ではありません。";
    public const string Selected = "○";

    // person, rank, within budget, sex, age, band, month, claims, without dispensing, institutions, pharmacies, visit days, six
    // months, rules, score
    public static readonly IReadOnlyList<string> WorklistHeaders =
    [
        PersonHeader, "順位", "枠内", "性別", "年齢", "区分", "基準月", "件数", "件数（調剤を除く）", "医療機関", "薬局", "受診日数", "6か月の件数（古い順）",
        "あてはまった条件", "並べた値", "並びの理由になった事実",
    ];

    /// <summary>What ranked people.</summary>
    public static string WorklistRankedBy(string name) => $"並べ方：{name}";

    // send, skip, case work
    public static readonly IReadOnlyList<string> Decisions = ["送付", "見送り", "個別支援で検討"];

    public static readonly IReadOnlyList<string> Reasons =
        ["治療の方針を把握している", "すでに支援している", "入院中・施設に入所中", "紹介や検査による受診", "住所・連絡先の事情", "ご本人・ご家族の事情", "そのほか"];

    public static readonly IReadOnlyList<string> CountHeaders = ["段階", "男", "女", "不明", "計"];
    public static readonly IReadOnlyList<string> SettingHeaders = ["設定", "値", "意味"];
    public const string CountRanked = "順位のついた方";
    public const string CountSelected = "うち枠内の方";
    public const string CountNote = "内部用の正確な数です。外に出すときは、報告の秘匿処理を通した数を使ってください。";

    // problems when a sheet comes back
    public const string UnknownPerson = "この回の一覧にない番号です / not on the list of this round";
    public const string PersonTwice = "同じ番号が二行あります / stands twice";
    public const string RowMissing = "書き出した行がありません / a row is gone";
    public const string WorklistRefusedNext =
        "書き出し直した一覧に判断だけを写すか、変わったところを元に戻してください。 / undo the changes, or copy the decisions to a new export";
    public const string SheetMissingNext =
        "「review export」で書き出したファイルを、Excel ブック（.xlsx）で保存してください。 / save the exported file as .xlsx";

    // followup.xlsx
    public const string FollowUpSheet = "検討リスト";
    public const string Closed = "済";
    public const string ClosedNeedsAction = "「対応」を選んでから「済」にします / choose an action first";
    public const string FollowUpHowTo = "手紙を送らない方の一覧です。担当・期限・対応・結了を書き、全員を結了にしてください。";

    // person, sex, age, reasons, approach, month, data as of, claims, owner, due, action, closed
    public static readonly IReadOnlyList<string> FollowUpHeaders =
        [PersonHeader, "性別", "年齢", "理由", "進め方", "基準月", "記録の時点", "件数", "担当（職名）", "期限", "対応", "結了"];

    public static readonly IReadOnlyList<string> FollowUpActions =
        ["事例検討をした", "保健師が支援中", "薬剤師に相談した", "主治医と相談した", "次の回で検討", "支援は不要と判断", "ご本人が希望しない"];

    // 実施伺い.xlsx
    public const string ApprovalSheet = "実施伺い";
    public const string ApprovalItem = "項目";
    public const string ApprovalContent = "内容";
    public const string ApprovalPurpose = "目的";
    public const string ApprovalMonth = "基準月";
    public const string ApprovalAsOf = "記録の時点";
    public const string ApprovalCriteria = "条件";
    public const string ApprovalCounted = "件数の数え方";
    public const string ApprovalNumbers = "職員の判断";
    public const string ApprovalCannotJudge = "判定できないもの";
    public const string ApprovalComparison = "比較の群";
    public const string ApprovalLetter = "手紙";
    public const string ApprovalPostage = "郵送料";
    public const string ApprovalWindows = "相談窓口";
    public const string ApprovalMarks = "見本の表示";
    public const string ApprovalMadeOn = "作成日";
    public const string ApprovalReference = "起案番号・決裁";
    public const string ApprovalSteps = "人数（男女別）";
    public const string ApprovalSample = "手紙の見本";
    public const string ApprovalExclusions = "除外（男女別）";
    public const string None = "なし";
    public const string ToFillIn = "（担当者が記入）";

    public static readonly IReadOnlyList<string> WindowHeaders = ["種別", "窓口", "電話", "受付時間", "確認者", "確認日", "確認の期限", "状態"];

    public static string SexWord(Sex sex) => sex switch { Sex.Male => "男", Sex.Female => "女", _ => "不明" };

    public static DecisionKind? DecisionOf(string word) => word switch
    {
        "送付" => DecisionKind.Send,
        "見送り" => DecisionKind.Skip,
        "個別支援で検討" => DecisionKind.FollowUp,
        _ => null,
    };

    public static string WorklistTitle(string round, string month, string asOf) => $"{round}　基準月 {month}　{asOf}までに届いた記録";

    public static string CountByRule(string rule) => $"順位のついた方のうち {rule}";

    public static string CountSelectedOfBranch(int branch) => $"うち枠内の方（支部 {branch}）";

    public static string WasWritten(string content) => content.Length == 0 ? "空欄" : $"「{content}」";

    public static string SheetMissing(string name) => $"「{name}」のシートがありません。 / the sheet is missing";

    public static string SheetHeaderMissing(string name) =>
        $"「{name}」のシートに、書き出したときの見出しがそろっていません。 / the sheet has lost its headers";

    public static string HeadersExpected(IReadOnlyList<string> headers) => "見出し / headers: " + string.Join("、", headers);

    public static string WorklistProblem(int row, string field, string code, string expected) =>
        (row > 0 ? $"{row}行目" : "") + $"「{field}」{code}：{expected}";

    public static string WorklistRefused(int count, IEnumerable<string> shown) =>
        $"取り込めないところが{count}か所あります。 / {count} edits cannot be taken. " + string.Join("　", shown);

    public static string ListOfAnotherRound(string named, string round) =>
        named.Length > 0
            ? $"{named} の一覧です。いま取り込む回は {round} です。 / this is the list of {named}, and the decisions asked for are of {round}"
            : $"{round} の一覧の方が一人もいません。別の回か、別の場所の一覧です。 / nobody on it is on the list of {round}: another round's or another "
                + $"office's";

    public static string ListOfAnotherRoundNext(string named, string round) =>
        named.Length > 0
            ? $"{named} の判断なら --round {named} を付けてください。 / for {named} add --round {named}; for {round} take its own file"
            : $"`claimswatch review export --round {round}` で書き出した一覧を使ってください。 / use the list that `review export` writes";

    public static string FollowUpTitle(string round, string asOf) => $"{round}　個別支援の検討リスト　{asOf}までに届いた記録";

    // how to proceed: never a cold call for X23
    public static string FollowUpApproach(IReadOnlyList<string> reasons)
    {
        if (reasons.Contains("X23", StringComparer.Ordinal))
        {
            return "いきなり電話をかけない。まず事例検討をする。";
        }

        if (reasons.Contains("R22", StringComparer.Ordinal))
        {
            return "その日のうちに薬剤師が記録を確かめる。";
        }

        return reasons.Contains("R01", StringComparer.Ordinal) ? "手紙ではなく、職員が支援を検討する。" : "この回は送らず、事情を確かめる。";
    }

    public static string ApprovalTitle(string round) => $"受診とお薬の記録のお知らせ　実施伺い　{round}";

    public static string PurposeWords(string purpose) => purpose + "：複数の医療機関を受診している方に、記録と相談窓口をお知らせする。";

    public static string DecisionCounts(int send, int skip, int followUp) => $"送付 {send}人、見送り {skip}人、個別支援で検討 {followUp}人";

    public static string ComparisonWords(double share, int budget) => string.Create(
        CultureInfo.InvariantCulture,
        $"送付の枠は{budget}通。男女と区分ごとに抽選し、{share * 100:0}％の方は後の時期にする。公告に「送る時期は抽選で違うことがある」と書く。");

    public static string LetterWords(string version, IReadOnlyList<string> missing) =>
        missing.Count == 0 ? version : $"{version}（{string.Join("・", missing)}の確認がまだのため、見本としてだけ印刷されます）";

    public static string PostageWords(int letters, int yen) =>
        string.Create(CultureInfo.InvariantCulture, $"{letters:#,0}通 × {yen:#,0}円 ＝ {(long)letters * yen:#,0}円（多くて）");

    public static string WindowWords(int count, int confirmed) => $"{count}か所、うち秘密を守る旨を確認した窓口 {confirmed}か所（別シート）";

    public static string ConfirmationState(ConsultationWindow window, DateOnly today) =>
        window.IsConfirmed(today) ? "確認済み" : window.NeedsConfirmation(today) ? "要確認" : "表示しない";
}
