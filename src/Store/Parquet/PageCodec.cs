using System.IO.Compression;

namespace ClaimsWatch.Store.Parquet;

/// <summary>Packs and unpacks page bodies with the codecs that .NET has in the box.</summary>
internal static class PageCodec
{
    private const int BrotliWindowBits = 22;

    /// <summary>Compressed bytes of a page body.</summary>
    public static ReadOnlySpan<byte> Pack(ReadOnlySpan<byte> body, ParquetOptions options)
    {
        switch (options.Codec)
        {
            case ParquetCodec.Uncompressed:
                return body;
            case ParquetCodec.Brotli:
                var target = new byte[BrotliEncoder.GetMaxCompressedLength(body.Length)];
                return BrotliEncoder.TryCompress(body, target, out var written, options.BrotliQuality, BrotliWindowBits)
                    ? target.AsSpan(0, written)
                    : throw new InvalidOperationException("Brotli did not fit into its own upper bound");
            case ParquetCodec.GZip:
                var packed = new MemoryStream();
                using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
                {
                    gzip.Write(body);
                }

                return packed.ToArray();
            default:
                throw new ArgumentOutOfRangeException(nameof(options), options.Codec, "unknown codec");
        }
    }

    /// <summary>
    /// Fills <paramref name="body"/> exactly; throws <see cref="InvalidDataException"/> when the bytes do not match its size.
    /// </summary>
    public static void Unpack(ReadOnlySpan<byte> packed, ParquetCodec codec, Span<byte> body)
    {
        var filled = 0;
        switch (codec)
        {
            case ParquetCodec.Uncompressed:
                filled = packed.Length == body.Length ? packed.Length : -1;
                if (filled >= 0)
                {
                    packed.CopyTo(body);
                }

                break;
            case ParquetCodec.Brotli:
                filled = BrotliDecoder.TryDecompress(packed, body, out var written) ? written : -1;
                break;
            case ParquetCodec.GZip:
                using (var gzip = new GZipStream(new MemoryStream(packed.ToArray()), CompressionMode.Decompress))
                {
                    filled = gzip.ReadAtLeast(body, body.Length, throwOnEndOfStream: false);
                }

                break;
            default:
                break;
        }

        if (filled != body.Length)
        {
            throw new InvalidDataException("a page does not unpack to its stated size");
        }
    }
}
