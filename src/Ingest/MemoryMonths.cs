using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;

namespace ClaimsWatch.Ingest;

/// <summary>Months in memory, before and after a delivery: for deliveries small enough, tests and examples.</summary>
internal sealed class MemoryMonths(Func<ClaimMonth, MonthRows> current) : IStoredRows, IMonthSink
{
    private readonly List<Target> _targets = [];

    /// <summary>Months as they are now, ascending.</summary>
    public IReadOnlyList<MonthRows> Now => [.. _targets.Select(t => Joined(t.Month, t.Slabs.Values.Select(s => s.Now)))];

    /// <summary>What went to history, by month and by the delivery that took it out.</summary>
    public IReadOnlyList<SupersededRows> Superseded =>
    [
        .. _targets.SelectMany(t => t.Slabs.Values.SelectMany(s => s.Superseded).GroupBy(s => s.SupersededIn).OrderBy(g => g.Key)
            .Select(g => new SupersededRows(g.Key, Joined(t.Month, g.Select(s => s.Rows))))),
    ];

    /// <inheritdoc/>
    public int RowsOf(ClaimMonth month) => current(month).RowsMax;

    /// <inheritdoc/>
    public T With<T>(ClaimMonth month, long low, long high, Func<MonthRows, T> use) => use(current(month).Of(low, high));

    /// <inheritdoc/>
    public MonthRows ReadForDedupe(ClaimMonth month) => current(month);

    /// <inheritdoc/>
    public IMonthTarget Open(ClaimMonth month, int slabBits)
    {
        var target = new Target(month);
        _targets.Add(target);
        return target;
    }

    private static MonthRows Joined(ClaimMonth month, IEnumerable<MonthRows> slabs) =>
        slabs.Aggregate(MonthRows.Empty(month), (a, b) => new MonthRows(
        month, ClaimColumns.FromBatch(RowOrder.Concat(a.Claims.ToBatch(), b.Claims.ToBatch())),
        MedicationColumns.FromBatch(RowOrder.Concat(a.Medications.ToBatch(), b.Medications.ToBatch())),
        DiagnosisColumns.FromBatch(RowOrder.Concat(a.Diagnoses.ToBatch(), b.Diagnoses.ToBatch())),
        ActColumns.FromBatch(RowOrder.Concat(a.Acts.ToBatch(), b.Acts.ToBatch())),
        ReceiptColumns.FromBatch(RowOrder.Concat(a.Receipts.ToBatch(), b.Receipts.ToBatch()))));

    private sealed class Target(ClaimMonth month) : IMonthTarget
    {
        private readonly Lock _lock = new();

        public ClaimMonth Month => month;

        public SortedDictionary<int, SlabChange> Slabs { get; } = [];

        public void Put(int slab, SlabChange change)
        {
            var copy = change with
            {
                Now = Joined(month, [change.Now]),
                Superseded = [.. change.Superseded.Select(s => s with { Rows = Joined(month, [s.Rows]) })],
            };
            lock (_lock)
            {
                Slabs.Add(slab, copy);
            }
        }

        public void Close()
        {
        }
    }
}
