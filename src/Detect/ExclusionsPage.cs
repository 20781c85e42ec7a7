using System.Text;
using ClaimsWatch.Detect.Adjustments;
using ClaimsWatch.Detect.Exclusions;
using ClaimsWatch.Detect.Tables;

namespace ClaimsWatch.Detect;

/// <summary>
/// Writes docs/exclusions.md from the cards and the specs that are run as tests: who is left out, what is left out of the count,
/// and which tables an office brings for it.
/// </summary>
public static class ExclusionsPage
{
    /// <summary>The page.</summary>
    /// <param name="specs">Markdown of each spec by id, without its first heading.</param>
    public static string Render(IReadOnlyDictionary<string, string> specs)
    {
        var settings = new ExclusionSettings();
        var exclusions = ExclusionCatalog.Create(settings).Select(e => e.Card);
        var adjustments = AdjustmentCatalog.Create(settings, ImportedTables.None).Select(a => a.Card);
        IReadOnlyList<ExclusionCard> cards = [.. exclusions.Concat(adjustments).OrderBy(c => c.Id, StringComparer.Ordinal)];
        var page = new StringBuilder();
        page.Append("# Exclusions and adjustments of the count\n\n");
        page.Append("Generated from the cards and the specifications that are run as tests; do not edit.\n\n");
        page.Append("HARD: never a letter. HOLD: not this round, staff see the person. SUBTRACT: visits leave the count, the "
            + "person stays; ");
        page.Append("off by default, a guess, and both counts are shown when on. All are counted by sex and reason in every run. "
            + "");
        page.Append("On the day of printing everything but X24 is looked at again for both arms, from the newest lists and "
            + "claims.\n\n");
        page.Append("| id | 名称 | name | class |\n|---|---|---|---|\n");
        foreach (var card in cards)
        {
            page.Append($"| {card.Id} | {card.NameJa} | {card.NameEn} | {card.Class} |\n");
        }

        page.Append('\n');
        AppendActs(page);
        AppendTables(page);
        foreach (var card in cards)
        {
            page.Append($"## {card.Id} {card.NameJa} ({card.NameEn})\n\n");
            page.Append($"{card.Class}. {card.Why}\n\nSource: {card.Source}.\n\n");
            page.Append(specs[card.Id].Trim('\n')).Append("\n\n");
        }

        return page.ToString().TrimEnd('\n') + "\n";
    }

    private static void AppendActs(StringBuilder page)
    {
        var watched = ImportedTables.None.Watched;
        (string What, string Section, int Codes)[] acts =
        [
            ("人工腎臓", "J038", watched.Dialysis.Count), ("在宅患者訪問診療料・在宅時医学総合管理料", "C001 C002", watched.HomeCare.Count),
            ("通院・在宅精神療法", "I002", watched.Psychotherapy.Count), ("依存症集団療法", "I006", watched.Dependence.Count),
            ("悪性腫瘍特異物質治療管理料", "B001", watched.Cancer.Count), ("初診料", "A000", watched.FirstVisit.Count),
            ("診療情報提供料", "B009", watched.Referral.Count), ("疾患別リハビリテーション料", "H000–H003", watched.Rehabilitation.Count),
            ("時間外・休日・深夜の加算", "A000 A001 A002", watched.OutOfHours.Count),
        ];
        page.Append("## Acts that are looked at\n\nBy 区分番号, and by name where a 区分 holds other acts too, resolved through the "
            + "imported ");
        page.Append($"診療行為 master (`claimswatch masters import`), else through the built-in edition ({watched.Source}).\n\n");
        page.Append("| act | 区分番号 | codes in the built-in edition |\n|---|---|---|\n");
        foreach (var (what, section, codes) in acts)
        {
            page.Append($"| {what} | {section} | {codes} |\n");
        }

        page.Append('\n');
    }

    private static void AppendTables(StringBuilder page)
    {
        page.Append("## Tables that an office brings\n\n`claimswatch tables import FILE.csv` takes a CSV file whose first line "
            + "says what it is, as in\n\n");
        page.Append($"    {TableFile.FirstLine}\n\nand whose second line has these headers, in Japanese or English, in any "
            + $"order.\n\n");
        page.Append("| table | 名称 | headers | used by |\n|---|---|---|---|\n");
        foreach (var kind in TableKind.All)
        {
            page.Append($"| `{kind.Name}` | {kind.NameJa} | ");
            page.Append(string.Join("; ", kind.Columns.Select(c => $"`{c.Name}` {c.NameJa}: {c.Expected}")))
                .Append($" | {kind.UsedBy} |\n");
        }

        page.Append('\n');
    }
}
