using System.Text;
using ClaimsWatch.Core.Codes;
using ClaimsWatch.Synth.Bytes;

namespace ClaimsWatch.Synth.Files;

/// <summary>
/// 医薬品マスター in its true layout of 42 quoted columns (formats.md 3.1), CP932, CRLF, no header; the medicines of the built-in
/// list. Kana names and columns that the list does not hold are empty or 0.
/// </summary>
internal static class DrugMasterFile
{
    private const int Columns = 42;

    /// <summary>The bytes.</summary>
    public static byte[] Bytes()
    {
        var text = new StringBuilder();
        foreach (var drug in DrugList.BuiltIn.All)
        {
            text.AppendJoin(',', Row(drug).Select(v => $"\"{v}\"")).Append("\r\n");
        }

        return Cp932.Bytes(text.ToString());
    }

    private static string[] Row(Drug drug)
    {
        var row = new string[Columns];
        Array.Fill(row, "0");
        row[1] = "Y";
        row[2] = $"{drug.Code:000000000}";
        row[3] = $"{drug.Name.Length}";
        row[4] = drug.Name;
        row[5] = "0";
        row[6] = "";
        row[7] = $"{drug.UnitCode}";
        row[8] = $"{drug.Unit.Length}";
        row[9] = drug.Unit;
        row[10] = "1";
        row[11] = $"{drug.Price / 100m:0.00}";
        row[13] = $"{drug.LegalClass}";
        row[16] = drug.Name.Contains('「') ? "1" : "0";
        row[23] = "0.00";
        row[27] = $"{drug.Form}";
        row[28] = "";
        row[29] = "20240401";
        row[30] = "99999999";
        row[31] = drug.Yj;
        row[34] = drug.Name;
        row[36] = "";
        row[37] = "";
        return row;
    }
}
