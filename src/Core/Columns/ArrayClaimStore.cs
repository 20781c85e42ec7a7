using ClaimsWatch.Core.Claims;

namespace ClaimsWatch.Core.Columns;

/// <summary>A claim store over rows in memory: for researchers' notebooks and tests. One slab, current truth only.</summary>
public sealed class ArrayClaimStore : IClaimStore
{
    private readonly Dictionary<ClaimMonth, SlabMonth> _months;
    private readonly PersonColumns _persons;
    private readonly EnrolmentColumns _eligibility;

    /// <summary>Sorts the rows as the schema says and groups them by claim month.</summary>
    public ArrayClaimStore(
        IEnumerable<PersonRow> persons,
        IEnumerable<EnrolmentRow> eligibility,
        IEnumerable<ClaimRow> claims,
        IEnumerable<MedicationRow>? medications = null,
        IEnumerable<DiagnosisRow>? diagnoses = null,
        IEnumerable<ActRow>? acts = null)
    {
        _persons = PersonColumns.FromRows([.. persons.OrderBy(p => p.PersonId)]);
        _eligibility = EnrolmentColumns.FromRows([.. eligibility.OrderBy(e => e.Person).ThenBy(e => e.ClaimMonth)]);
        var byMonth = claims.ToLookup(c => c.ClaimMonth);
        var medicationsByMonth = (medications ?? []).ToLookup(m => m.ClaimMonth);
        var diagnosesByMonth = (diagnoses ?? []).ToLookup(d => d.ClaimMonth);
        var actsByMonth = (acts ?? []).ToLookup(a => a.ClaimMonth);
        _months = byMonth.Select(g => new SlabMonth(
            new ClaimMonth(g.Key),
            ClaimColumns.FromRows([.. g.OrderBy(c => c.Person).ThenBy(c => c.Kind).ThenBy(c => c.Institution)
                .ThenBy(c => c.PrescriberInstitution).ThenBy(c => c.Receipt)]),
            MedicationColumns.FromRows([.. medicationsByMonth[g.Key].OrderBy(m => m.Person).ThenBy(m => m.Receipt)
                .ThenBy(m => m.DispensedOn).ThenBy(m => m.Drug).ThenBy(m => m.Line)]),
            DiagnosisColumns.FromRows(
                [.. diagnosesByMonth[g.Key].OrderBy(d => d.Person).ThenBy(d => d.Receipt).ThenBy(d => d.Line)]),
            ActColumns.FromRows([.. actsByMonth[g.Key].OrderBy(a => a.Person).ThenBy(a => a.Receipt).ThenBy(a => a.ActCode)])))
            .ToDictionary(m => m.Month);
        Months = [.. _months.Keys.Order()];
        Deliveries = [.. byMonth.SelectMany(g => g).Select(c => new ClaimMonth(c.DeliveryMonth)).Distinct().Order()];
    }

    /// <inheritdoc/>
    public IReadOnlyList<ClaimMonth> Months { get; }

    /// <inheritdoc/>
    public IReadOnlyList<ClaimMonth> Deliveries { get; }

    /// <inheritdoc/>
    public int SlabCount => 1;

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">An as-of view was asked for: this store keeps no history.</exception>
    public Slab Open(int slab, IReadOnlyList<ClaimMonth> months, AsOf asOf) =>
        asOf != AsOf.Now
            ? throw new NotSupportedException("the in-memory store keeps no history")
            : new Slab([.. months.Select(MonthOrEmpty)], _persons, _eligibility);

    /// <inheritdoc/>
    /// <remarks>Hides what was not asked for, as a file would, so that tests notice a column that a reader forgot to ask
    /// for.</remarks>
    public Slab Open(int slab, IReadOnlyList<ClaimMonth> months, AsOf asOf, Projection projection)
    {
        using var all = Open(slab, months, asOf);
        return new Slab(
            [.. all.Months.Select((m, i) => new SlabMonth(
                m.Month,
                ClaimColumns.FromBatch(projection.Of(m.Claims.ToBatch(), months.Count - 1 - i)),
                MedicationColumns.FromBatch(projection.Of(m.Medications.ToBatch(), months.Count - 1 - i)),
                DiagnosisColumns.FromBatch(projection.Of(m.Diagnoses.ToBatch(), months.Count - 1 - i)),
                ActColumns.FromBatch(projection.Of(m.Acts.ToBatch(), months.Count - 1 - i))))],
            PersonColumns.FromBatch(projection.Of(all.Persons.ToBatch())),
            EnrolmentColumns.FromBatch(projection.Of(all.Eligibility.ToBatch())));
    }

    private SlabMonth MonthOrEmpty(ClaimMonth month) =>
        _months.GetValueOrDefault(month)
        ?? new SlabMonth(month, ClaimColumns.Empty, MedicationColumns.Empty, DiagnosisColumns.Empty, ActColumns.Empty);
}
