namespace ClaimsWatch.Tests.Synth;

public sealed class ArithmeticTests
{
    [Fact]
    public void Medical_points_are_the_sum_of_points_times_count()
    {
        foreach (var receipt in Of("MED"))
        {
            Assert.Equal(Points(receipt.Of("HO").Single()), receipt.Rows.Where(r => r[0] == "1").Sum(Billed));
        }
    }

    [Fact]
    public void Day_columns_of_every_line_add_up_to_its_count()
    {
        foreach (var line in Of("MED").SelectMany(r => r.Of("SI").Concat(r.Of("IY"))))
        {
            Assert.Equal(int.Parse(line[6]), line[13..].Where(d => d.Length > 0).Sum(int.Parse));
        }
    }

    [Fact]
    public void Visit_days_of_HO_are_the_days_of_JD()
    {
        foreach (var receipt in Of("MED").Concat(Of("DEN")).Concat(Of("DPC")))
        {
            Assert.Equal(int.Parse(receipt.Of("HO").First()[4]), receipt.Of("JD").Single()[2..].Count(d => d == "1"));
        }
    }

    [Fact]
    public void Dispensing_unit_points_times_quantity_are_the_drug_points()
    {
        foreach (var receipt in Of("PHA"))
        {
            var unit = 0;
            foreach (var row in receipt.Rows.Where(r => r[0] == "1").Select(r => r[3..]))
            {
                if (row[0] == "SH")
                {
                    unit = int.Parse(row[5]);
                }
                else if (row[0] == "CZ")
                {
                    Assert.Equal(unit * int.Parse(row[5]), int.Parse(row[13]));
                }
            }

            Assert.Equal(Points(receipt.Of("HO").Single()), receipt.Rows.Where(r => r[0] == "1").Sum(Billed));
            Assert.Equal(int.Parse(receipt.Of("HO").Single()[4]), receipt.Of("KI").Count());
        }
    }

    [Fact]
    public void Dental_points_are_the_sum_of_points_times_count()
    {
        foreach (var receipt in Of("DEN"))
        {
            Assert.Equal(Points(receipt.Of("HO").Single()), receipt.Rows.Where(r => r[0] == "1").Sum(Billed));
        }
    }

    [Fact]
    public void A_summary_receipt_of_DPC_holds_the_sum_of_its_parts()
    {
        var wholes = 0;
        foreach (var receipt in Of("DPC"))
        {
            var blocks = receipt.Of("RE").Select(r => r[18]).Zip(receipt.Of("HO").Select(Points)).ToList();
            Assert.Equal(Points(receipt.Of("HO").First()), blocks[0].Second);
            if (blocks.Count == 1)
            {
                Assert.Equal("0", blocks[0].First);
                continue;
            }

            wholes++;
            Assert.Equal(["1", "2", "3"], blocks.Select(b => b.First));
            Assert.Equal(blocks[0].Second, blocks[1].Second + blocks[2].Second);
            Assert.Equal(blocks[1].Second, int.Parse(receipt.Of("GT").Single()[8]));
            Assert.Single(receipt.Of("RE").Select(r => r[1]).Distinct());
        }

        Assert.True(wholes > 0);
    }

    [Fact]
    public void Applying_the_corrections_gives_fewer_points_that_still_add_up()
    {
        var corrected = 0;
        foreach (var receipt in SynthWorlds.SmallReceipts.Where(r => r.Rows.Any(row => row[3] == "JY")))
        {
            corrected++;
            var rows = receipt.Rows.Where(r => r[0] == "1").ToDictionary(r => r[1]);
            var after = receipt.Rows.Where(r => r[0] == "2").ToDictionary(r => r[1]);
            var billed = Points(rows.Values.Single(r => r[3] == "HO")[3..]);
            foreach (var reason in receipt.Of("JY", "2"))
            {
                if (reason[1] == "2")
                {
                    rows[reason[2]] = after[reason[6]];
                }
                else
                {
                    Assert.Equal("3", reason[1]);
                    Assert.True(rows.Remove(reason[2]));
                }
            }

            var final = Points(rows.Values.Single(r => r[3] == "HO")[3..]);
            Assert.True(final < billed);
            Assert.Equal(final, rows.Values.Sum(Billed));
        }

        Assert.True(corrected > 20, $"{corrected} corrected receipts");
    }

    private static IEnumerable<FileReceipt> Of(string kind) =>
        SynthWorlds.SmallReceipts.Where(r => r.File.Contains(kind));

    private static int Points(string[] insurer) => int.Parse(insurer[5]);

    /// <summary>What a row adds to the receipt's points.</summary>
    private static int Billed(string[] prefixed)
    {
        var row = prefixed[3..];
        return row[0] switch
        {
            "SI" => Product(row[5], row[6]),
            "IY" when row.Length == 44 => Product(row[5], row[6]),
            "SS" => Product(row[76], row[77]),
            "CZ" => Value(row[10]) + Value(row[13]) + Value(row[17]) + Value(row[61]),
            "KI" => Value(row[5]) + Product(row[10], row[9]),
            _ => 0,
        };
    }

    private static int Product(string points, string times) => Value(points) * Value(times);

    private static int Value(string text) => text.Length == 0 ? 0 : int.Parse(text);
}
