using System.Buffers.Binary;
using System.Security.Cryptography;

namespace ClaimsWatch.Ingest.Receipts;

/// <summary>
/// A number for a text that is no secret (the code of an institution): the first 63 bits of its SHA-256. Stores begun before
/// receipts were keyed (<see cref="ReceiptNames"/>) name them so.
/// </summary>
internal static class Surrogate
{
    /// <summary>Of a text in UTF-8.</summary>
    public static long Of(ReadOnlySpan<byte> text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text, hash);
        return (long)(BinaryPrimitives.ReadUInt64BigEndian(hash) >> 1);
    }
}
