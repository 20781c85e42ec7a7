using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ClaimsWatch.Ingest.Receipts;

/// <summary>Surrogate ids of receipts: the first 63 bits of a SHA-256, so they do not depend on the order of files.</summary>
public static class Surrogate
{
    /// <summary>Of a 検索番号, or of any text that names a receipt.</summary>
    public static long Of(string text)
    {
        Span<byte> bytes = stackalloc byte[256];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        if (Encoding.UTF8.GetMaxByteCount(text.Length) <= bytes.Length)
        {
            SHA256.HashData(bytes[..Encoding.UTF8.GetBytes(text, bytes)], hash);
        }
        else
        {
            SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        }

        return (long)(BinaryPrimitives.ReadUInt64BigEndian(hash) >> 1);
    }

    /// <summary>Of a part of a 総括 receipt.</summary>
    public static long OfPart(string text, int part, int index) => Of($"{text}|part|{part}|{index}");
}
