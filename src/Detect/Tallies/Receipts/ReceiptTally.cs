using System.Numerics;
using ClaimsWatch.Core.Columns;
using ClaimsWatch.Detect.Tallies.Supplies;

namespace ClaimsWatch.Detect.Tallies.Receipts;

/// <summary>
/// レセプト件数 by month: distinct keys (kind, institution, and for 調剤 the prescribing institution), so the two halves of a split
/// receipt are one (decisions C1). Relies on claims being sorted by that key within a person.
/// </summary>
public sealed class ReceiptTally(string name, KindSet scope) : ITally
{
    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public IReadOnlyList<string> Columns { get; } = MonthlyColumns.Of(name);

    /// <inheritdoc/>
    public void Count(scoped in PersonHistory person, TallyScratch scratch, Span<long> into)
    {
        into.Clear();
        for (var months = scratch.Claims.Months; months != 0; months &= months - 1)
        {
            var back = BitOperations.TrailingZeroCount(months);
            into[back] = CountMonth(scratch.Claims, back);
        }
    }

    private long CountMonth(WindowClaims claims, int back)
    {
        var kinds = claims.Kinds(back);
        var institutions = claims.Institutions(back);
        var prescribers = claims.Prescribers(back);
        var count = 0;
        for (var i = 0; i < kinds.Length; i++)
        {
            var repeats = i > 0 && kinds[i] == kinds[i - 1] && institutions[i] == institutions[i - 1]
                && prescribers[i] == prescribers[i - 1];
            count += !repeats && scope.Has(kinds[i]) ? 1 : 0;
        }

        return count;
    }
}
