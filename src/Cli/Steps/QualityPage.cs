using System.Text;
using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Codes;
using ClaimsWatch.Documents;
using ClaimsWatch.Ingest;
using ClaimsWatch.Ingest.Checks;
using ClaimsWatch.Ingest.Receipts;

namespace ClaimsWatch.Cli.Steps;

/// <summary>The data-quality page of a delivery, <c>out/YYYY-MM/data-quality.html</c>:
/// what came, what was found, what was not stored and why.</summary>
internal static class QualityPage
{
    private static readonly int[] s_second = [1];
    private static readonly int[] s_filesNumbers = [3, 4, 5, 6, 7, 8];

    /// <summary>Path for a delivery month; a second delivery of the month does not overwrite the first.</summary>
    public static string PathOf(Session session, ClaimMonth delivery)
    {
        for (var part = 1; ; part++)
        {
            var path = $"out/{delivery}/data-quality{(part == 1 ? "" : $"-{part}")}.html";
            if (!File.Exists(session.Workspace.Paths.At(path)))
            {
                return path;
            }
        }
    }

    /// <summary>The page.</summary>
    public static byte[] Write(Session session, DeliveryResult delivery, ClaimMonth month)
    {
        var page = new HtmlPage($"データ品質 {month} 納品分");
        if (session.Settings.Marks.Count > 0)
        {
            page.Notice(string.Join("・", session.Settings.Marks), warning: true);
        }

        page.Notice("内部用です。人数や件数は秘匿処理をしていません。");
        AddChecks(page, delivery.Checks);
        AddFiles(page, delivery, session.Settings.Detect);
        AddNotCounted(page, delivery);
        AddCorrections(page, delivery);
        AddLinkage(page, delivery);
        AddRejects(page, delivery);
        AddMedicines(page, delivery);
        return Encoding.UTF8.GetBytes(page.ToString());
    }

    /// <summary>How receipts found their persons, by sex, with shares.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> LinkageRows(DeliveryResult delivery, bool ja) =>
    [
        .. delivery.LinkQuality.Select(l =>
        {
            var all = delivery.LinkQuality.Where(o => o.Sex == l.Sex).Sum(o => o.Receipts);
            return (IReadOnlyList<string>)[SexWord(l.Sex, ja), LinkageWord(l.Linkage, ja), $"{l.Receipts}",
                $"{100.0 * l.Receipts / all:0.00}%"];
        }),
    ];

    /// <summary>男, 女, 不明.</summary>
    public static string SexWord(Sex sex, bool ja) => (sex, ja) switch
    {
        (Sex.Male, true) => "男",
        (Sex.Female, true) => "女",
        (_, true) => "不明",
        (Sex.Male, _) => "men",
        (Sex.Female, _) => "women",
        _ => "unknown",
    };

    /// <summary>How a person was found, in words.</summary>
    public static string LinkageWord(Linkage linkage, bool ja) => (linkage, ja) switch
    {
        (Linkage.Roster, true) => "資格ファイル",
        (Linkage.Branch, true) => "記号番号と枝番",
        (Linkage.BirthAndSex, true) => "記号番号と生年月日・性別",
        (Linkage.GivenName, true) => "さらに名",
        (Linkage.Chained, true) => "番号の変更をまたいで推定",
        (Linkage.Unlinked, true) => "本人不明",
        _ => $"{linkage}",
    };

    private static void AddChecks(HtmlPage page, IReadOnlyList<CheckResult> checks)
    {
        page.Heading(2, "確かめること");
        var found = checks.Where(c => c.Severity != Severity.Info).OrderByDescending(c => c.Severity).ToList();
        if (found.Count == 0)
        {
            page.Paragraph("気になる点はありません。");
        }

        foreach (var check in found)
        {
            page.Notice($"{(check.Severity == Severity.Critical ? "【重大】" : "【注意】")}{check.Message.Ja}（{check.Id}）",
                warning: check.Severity == Severity.Critical);
        }

        page.List(checks.Where(c => c.Severity == Severity.Info).Select(c => $"{c.Message.Ja}（{c.Id}）"));
    }

    private static void AddFiles(HtmlPage page, DeliveryResult delivery, Detect.DetectSettings settings)
    {
        page.Heading(2, "ファイル");
        page.Table(
            "ファイルごとの行の収支", ["ファイル", "種類", "文字コード", "レセプト", "行", "格納", "対象外", "却下", "補正"],
            delivery.Files.Select(f => (IReadOnlyList<string>)
            [
                f.File, f.Kind, f.Encoding, $"{f.Receipts}", $"{f.Tallied.RowsIn}", $"{f.Tallied.RowsStored}",
                $"{f.Tallied.RowsSkipped}",
                $"{f.Tallied.RowsRejected}", $"{f.CorrectionsApplied}",
            ]),
            s_filesNumbers);
        page.Paragraph(IngestPages.Arrived(delivery, ja: true) + Detect.Texts.Scope(settings).Ja);
        page.List(delivery.Files.SelectMany(f => f.Warnings.Select(w => $"{f.File}: {w.Ja}")));
        page.Table(
            "格納しなかった行の理由", ["理由", "行"],
            delivery.Total.Skipped.Select(s => (IReadOnlyList<string>)[s.Key, $"{s.Value}"]), s_second);
        page.Table(
            "うちレコードの種類で格納しなかった行（EX 振替など、RC・ON・KH 審査の印、CO コメント …）", ["レコード識別", "行"],
            delivery.Total.SkippedRecords.Select(s => (IReadOnlyList<string>)[s.Key, $"{s.Value}"]), s_second);
    }

