using ClaimsWatch.Ingest.Layouts;
using ClaimsWatch.Ingest.Receipts;

namespace ClaimsWatch.Tests.Ingest;

public sealed class CorrectionsTests
{
    // Positions: 0 MN, 1 IR, 2 RE, 3 HO (行 4), 4 SI (行 5), 5 SI (行 6), 6 corrected HO (行 211), 7 corrected SI (行 212), 8 JY, 9 EX
    private static readonly RowRef[] s_rows =
    [
        Row(1, 0, DataId.Decision, RowRole.Management), Row(2, 0, DataId.Claim, RowRole.Institution),
        Row(3, 0, DataId.Claim, RowRole.Receipt), Row(4, 0, DataId.Claim, RowRole.Insurer),
        Row(5, 0, DataId.Claim, RowRole.Act), Row(6, 0, DataId.Claim, RowRole.Act),
        Row(211, 0, DataId.Decision, RowRole.Insurer), Row(212, 0, DataId.Decision, RowRole.Act),
        Row(213, 0, DataId.Decision, RowRole.Correction), Row(214, 1, DataId.Decision, RowRole.Operation),
    ];

    private static RowRef Row(int number, int branch, int data, RowRole role) => new(0, 0, 0, number, branch, data, role);

    private static Correction Jy(CorrectionKind kind, int target, int after, int branch = 0) =>
        new(8, kind, new RowKey(target, branch), new RowKey(after, 0));

    [Fact]
    public void Without_corrections_both_views_are_what_was_billed()
    {
        var result = Corrections.Apply(s_rows, []);

        Assert.Equal([0, 1, 2, 3, 4, 5], result.Billed);
        Assert.Equal(result.Billed, result.Adjudicated);
    }

    [Theory]
    [InlineData(CorrectionKind.Replace, 4, 211, new[] { 0, 1, 2, 6, 4, 5 })]
    [InlineData(CorrectionKind.Delete, 5, 0, new[] { 0, 1, 2, 3, 5 })]
    [InlineData(CorrectionKind.Add, 5, 212, new[] { 0, 1, 2, 3, 4, 7, 5 })]
    [InlineData(CorrectionKind.Add, 6, 212, new[] { 0, 1, 2, 3, 4, 5, 7 })]
    public void Each_kind_changes_the_adjudicated_view_only(CorrectionKind kind, int target, int after, int[] expected)
    {
        var result = Corrections.Apply(s_rows, [Jy(kind, target, after)]);

        Assert.Equal(expected, result.Adjudicated);
        Assert.Equal([0, 1, 2, 3, 4, 5], result.Billed);
        Assert.Empty(result.Unmatched);
    }

    [Theory]
    [InlineData(CorrectionKind.Delete, 99, 0, 0)] // no such row
    [InlineData(CorrectionKind.Replace, 4, 999, 0)] // no such corrected row
    [InlineData(CorrectionKind.Replace, 4, 214, 0)] // EX is never a corrected row
    [InlineData(CorrectionKind.Delete, 5, 0, 1)] // other 枝番号
    [InlineData(CorrectionKind.None, 5, 211, 0)]
    public void A_correction_that_points_nowhere_changes_nothing_and_is_told(CorrectionKind kind, int target,
        int after, int branch)
    {
        var result = Corrections.Apply(s_rows, [Jy(kind, target, after, branch)]);

        Assert.Equal([0, 1, 2, 3, 4, 5], result.Adjudicated);
        Assert.Equal([8], result.Unmatched);
    }

    [Fact]
    public void Corrections_apply_in_order_also_to_rows_already_corrected()
    {
        var result = Corrections.Apply(s_rows,
            [Jy(CorrectionKind.Replace, 4, 211), Jy(CorrectionKind.Delete, 211, 0), Jy(CorrectionKind.Delete, 6, 0)]);

        Assert.Equal([0, 1, 2, 4], result.Adjudicated);
    }

    [Fact]
    public void A_row_is_deleted_once()
    {
        var result = Corrections.Apply(s_rows, [Jy(CorrectionKind.Delete, 6, 0), Jy(CorrectionKind.Delete, 6, 0)]);

        Assert.Equal([0, 1, 2, 3, 4], result.Adjudicated);
        Assert.Single(result.Unmatched);
    }
}
