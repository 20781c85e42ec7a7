using System.Text;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Ingest.Bytes;
using ClaimsWatch.Ingest.Mapped;

namespace ClaimsWatch.Tests.Ingest;

/// <summary>Rows one by one against the table that is read whole.</summary>
public sealed class CsvRowsTests
{
    private static readonly CsvColumn[] s_columns = [new("a", ["甲"], Required: true), new("b", ["乙"]), new("c", [])];

    private static MemoryByteSource Source(byte[] bytes) => new("staff.csv", bytes);

    private static List<string> Whole(byte[] bytes)
    {
        var table = MappedCsv.Read(Source(bytes), s_columns);
        return [.. table.Records.Select(r =>
            $"{table.Encoding} {r.Line} {string.Join('|', s_columns.Select(c => table.Get(r, c.Name)))}")];
    }

    private static List<string> ByRow(byte[] bytes)
    {
        using var rows = MappedCsv.Open(Source(bytes), s_columns);
        var told = new List<string>();
        while (rows.Read())
        {
            told.Add($"{rows.Encoding} {rows.Line} "
                + $"{string.Join('|', s_columns.Select(c => Encoding.UTF8.GetString(rows.Get(rows.PositionOf(c.Name)))))}");
        }

        return told;
    }

    private static List<string> Told(Func<byte[], List<string>> read, byte[] bytes)
    {
        try
        {
            return read(bytes);
        }
        catch (UserError error)
        {
            return [error.Message];
        }
    }

    [Fact]
    public void Random_files_give_the_same_rows()
    {
        string[] pieces = ["1", "２", "名前", "\"", "\"\"", ",", ",", ",", "\r\n", "\n", " ", "　", "\t", "ｶﾅ", "\0", "\u001A",
            "x,\"y\nz\",", "\r", "髙"];
        var random = new Random(7);
        var rows = 0;
        for (var i = 0; i < 4_000; i++)
        {
            var text = new StringBuilder(random.Next(8) == 0 ? "\0甲,c,乙\r\n" : "甲,x,乙\n");
            for (var pieceCount = random.Next(40); pieceCount > 0; pieceCount--)
            {
                text.Append(pieces[random.Next(pieces.Length)]);
            }

            text.Append(new string(random.Next(2) == 0 ? '\0' : '\u001A', random.Next(3)));
            var encoding = random.Next(2) == 0 ? ClaimText.Cp932 : Encoding.UTF8;
            byte[] bytes = [.. random.Next(3) == 0 && encoding.Equals(Encoding.UTF8) ? "\uFEFF"u8 : [],
                .. encoding.GetBytes(text.ToString())];

            var whole = Told(Whole, bytes); // where tabs are many, CsvHelper takes them for the separator and finds no column
            Assert.Equal(whole, Told(ByRow, bytes));
            rows += whole.Count;
        }

        Assert.True(rows > 4_000, $"{rows} rows: too few to prove anything");
    }

    [Theory]
    [InlineData(65_530)]
    [InlineData(65_536)]
    [InlineData(131_065)]
    public void Characters_and_fillers_on_a_seam_of_blocks_are_kept(int before)
    {
        foreach (var encoding in new[] { ClaimText.Cp932, Encoding.UTF8 })
        {
            for (var shift = 0; shift < 8; shift++)
            {
                var text = "甲,乙\n" + new string('x', before - 8 + shift) + ",\0\0𠮷髙名前\u001A\u001A,1\r\n"
                    .Replace("𠮷", encoding.Equals(Encoding.UTF8) ? "𠮷" : "吉") + new string('名', 40_000) + ",2\n"
                    + new string('\0', 70_000);
                var bytes = encoding.GetBytes(text);

                Assert.Equal(Whole(bytes), ByRow(bytes));
                Assert.Equal(2, ByRow(bytes).Count);
            }
        }
    }

    [Fact]
    public void What_is_wrong_with_a_file_is_said_as_of_the_whole()
    {
        byte[] noText = [.. ClaimText.Cp932.GetBytes("甲,乙\n名前,1\n"), 0x81, 0x0A];
        byte[] noColumn = ClaimText.Cp932.GetBytes("丙,乙\n名前,1\n");
        foreach (var bytes in new[] { noText, noColumn, [.. noColumn, 0x81, 0x0A], [] })
        {
            var whole = Assert.Throws<UserError>(() => Whole(bytes));
            var byRow = Assert.Throws<UserError>(() => ByRow(bytes));

            Assert.Equal((whole.Message, whole.Where, whole.Next, whole.ExitCode),
                (byRow.Message, byRow.Where, byRow.Next, byRow.ExitCode));
        }
    }
}
