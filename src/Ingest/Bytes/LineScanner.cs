using System.Buffers;
using ClaimsWatch.Core.Diagnostics;

namespace ClaimsWatch.Ingest.Bytes;

/// <summary>
/// Cuts a file into physical lines at LF, without CR, the end-of-file byte 0x1A, NUL padding and a UTF-8 mark. In CP932 no trail
/// byte is LF, CR or comma, so cutting bytes is safe.
/// </summary>
public sealed class LineScanner : IDisposable
{
    /// <summary>Bytes read at once.</summary>
    public const int DefaultBufferBytes = 1 << 20;

    /// <summary>A longer line is no claim row: 64 MiB.</summary>
    public const int LineBytesMax = 1 << 26;

    private readonly ByteSource _source;
    private readonly long _endOffset;
    private byte[] _buffer;
    private long _offset;
    private int _start;
    private int _end;
    private int _lineStart;
    private int _lineLength;
    private bool _atEnd;

    /// <summary>Scans a whole file.</summary>
    public LineScanner(ByteSource source, int bufferBytes = DefaultBufferBytes)
        : this(source, new FilePart(0, long.MaxValue, 1), bufferBytes)
    {
    }

    /// <summary>Scans part of a file; it begins where a line does and, before the file's end, ends where one does.</summary>
    public LineScanner(ByteSource source, FilePart part, int bufferBytes = DefaultBufferBytes)
    {
        _source = source;
        _offset = part.Start;
        _endOffset = part.End;
        _buffer = ArrayPool<byte>.Shared.Rent(Math.Max(bufferBytes, 16));
        Number = part.FirstLine - 1;
    }

    /// <summary>The current line; lives until <see cref="Next"/>.</summary>
    public ReadOnlySpan<byte> Line => _buffer.AsSpan(_lineStart, _lineLength);

    /// <summary>1-based number of the current physical line, blank lines counted.</summary>
    public int Number { get; private set; }

    /// <summary>Where the current physical line begins in the file.</summary>
    public long Offset { get; private set; }

    /// <summary>Whether the current line ended in a newline or the end-of-file byte, that is, was not cut off.</summary>
    public bool Terminated { get; private set; }

    /// <summary>Moves to the next line that is not blank; false at the end.</summary>
    /// <exception cref="UserError">A line is longer than <see cref="LineBytesMax"/>.</exception>
    public bool Next()
    {
        while (NextPhysical())
        {
            if (_lineLength > 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer, clearArray: true);
            _buffer = [];
        }
    }

    private bool NextPhysical()
    {
        var scanned = 0;
        while (true)
        {
            var rest = _buffer.AsSpan(_start + scanned, _end - _start - scanned);
            var newline = rest.IndexOf((byte)'\n');
            if (newline >= 0)
            {
                Take(_start, scanned + newline, terminated: true);
                _start += scanned + newline + 1;
                return true;
            }

            scanned += rest.Length;
            if (_atEnd)
            {
                if (scanned == 0)
                {
                    return false;
                }

                Take(_start, scanned, terminated: false);
                _start = _end;
                return true;
            }

            Fill();
        }
    }

    private void Take(int start, int length, bool terminated)
    {
        Number++;
        Offset = _offset - (_end - start);
        var line = _buffer.AsSpan(start, length);
        var last = line.Length - 1;
        while (last >= 0 && line[last] is (byte)'\r' or 0x1A or 0)
        {
            terminated |= line[last] == 0x1A;
            last--;
        }

        var first = 0;
        while (first <= last && line[first] is 0x1A or 0)
        {
            first++;
        }

        if (Number == 1 && line[first..(last + 1)].StartsWith("\uFEFF"u8))
        {
            first += 3;
        }

        _lineStart = start + first;
        _lineLength = Math.Max(0, last + 1 - first);
        Terminated = terminated;
    }

    private void Fill()
    {
        var kept = _end - _start;
        if (kept > LineBytesMax)
        {
            throw new UserError(ExitCode.Input, Texts.LineTooLong.Both, $"{_source.Name}:{Number + 1}",
                Texts.LineTooLongNext.Both);
        }

        if (kept > _buffer.Length / 2)
        {
            var larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
            _buffer.AsSpan(_start, kept).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer, clearArray: true);
            _buffer = larger;
        }
        else
        {
            _buffer.AsSpan(_start, kept).CopyTo(_buffer);
        }

        _start = 0;
        _end = kept;
        var free = _buffer.AsSpan(kept);
        var read = _source.ReadAt(_offset, free[..(int)Math.Min(free.Length, _endOffset - _offset)]);
        _offset += read;
        _end += read;
        _atEnd = read == 0;
    }
}
