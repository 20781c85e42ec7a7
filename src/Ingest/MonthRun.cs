using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Ingest.Masters;
using ClaimsWatch.Ingest.Receipts;

namespace ClaimsWatch.Ingest;

/// <summary>What resolving all months counted.</summary>
internal sealed record MonthCounts
{
    /// <summary>Receipts that count, by month touched.</summary>
    public SortedDictionary<ClaimMonth, int> Claims { get; } = [];

    /// <summary>Receipts that do not, by the file they count for.</summary>
    public Dictionary<NotLive, int> NotLive { get; } = [];

    /// <summary>Medicine lines of the months touched, by ingredient.</summary>
    public Dictionary<int, long> Ingredients { get; } = [];

    /// <summary>Groups of receipts kept for a person to look at.</summary>
    public int Splits { get; set; }

    /// <summary>Lines restated by a master.</summary>
    public int Restated { get; set; }
}

/// <summary>Resolves months one after the other, the slabs of each by threads:
/// what is in memory is one month's receipts and a few slabs.</summary>
internal sealed class MonthRun(
    ReceiptSpool spool, IStoredRows stored, IMonthSink sink, IReadOnlyList<string> files,
    ReceiptPersons personOf, int threads)
{
    private readonly Lock _lock = new();
    private readonly ConcurrentBag<SlabRoom> _slabs = []; // its own: they go with the run
    private readonly ConcurrentBag<MonthRoom> _rooms = [];
    private int _readMax; // spooled receipts of the largest month: one array serves all

    /// <summary>Lists with new masters and the month of their delivery, yyyymm; null if no master came.</summary>
    public (ReceiptLists Lists, int Delivery)? Restates { get; init; }

    /// <summary>Bytes of spooled lines that may be in memory at once.</summary>
    public long LineBytesMax { get; init; } = long.MaxValue;

    /// <summary>Whether the receipts of the next month are decided on while one is written.</summary>
    public bool LooksAhead { get; init; }

    /// <summary>Whether the arrays of one month are used again for the next.</summary>
    public bool KeepsArrays { get; init; }

    /// <summary>What the run may take.</summary>
    public required IMemoryBudget Memory { get; init; }

    /// <summary>Delivery month and flags of a receipt, which follow from its whole file.</summary>
    public required Action<SegmentReceipts> SetDelivery { get; init; }

    /// <summary>What was counted.</summary>
    public MonthCounts Counts { get; } = new();

    /// <summary>
    /// Replaces months by what they are after the delivery; leaves one alone that no receipt, list or master changes.
    /// </summary>
    public void Run(
        IReadOnlyList<ClaimMonth> months, IReadOnlyDictionary<int, List<SpoolSegment>> segments,
        IReadOnlyDictionary<ClaimMonth, Dictionary<long, Withdrawal>> withdrawn)
    {
        Decided? Of(int i) =>
            Decide(months[i], segments.GetValueOrDefault(months[i].Value) ?? [], withdrawn.GetValueOrDefault(months[i]));
        _readMax = segments.Values.Select(m => m.Where(s => s.Memory is null).Sum(s => s.Size.Receipts)).DefaultIfEmpty().Max();
        var ahead = LooksAhead && months.Count > 0 ? Task.Run(() => Of(0)) : null;
        for (var i = 0; i < months.Count; i++)
        {
            var next = i + 1;
            var decided = ahead is null ? Of(i) : ahead.GetAwaiter().GetResult();
            ahead = ahead is not null && next < months.Count ? Task.Run(() => Of(next)) : null;
            if (decided is not null)
            {
                Write(decided);
            }

            if (!KeepsArrays || next == months.Count)
            {
                Forget();
            }
        }
    }

    private void Forget()
    {
        _slabs.Clear(); // a bag by itself would hold on to them for a collection or two
        _rooms.Clear();
        Memory.Trim();
    }

    private sealed record Decided(
        ClaimMonth Month, int Bits, int Before, MonthDecision Decision, IReadOnlyList<SpoolSegment> Segments,
        PackedReceipt[] Read);

    private Decided? Decide(ClaimMonth month, IReadOnlyList<SpoolSegment> segments,
        IReadOnlyDictionary<long, Withdrawal>? withdrawn)
    {
        var before = stored.RowsOf(month);
        if (segments.Count == 0 && withdrawn is null && !Restatable(month, before))
        {
            return null;
        }

        var room = _rooms.TryTake(out var idle) ? idle : new MonthRoom();
        var read = room.Receipts.Take(segments.Any(s => s.Memory is null) ? _readMax : 0);
        var receipts = new SegmentReceipts[segments.Count];
        for (var (s, at) = (0, 0); s < receipts.Length; s++)
        {
            receipts[s] = spool.Receipts(segments[s], read, at);
            at += segments[s].Memory is null ? receipts[s].Count : 0;
            SetDelivery(receipts[s]);
        }

        var fresh = FreshMonth.Of(receipts, personOf, files, room);
        var bits = SlabCuts.BitsFor(before + (long)RowsOf(segments));
        var decision = ReceiptResolver.Decide(
            fresh, stored.ReadForDedupe(month), asked => LinesOf(month, bits, asked),
            withdrawn ?? new Dictionary<long, Withdrawal>());
        return new Decided(month, bits, before, decision, segments, read);
    }

    private void Write(Decided decided)
    {
        var (month, bits, before, decision, segments, read) = decided;
        var fresh = decision.Fresh;
        foreach (var group in decision.NotLive().CountBy(n => n))
        {
            Counts.NotLive[group.Key] = Counts.NotLive.GetValueOrDefault(group.Key) + group.Value;
        }

        Counts.Splits += decision.SplitForReview;
        Counts.Claims[month] = 0;
        var target = sink.Open(month, bits);
        foreach (var (first, count) in Stretches(segments, 1 << bits))
        {
            using var lines =
                MonthLines.Of(fresh, segments, spool, FirstOf(fresh, first, bits), FirstOf(fresh, first + count, bits));
            Threads.For(count, threads, i => Put(month, first + i, bits, decision, lines, before, target));
        }

        target.Close();
        ReceiptSpool.Release(segments);
        fresh.Dispose();
        fresh.Room.Receipts.Return(read);
        _rooms.Add(fresh.Room);
    }

    private void Put(ClaimMonth month, int slab, int bits, MonthDecision decision, MonthLines lines, int before,
        IMonthTarget target)
    {
        var (low, high) = SlabCuts.Range(slab, bits);
        _ = before == 0 ? Put(MonthRows.Empty(month)) : stored.With(month, low, high, Put);

        bool Put(MonthRows current)
        {
            this.Put(slab, bits, decision, lines, current, (low, high), target);
            return true;
        }
    }

    private void Put(
        int slab, int bits, MonthDecision decision, MonthLines lines, MonthRows current, (long Low, long High) persons,
        IMonthTarget target)
    {
        var room = _slabs.TryTake(out var idle) ? idle : new SlabRoom();
        var change = MonthBuilder.Build(
            decision, FirstOf(decision.Fresh, slab, bits), FirstOf(decision.Fresh, slab + 1, bits), lines, current,
            persons.Low, persons.High, room);
        var restated = 0;
        if (Restates is { } restates)
        {
            (change, restated) = Restatement.Apply(change, restates.Lists, restates.Delivery);
        }

        target.Put(slab, change);
        Count(change.Now, restated);
        room.Columns.Release();
        _slabs.Add(room);
        Memory.Keep();
    }

    private void Count(MonthRows now, int restated)
    {
        lock (_lock)
        {
            Counts.Restated += restated;
            Counts.Claims[now.Month] += now.Claims.Count;
            foreach (var ingredient in now.Medications.Ingredient.Span)
            {
                CollectionsMarshal.GetValueRefOrAddDefault(Counts.Ingredients, ingredient, out _)++;
            }
        }
    }

    private bool Restatable(ClaimMonth month, int before)
    {
        var bits = SlabCuts.BitsFor(before);
        return Restates is { } restates && Enumerable.Range(0, 1 << bits).Select(s => SlabCuts.Range(s, bits))
            .Any(r => stored.With(month, r.Low, r.High, rows => Restatement.Finds(rows, restates.Lists)));
    }

    // Slabs together as far as their spooled lines fit.
    private IEnumerable<(int First, int Count)> Stretches(IReadOnlyList<SpoolSegment> segments, int slabs)
    {
        var spooled = segments.Any(s => s.Memory is null) ? segments.Sum(s => s.Size.LineBytes) : 0;
        var stretches = (int)Math.Clamp((spooled / Math.Max(1, LineBytesMax)) + 1, 1, slabs);
        var count = (slabs + stretches - 1) / stretches;
        for (var first = 0; first < slabs; first += count)
        {
            yield return (first, Math.Min(count, slabs - first));
        }
    }

    private Dictionary<long, long> LinesOf(ClaimMonth month, int bits, IReadOnlyList<Contender> asked)
    {
        var hashes = new Dictionary<long, long>();
        var receipts = asked.Select(a => a.ReceiptId).ToHashSet();
        foreach (var slab in asked.Select(a => SlabCuts.SlabOf(a.Key.Person, bits)).Distinct())
        {
            var (low, high) = SlabCuts.Range(slab, bits);
            stored.With(month, low, high, rows => LineHash.Add(rows, receipts, hashes));
        }

        return hashes;
    }

    private static int RowsOf(IReadOnlyList<SpoolSegment> segments) => new[]
    {
        segments.Sum(s => s.Size.Receipts), segments.Sum(s => s.Size.Medications), segments.Sum(s => s.Size.Diagnoses),
        segments.Sum(s => s.Size.Acts),
    }.Max();

    private static int FirstOf(FreshMonth fresh, int slab, int bits) =>
        slab == 1 << bits ? fresh.Count : SlabCuts.LowerBound(fresh.Persons, SlabCuts.Range(slab, bits).Low);
}
