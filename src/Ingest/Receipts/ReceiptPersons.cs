namespace ClaimsWatch.Ingest.Receipts;

/// <summary>Persons of packed receipts: pseudonyms, and what an alias has replaced.</summary>
/// <param name="byIdentity">By the number of an identity in the delivery: the person now, and the pseudonym it replaced or
/// 0.</param>
/// <param name="ofNobody">The same for the surrogate of a receipt that names nobody.</param>
internal sealed class ReceiptPersons((long Person, long LinkedAs)[] byIdentity, Func<long, (long Person, long LinkedAs)> ofNobody)
{
    /// <summary>Of a receipt.</summary>
    public (long Person, long LinkedAs) Of(in PackedReceipt receipt) =>
        receipt.Identity < 0 ? ofNobody(receipt.ReceiptId) : byIdentity[receipt.Identity];
}
