using System.Buffers.Binary;
using System.Text;

namespace ClaimsWatch.Store.Vault;

/// <summary>
/// Reads what <see cref="BinaryWriter"/> wrote. A text that came a moment ago is the same object again: number, symbol and office recur
/// from member to member, and a vault is held whole.
/// </summary>
internal sealed class VaultReader(ReadOnlyMemory<byte> bytes)
{
    private const int Slots = 1 << 12;
    private readonly (int Start, int Length, string Text)[] _recent = new (int, int, string)[Slots];
    private int _position;

    /// <summary>Next byte.</summary>
    public byte Byte() => bytes.Span[_position++];

    /// <summary>Next 32-bit number.</summary>
    public int Int() => BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)));

    /// <summary>Next 64-bit number.</summary>
    public long Long() => BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)));

    /// <summary>Next 64-bit number without sign.</summary>
    public ulong ULong() => BinaryPrimitives.ReadUInt64LittleEndian(Take(sizeof(ulong)));

    /// <summary>Next text.</summary>
    public string Text()
    {
        var text = Take(Length());
        if (text.IsEmpty)
        {
            return "";
        }

        var hash = new HashCode();
        hash.AddBytes(text);
        ref var recent = ref _recent[hash.ToHashCode() & (Slots - 1)];
        if (recent.Text is null || !text.SequenceEqual(bytes.Span.Slice(recent.Start, recent.Length)))
        {
            recent = (_position - text.Length, text.Length, Encoding.UTF8.GetString(text));
        }

        return recent.Text;
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        var taken = bytes.Span.Slice(_position, count);
        _position += count;
        return taken;
    }

    private int Length()
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
