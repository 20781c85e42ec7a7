using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;

namespace ClaimsWatch.Store.Parquet;

/// <summary>
/// Parquet's RLE / bit-packed hybrid for dictionary indexes: runs of eight or more equal values as one entry, the rest packed
/// in groups of eight, least significant bit first (Encodings.md, RLE = 3).
/// </summary>
internal static class HybridRuns
{
    /// <summary>
    /// Bytes that must be readable behind the input of <see cref="Decode{T}"/>, so that unpacking may read whole words.
    /// </summary>
    public const int Slack = 32;

    private const int Group = 8;

    /// <summary>
    /// Bits an index needs when the dictionary has <paramref name="count"/> entries; at least 1, as some readers refuse 0.
    /// </summary>
    public static int Width(int count) => Math.Max(1, 32 - BitOperations.LeadingZeroCount((uint)Math.Max(0, count - 1)));

    /// <summary>Appends the encoded indexes to <paramref name="output"/>.</summary>
    public static void Encode(ReadOnlySpan<int> values, int width, ArrayBufferWriter<byte> output)
    {
        var literalStart = 0;
        var i = 0;
        while (i < values.Length)
        {
            var run = RunLength(values[i..]);
            if (run < Group)
            {
                i = Math.Min(values.Length, i + Group);
                continue;
            }

            Packed(values[literalStart..i], width, output);
            Repeated(values[i], run, width, output);
            i += run;
            literalStart = i;
        }

        Packed(values[literalStart..], width, output);
    }

    /// <summary>
    /// Fills <paramref name="values"/> with the dictionary entries the encoded indexes name.
    /// </summary>
    /// <param name="input">
    /// Encoded runs; the buffer behind must hold <see cref="Slack"/> more bytes, included in the span.
    /// </param>
    /// <param name="width">Bits an index, 1 to 32.</param>
    /// <param name="dictionary">Entries; an index outside is an <see cref="InvalidDataException"/>.</param>
    /// <param name="skip">Values to pass over first.</param>
    /// <param name="values">Receives exactly its length of values.</param>
    public static void Decode<T>(ReadOnlySpan<byte> input, int width, ReadOnlySpan<T> dictionary, int skip, Span<T> values)
    {
        if (width is < 1 or > 32)
        {
            throw new InvalidDataException($"index width {width}");
        }

        var position = 0;
        while (!values.IsEmpty)
        {
            var header = Varint(input, ref position);
            var isPacked = (header & 1) != 0;
            var count = (int)Math.Min(header >> 1, int.MaxValue / Group) * (isPacked ? Group : 1);
            var (from, taken) = (Math.Min(skip, count), Math.Min(Math.Max(count - skip, 0), values.Length));
            if (!isPacked)
            {
                var index = FixedWidth(input, ref position, width);
                values[..taken].Fill(Entry(dictionary, index));
            }
            else
            {
                // A group of eight begins on a whole byte; what is wanted may begin inside one.
                var lead = Math.Min((Group - (from % Group)) % Group, taken);
                if (lead > 0)
                {
                    PackedFrom(input[position..], from, width, dictionary, values[..lead]);
                }

                PackedFrom(input[position..], from + lead, width, dictionary, values[lead..taken]);
                position = (int)Math.Min(position + ((long)count / Group * width), input.Length);
            }

            if (count == 0)
            {
                throw new InvalidDataException("an empty run");
            }

            skip -= from;
            values = values[taken..];
        }
    }

    private static void PackedFrom<T>(ReadOnlySpan<byte> input, int from, int width, ReadOnlySpan<T> dictionary, Span<T> values)
    {
        var bit = (long)from * width;
        PackedIndexes.Unpack(input[(int)Math.Min(bit >> 3, input.Length)..], (int)(bit & 7), width, dictionary, values);
    }

    internal static T Entry<T>(ReadOnlySpan<T> dictionary, uint index) =>
        index < (uint)dictionary.Length
            ? dictionary[(int)index]
            : throw new InvalidDataException($"index {index} in a dictionary of {dictionary.Length}");

    private static int RunLength(ReadOnlySpan<int> values)
    {
        if (values.Length > 1 && values[1] != values[0])
        {
            return 1;
        }

        var end = values.IndexOfAnyExcept(values[0]);
        return end < 0 ? values.Length : end;
    }

    private static void Repeated(int value, int count, int width, ArrayBufferWriter<byte> output)
    {
        Varint((uint)count << 1, output);
        var bytes = (width + 7) / 8;
        Span<byte> word = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(word, value);
        output.Write(word[..bytes]);
    }

    private static void Packed(ReadOnlySpan<int> values, int width, ArrayBufferWriter<byte> output)
    {
        if (values.IsEmpty)
        {
            return;
        }

        var groups = (values.Length + Group - 1) / Group;
        Varint(((uint)groups << 1) | 1, output);
        var bytes = output.GetSpan(groups * width)[..(groups * width)];
        ulong pending = 0;
        var bits = 0;
        var at = 0;
        foreach (var value in values)
        {
            pending |= (ulong)(uint)value << bits;
            bits += width;
            if (bits >= 32)
            {
                BinaryPrimitives.WriteUInt32LittleEndian(bytes[at..], unchecked((uint)pending));
                at += 4;
                pending >>= 32;
                bits -= 32;
            }
        }

        for (; at < bytes.Length; at++, pending >>= 8)
        {
            bytes[at] = unchecked((byte)pending);
        }

        output.Advance(groups * width);
    }

    private static uint FixedWidth(ReadOnlySpan<byte> input, ref int position, int width)
    {
        uint value = 0;
        for (var i = 0; i < (width + 7) / 8; i++)
        {
            value |= (uint)input[position++] << (8 * i);
        }

        return value;
    }

    private static uint Varint(ReadOnlySpan<byte> input, ref int position)
    {
        uint value = 0;
        for (var shift = 0; shift < 32; shift += 7)
        {
            var next = input[position++];
            value |= unchecked((uint)(next & 0x7F) << shift);
            if (next < 0x80)
            {
                return value;
            }
        }

        throw new InvalidDataException("a run header is longer than 32 bits");
    }

    private static void Varint(uint value, ArrayBufferWriter<byte> output)
    {
        var span = output.GetSpan(5);
        var count = 0;
        while (value >= 0x80)
        {
            span[count++] = (byte)((value & 0x7F) | 0x80);
            value >>= 7;
        }

        span[count++] = (byte)value;
        output.Advance(count);
    }
}