    private static void AddNotCounted(HtmlPage page, DeliveryResult delivery)
    {
        page.Heading(2, "数えなかったレセプト");
        page.Paragraph("1件ずつの理由は claimswatch export claims --out FILE.csv の status にあります。");
        page.Table(
            "レセプトの理由別件数", ["ファイル", "置換（再請求・差替え）", "重複", "総括の内訳", "振替（他の保険者）", "過誤（取下げ）"],
            delivery.Files.Where(f => f.Superseded + f.Duplicates + f.Parts + f.Transferred + f.Withdrawn > 0)
                .Select(f => (IReadOnlyList<string>)
                [f.File, $"{f.Superseded}", $"{f.Duplicates}", $"{f.Parts}", $"{f.Transferred}", $"{f.Withdrawn}"]),
            [1, 2, 3, 4, 5]);
    }

    private static void AddCorrections(HtmlPage page, DeliveryResult delivery)
    {
        if (delivery.Corrections.Count == 0)
        {
            return;
        }

        page.Heading(2, "審査支払機関の補正（JY）");
        page.Paragraph("数えるのは補正後です。1行ずつの記録（対象の行、事由、請求点数と決定点数）は、この取り込みの runs/ の corrections.csv にあります。");
        page.Table(
            "補正", ["補正区分", "レコード", "事由コード", "件数", "適用できなかった件数"],
            delivery.Corrections.GroupBy(c => (c.Note.Change.Kind, c.Note.Record, c.Note.Change.Reason)).OrderBy(g => g.Key.Kind)
                .ThenBy(g => g.Key.Record, StringComparer.Ordinal).ThenBy(g => g.Key.Reason, StringComparer.Ordinal)
                .Select(g => (IReadOnlyList<string>)
                    [KindWord(g.Key.Kind), g.Key.Record, g.Key.Reason, $"{g.Count()}", $"{g.Count(c => !c.Note.Applied)}"]),
            [3, 4]);
    }

    private static string KindWord(CorrectionKind kind) => kind switch
    {
        CorrectionKind.Add => "追加",
        CorrectionKind.Replace => "修正",
        CorrectionKind.Delete => "削除",
        _ => "不明",
    };

    private static void AddLinkage(HtmlPage page, DeliveryResult delivery)
    {
        page.Heading(2, "本人との結び付け（男女別）");
        page.Paragraph("結び付け方の割合が男女で違うと、男女別の評価に影響します。");
        page.Table("レセプトの結び付け", ["性別", "方法", "レセプト", "割合"], LinkageRows(delivery, ja: true), [2, 3]);
    }

    private static void AddRejects(HtmlPage page, DeliveryResult delivery)
    {
        page.Heading(2, "却下した行");
        page.Paragraph("1行ずつの一覧は、この取り込みの runs/ の rejects.csv にあります。");
        page.Table(
            "却下の理由", ["ファイル", "項目", "コード", "行"],
            delivery.Rejects.GroupBy(r => (r.File, r.Field, r.Code)).OrderBy(g => g.Key.File, StringComparer.Ordinal)
                .ThenBy(g => g.Key.Field, StringComparer.Ordinal).ThenBy(g => g.Key.Code, StringComparer.Ordinal)
                .Select(g => (IReadOnlyList<string>)[g.Key.File, g.Key.Field, g.Key.Code, $"{g.Sum(r => (long)r.Rows)}"]),
            [3]);
    }

    private static void AddMedicines(HtmlPage page, DeliveryResult delivery)
    {
        page.Heading(2, "注目する成分の行");
        page.Paragraph(WatchList.BuiltIn.Source);
        var watch = WatchList.BuiltIn;
        var groups = new SortedDictionary<string, long>(StringComparer.Ordinal);
        var all = 0L;
        foreach (var (ingredient, lines) in delivery.Ingredients)
        {
            all += lines;
            if (watch.GroupOf(ingredient) is { } group)
            {
                groups[group] = groups.GetValueOrDefault(group) + lines;
            }
        }

        page.Table(
            "この納品で触れた診療月の薬の行", ["群", "行", "割合"],
            groups.Append(new KeyValuePair<string, long>("（すべての薬）", all))
                .Select(g => (IReadOnlyList<string>)[g.Key, $"{g.Value}", $"{(all == 0 ? 0 : 100.0 * g.Value / all):0.00}%"]),
            [1, 2]);
    }
}
