using System.Buffers;

namespace ClaimsWatch.Store.Parquet;

/// <summary>
/// Walks the pages of one column chunk and says which part of each is wanted; pages without a wanted row are passed over. Owns
/// the chunk's bytes and whatever it unpacks; both go back to the pool on dispose.
/// </summary>
internal ref struct ChunkPages(byte[] packed, ChunkLayout chunk, int start, int count)
{
    private readonly int _size = (int)chunk.CompressedSize;
    private readonly int _start = start;
    private readonly int _end = start + count;
    private byte[]? _dictionary; // unpacked, in use until the last page
    private byte[]? _body;
    private PageHeader _header;
    private int _position;
    private int _row; // first row behind the page at hand
    private ReadOnlySpan<byte> _bytes;

    /// <summary>Whether the page at hand holds the dictionary.</summary>
    public readonly bool IsDictionary => _header.Kind == PageKind.Dictionary;

    /// <summary>How its values are stored.</summary>
    public readonly PageEncoding Encoding => _header.Encoding;

    /// <summary>Values of the page.</summary>
    public readonly int Values => _header.Values;

    /// <summary>Values of the page before the first wanted one.</summary>
    public readonly int Skip => Math.Max(0, _start - (_row - _header.Values));

    /// <summary>The body, without slack.</summary>
    public readonly ReadOnlySpan<byte> Plain => _bytes[.._header.UncompressedSize];

    /// <summary>Bits an index.</summary>
    public readonly int Width => _bytes[0];

    /// <summary>Encoded indexes, with slack behind.</summary>
    public readonly ReadOnlySpan<byte> Indexes => _bytes[1..];

    /// <summary>Where the wanted values of the page belong.</summary>
    public readonly Span<T> Place<T>(Span<T> values)
    {
        var first = Math.Max(_row - _header.Values, _start);
        return values[(first - _start)..(Math.Min(_row, _end) - _start)];
    }

    /// <summary>Goes to the next page that matters; false behind the last wanted row.</summary>
    public bool Next()
    {
        while (_row < _end)
        {
            _header = FooterReader.Page(packed.AsSpan(_position, _size - _position), out var headerLength);
            _position += headerLength;
            if (_header.UncompressedSize > chunk.UncompressedSize || _header.CompressedSize > _size - _position)
            {
                throw new InvalidDataException("a page is larger than its chunk");
            }

            var at = _position;
            _position += _header.CompressedSize;
            if (IsDictionary)
            {
                // Every entry takes four bytes at least, so damaged counts can't ask for absurd memory.
                _bytes = _header.Values <= _header.UncompressedSize / 4
                    ? Body(at, ref _dictionary)
                    : throw new InvalidDataException("a dictionary is longer than its page");
                return true;
            }

            if (_header.Encoding is not (PageEncoding.Plain or PageEncoding.RleDictionary))
            {
                throw new InvalidDataException($"encoding {_header.Encoding}");
            }

            _row += _header.Values;
            if (_row > _start)
            {
                _bytes = Body(at, ref _body);
                return true;
            }
        }

        return false;
    }

    /// <summary>Gives the memory back.</summary>
    public readonly void Dispose()
    {
        ArrayPool<byte>.Shared.Return(packed);
        Return(_dictionary);
        Return(_body);
    }

    // Slack bytes follow the body in either case: the chunk's own, the next page's, or the rented buffer's.
    private readonly ReadOnlySpan<byte> Body(int at, scoped ref byte[]? rented)
    {
        if (chunk.Codec == ParquetCodec.Uncompressed && _header.CompressedSize == _header.UncompressedSize)
        {
            return packed.AsSpan(at, _header.UncompressedSize + HybridRuns.Slack);
        }

        Return(rented);
        rented = ArrayPool<byte>.Shared.Rent(_header.UncompressedSize + HybridRuns.Slack);
        PageCodec.Unpack(
            packed.AsSpan(at, _header.CompressedSize), chunk.Codec, rented.AsSpan(0, _header.UncompressedSize));
        return rented.AsSpan(0, _header.UncompressedSize + HybridRuns.Slack);
    }

    private static void Return(byte[]? rented)
    {
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }
}
