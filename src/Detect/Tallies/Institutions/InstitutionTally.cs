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
        for (var back = 0; back < DetectionWindow.Length; back++)
        {
            if (scratch.Claims.IsEmpty(back))
            {
                into[back] = 0;
                continue;
            }

            scratch.ClearIds();
            var kindOf = scratch.Claims.Kinds(back);
            var institutions = scratch.Claims.Institutions(back);
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
