using System.Globalization;
using ClaimsWatch.Core.Codes;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Ingest.Bytes;
using ClaimsWatch.Ingest.Mapped;
using ClaimsWatch.Ingest.Receipts;

namespace ClaimsWatch.Ingest.Masters;

/// <summary>A drug list with one more master file applied.</summary>
public sealed record DrugMasterFile(DrugList Drugs, FileEncoding Encoding, Tallied Tallied, IReadOnlyList<Reject> Rejects);

/// <summary>
/// Reads 医薬品マスター y, full or difference (マスターファイル仕様説明書 令和4年4月 columns 1-35; 36-42 seen in later files). By position,
/// at least 35 columns; blank fields of a difference leave the earlier value; abolished codes stay, because receipts still
/// carry them.
/// </summary>
public static class DrugMaster
{
    /// <summary>Columns that every edition has.</summary>
    public const int ColumnsMin = 35;

    private const int BaseCodeColumn = 41;

    /// <summary>Applies a file to an earlier list.</summary>
    public static DrugMasterFile Merge(DrugList earlier, ByteSource source)
    {
        var drugs = earlier.All.ToDictionary(d => d.Code);
        var bases = new List<(int Code, int Base)>();
        var reading = MasterReading.Of(source, record => Apply(drugs, bases, record, source.Name));
        foreach (var (code, baseCode) in bases)
        {
            if (drugs.TryGetValue(baseCode, out var origin) && drugs[code].Yj.Length == 0)
            {
                drugs[code] = drugs[code] with { Yj = origin.Yj, LegalClass = origin.LegalClass };
            }
        }

        return new DrugMasterFile(
            new DrugList(drugs.Values, $"{earlier.Source}; {source.Name}"), reading.Encoding, reading.Tallied, reading.Rejects);
    }

    private static Reject? Apply(Dictionary<int, Drug> drugs, List<(int Code, int Base)> bases, CsvRecord record, string file)
    {
        var f = record.Fields;
        string Column(int number) => number <= f.Count ? f[number - 1] : "";
        Reject Bad(int column, string code, string expected) =>
            new(file, record.Line, $"column {column}", code, FoundText.Of(System.Text.Encoding.UTF8.GetBytes(Column(column))),
                expected);

        if (f.Count < ColumnsMin || Column(2) != "Y")
        {
            return Bad(2, "not-a-drug-row", $"Y and at least {ColumnsMin} columns");
        }

        if (Column(3).Length != 9 || !int.TryParse(Column(3), NumberStyles.None, null, out var code))
        {
            return Bad(3, "bad-drug", "9 digits");
        }

        var old = drugs.GetValueOrDefault(code);
        if (!TryNumber(Column(8), old?.UnitCode ?? 0, out var unit) || !TryNumber(Column(14), old?.LegalClass ?? 0, out var legal)
            || !TryNumber(Column(28), old?.Form ?? 0, out var form))
        {
            return Bad(14, "bad-number", "numbers in columns 8, 14 and 28");
        }

        var price = old?.Price ?? 0;
        if (Column(12).Length > 0)
        {
            if (!decimal.TryParse(Column(12), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var yen)
                || yen > 1_000_000_000)
            {
                return Bad(12, "bad-price", "yen");
            }

            price = (long)(yen * 100);
        }

        drugs[code] = new Drug(
            code, Or(Column(5), old?.Name), unit, Or(Column(10), old?.Unit), price, legal, form, Or(Column(32), old?.Yj));
        if (int.TryParse(Column(BaseCodeColumn), NumberStyles.None, null, out var baseCode) && baseCode != 0)
        {
            bases.Add((code, baseCode));
        }

        return null;
    }

    private static string Or(string text, string? earlier) => text.Length > 0 ? text : earlier ?? "";

    private static bool TryNumber(string text, int earlier, out int value)
    {
        value = earlier;
        return text.Length == 0 || int.TryParse(text, NumberStyles.None, null, out value);
    }
}
