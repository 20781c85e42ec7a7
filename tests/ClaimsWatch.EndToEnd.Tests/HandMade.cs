using System.Globalization;
using System.Text;

namespace ClaimsWatch.EndToEnd.Tests;

/// <summary>A few rows of an insurer's medical file, written out by hand.</summary>
internal static class HandMade
{
    /// <summary>A receipt without lines: MN, IR, RE, HO.</summary>
    public static List<string> Receipt(int search, string month, string billed, string name, int sex,
        string birth, string number) =>
    [
        string.Create(CultureInfo.InvariantCulture, $"MN,{search:000000000},みなも市,13150605{search:000000000},,,"),
        $"IR,1,13,1,1234567,,みなも医院,{billed},00,", $"RE,1,1112,{month},{name},{sex},{birth}{new string(',', 31)}",
        $"HO,39139999,１２,{number},1,300{new string(',', 9)}",
    ];

    /// <summary>Bytes of the file: MN is data id 2, the rest 1, unless a row brings its own prefix after an @.</summary>
    public static byte[] InsurerFile(params IEnumerable<string>[] receipts) =>
        CodePagesEncodingProvider.Instance.GetEncoding(932)!.GetBytes(string.Concat(
        receipts.SelectMany(r =>
            r.Select((row, i) => (row[0] == '@' ? row[1..] : $"{(i == 0 ? 2 : 1)},{i + 1},0,{row}") + "\r\n"))));
}
