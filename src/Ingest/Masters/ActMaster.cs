using System.Globalization;
using ClaimsWatch.Core.Codes;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Ingest.Bytes;
using ClaimsWatch.Ingest.Mapped;
using ClaimsWatch.Ingest.Receipts;

namespace ClaimsWatch.Ingest.Masters;

/// <summary>
/// Reads 診療行為マスター s (マスターファイル仕様説明書 令和4年4月): code in column 3, 省略漢字名称 in 5, 告示等識別区分(1) in 68, 区分番号 in 85 and
/// 92, its branch in 93. Of its ten thousand acts only those are kept that rules and exclusions use: the 区分 that the built-in
/// list knows as one group, without 加算 (7, 9), and A205 救急医療管理加算 with its 加算, which outcomes count as an emergency. B001 holds
/// many kinds of management and stays as the built-in list names it.
/// </summary>
public static class ActMaster
{
    /// <summary>Columns that are needed.</summary>
    public const int ColumnsMin = 93;

    private const string NamedOneByOne = "B001";
    private const string EmergencySection = "A205";

    /// <summary>Applies a file to an earlier list.</summary>
    public static (ActList Acts, MasterReading Reading) Merge(ActList earlier, ByteSource source)
    {
        var groups = ActList.BuiltIn.All.Where(a => a.Section != NamedOneByOne).GroupBy(a => a.Section)
            .ToDictionary(g => g.Key, g => g.First().Group, StringComparer.Ordinal);
        groups[EmergencySection] = "emergency";
        var acts = earlier.All.ToDictionary(a => a.Code);
        var left = 0;
        var reading = MasterReading.Of(source, record =>
        {
            var reject = TryAct(record, groups, source.Name, out var act);
            left += reject is null && act is null ? 1 : 0;
            if (act is not null)
            {
                acts[act.Code] = act;
            }

            return reject;
        });
        reading.Tallied.RowsStored -= left;
        reading.Tallied.Skip(RowFates.ReasonOf(RowFate.ActNotListed), left);
        return (new ActList(acts.Values, $"{earlier.Source}; {source.Name}"), reading);
    }

    private static Reject? TryAct(CsvRecord record, Dictionary<string, string> groups, string file, out MedicalAct? act)
    {
        act = null;
        var f = record.Fields;
        if (f.Count < ColumnsMin || f[1] != "S" || f[2].Length != 9
            || !int.TryParse(f[2], NumberStyles.None, CultureInfo.InvariantCulture, out var code))
        {
            return new Reject(file, record.Line, "column 3", "bad-act", "", $"S, 9 digits and at least {ColumnsMin} columns");
        }

        var section = $"{f[84]}{f[91]}";
        if ((f[67] is not ("7" or "9") || section == EmergencySection) && groups.TryGetValue(section, out var group))
        {
            act = new MedicalAct(code, f[4], section, group);
        }

        return null;
    }
}
