using ClaimsWatch.Core.Claims;

namespace ClaimsWatch.Core.Columns;

/// <summary>
/// Which knowledge to read: the current truth, or what was known when the delivery of a month was the newest.
/// As of D = live ∪ history where delivery_month ≤ D &lt; superseded_in (decisions B2).
/// </summary>
/// <param name="DeliveryMonth">The newest delivery to know of; none means the current truth.</param>
public readonly record struct AsOf(ClaimMonth DeliveryMonth)
{
    /// <summary>The current truth.</summary>
    public static AsOf Now => default;
}

/// <summary>Claims of an insurer by slab; implemented by Store over Parquet and by tests over arrays.</summary>
public interface IClaimStore
{
    /// <summary>Claim months that have rows, ascending.</summary>
    IReadOnlyList<ClaimMonth> Months { get; }

    /// <summary>Delivery months seen, ascending.</summary>
    IReadOnlyList<ClaimMonth> Deliveries { get; }

    /// <summary>Equal ranges that the ids are cut into, 2^k, at least 1.</summary>
    int SlabCount { get; }

    /// <summary>Opens one id range over some months; a month without rows comes back empty.</summary>
    Slab Open(int slab, IReadOnlyList<ClaimMonth> months, AsOf asOf);

    /// <summary>The same with only the columns that the reader asks for; a store may give more.</summary>
    Slab Open(int slab, IReadOnlyList<ClaimMonth> months, AsOf asOf, Projection projection) => Open(slab, months, asOf);
}
