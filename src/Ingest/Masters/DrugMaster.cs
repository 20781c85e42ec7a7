using System.Globalization;
using ClaimsWatch.Core.Codes;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Ingest.Bytes;
using ClaimsWatch.Ingest.Mapped;
using ClaimsWatch.Ingest.Receipts;

namespace ClaimsWatch.Ingest.Masters;

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

    /// <summary>Reads a file as an edition of a date.</summary>
    public static (DrugEdition Edition, MasterReading Reading) Read(ByteSource source, int asOf, string id)
    {
        var changes = new List<DrugChange>();
        var reading = MasterReading.Of(source, record => Read(changes, record, source.Name));
        return (new DrugEdition(asOf, id, source.Name, changes), reading);
    }

    private static Reject? Read(List<DrugChange> changes, CsvRecord record, string file)
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

        if (!TryNumber(Column(8), out var unit) || !TryNumber(Column(14), out var legal) || !TryNumber(Column(28), out var form))
        {
            return Bad(14, "bad-number", "numbers in columns 8, 14 and 28");
        }

        long price = DrugChange.Unchanged;
        if (Column(12).Length > 0)
        {
            if (!decimal.TryParse(Column(12), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var yen)
                || yen > 1_000_000_000)
            {
                return Bad(12, "bad-price", "yen");
            }

            price = (long)(yen * 100);
        }

        _ = int.TryParse(Column(BaseCodeColumn), NumberStyles.None, null, out var baseCode);
        changes.Add(new DrugChange(code, Column(5), unit, Column(10), price, legal, form, Column(32), baseCode));
        return null;
    }

    private static bool TryNumber(string text, out int value)
    {
        value = DrugChange.Unchanged;
        return text.Length == 0 || int.TryParse(text, NumberStyles.None, null, out value);
    }
}
