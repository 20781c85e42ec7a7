using System.Numerics;
using ClaimsWatch.Core.Columns;

namespace ClaimsWatch.Detect.Tallies.Institutions;

/// <summary>Distinct institutions by month among claims of some kinds (医療機関数, 薬局数).</summary>
public sealed class InstitutionTally(string name, KindSet kinds) : ITally
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
            var kindOf = scratch.Claims.Kinds(back);
            var institutions = scratch.Claims.Institutions(back);
            if (kindOf.Length == 1)
            {
                into[back] = kinds.Has(kindOf[0]) ? 1 : 0;
                continue;
            }

            scratch.ClearIds();
            for (var i = 0; i < kindOf.Length; i++)
            {
                if (kinds.Has(kindOf[i]))
                {
                    scratch.AddId(institutions[i]);
                }
            }

            into[back] = scratch.IdCount;
        }
    }
}
