using ClaimsWatch.Ingest;
using static ClaimsWatch.Tests.Ingest.ClaimText;

namespace ClaimsWatch.Tests.Ingest;

public sealed class MutationTests
{
    private const string Med = "11_RECODEINFO_MED.CSV";
    private const string Pha = "14_RECODEINFO_PHA.CSV";

    [Fact]
    public void Two_thousand_mutations_of_a_file_never_crash_and_every_row_is_accounted_for()
    {
        const int seed = 20241122;
        var random = new Random(seed);
        var files = new[]
        {
            (Med, InsurerFile(Hanako(), Jiro(), [.. Hanako(3), $"@2,211,0,{Ho("１２３", 1, 430)}", "@2,212,0,JY,2,4,0,,,211,0,"])),
            (Pha, InsurerFile(Pharmacy(Search(7), "202404", "高橋　花子", 2, "19800101", "１２３", "02"),
                Pharmacy(Search(8), "202404", "佐藤　次郎", 1, "19700707", "４５６", ""))),
            ("RECEIPTC.UKE",
                Bytes([Ir(), Re("202404", "高橋　花子", 2, "19800101"), Ho("１２３", 1, 282), Jd(3),
                    Si("11", "111000110", 288, 1, 3), "GO,1,282,99"])),
        };
        for (var round = 0; round < 2000; round++)
        {
            var (name, bytes) = files[round % files.Length];
            var mutated = Mutate(bytes, random);

            var result = Read(File(name, mutated));

            Assert.True(result.Total.Balances, $"seed {seed} round {round}");
            Assert.True(result.Rejects.Sum(r => (long)r.Rows) == result.Total.RowsRejected, $"seed {seed} round {round}");
            Assert.True(result.Files[0].Receipts + result.Files[0].Parts == result.Months.Sum(m => m.Receipts.Count),
                $"seed {seed} round {round}");
        }
    }

    private static byte[] Mutate(byte[] bytes, Random random)
    {
        var mutated = bytes.ToList();
        for (var change = random.Next(1, 6); change > 0; change--)
        {
            var at = random.Next(mutated.Count);
            switch (random.Next(6))
            {
                case 0:
                    mutated[at] = (byte)random.Next(256);
                    break;
                case 1:
                    mutated.RemoveAt(at);
                    break;
                case 2:
                    mutated.Insert(at, (byte)",\r\n0192\u001A"[random.Next(8)]);
                    break;
                case 3:
                    mutated.RemoveRange(at, Math.Min(random.Next(1, 80), mutated.Count - at));
                    break;
                case 4:
                    mutated.InsertRange(at, mutated.GetRange(at, Math.Min(random.Next(1, 300), mutated.Count - at)));
                    break;
                default:
                    mutated = mutated.GetRange(0, Math.Max(at, 1));
                    break;
            }

            if (mutated.Count == 0)
            {
                return [];
            }
        }

        return [.. mutated];
    }
}
