using System.Text;
using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Codes;
using ClaimsWatch.Core.Identities;
using ClaimsWatch.Ingest;
using ClaimsWatch.Ingest.Bytes;
using ClaimsWatch.Ingest.Layouts;
using ClaimsWatch.Ingest.Receipts;
using ClaimsWatch.Synth;

namespace ClaimsWatch.Tests.Ingest;

/// <summary>The fast reader against the slow, obvious one, on deliveries of several seeds and on damaged ones.</summary>
public sealed class PlainReaderTests
{
    private static readonly IdentityTable s_identities = new(LinkedIdentities.None, new TestPseudonyms());

    private static ReadFile Fast(byte[] bytes, Layout layout) => ReceiptReader.Read(
        new MemoryByteSource("claims", bytes), layout, FileEncoding.Cp932,
        new ReceiptLists(DrugList.BuiltIn, DiseaseList.BuiltIn, ActList.BuiltIn), new IngestSettings(), s_identities, 4096);

    private static Dictionary<string, PlainReceipt> ByKey(ReadFile read) => read.Batches
        .SelectMany(b =>
            b.Receipts.Where(r => r.Status != ReceiptStatus.Part).Select(r => (r.SearchNumber, Receipt: Plain(r, b))))
        .GroupBy(r => r.SearchNumber).ToDictionary(g => g.Key, g => g.First().Receipt);

    private static PlainReceipt Plain(ReceiptRows r, ReceiptBatch batch) => new(
        "", r.Month.Value, r.Institution, r.Points,
        r.Identity < 0 ? "" : s_identities.Unknown[~s_identities.PlaceOf(r.Identity)].Identity.Name,
        [.. batch.Medications[r.Medications].Select(m => (m.Drug, m.Quantity, m.DispensedOn)).Order()],
        [.. batch.Diagnoses[r.Diagnoses].Select(d => (d.Disease, d.StartedOn))]);

    private static string Text(PlainReceipt r) =>
        $"{r.Month} {r.Institution} {r.Points} {r.Name} [{string.Join(' ', r.Medicines)}] [{string.Join(' ', r.Diseases)}]";

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Receipts_medicines_and_diseases_are_those_of_the_plain_reader(int seed)
    {
        var world = World.Create(new SynthSettings(150, new ClaimMonth(202404), 3, (ulong)seed));
        var compared = 0;
        foreach (var (suffix, layout) in new[] { ("_MED.CSV", MedLayout.Layout), ("_PHA.CSV", PhaLayout.Layout) })
        {
            var file = world.Deliver(world.Settings.FirstDelivery.Plus(1), [])
                .Single(f => f.Path.EndsWith(suffix, StringComparison.Ordinal));
            var fast = ByKey(Fast(file.Bytes, layout));
            foreach (var plain in PlainReader.Read(file.Bytes))
            {
                var key = $"{TestPseudonyms.SearchKey(plain.Search):x32}";
                Assert.True(fast.ContainsKey(key), $"seed {seed}: {plain.Search} was not read");
                Assert.Equal(Text(plain), Text(fast[key]));
                compared++;
            }
        }

        Assert.True(compared > 100, $"{compared}");
    }

    [Fact]
    public void A_changed_digit_is_seen_by_both()
    {
        var world = World.Create(new SynthSettings(60, new ClaimMonth(202404), 3, 5));
        var file = world.Deliver(world.Settings.FirstDelivery.Plus(1), [])
            .Single(f => f.Path.EndsWith("_PHA.CSV", StringComparison.Ordinal)).Bytes;
        var first = PlainReader.Read(file).First(r => r.Medicines.Count > 0);
        var drug = Encoding.ASCII.GetBytes($",{first.Medicines[0].Drug},");
        var at = file.AsSpan().IndexOf(drug);
        file[at + drug.Length - 2] = (byte)(file[at + drug.Length - 2] == '9' ? '8' : '9');

        var (plain, fast) = (PlainReader.Read(file), ByKey(Fast(file, PhaLayout.Layout)));

        Assert.NotEqual(Text(first), Text(plain.First(r => r.Search == first.Search)));
        Assert.All(plain, p => Assert.Equal(Text(p), Text(fast[$"{TestPseudonyms.SearchKey(p.Search):x32}"])));
    }
}
