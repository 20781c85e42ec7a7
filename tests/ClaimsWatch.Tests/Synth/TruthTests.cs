using ClaimsWatch.Synth;

namespace ClaimsWatch.Tests.Synth;

public sealed class TruthTests
{
    [Fact]
    public void Every_receipt_in_the_files_is_one_row_of_claims()
    {
        var inFiles = SynthWorlds.SmallReceipts.Select(r => r.SearchNumber).Order(StringComparer.Ordinal);
        var inTruth = SynthWorlds.SmallTruth["claims"].Select(c => c[0]).Order(StringComparer.Ordinal);
        Assert.Equal(inTruth, inFiles);
    }

    [Fact]
    public void Corrected_receipts_are_those_with_JY_and_carry_both_points()
    {
        var inFiles = SynthWorlds.SmallReceipts.Where(r => r.Of("JY", "2").Any()).DistinctBy(r => r.SearchNumber)
            .Select(r => (r.SearchNumber, r.Of("HO").First()[5], r.Of("HO", "2").Single()[5])).Order();
        var inTruth = SynthWorlds.SmallTruth["corrections"].Select(c => (c[0], c[3], c[4])).Order();
        Assert.Equal(inTruth, inFiles);
        Assert.NotEmpty(inTruth);
    }

    [Fact]
    public void Duplicates_are_the_search_numbers_that_come_twice()
    {
        var inFiles = SynthWorlds.SmallReceipts.GroupBy(r => r.SearchNumber).Where(g => g.Count() > 1).Select(g => g.Key).Order();
        var inTruth = SynthWorlds.SmallTruth["duplicates"].Select(d => d[0]).Order();
        Assert.Equal(inTruth, inFiles);
        Assert.NotEmpty(inTruth);
    }

    [Fact]
    public void A_duplicate_is_the_same_receipt_byte_by_byte()
    {
        foreach (var twice in SynthWorlds.SmallReceipts.GroupBy(r => r.SearchNumber).Where(g => g.Count() > 1))
        {
            Assert.Equal(
                twice.First().Rows.Select(r => string.Join(',', r)), twice.Last().Rows.Select(r => string.Join(',', r)));
        }
    }

    [Fact]
    public void Late_claims_and_reclaims_are_those_billed_after_the_next_month()
    {
        var late = SynthWorlds.SmallTruth["late"].Select(l => l[0]);
        var reclaims = SynthWorlds.SmallTruth["reclaims"].Select(r => r[0]);
        var inFiles = SynthWorlds.SmallReceipts.Where(r => Billed(r) > Next(int.Parse(r.Of("RE").First()[3])))
            .Select(r => r.SearchNumber).Distinct();
        Assert.Equal(late.Concat(reclaims).Order(StringComparer.Ordinal), inFiles.Order(StringComparer.Ordinal));
        Assert.NotEmpty(late);
        Assert.NotEmpty(reclaims);
    }

    [Fact]
    public void A_reclaim_has_a_new_number_and_the_same_person_place_month_and_days()
    {
        var byNumber = SynthWorlds.SmallReceipts.DistinctBy(r => r.SearchNumber).ToDictionary(r => r.SearchNumber);
        foreach (var row in SynthWorlds.SmallTruth["reclaims"].Where(r => byNumber.ContainsKey(r[1])))
        {
            var again = byNumber[row[0]];
            var first = byNumber[row[1]];
            Assert.Equal(Key(first), Key(again));
            Assert.NotEqual(first.SearchNumber, again.SearchNumber);
        }
    }

    [Fact]
    public void Transferred_receipts_name_another_insurer()
    {
        var inFiles = SynthWorlds.SmallReceipts.Where(r => r.Of("EX", "2").Single()[1].Length > 0)
            .Select(r => r.SearchNumber).Order();
        var inTruth = SynthWorlds.SmallTruth["claims"].Where(c => c[1] == "transferred").Select(c => c[0]).Order();
        Assert.Equal(inTruth, inFiles);
    }

    [Fact]
    public void Points_of_truth_are_those_of_the_last_HO()
    {
        var points = SynthWorlds.SmallTruth["claims"].DistinctBy(c => c[0]).ToDictionary(c => c[0], c => c[10]);
        foreach (var receipt in SynthWorlds.SmallReceipts)
        {
            var last = receipt.Of("HO", "2").FirstOrDefault() ?? receipt.Of("HO").First();
            Assert.Equal(points[receipt.SearchNumber], last[5]);
        }
    }

    [Fact]
    public void Planted_courses_and_medical_reasons_occur()
    {
        var trajectories = SynthWorlds.SmallTruth["trajectories"];
        foreach (var course in new[] { "slow_riser", "medical_high", "stable_high", "ordinary" })
        {
            Assert.Contains(trajectories, t => t[2] == course);
        }

        Assert.All(trajectories.Where(t => t[2] == "medical_high"), t => Assert.NotEmpty(t[3]));
        var rising = trajectories.Where(t => t[2].EndsWith("riser")).ToList();
        var ordinary = trajectories.Where(t => t[2] == "ordinary").ToList();
        Assert.True(rising.Average(t => int.Parse(t[5])) > 4 * ordinary.Average(t => int.Parse(t[5])));
    }

    private static string Key(FileReceipt receipt) => string.Join(
        '|', receipt.Rows[1][5..8].Concat(receipt.Of("RE").First()[2..8])
        .Concat(receipt.Of("HO").First()[1..5]).Concat(receipt.Of("JD").Single()));

    private static int Billed(FileReceipt receipt) =>
        int.Parse(receipt.Rows[1][receipt.File.Contains("MED") || receipt.File.Contains("DPC") ? 10 : 9]);

    private static int Next(int month) => month % 100 == 12 ? month + 89 : month + 1;
}
