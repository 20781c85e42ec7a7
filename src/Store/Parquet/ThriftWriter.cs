using System.Buffers;
using System.Text;

namespace ClaimsWatch.Store.Parquet;

/// <summary>Element types of Thrift's compact protocol, as Parquet metadata uses them (thrift-compact-protocol.md).</summary>
internal static class ThriftType
{
    public const byte True = 1;
    public const byte False = 2;
    public const byte Byte = 3;
    public const byte I16 = 4;
    public const byte I32 = 5;
    public const byte I64 = 6;
    public const byte Double = 7;
    public const byte Binary = 8;
    public const byte List = 9;
    public const byte Set = 10;
    public const byte Map = 11;
    public const byte Struct = 12;
}

/// <summary>
/// Writes Thrift compact protocol: the little that Parquet headers and footers need (thrift-compact-protocol.md).
/// </summary>
internal sealed class ThriftWriter
{
    private readonly ArrayBufferWriter<byte> _output = new();
    private readonly Stack<short> _outer = new();
    private short _lastField;

    /// <summary>Everything written so far.</summary>
    public ReadOnlySpan<byte> Written => _output.WrittenSpan;

    /// <summary>Opens a struct: the root, or an element of a list.</summary>
    public void Begin()
    {
        _outer.Push(_lastField);
        _lastField = 0;
    }

    /// <summary>Closes the innermost struct.</summary>
    public void End()
    {
        Byte(0);
        _lastField = _outer.Pop();
    }

    /// <summary>Opens a struct that is a field of the current one.</summary>
    public void BeginField(short id)
    {
        Field(id, ThriftType.Struct);
        Begin();
    }

    /// <summary>Writes an i16 field.</summary>
    public void I16(short id, short value)
    {
        Field(id, ThriftType.I16);
        ZigZag(value);
    }

    /// <summary>Writes an i32 field.</summary>
    public void I32(short id, int value)
    {
        Field(id, ThriftType.I32);
        ZigZag(value);
    }

    /// <summary>Writes an i64 field.</summary>
    public void I64(short id, long value)
    {
        Field(id, ThriftType.I64);
        ZigZag(value);
    }

    /// <summary>Writes a text field as UTF-8.</summary>
    public void Text(short id, string value) => Binary(id, Encoding.UTF8.GetBytes(value));

    /// <summary>Writes a binary field.</summary>
    public void Binary(short id, ReadOnlySpan<byte> value)
    {
        Field(id, ThriftType.Binary);
        Varint((ulong)value.Length);
        _output.Write(value);
    }

    /// <summary>Opens a list field of a known length; its elements follow.</summary>
    public void List(short id, byte elementType, int count)
    {
        Field(id, ThriftType.List);
        if (count < 15)
        {
            Byte((byte)((count << 4) | elementType));
            return;
        }

        Byte((byte)(0xF0 | elementType));
        Varint((ulong)count);
    }

    /// <summary>Writes an i32 list element.</summary>
    public void Element(int value) => ZigZag(value);

    /// <summary>Writes a text list element.</summary>
    public void Element(string value)
    {
        var bytes = Encoding.UTF8.GetBytes(value);
        Varint((ulong)bytes.Length);
        _output.Write(bytes);
    }

    private void Field(short id, byte type)
    {
        var delta = id - _lastField;
        if (delta is > 0 and <= 15)
        {
            Byte((byte)((delta << 4) | type));
        }
        else
        {
            Byte(type);
            ZigZag(id);
        }

        _lastField = id;
    }

    private void ZigZag(long value) => Varint(unchecked((ulong)((value << 1) ^ (value >> 63))));

    private void Varint(ulong value)
    {
        while (value >= 0x80)
        {
            Byte((byte)((value & 0x7F) | 0x80));
            value >>= 7;
        }

        Byte((byte)value);
    }

    private void Byte(byte value)
    {
        _output.GetSpan(1)[0] = value;
        _output.Advance(1);
    }
}
