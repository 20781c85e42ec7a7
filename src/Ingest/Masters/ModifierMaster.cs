using System.Globalization;
using ClaimsWatch.Core.Codes;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Ingest.Bytes;
using ClaimsWatch.Ingest.Mapped;

namespace ClaimsWatch.Ingest.Masters;

/// <summary>
/// Reads 修飾語マスター z (マスターファイル仕様説明書 令和4年4月): code in column 3, 修飾語名称 in 7. Codes of earlier editions stay; a blank name
/// leaves the earlier one. What counts is which of them say that a diagnosis is suspected.
/// </summary>
public static class ModifierMaster
{
    /// <summary>Columns that are needed.</summary>
    public const int ColumnsMin = 16;

    /// <summary>Applies a file to an earlier list.</summary>
    public static (ModifierList Modifiers, MasterReading Reading) Merge(ModifierList earlier, ByteSource source)
    {
        var modifiers = earlier.All.ToDictionary(m => m.Code);
        var reading = MasterReading.Of(source, record =>
        {
            var f = record.Fields;
            if (f.Count < ColumnsMin || f[1] != "Z" || f[2].Length != 4
                || !int.TryParse(f[2], NumberStyles.None, CultureInfo.InvariantCulture, out var code))
            {
                return new Reject(source.Name, record.Line, "column 3", "bad-modifier", "",
                    $"Z, 4 digits and at least {ColumnsMin} columns");
            }

            modifiers[code] = new Modifier(code, f[6].Length > 0 ? f[6] : modifiers.GetValueOrDefault(code)?.Name ?? "");
            return null;
        });
        return (new ModifierList(modifiers.Values, $"{earlier.Source}; {source.Name}"), reading);
    }
}
