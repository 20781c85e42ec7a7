using System.Text;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Ingest.Bytes;
using CsvHelper;

namespace ClaimsWatch.Ingest.Mapped;

/// <summary>The rows of <see cref="MappedCsv.Read"/> one by one, with their values as UTF-8: nothing of a row is kept.</summary>
public sealed class CsvRows : IDisposable
{
    private readonly ByteSource _source;
    private readonly SourceText _text;
    private readonly CsvReader _reader;
    private readonly Dictionary<string, int> _positions;

    internal CsvRows(ByteSource source, FileEncoding encoding, IReadOnlyList<CsvColumn> columns, CsvReaderOptions options)
    {
        (_source, Encoding, _text) = (source, encoding, new SourceText(source, encoding));
        _reader = CsvReader.Create(_text, options);
        _positions = Read() ? MappedCsv.Match(Header(), columns) : [];
        if (MappedCsv.Missing(source, columns, _positions) is { } missing)
        {
            while (Read())
            {
                // What is no text at all is said before what lacks a column.
            }

            Dispose();
            throw missing;
        }
    }

    /// <summary>As found.</summary>
    public FileEncoding Encoding { get; }

    /// <summary>1-based physical line that the row begins on.</summary>
    public int Line => (int)_reader.LineNumber;

    /// <summary>Position of a column, −1 if the file has none.</summary>
    public int PositionOf(string column) => _positions.GetValueOrDefault(column, -1);

    /// <summary>Goes to the next row that says anything.</summary>
    /// <exception cref="UserError">The bytes are not text in the encoding found.</exception>
    public bool Read()
    {
        try
        {
            while (_reader.Read())
            {
                for (var i = 0; i < _reader.FieldCount; i++)
                {
                    if (!_reader.GetSpan(i).IsEmpty)
                    {
                        return true;
                    }
                }
            }

            return false;
        }
        catch (DecoderFallbackException)
        {
            throw MappedCsv.NotText(_source, Encoding);
        }
    }

    /// <summary>A value, trimmed; empty if the column or the value is absent. Valid until the next row.</summary>
    public ReadOnlySpan<byte> Get(int position) =>
        position >= 0 && position < _reader.FieldCount ? _reader.GetSpan(position) : [];

    /// <inheritdoc/>
    public void Dispose()
    {
        _reader.Dispose();
        _text.Dispose();
    }

    private List<string> Header() => [.. Enumerable.Range(0, _reader.FieldCount).Select(_reader.GetString)];
}

/// <summary>The text of a file, decoded a block at a time, without marks and fillers at its start and its end.</summary>
internal sealed class SourceText(ByteSource source, FileEncoding encoding) : TextReader
{
    private const int BlockBytes = 1 << 16;
    private const int CharsCarried = 4; // of a character that began in the block before
    private static readonly char[] s_cut = ['\uFEFF', '\u001A', '\0'];
    private readonly Decoder _decoder = EncodingSniffer.DecoderOf(encoding).GetDecoder();
    private readonly byte[] _bytes = new byte[BlockBytes];
    private readonly StringBuilder _held = new();
    private char[] _chars = new char[BlockBytes + CharsCarried];
    private long _offset;
    private int _start;
    private int _end;
    private bool _begun;
    private bool _done;

    /// <inheritdoc/>
    public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    /// <inheritdoc/>
    public override int Read(Span<char> buffer)
    {
        // As much as is asked for: CsvHelper guesses the separator from what the first call gives.
        var filled = 0;
        while (filled < buffer.Length && (_start < _end || !_done))
        {
            if (_start == _end)
            {
                Fill();
            }

            var count = Math.Min(buffer.Length - filled, _end - _start);
            _chars.AsSpan(_start, count).CopyTo(buffer[filled..]);
            (_start, filled) = (_start + count, filled + count);
        }

        return filled;
    }

    private void Fill()
    {
        var read = source.ReadAt(_offset, _bytes);
        _offset += read;
        _done = read == 0;
        (_start, _end) = (0, _decoder.GetChars(_bytes.AsSpan(0, read), _chars, flush: _done));
        if (!_begun)
        {
            _start = _end - _chars.AsSpan(0, _end).TrimStart(s_cut).Length;
            _begun = _start < _end;
        }

        // A filler at the end of a block stays behind until text follows it.
        var kept = _chars.AsSpan(_start, _end - _start).TrimEnd(s_cut).Length;
        var tail = _chars.AsSpan(_start + kept, _end - _start - kept).ToString();
        if (kept > 0 && _held.Length > 0)
        {
            _chars = [.. _held.ToString(), .. _chars.AsSpan(_start, kept), .. new char[BlockBytes + CharsCarried]];
            (_start, kept) = (0, kept + _held.Length);
            _held.Clear();
        }

        _held.Append(_begun ? tail : "");
        _end = _start + kept;
    }
}
