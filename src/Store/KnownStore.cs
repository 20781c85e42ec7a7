using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;

namespace ClaimsWatch.Store;

/// <summary>
/// The claims of a store as they were known when a delivery was the newest, with the months known then: whoever reads it need not
/// know that it is a view of the past. Persons and their months at risk are as they are now.
/// </summary>
public sealed class KnownStore : IClaimStore
{
    private readonly ClaimStore _store;
    private readonly AsOf _known;

    /// <param name="store">The store as it is now.</param>
    /// <param name="known">The newest delivery to know of.</param>
    public KnownStore(ClaimStore store, AsOf known)
    {
        ArgumentNullException.ThrowIfNull(store);
        (_store, _known) = (store, known);
        CountByDelivery = store.CountByDelivery(known);
        Months = [.. CountByDelivery.Select(c => c.ClaimMonth).Distinct().Order()];
        Deliveries = [.. store.Deliveries.Where(d => d <= known.DeliveryMonth)];
    }

    /// <inheritdoc cref="ClaimStore.CountByDelivery()"/>
    public IReadOnlyList<(ClaimMonth ClaimMonth, ClaimMonth DeliveryMonth, int Claims)> CountByDelivery { get; }

    /// <inheritdoc/>
    public IReadOnlyList<ClaimMonth> Months { get; }

    /// <inheritdoc/>
    public IReadOnlyList<ClaimMonth> Deliveries { get; }

    /// <inheritdoc/>
    public int SlabCount => _store.SlabCount;

    /// <inheritdoc/>
    public Slab Open(int slab, IReadOnlyList<ClaimMonth> months, AsOf asOf) => Open(slab, months, asOf, Projection.Everything);

    /// <inheritdoc/>
    public Slab Open(int slab, IReadOnlyList<ClaimMonth> months, AsOf asOf, Projection projection) =>
        _store.Open(slab, months, asOf == AsOf.Now || asOf.DeliveryMonth > _known.DeliveryMonth ? _known : asOf, projection);
}
