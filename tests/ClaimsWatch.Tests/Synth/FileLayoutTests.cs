using ClaimsWatch.Synth;

namespace ClaimsWatch.Tests.Synth;

public sealed class FileLayoutTests
{
    // Column counts with the record's name, without the prefix of three (formats.md 1.2 to 1.5 and 2.1).
    private static readonly Dictionary<string, int> s_shared = new()
    {
        ["JY"] = 9,
        ["EX"] = 13,
        ["RC"] = 2,
        ["SN"] = 9,
        ["JD"] = 33,
    };

    private static readonly Dictionary<string, Dictionary<string, int>> s_columns = new()
    {
        ["MED"] = new() { ["MN"] = 7, ["IR"] = 10, ["RE"] = 38, ["HO"] = 15, ["KO"] = 12, ["SY"] = 8, ["SI"] = 44, ["IY"] = 44 },
        ["DPC"] = new()
        {
            ["MN"] = 7,
            ["IR"] = 10,
            ["RE"] = 30,
            ["HO"] = 16,
            ["BU"] = 6,
            ["SB"] = 8,
            ["GA"] = 7,
            ["HH"] = 9,
            ["GT"] = 12,
            ["CD"] = 11,
            ["SY"] = 8,
            ["SI"] = 44,
        },
        ["DEN"] = new() { ["MN"] = 8, ["IR"] = 9, ["RE"] = 27, ["HO"] = 14, ["HS"] = 13, ["SS"] = 109 },
        ["PHA"] = new() { ["MN"] = 7, ["YK"] = 9, ["RE"] = 42, ["HO"] = 14, ["SH"] = 10, ["CZ"] = 71, ["IY"] = 10, ["KI"] = 114 },
    };

    [Theory]
    [InlineData("MED")]
    [InlineData("DPC")]
    [InlineData("DEN")]
    [InlineData("PHA")]
    public void Every_record_has_the_columns_of_its_layout(string kind)
    {
        var seen = new HashSet<string>();
        var receipts = SynthWorlds.SmallReceipts.Where(r => r.File.Contains(kind));
        foreach (var row in receipts.SelectMany(r => r.Rows))
        {
            var expected = s_columns[kind].TryGetValue(row[3], out var own) ? own : s_shared[row[3]];
            Assert.Equal((row[3], expected + 3), (row[3], row.Length));
            seen.Add(row[3]);
        }

        Assert.Superset(s_columns[kind].Keys.ToHashSet(), seen);
    }

    [Fact]
    public void Every_line_ends_in_CRLF_and_nothing_is_quoted()
    {
        foreach (var file in SynthWorlds.SmallFiles.Where(f => f.Path.Contains("RECODEINFO")))
        {
            var bytes = file.Bytes;
            Assert.DoesNotContain((byte)'"', bytes);
            var lines = bytes.Count((byte)'\n');
            Assert.Equal(lines, bytes.Count((byte)'\r'));
            Assert.Equal(lines + 1, SynthWorlds.Text(file).Split("\r\n").Length);
            Assert.Equal((byte)'\n', bytes[^1]);
        }
    }

    [Fact]
    public void Line_numbers_run_from_one_inside_each_receipt()
    {
        foreach (var receipt in SynthWorlds.SmallReceipts)
        {
            Assert.Equal("MN", receipt.Record(0));
            Assert.Equal(Enumerable.Range(1, receipt.Rows.Count), receipt.Rows.Select(r => int.Parse(r[1])));
            Assert.All(receipt.Rows, r => Assert.Contains(r[0], new[] { "1", "2", "11" }));
        }
    }

    [Fact]
    public void Search_numbers_hold_prefecture_table_billed_month_and_a_serial()
    {
        foreach (var receipt in SynthWorlds.SmallReceipts)
        {
            var isPharmacy = receipt.File.Contains("PHA");
            var head = receipt.Rows[1];
            var billed = head[isPharmacy ? 9 : receipt.File.Contains("DEN") ? 9 : 10];
            var era = $"5{int.Parse(billed[..4]) - 2018:00}{billed[4..]}";
            Assert.Equal(17, receipt.SearchNumber.Length);
            Assert.StartsWith("99" + head[6] + era, receipt.SearchNumber);
        }
    }

    [Fact]
    public void Both_widths_of_numbers_and_blank_branches_and_rare_characters_occur()
    {
        var insurers = SynthWorlds.SmallReceipts.SelectMany(r => r.Of("HO")).ToList();
        Assert.Contains(insurers, h => h[3].All(char.IsAsciiDigit));
        Assert.Contains(insurers, h => h[3].All(c => c is >= '０' and <= '９'));
        Assert.All(insurers, h => Assert.Equal("  990010", h[1]));
        var branches = SynthWorlds.SmallReceipts.SelectMany(r => r.Of("SN")).Where(s => s[1] == "1").ToList();
        Assert.Contains(branches, s => s[6].Length == 0);
        Assert.Contains(branches, s => s[6] == "02");
        Assert.Contains(SynthWorlds.SmallReceipts.SelectMany(r => r.Of("RE")), r => r[4].StartsWith("髙﨑"));
    }

    [Fact]
    public void A_dispensing_receipt_is_unique_by_person_pharmacy_prescriber_and_month()
    {
        var keys = new HashSet<string>();
        var receipts = SynthWorlds.SmallReceipts.Where(r => r.File.Contains("PHA"));
        foreach (var receipt in receipts.DistinctBy(r => r.SearchNumber))
        {
            var head = receipt.Of("RE").First();
            var billed = receipt.Rows[1][9];
            Assert.Matches("^[0-9]{7}$", head[11]);
            Assert.True(
                keys.Add(string.Join('|', billed, head[3], receipt.Rows[1][7], head[11], receipt.Of("HO").First()[3], head[4],
                    head[6])));
        }

        Assert.NotEmpty(keys);
    }

    [Fact]
    public void The_drug_master_comes_once_in_42_quoted_columns()
    {
        var masters = SynthWorlds.SmallFiles.Where(f => f.Path.Contains("y_ALL")).ToList();
        var master = Assert.Single(masters);
        Assert.StartsWith("incoming/2024-08/", master.Path);
        var rows = SynthWorlds.Text(master).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(','))
            .ToList();
        Assert.All(rows, r => Assert.Equal(42, r.Length));
        var depas = Assert.Single(rows, r => r[2] == "\"611170513\"");
        Assert.Equal("\"デパス錠０．５ｍｇ\"", depas[4]);
        Assert.Equal("\"9.20\"", depas[11]);
        Assert.Equal("\"5\"", depas[13]);
        Assert.Equal("\"1\"", depas[27]);
        Assert.Equal("\"1179025F1026\"", depas[31]);
    }
}
