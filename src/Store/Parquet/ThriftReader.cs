using System.Text;

namespace ClaimsWatch.Store.Parquet;

/// <summary>
/// Reads Thrift compact protocol; throws <see cref="InvalidDataException"/> on anything malformed or cut short.
/// </summary>
internal ref struct ThriftReader(ReadOnlySpan<byte> bytes)
{
    // Metadata nests four deep; a limit keeps hostile bytes from exhausting the stack.
    private const int DepthMax = 16;
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private short _lastField;

    /// <summary>Bytes consumed so far.</summary>
    public int Position { get; private set; }

    /// <summary>Enters a struct and returns the field number to hand back to <see cref="Leave"/>.</summary>
    public short Enter()
    {
        var outer = _lastField;
        _lastField = 0;
        return outer;
    }

    /// <summary>Leaves a struct whose stop byte has been read.</summary>
    public void Leave(short outer) => _lastField = outer;

    /// <summary>Reads the next field header; false at the end of the struct.</summary>
    public bool Next(out short id, out byte type)
    {
        var header = Byte();
        type = (byte)(header & 0x0F);
        if (header == 0)
        {
            id = 0;
            return false;
        }

        var delta = header >> 4;
        id = delta == 0 ? checked((short)ZigZag()) : checked((short)(_lastField + delta));
        _lastField = id;
        return true;
    }

    /// <summary>Reads an i16, i32 or i64 as a 32-bit number.</summary>
    public int I32() => checked((int)ZigZag());

    /// <summary>Reads an i64.</summary>
    public long I64() => ZigZag();

    /// <summary>Reads UTF-8 text.</summary>
    public string Text() => Encoding.UTF8.GetString(Binary());

    /// <summary>Reads a length-prefixed byte string.</summary>
    public ReadOnlySpan<byte> Binary()
    {
        var length = Varint();
        if (length > (ulong)(_bytes.Length - Position))
        {
            throw new InvalidDataException("a byte string runs past the end of the metadata");
        }

        var value = _bytes.Slice(Position, (int)length);
        Position += (int)length;
        return value;
    }

    /// <summary>Reads a list header; every element takes at least one byte, so a longer count is refused.</summary>
    public int List(out byte elementType)
    {
        var header = Byte();
        elementType = (byte)(header & 0x0F);
        var count = (ulong)(header >> 4);
        if (count == 15)
        {
            count = Varint();
        }

        return count <= (ulong)(_bytes.Length - Position)
            ? (int)count
            : throw new InvalidDataException("a list runs past the end of the metadata");
    }

    /// <summary>Skips a value of the given type.</summary>
    public void Skip(byte type, int depth = 0)
    {
        if (depth > DepthMax)
        {
            throw new InvalidDataException("metadata nests too deep");
        }

        switch (type)
        {
            case ThriftType.True or ThriftType.False:
                break;
            case ThriftType.Byte:
                Byte();
                break;
            case ThriftType.I16 or ThriftType.I32 or ThriftType.I64:
                Varint();
                break;
            case ThriftType.Double:
                Advance(8);
                break;
            case ThriftType.Binary:
                Binary();
                break;
            case ThriftType.List or ThriftType.Set:
                SkipList(depth);
                break;
            case ThriftType.Struct:
                SkipStruct(depth);
                break;
            default:
                throw new InvalidDataException($"unknown Thrift type {type}");
        }
    }

    private void SkipList(int depth)
    {
        var count = List(out var elementType);
        for (var i = 0; i < count; i++)
        {
            // A boolean takes a byte of its own inside a list, none as a field.
            if (elementType is ThriftType.True or ThriftType.False)
            {
                Byte();
            }
            else
            {
                Skip(elementType, depth + 1);
            }
        }
    }

    private void SkipStruct(int depth)
    {
        var outer = Enter();
        while (Next(out _, out var type))
        {
            Skip(type, depth + 1);
        }

        Leave(outer);
    }

    private long ZigZag()
    {
        var value = Varint();
        return unchecked((long)(value >> 1) ^ -(long)(value & 1));
    }

    private ulong Varint()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = Byte();
            value |= unchecked((ulong)(next & 0x7F) << shift);
            if (next < 0x80)
            {
                return value;
            }
        }

        throw new InvalidDataException("a number is longer than 64 bits");
    }

    private byte Byte()
    {
        if (Position >= _bytes.Length)
        {
            throw new InvalidDataException("the metadata is cut short");
        }

        return _bytes[Position++];
    }

    private void Advance(int count)
    {
        if (count > _bytes.Length - Position)
        {
            throw new InvalidDataException("the metadata is cut short");
        }

        Position += count;
    }
}
