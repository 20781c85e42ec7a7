using System.Globalization;
using ClaimsWatch.Core.Codes;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Ingest.Bytes;
using ClaimsWatch.Ingest.Mapped;

namespace ClaimsWatch.Ingest.Masters;

/// <summary>
/// Reads 傷病名マスター b (マスターファイル仕様説明書 令和4年4月): code in column 3, 基本名称 in 6, ICD-10 (2013年版) in 16. Codes of earlier
/// editions stay, because receipts still carry them; blank fields leave the earlier value.
/// </summary>
public static class DiseaseMaster
{
    /// <summary>Columns that are needed.</summary>
    public const int ColumnsMin = 16;

    /// <summary>Applies a file to an earlier list.</summary>
    public static (DiseaseList Diseases, MasterReading Reading) Merge(DiseaseList earlier, ByteSource source)
    {
        var diseases = earlier.All.ToDictionary(d => d.Code);
        var reading = MasterReading.Of(source, record => Apply(diseases, record, source.Name));
        return (new DiseaseList(diseases.Values, $"{earlier.Source}; {source.Name}"), reading);
    }

    private static Reject? Apply(Dictionary<int, Disease> diseases, CsvRecord record, string file)
    {
        var f = record.Fields;
        if (f.Count < ColumnsMin || f[1] != "B" || f[2].Length != 7
            || !int.TryParse(f[2], NumberStyles.None, CultureInfo.InvariantCulture, out var code))
        {
            return new Reject(file, record.Line, "column 3", "bad-disease", "", $"B, 7 digits and at least {ColumnsMin} columns");
        }

        var old = diseases.GetValueOrDefault(code);
        diseases[code] = new Disease(
            code, f[5].Length > 0 ? f[5] : old?.Name ?? "", f[15].Length > 0 ? f[15] : old?.Icd10 ?? "");
        return null;
    }
}
