using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;
using ClaimsWatch.Store;

namespace ClaimsWatch.Tests.Store;

public sealed class EligibilityTests : IDisposable
{
    private static readonly ClaimMonth s_may = new(202405);
    private static readonly DateOnly s_today = new(2026, 11, 22);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0, 1)]
    [InlineData(5_000, 2)]
    [InlineData(300_000, 1)]
    [InlineData(300_000, 3)]
    public void Months_at_risk_by_slab_are_the_bytes_of_all_at_once(int count, int threads)
    {
        var random = new Random(4);
        var rows = Enumerable.Range(0, count).Select(_ => random.NextInt64()).Order()
            .Select(p => new EnrolmentRow(p, 202405, 31, 31, 0, 3)).ToList();
        var persons = rows.ConvertAll(r => r.Person).ToArray();
        EnrolmentColumns Of(long low, long high)
        {
            var from = SlabCuts.LowerBound(persons, low);
            var to = high == long.MaxValue ? count : SlabCuts.LowerBound(persons, high + 1);
            return EnrolmentColumns.FromRows(rows.GetRange(from, to - from));
        }

        string[] contents = [.. new[] { "whole", "slabs" }.Select(name =>
        {
            using var workspace = Workspace.Create(_folder.File(name), seed: 1);
            var commit = workspace.Begin();
            var change = workspace.OpenStore().Change(commit);
            if (name == "whole")
            {
                change.ReplaceEligibility(EnrolmentColumns.FromRows(rows));
            }
            else
            {
                change.ReplaceEligibility(count, Of, threads);
            }

            commit.Apply(s_today, "r");
            Assert.Equal(
                count == 0 ? (ClaimMonth.None, ClaimMonth.None) : (s_may, s_may), workspace.OpenStore().MonthsAtRisk());
            return FileHash.Of(Path.Combine(workspace.Paths.Store, "eligibility", "part-0.parquet"));
        })];

        Assert.Equal(contents[0], contents[1]);
    }
}
