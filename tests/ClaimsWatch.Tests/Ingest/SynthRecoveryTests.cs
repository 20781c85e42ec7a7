using System.Globalization;
using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;
using ClaimsWatch.Synth;

namespace ClaimsWatch.Tests.Ingest;

/// <summary>What the generator planted comes back out of its papers exactly, delivery after delivery.</summary>
public sealed class SynthRecoveryTests
{
    private static readonly World s_world = World.Create(new SynthSettings(1500, new ClaimMonth(202404), 9, 11) { Enrich = 20 });
    private static readonly ClaimMonth s_last = s_world.Settings.LastDelivery.Plus(2);
    private static readonly List<SynthFile> s_truth = [.. s_world.Truth(s_last, [])];
    private static readonly InsurerYear s_year = InsurerYear.Of(s_world, s_last);

    private static List<Dictionary<string, string>> Planted() => InsurerYear.Truth(s_truth, "claims");

    private static List<ReceiptRow> Provenance() =>
        [.. s_year.Months.SelectMany(m => Enumerable.Range(0, m.Receipts.Count).Select(m.Receipts.Row))];

    private static string Search(Dictionary<string, string> row) => $"{TestPseudonyms.SearchKey(row["search_number"]):x32}";

    private static int Month(string text) => ClaimMonth.TryParse(text, out var month) ? month.Value : 0;

    [Fact]
    public void Every_receipt_has_the_status_and_months_that_were_planted()
    {
        var planted = Planted().Select(r => (Search(r), r["status"], Month(r["claim_month"]), Month(r["delivery_month"])))
            .Order().ToList();
        var found = Provenance().Where(r => r.Status != (int)ReceiptStatus.Part)
            .Select(r => (r.SearchNumber, ((ReceiptStatus)r.Status).ToString().ToLowerInvariant(), r.ClaimMonth, r.DeliveryMonth))
            .Order().ToList();

        Assert.NotEmpty(planted);
        foreach (var status in new[] { "live", "superseded", "duplicate", "transferred" })
        {
            Assert.Contains(planted, p => p.Item2 == status);
        }

        Assert.Equal(planted, found);
    }

    [Fact]
    public void Every_live_claim_has_the_content_that_was_planted()
    {
        var planted = Planted().Where(r => r["status"] == "live").Select(r => string.Join(
            ',', Search(r), r["kind"], long.Parse(r["institution"], CultureInfo.InvariantCulture),
            long.Parse(r["prescriber_institution"], CultureInfo.InvariantCulture),
            r["visit_days"], r["points_billed"], r["points"], r["corrected"], r["late"])).Order(StringComparer.Ordinal);
        var searches = Provenance().Where(r => r.Status == (int)ReceiptStatus.Live)
            .ToDictionary(r => r.ReceiptId, r => r.SearchNumber);
        var found = s_year.Months.SelectMany(m => Enumerable.Range(0, m.Claims.Count).Select(m.Claims.Row))
            .Select(c => string.Join(
            ',', searches[c.Receipt], c.Kind, c.Institution, c.PrescriberInstitution, c.VisitDays, c.PointsBilled, c.Points,
            ((ClaimFlags)c.Flags).HasFlag(ClaimFlags.Corrected) ? 1 : 0, ((ClaimFlags)c.Flags).HasFlag(ClaimFlags.Late) ? 1 : 0))
                .Order(StringComparer.Ordinal);

        Assert.Equal(planted, found);
    }

    [Fact]
    public void No_person_is_split_and_none_merged()
    {
        var keys = Planted().ToLookup(Search, r => r["person_key"]);
        var pairs = Provenance().Where(r => r.Status != (int)ReceiptStatus.Part)
            .Select(r => (r.Person, Key: keys[r.SearchNumber].First())).Distinct().ToList();

        Assert.DoesNotContain(pairs.GroupBy(p => p.Key), g => g.Count() > 1);
        Assert.DoesNotContain(pairs.GroupBy(p => p.Person), g => g.Count() > 1);
    }

    [Fact]
    public void Every_planted_correction_and_no_other_is_in_the_audit_with_both_points()
    {
        var corrected = Planted().Where(r => r["corrected"] == "1" && r["status"] != "duplicate")
            .Select(r => (Search(r), r["points_billed"], r["points"])).Distinct().Order().ToList();
        var listed = InsurerYear.Truth(s_truth, "corrections").Select(r => (Search(r), r["points_billed"], r["points"]))
            .Distinct().Order();
        var found = s_year.Results.SelectMany(r => r.Corrections).Where(c => c.Note.Applied)
            .Select(c => (c.Receipt.SearchNumber, $"{c.Receipt.PointsBilled}", $"{c.Receipt.Points}")).Distinct()
            .Order().ToList();

        Assert.True(corrected.Count > 10);
        Assert.Equal(corrected, found);
        Assert.Equal(listed, found);
        Assert.Equal(s_year.Results.Sum(r => r.Files.Sum(f => f.CorrectionsApplied)),
            s_year.Results.Sum(r => r.Corrections.Count(c => c.Note.Applied)));
    }

    [Fact]
    public void Every_planted_duplicate_and_reclaim_and_no_other_is_found()
    {
        List<(string, int)> Truth(string name, string search) =>
            [.. InsurerYear.Truth(s_truth, name)
                .Select(r => ($"{TestPseudonyms.SearchKey(r[search]):x32}", Month(r["delivery_month"]))).Order()];

        var found = Provenance();
        var duplicates = found.Where(r => r.Status == (int)ReceiptStatus.Duplicate)
            .Select(r => (r.SearchNumber, r.DeliveryMonth)).Order();
        var replaced = found.Where(r => r.Status == (int)ReceiptStatus.Superseded).Select(r => r.SearchNumber).Order();
        var reclaims = Truth("reclaims", "search_number");

        Assert.NotEmpty(reclaims);
        Assert.Equal(Truth("duplicates", "search_number"), duplicates);
        Assert.Equal(Truth("reclaims", "replaces").Select(r => r.Item1).Order(), replaced);
        Assert.Equal(reclaims,
            reclaims.Intersect(found.Where(r => r.Status == (int)ReceiptStatus.Live)
                .Select(r => (r.SearchNumber, r.DeliveryMonth))).Order());
    }

    [Fact]
    public void Every_file_of_every_delivery_adds_up_and_nothing_is_rejected() =>
        Assert.All(s_year.Results,
            r => Assert.True(r.Total.Balances && r.Total.RowsRejected == 0 && r.Files.All(f => f.Tallied.Balances)));

    [Fact]
    public void Late_claims_lie_in_their_own_month_with_the_delivery_that_brought_them()
    {
        var late = InsurerYear.Truth(s_truth, "late");
        var delivered = Provenance().ToLookup(r => r.SearchNumber, r => r.DeliveryMonth);

        Assert.NotEmpty(late);
        Assert.All(late, r => Assert.Contains(Month(r["delivery_month"]), delivered[Search(r)]));
    }
}
