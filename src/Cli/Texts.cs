using ClaimsWatch.Cli.Steps;

namespace ClaimsWatch.Cli;

/// <summary>Words of the command line for people, Japanese and English side by side.</summary>
internal static class Texts
{
    public const string Staff = "担当者（保健師・薬剤師） staff";
    public const string Head = "決裁者 approver";
    public const string Analyst = "分析担当 analyst";

    public static readonly (string Ja, string En) ApproveWords = ("見本のため自動で承認", "approved by itself: a sample");
    public static readonly (string Ja, string En) PostedWords = ("見本のため投函したものとする", "counted as posted: a sample");

    public static string WaitReview(string round) => $"{round}: candidates.xlsx に判断を記入 / decide in candidates.xlsx";

    public static string WaitApprove(string round) => $"{round}: 実施伺いの決裁 / approval of the round";

    public static string WaitAllocate(string round) => $"{round}: 公開の番号による割り付け / the draw with a public number";

    public static string WaitLetters(string round) => $"{round}: 印刷 / printing";

    public static string WaitLater(string name) => $"{name}: " + LaterLetters.KindOf(name) switch
    {
        LaterKind.Delayed => "3か月待った方への手紙 / letters to those who waited three months",
        LaterKind.Reminder => "二回目のお知らせ / the reminder",
        _ => "終わりのお知らせ / the closing letter",
    };

    public static string WaitFollowUp(FollowUpProgress list) =>
        $"{list.Round}: 個別支援の検討リスト 未結了 {list.Open} / {list.Cases} 人（期限切れ {list.Overdue} 人） / {list.Open} of {list.Cases} cases "
            + $"open, {list.Overdue} overdue";

    public static string DecidedByStaff(string reason) => reason.Length == 0 ? "職員の判断" : $"職員の判断：{reason}";

    public static string NotPrinted(string rule) => "お知らせを作れなかった：" + rule switch
    {
        "no-address" => "住所がない",
        "address-source" => "送ってよい住所がない",
        "address" => "氏名か住所が窓に入らない、または印刷できない文字がある",
        "windows-near" => "近くに相談窓口がない",
        "facts-too-old" => "記録が古い",
        _ => rule,
    };

    public static string WaitPosted(string round) => $"{round}: 投函日の記録 / the day of posting";

    public static (string Ja, string En) IngestWords(IngestTotals t) =>
        ($"レセプト {t.Receipts} 件・{t.Rows} 行（却下 {t.Rejected} 行）", $"{t.Receipts} receipts, {t.Rows} rows ({t.Rejected} rejected)");

    public static (string Ja, string En) HistoryWords(int recorded, int notFound, int rejected) =>
        ($"以前の送付 {recorded} 件（本人不明 {notFound}・却下 {rejected}）",
            $"{recorded} earlier letters ({notFound} not found, {rejected} rejected)");

    public static (string Ja, string En) DetectWords(int candidates, int selected, int staff) =>
        ($"候補 {candidates} 人・今回 {selected} 人・別対応 {staff} 人",
            $"{candidates} candidates, {selected} this round, {staff} for staff");

    public static (string Ja, string En) ReviewWords(int send) =>
        ($"見本のため自動で「送付」{send} 人", $"{send} decided by itself: a sample");

    public static (string Ja, string En) AllocateWords(int letter, int holdout, int always) => (
        $"くじで送付 {letter} 人・対照 {holdout} 人、くじなしで送付 {always} 人",
        $"by lot {letter} letter, {holdout} holdout; {always} letters without a lot");

    public static (string Ja, string En) LettersWords(int letters, int pages) =>
        ($"手紙 {letters} 通・{pages} ページ", $"{letters} letters, {pages} pages");

    public static (string Ja, string En) NoGlyph(IReadOnlyList<string> characters, int letters)
    {
        var codes = string.Join(' ', characters.Take(10)) + (characters.Count > 10 ? " …" : "");
        return (
            $"書体: この端末の書体にない文字があり、ここで印刷すると空の四角になります：{codes}"
                + (letters > 0 ? $"（宛名・住所 {letters} 通。mailing.xlsx の「文字の確認」）" : ""),
            $"fonts: none of this machine has {codes}: printed here they are empty boxes"
                + (letters > 0 ? $" ({letters} names or addresses; see 文字の確認 in mailing.xlsx)" : ""));
    }

    public static (string Ja, string En) GlyphsUnknown(int letters) => (
        $"書体: まれな文字のある宛名・住所が {letters} 通あります。書体にあるかをこの端末では確かめられません（fc-list がありません）。印刷を目で確かめてください。",
        $"fonts: {letters} names or addresses hold rare characters; without fc-list nobody can say whether a font has them: look "
            + $"at the print");

    public static (string Ja, string En) OutcomesWords(int rounds, int people) =>
        ($"{rounds} 回・{people} 人の評価", $"{rounds} rounds, {people} people evaluated");
}
