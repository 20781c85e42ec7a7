using System.Text;
using ClaimsWatch.Core.Identities;

namespace ClaimsWatch.Ingest.Receipts;

/// <summary>
/// Surrogate ids of receipts: 63 bits that do not depend on the order of files. They come from a keyed hash, because a 検索番号 has
/// so few digits that whoever sees a hash without a key can try them all (docs/design/0012).
/// </summary>
internal static class ReceiptNames
{
    /// <summary>Id and stored 検索番号 of a receipt that has one; one hash for both.</summary>
    /// <param name="pseudonyms">The workspace's.</param>
    /// <param name="number">検索番号 in ASCII.</param>
    public static (long Id, UInt128 Key) OfSearchNumber(IPseudonyms pseudonyms, ReadOnlySpan<byte> number)
    {
        var key = pseudonyms.TextOf(number);
        return (pseudonyms.KeysReceipts ? IdOf(key) : Surrogate.Of(number), key);
    }

    /// <summary>Id of a receipt that has no 検索番号, or of a part of one.</summary>
    /// <param name="pseudonyms">The workspace's.</param>
    /// <param name="name">What tells it from all others.</param>
    public static long Of(IPseudonyms pseudonyms, string name)
    {
        var bytes = Encoding.UTF8.GetBytes(name);
        return pseudonyms.KeysReceipts ? IdOf(pseudonyms.TextOf(bytes)) : Surrogate.Of(bytes);
    }

    /// <summary>Id of a part of a 総括 receipt.</summary>
    public static long OfPart(IPseudonyms pseudonyms, string name, int part, int index) =>
        Of(pseudonyms, $"{name}|part|{part}|{index}");

    private static long IdOf(UInt128 key) => (long)(ulong)(key >> 65);
}
