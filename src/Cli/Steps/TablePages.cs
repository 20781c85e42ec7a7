using System.Globalization;
using ClaimsWatch.Cli.Printing;
using ClaimsWatch.Detect.Tables;

namespace ClaimsWatch.Cli.Steps;

/// <summary>Imported tables as JSON and as a table.</summary>
public static class TablePages
{
    /// <summary><c>tables import|list --format json</c>.</summary>
    public static object Json(IReadOnlyList<TableFile> tables) => new
    {
        Schema = "claimswatch.tables/1",
        Disclosure = "internal",
        Tables = TableKind.All.Select(kind => (Kind: kind, Found: tables.FirstOrDefault(t => t.Kind == kind))).Select(t => new
        {
            Table = t.Kind.Name,
            t.Kind.UsedBy,
            Columns = t.Kind.Columns.Select(c => c.Name),
            Imported = t.Found is not null,
            Date = t.Found?.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            t.Found?.Source,
            Rows = t.Found?.Rows.Count ?? 0,
        }),
    };

    /// <summary>Both forms, with how a file must look.</summary>
    public static CommandResult Result(IReadOnlyList<TableFile> tables, bool ja) => new(
        Json(tables),
        [
            new ResultTable(
                ja ? "取り込んだ表" : "imported tables",
                ja ? ["表", "名称", "使うもの", "行", "日付", "出典", "列"]
                    : ["table", "name", "used by", "rows", "date", "source", "headers"],
                [
                    .. TableKind.All.Select(kind => (Kind: kind, Found: tables.FirstOrDefault(t => t.Kind == kind))).Select(t =>
                        (IReadOnlyList<string>)
                        [
                            t.Kind.Name, t.Kind.NameJa, t.Kind.UsedBy, t.Found is null ? "–" : $"{t.Found.Rows.Count}",
                            t.Found is null ? "" : t.Found.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                            t.Found?.Source ?? "",
                            string.Join(',', t.Kind.Columns.Select(c => ja ? c.NameJa : c.Name)),
                        ]),
                ]),
        ],
        [
            (ja ? "1行目の例: " : "the first line of a file: ") + TableFile.FirstLine,
        ]);
}
