using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Codes;
using ClaimsWatch.Core.Identities;
using ClaimsWatch.Ingest;
using ClaimsWatch.Ingest.Bytes;
using ClaimsWatch.Ingest.Layouts;
using ClaimsWatch.Ingest.Receipts;
using ClaimsWatch.Synth;
using CsvHelper;

namespace ClaimsWatch.Tests.Ingest;

/// <summary>A file read in parts must say what the file read whole says, damaged or not.</summary>
public sealed class ReceiptPartsTests
{
    private static readonly ReceiptLists s_lists = new(DrugList.BuiltIn, DiseaseList.BuiltIn, ActList.BuiltIn);
    private static readonly IngestSettings s_settings = new() { InsurerNumbers = ["990010"] };

    public static TheoryData<string> Kinds => ["MED", "DPC", "DEN", "PHA", "UKE-C", "UKE-D", "UKE-S", "UKE-Y"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Parts_join_to_the_whole(string kind)
    {
        var bytes = Synthetic(kind);

        Assert.True(ReceiptParts.Of(new MemoryByteSource("x", bytes), LayoutOf(kind), 3000).Count > 2);
        AssertSame(kind, bytes);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Parts_of_a_damaged_file_join_to_the_whole(string kind)
    {
        var original = Synthetic(kind);
        for (var seed = 0; seed < 60; seed++)
        {
            AssertSame(kind, Damaged(original, new Random(seed)));
        }
    }

    [Fact]
    public void A_receipt_in_several_parts_of_a_whole_is_never_cut()
    {
        // 総括: three RE of one number are one receipt, and the next number begins another.
        string[] receipts = [.. Enumerable.Range(0, 40).SelectMany(i => Enumerable.Repeat($"RE,{i},1111,202404,,1,19800101", 3))];
        var bytes = System.Text.Encoding.ASCII.GetBytes(
            string.Join('\n', ["IR,1,13,1,1234567,,,202404,,", .. receipts, "GO,40,0,99"]) + "\n");
        var source = new MemoryByteSource("x", bytes);

        var parts = ReceiptParts.Of(source, UkeDLayout.Layout, 200);

        Assert.True(parts.Count > 5);
        Assert.All(parts.Skip(1), part =>
        {
            Assert.Equal(0, part.Institution);
            Assert.Equal(2, part.FirstLine % 3);
        });
    }

    [Fact]
    public void CsvHelper_counts_the_same_receipts_and_medicine_lines()
    {
        var bytes = Synthetic("MED");
        var (receipts, drugs, receiptDrugs, corrected) = (0, 0, 0, false);
        using var csv = CsvReader.FromText(
            EncodingSniffer.DecoderOf(FileEncoding.Cp932).GetString(bytes), new CsvReaderOptions { HasHeader = false });
        while (csv.Read())
        {
            switch ((csv.GetString(0), csv.GetString(3)))
            {
                case (_, "MN"):
                    (receipts, drugs, receiptDrugs, corrected) = (receipts + 1, drugs + receiptDrugs, 0, false);
                    break;
                case (_, "JY"):
                    (receiptDrugs, corrected) = (0, true);
                    break;
                case ("1", "IY") when !corrected:
                    receiptDrugs++;
                    break;
                default:
                    break;
            }
        }

        var read = Read("MED", bytes, 3000);

        Assert.Equal(receipts, read.Receipts);
        Assert.Equal(drugs + receiptDrugs, read.Batches.Sum(b => b.Receipts.Where(r => !r.Flags.HasFlag(ClaimFlags.Corrected))
            .Sum(r => r.Medications.GetOffsetAndLength(b.Medications.Count).Length)));
    }

    private static void AssertSame(string kind, byte[] bytes)
    {
        var whole = Read(kind, bytes, int.MaxValue);
        foreach (var size in new[] { 500, 3000, 20_000 })
        {
            var parts = Read(kind, bytes, size);

            Assert.Equal(Told(whole), Told(parts));
            Assert.Equal(whole.Tallied.RowsIn, parts.Tallied.RowsIn);
            Assert.Equal(whole.Tallied.RowsStored, parts.Tallied.RowsStored);
            Assert.Equal(whole.Tallied.Skipped, parts.Tallied.Skipped);
            Assert.Equal(whole.Rejects, parts.Rejects);
            Assert.Equal(whole.Warnings, parts.Warnings);
            Assert.Equal((whole.Receipts, whole.CorrectionsApplied), (parts.Receipts, parts.CorrectionsApplied));
        }
    }

    // Every receipt with its person and its lines, without the numbers that only mean something inside one batch.
    private static List<(ReceiptRows Receipt, IdentityKey Person, string Lines)> Told(ReadFile file) =>
        [.. file.Batches.SelectMany(b => b.Receipts.Select(r => (
            r with { Identity = 0, Medications = default, Diagnoses = default, Acts = default },
            r.Identity < 0 ? default : s_identities.KeyOf(r.Identity),
            string.Join('|', b.Medications.ToArray()[r.Medications]) + string.Join('|', b.Diagnoses.ToArray()[r.Diagnoses])
            + string.Join('|', b.Acts.ToArray()[r.Acts]))))];

    private static readonly IdentityTable s_identities = new(LinkedIdentities.None, new TestPseudonyms());

    private static ReadFile Read(string kind, byte[] bytes, int bytesOfPart) => ReceiptReader.Read(
        new MemoryByteSource("x", bytes), LayoutOf(kind), FileEncoding.Cp932, s_lists, s_settings, s_identities, bytesOfPart);

    private static Layout LayoutOf(string kind) => kind switch
    {
        "MED" => MedLayout.Layout,
        "DPC" => DpcLayout.Layout,
        "DEN" => DenLayout.Layout,
        "UKE-C" => UkeCLayout.Layout,
        "UKE-D" => UkeDLayout.Layout,
        "UKE-S" => UkeSLayout.Layout,
        "UKE-Y" => UkeYLayout.Layout,
        _ => PhaLayout.Layout,
    };

    private static byte[] Synthetic(string kind) => kind switch
    {
        "UKE-C" => ProviderSide("MED", sharesInstitution: true),
        "UKE-D" => ProviderSide("DPC", sharesInstitution: true),
        "UKE-S" => ProviderSide("DEN", sharesInstitution: false),
        "UKE-Y" => ProviderSide("PHA", sharesInstitution: true),
        _ => InsurerSide(kind),
    };

    // As billed: without prefix, management and the reviewing body's records; an institution record stands for a few receipts.
    private static byte[] ProviderSide(string kind, bool sharesInstitution)
    {
        var latin = System.Text.Encoding.Latin1;
        var rows = latin.GetString(InsurerSide(kind)).Split("\r\n").Where(l => l.StartsWith("1,", StringComparison.Ordinal))
            .Select(l => string.Join(',', l.Split(',').Skip(3))).ToList();
        var institutions = 0;
        return latin.GetBytes(string.Concat(rows.Where(r => !sharesInstitution || !(r.StartsWith("IR", StringComparison.Ordinal)
            || r.StartsWith("YK", StringComparison.Ordinal)) || institutions++ % 9 == 0).Append("GO,1,1,99")
            .Select(r => r + "\r\n")));
    }

    private static byte[] InsurerSide(string kind)
    {
        var members = kind switch { "DPC" => 5000, "DEN" => 300, _ => 40 };
        var world = World.Create(new SynthSettings(members, new ClaimMonth(202404), 1, 3));
        return world.Deliver(world.Settings.FirstDelivery, [])
            .First(f => f.Path.EndsWith($"RECODEINFO_{kind}.CSV", StringComparison.Ordinal)).Bytes;
    }

    private static byte[] Damaged(byte[] original, Random random)
    {
        byte[] bytes = [.. original];
        for (var i = random.Next(1, 12); i > 0; i--)
        {
            bytes[random.Next(bytes.Length)] = random.Next(4) switch
            {
                0 => (byte)',',
                1 => (byte)'\n',
                2 => 0,
                _ => (byte)random.Next(256),
            };
        }

        return random.Next(2) == 0 ? bytes : bytes[..random.Next(bytes.Length / 2, bytes.Length)];
    }
}
