using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;
using ClaimsWatch.Detect.Exclusions;

namespace ClaimsWatch.Detect.Adjustments;

/// <summary>
/// A store seen through the adjustments that are on: some visits are missing, some institutions carry another's number. So
/// tallies, rules, evidence and explanations all see the same, and none of them knows of adjustments.
/// </summary>
public sealed class AdjustedStore : IClaimStore
{
    private readonly IClaimStore _store;
    private readonly IReadOnlyList<ICountAdjustment> _adjustments;

    private AdjustedStore(IClaimStore store, IReadOnlyList<ICountAdjustment> adjustments)
    {
        _store = store;
        _adjustments = adjustments;
    }

    /// <inheritdoc/>
    public IReadOnlyList<ClaimMonth> Months => _store.Months;

    /// <inheritdoc/>
    public IReadOnlyList<ClaimMonth> Deliveries => _store.Deliveries;

    /// <inheritdoc/>
    public int SlabCount => _store.SlabCount;

    /// <summary>The store itself if nothing is on.</summary>
    public static IClaimStore Over(IClaimStore store, ExclusionSettings settings, ImportedTables? tables)
    {
        var on = AdjustmentCatalog.Create(settings, tables ?? ImportedTables.None).Where(a => a.IsOn && !a.LacksTable).ToList();
        return on.Count == 0 || store is AdjustedStore ? store : new AdjustedStore(store, on);
    }

    /// <inheritdoc/>
    public Slab Open(int slab, IReadOnlyList<ClaimMonth> months, AsOf asOf) => Open(slab, months, asOf, Projection.Everything);

    /// <inheritdoc/>
    public Slab Open(int slab, IReadOnlyList<ClaimMonth> months, AsOf asOf, Projection projection)
    {
        if (months.Count == 0)
        {
            return _store.Open(slab, months, asOf, projection);
        }

        // The month before is opened as well: a referral of it explains a first visit of the oldest month.
        var opened = _store.Open(slab, [months[0].Plus(-1), .. months], asOf, projection.With(s_reads));
        var claims = months.Select(_ => new List<ClaimRow>()).ToList();
        foreach (var history in opened)
        {
            for (var i = 0; i < months.Count; i++)
            {
                Add(history, i + 1, claims[i]);
            }
        }

        return new Slab(
            [.. opened.Months.Skip(1).Select((month, i) => Seen(month, claims[i]))], opened.Persons, opened.Eligibility,
            opened.Dispose);
    }

    // What an adjustment looks at, and what is copied of a claim.
    private static readonly Projection s_reads = new(
    [
        new(Schema.Claims, int.MaxValue,
            ["person", "receipt", "kind", "institution", "prescriber_institution", "visit_days", "points", "flags"]),
        new(Schema.Acts, int.MaxValue, ["person", "institution", "act"]),
    ]);

    private void Add(scoped in PersonHistory person, int position, List<ClaimRow> into)
    {
        var claims = person.Claims(position);
        var month = person.Months[position].Month.Value;
        var start = into.Count;
        for (var i = 0; i < claims.Count; i++)
        {
            var kind = (ClaimKind)claims.Kind[i];
            var visited = kind == ClaimKind.Dispensing ? claims.PrescriberInstitution[i] : claims.Institution[i];
            if (kind is ClaimKind.Outpatient or ClaimKind.Dispensing && visited != 0 && LeavesOut(person, position, visited))
            {
                continue;
            }

            into.Add(new ClaimRow(
                person.Person, claims.Receipt[i], claims.Kind[i], Of(claims.Institution[i]), Of(claims.PrescriberInstitution[i]),
                claims.VisitDays[i], 0, claims.Points[i], claims.Flags[i], month, 0));
        }

        into.Sort(start, into.Count - start, s_order);
    }

    private static readonly Comparer<ClaimRow> s_order = Comparer<ClaimRow>.Create((a, b) =>
        (a.Kind, a.Institution, a.PrescriberInstitution, a.Receipt)
            .CompareTo((b.Kind, b.Institution, b.PrescriberInstitution, b.Receipt)));

    private bool LeavesOut(scoped in PersonHistory person, int position, long institution)
    {
        foreach (var adjustment in _adjustments)
        {
            if (adjustment.LeavesOut(person, position, institution))
            {
                return true;
            }
        }

        return false;
    }

    private SlabMonth Seen(SlabMonth month, List<ClaimRow> claims) => new(
        month.Month, ClaimColumns.FromRows(claims),
        month.Medications with
        {
            Institution = Of(month.Medications.Institution),
            PrescriberInstitution = Of(month.Medications.PrescriberInstitution),
        },
        month.Diagnoses with { Institution = Of(month.Diagnoses.Institution) },
        month.Acts with { Institution = Of(month.Acts.Institution) });

    private long Of(long institution)
    {
        foreach (var adjustment in _adjustments)
        {
            institution = adjustment.InstitutionOf(institution);
        }

        return institution;
    }

    private ReadOnlyMemory<long> Of(ReadOnlyMemory<long> institutions)
    {
        var seen = new long[institutions.Length];
        var span = institutions.Span;
        for (var i = 0; i < seen.Length; i++)
        {
            seen[i] = Of(span[i]);
        }

        return seen;
    }
}
