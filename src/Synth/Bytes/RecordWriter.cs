using System.Buffers;
using System.Buffers.Text;

namespace ClaimsWatch.Synth.Bytes;

/// <summary>
/// Writes records of comma-separated fields ending in CRLF into one growing buffer; with a prefix of データ識別, 行番号 and 枝番号 in
/// insurer files. Counts the lines of the receipt it is in.
/// </summary>
internal sealed class RecordWriter
{
    private byte[] _buffer = new byte[1 << 16];
    private int _length;

    /// <summary>Line number (行番号) of the record last begun, from 1 inside each receipt.</summary>
    public int Line { get; private set; }

    /// <summary>Bytes so far.</summary>
    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _length);

    /// <summary>Forgets everything written.</summary>
    public void Clear() => _length = 0;

    /// <summary>Starts a receipt: the next record is line 1.</summary>
    public void StartReceipt() => Line = 0;

    /// <summary>Begins an insurer-side record on the next line: データ識別,行番号,枝番号,ID.</summary>
    public RecordWriter Begin(int dataId, string record, int branch = 0)
    {
        Line++;
        Number(dataId).Number(Line).Number(branch);
        return Ascii(record);
    }

    /// <summary>Begins a record on the same line number as the one before, with another 枝番号.</summary>
    public RecordWriter BeginBranch(int dataId, string record, int branch)
    {
        Line--;
        return Begin(dataId, record, branch);
    }

    /// <summary>A whole number, without padding.</summary>
    public RecordWriter Number(long value)
    {
        Reserve(24);
        Utf8Formatter.TryFormat(value, _buffer.AsSpan(_length), out var written);
        _length += written;
        return Comma();
    }

    /// <summary>A whole number with leading zeros.</summary>
    public RecordWriter Padded(long value, int digits)
    {
        Reserve(24);
        Utf8Formatter.TryFormat(value, _buffer.AsSpan(_length), out var written, new StandardFormat('D', (byte)digits));
        _length += written;
        return Comma();
    }

    /// <summary>A decimal number without trailing zeros, at most five places.</summary>
    public RecordWriter Decimal(decimal value) => Ascii(value.ToString("0.#####"));

    /// <summary>ASCII text.</summary>
    public RecordWriter Ascii(string text)
    {
        Reserve(text.Length + 2);
        foreach (var c in text)
        {
            _buffer[_length++] = checked((byte)c);
        }

        return Comma();
    }

    /// <summary>Text already in CP932.</summary>
    public RecordWriter Raw(ReadOnlySpan<byte> bytes)
    {
        Reserve(bytes.Length + 2);
        bytes.CopyTo(_buffer.AsSpan(_length));
        _length += bytes.Length;
        return Comma();
    }

    /// <summary>Two texts in CP932 with an ideographic space between: 氏名.</summary>
    public RecordWriter Name(ReadOnlySpan<byte> family, ReadOnlySpan<byte> given)
    {
        Raw(family);
        _buffer[_length - 1] = 0x81;
        Reserve(1);
        _buffer[_length++] = 0x40;
        return Raw(given);
    }

    /// <summary>Two texts joined: カタカナ氏名.</summary>
    public RecordWriter Joined(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        Raw(first);
        _length--;
        return Raw(second);
    }

    /// <summary>ASCII digits in full-width or half-width characters, as institutions write 記号 and 番号.</summary>
    public RecordWriter Digits(string digits, bool wide)
    {
        if (!wide)
        {
            return Ascii(digits);
        }

        Reserve((digits.Length * 2) + 2);
        foreach (var digit in digits)
        {
            _buffer[_length++] = 0x82;
            _buffer[_length++] = (byte)(0x4F + digit - '0');
        }

        return Comma();
    }

    /// <summary>Empty fields.</summary>
    public RecordWriter Empty(int count = 1)
    {
        Reserve(count + 2);
        _buffer.AsSpan(_length, count).Fill((byte)',');
        _length += count;
        return this;
    }

    /// <summary>Ends the record: the last comma becomes CRLF.</summary>
    public void End()
    {
        Reserve(2);
        _buffer[_length - 1] = (byte)'\r';
        _buffer[_length++] = (byte)'\n';
    }

    /// <summary>Appends another writer's bytes as they are.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        Reserve(bytes.Length);
        bytes.CopyTo(_buffer.AsSpan(_length));
        _length += bytes.Length;
    }

    private RecordWriter Comma()
    {
        _buffer[_length++] = (byte)',';
        return this;
    }

    private void Reserve(int more)
    {
        if (_length + more + 2 > _buffer.Length)
        {
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _length + more + 2));
        }
    }
}
