using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ClaimsWatch.Ingest.Receipts;

/// <summary>Surrogate ids of receipts: the first 63 bits of a SHA-256, so they do not depend on the order of files.</summary>
public static class Surrogate
{
    // One a thread: setting one up costs as much as hashing a short text does.
    [ThreadStatic]
    private static IncrementalHash? t_hash;

    /// <summary>Of a 検索番号, or of any text that names a receipt.</summary>
    public static long Of(string text)
    {
        Span<byte> local = stackalloc byte[256];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        var bytes = Encoding.UTF8.GetMaxByteCount(text.Length) <= local.Length ? local : new byte[Encoding.UTF8.GetByteCount(text)];
        t_hash ??= IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        t_hash.AppendData(bytes[..Encoding.UTF8.GetBytes(text, bytes)]);
        t_hash.GetHashAndReset(hash);
        return (long)(BinaryPrimitives.ReadUInt64BigEndian(hash) >> 1);
    }

    /// <summary>Of a part of a 総括 receipt.</summary>
    public static long OfPart(string text, int part, int index) => Of($"{text}|part|{part}|{index}");
}
