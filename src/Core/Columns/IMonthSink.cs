using ClaimsWatch.Core.Claims;

namespace ClaimsWatch.Core.Columns;

/// <summary>What a store holds of a claim month, for a delivery that is about to change it; safe for several threads.</summary>
public interface IStoredRows
{
    /// <summary>Rows of the month's largest table; 0 if the month has none.</summary>
    int RowsOf(ClaimMonth month);

    /// <summary>
    /// All tables of the persons from <paramref name="low"/> to <paramref name="high"/>, both included; the rows are good only
    /// inside
    /// <paramref name="use"/>, whose result is given back.
    /// </summary>
    T With<T>(ClaimMonth month, long low, long high, Func<MonthRows, T> use);

    /// <summary>Claims and receipts of everybody, for the dedupe ladder: no lines, and no column of text but the file.</summary>
    MonthRows ReadForDedupe(ClaimMonth month);
}

/// <summary>Rows of one slab before and after a delivery.</summary>
/// <param name="Before">As <see cref="IStoredRows.With"/> gave them; good only until <see cref="IMonthTarget.Put"/>
/// returns.</param>
/// <param name="Now">What is true now.</param>
/// <param name="Superseded">What goes to history, by the delivery that took it out.</param>
public sealed record SlabChange(MonthRows Before, MonthRows Now, IReadOnlyList<SupersededRows> Superseded);

/// <summary>Takes the new truth of claim months, slab by slab; implemented by Store over a commit and by tests over
/// memory.</summary>
public interface IMonthSink
{
    /// <summary>Begins a month that is replaced whole.</summary>
    /// <param name="month">The month.</param>
    /// <param name="slabBits">k of the 2^k slabs, every one of which is then put.</param>
    IMonthTarget Open(ClaimMonth month, int slabBits);
}

/// <summary>One month on its way into a store.</summary>
public interface IMonthTarget
{
    /// <summary>Takes one slab; each once, from any thread and in any order. Nothing of it is kept but copies.</summary>
    void Put(int slab, SlabChange change);

    /// <summary>Ends the month after its last slab.</summary>
    void Close();
}
