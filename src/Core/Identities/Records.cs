using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;

namespace ClaimsWatch.Core.Identities;

/// <summary>
/// Bytes of records in blocks. People are held as the vault writes them, and not as objects: a member with its texts is less than
/// half the bytes that way, is copied to and from the file as it is, and takes the collector no time. A record lies in one block.
/// </summary>
public sealed class RecordBlocks
{
    private const int FirstBlockBytes = 1 << 12;
    private const int BlockBytesMax = 1 << 20;
    private byte[] _block = [];
    private int _used;

    /// <summary>Keeps a copy of a record.</summary>
    public ArraySegment<byte> Add(ReadOnlySpan<byte> record)
    {
        if (record.Length > _block.Length - _used)
        {
            var grown = Math.Clamp(_block.Length * 2, FirstBlockBytes, BlockBytesMax);
            (_block, _used) = (new byte[Math.Max(grown, record.Length)], 0);
        }

        record.CopyTo(_block.AsSpan(_used));
        _used += record.Length;
        return new ArraySegment<byte>(_block, _used - record.Length, record.Length);
    }
}

/// <summary>
/// Builds one record after the other: little-endian numbers, and texts as UTF-8 behind their length, as
/// <see cref="BinaryWriter"/> has them.
/// </summary>
public sealed class RecordWriter
{
    private const int LengthBytesMax = 5;
    private const int BytesPerCharMax = 3;
    private byte[] _bytes = new byte[512];
    private int _length;

    /// <summary>The record so far; valid until the next call.</summary>
    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    /// <summary>Begins a new record.</summary>
    public void Clear() => _length = 0;

    /// <summary>Adds a text.</summary>
    public void Text(string text)
    {
        var most = text.Length * BytesPerCharMax;
        Reserve(most + LengthBytesMax);
        if (most < 0x80)
        {
            var bytes = Encoding.UTF8.GetBytes(text, _bytes.AsSpan(_length + 1));
            _bytes[_length] = (byte)bytes;
            _length += bytes + 1;
            return;
        }

        Length(Encoding.UTF8.GetByteCount(text));
        _length += Encoding.UTF8.GetBytes(text, _bytes.AsSpan(_length));
    }

    /// <summary>Adds a text that is UTF-8 already.</summary>
    public void Text(ReadOnlySpan<byte> utf8)
    {
        Reserve(utf8.Length + LengthBytesMax);
        Length(utf8.Length);
        utf8.CopyTo(_bytes.AsSpan(_length));
        _length += utf8.Length;
    }

    /// <summary>Adds yes or no.</summary>
    public void Bool(bool value)
    {
        Reserve(1);
        _bytes[_length++] = value ? (byte)1 : (byte)0;
    }

    /// <summary>Adds a 32-bit number.</summary>
    public void Int(int value)
    {
        Reserve(sizeof(int));
        BinaryPrimitives.WriteInt32LittleEndian(_bytes.AsSpan(_length), value);
        _length += sizeof(int);
    }

    /// <summary>Adds a 64-bit number.</summary>
    public void Long(long value)
    {
        Reserve(sizeof(long));
        BinaryPrimitives.WriteInt64LittleEndian(_bytes.AsSpan(_length), value);
        _length += sizeof(long);
    }

    private void Length(int value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            _bytes[_length++] = (byte)((value & 0x7F) | 0x80);
        }

        _bytes[_length++] = (byte)value;
    }

    private void Reserve(int bytes)
    {
        if (_length + bytes > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + bytes));
        }
    }
}

/// <summary>Reads a record from its start.</summary>
public ref struct RecordReader(ReadOnlySpan<byte> record)
{
    private readonly ReadOnlySpan<byte> _record = record;

    /// <summary>Bytes read.</summary>
    public int Position { get; private set; }

    /// <summary>Next byte.</summary>
    public byte Byte() => _record[Position++];

    /// <summary>Next 32-bit number.</summary>
    public int Int() => BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)));

    /// <summary>Next 64-bit number.</summary>
    public long Long() => BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)));

    /// <summary>Next 64-bit number without sign.</summary>
    public ulong ULong() => BinaryPrimitives.ReadUInt64LittleEndian(Take(sizeof(ulong)));

    /// <summary>Next text, as UTF-8.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> Text() => Take(Length());

    /// <summary>Passes over texts and then over bytes; false if the record goes on beyond what is there.</summary>
    public bool TrySkip(int texts, int bytes)
    {
        for (; texts > 0; texts--)
        {
            var (length, shift, next) = (0, 0, (byte)0x80);
            for (; next >= 0x80; shift += 7)
            {
                if (Position >= _record.Length)
                {
                    return false;
                }

                next = _record[Position++];
                length |= (next & 0x7F) << shift;
            }

            if (length < 0 || length > _record.Length - Position)
            {
                return false;
            }

            Position += length;
        }

        Position += bytes;
        return Position <= _record.Length;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ReadOnlySpan<byte> Take(int count)
    {
        var taken = _record.Slice(Position, count);
        Position += count;
        return taken;
    }

    // Nearly every text has less than 128 bytes.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Length() => _record[Position] < 0x80 ? _record[Position++] : LongLength();

    private int LongLength()
    {
        var (value, shift) = (0, 0);
        while (true)
        {
            var next = Byte();
            value |= (next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }

            shift += 7;
        }
    }
}
