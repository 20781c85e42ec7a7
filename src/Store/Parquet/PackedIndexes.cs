using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ClaimsWatch.Store.Parquet;

/// <summary>Unpacks bit-packed dictionary indexes, eight at a time where the processor can,
/// and puts the entries in place at once.</summary>
internal static class PackedIndexes
{
    private const int Lanes = 8;

    // With more bits, four indexes and their offset no longer lie in the bytes that one lane can take.
    private const int VectorWidthMax = 25;

    // So many 32-bit entries lie in four registers, and a register is asked for eight of them at once.
    private const int TableMax = 4 * Lanes;

    private static readonly Vector256<byte>[] s_bytes = [.. Enumerable.Range(0, VectorWidthMax + 1).Select(BytesOf)];
    private static readonly Vector256<uint>[] s_shifts = [.. Enumerable.Range(0, VectorWidthMax + 1).Select(ShiftsOf)];

    /// <summary>Fills <paramref name="values"/> with the entries named.</summary>
    /// <param name="input">Packed indexes, least significant bit first, with <see cref="HybridRuns.Slack"/> bytes behind.</param>
    /// <param name="bit">Bits of the first byte to pass over, 0 to 7.</param>
    /// <param name="width">Bits an index, 1 to 32.</param>
    /// <param name="dictionary">Entries; an index outside is an <see cref="InvalidDataException"/>.</param>
    /// <param name="values">Receives exactly its length of values.</param>
    public static void Unpack<T>(ReadOnlySpan<byte> input, int bit, int width, ReadOnlySpan<T> dictionary, Span<T> values)
    {
        var done = bit != 0 || width > VectorWidthMax || !Avx2.IsSupported || values.Length < Lanes ? 0
            : typeof(T) == typeof(int) && dictionary.Length <= TableMax
                ? EightsOfTable(input, width, Ints(dictionary), Ints(values))
                : Eights(input, width, dictionary, values);
        unchecked
        {
            var mask = (1UL << width) - 1;
            var at = bit + ((long)done * width);
            for (var i = done; i < values.Length; i++)
            {
                var word = BinaryPrimitives.ReadUInt64LittleEndian(input[(int)(at >> 3)..]);
                values[i] = HybridRuns.Entry(dictionary, (uint)((word >> (int)(at & 7)) & mask));
                at += width;
            }
        }
    }

    // Eight indexes of w bits are w bytes: the first four lie in the first sixteen bytes,
    // the others in the sixteen from bit 4w on.
    private static int Eights<T>(ReadOnlySpan<byte> input, int width, ReadOnlySpan<T> dictionary, Span<T> values)
    {
        unchecked
        {
            var groups = Math.Min(values.Length / Lanes, (input.Length - HybridRuns.Slack) / width);
            var (bytes, shifts) = (s_bytes[width], s_shifts[width]);
            var mask = Vector256.Create((1u << width) - 1);
            var limit = Vector256.Create((uint)dictionary.Length);
            ref var source = ref MemoryMarshal.GetReference(input);
            ref T target = ref MemoryMarshal.GetReference(values);
            ref T entries = ref MemoryMarshal.GetReference(dictionary);
            var half = (nuint)(width >> 1);
            for (var group = 0; group < groups; group++)
            {
                var indexes = Next(ref source, half, bytes, shifts) & mask;
                if (Vector256.GreaterThanOrEqualAny(indexes, limit))
                {
                    throw new InvalidDataException($"an index outside a dictionary of {dictionary.Length}");
                }

                var pairs = indexes.AsUInt64();
                Pair(ref target, ref entries, pairs.GetElement(0));
                Pair(ref Unsafe.Add(ref target, 2), ref entries, pairs.GetElement(1));
                Pair(ref Unsafe.Add(ref target, 4), ref entries, pairs.GetElement(2));
                Pair(ref Unsafe.Add(ref target, 6), ref entries, pairs.GetElement(3));
                source = ref Unsafe.Add(ref source, width);
                target = ref Unsafe.Add(ref target, Lanes);
            }

            return groups * Lanes;
        }
    }

    // The same for few whole numbers: routes, units, classes, days.
    private static int EightsOfTable(ReadOnlySpan<byte> input, int width, ReadOnlySpan<int> dictionary, Span<int> values)
    {
        unchecked
        {
            Span<int> table = stackalloc int[TableMax];
            table.Clear();
            dictionary.CopyTo(table);
            ref var entries = ref MemoryMarshal.GetReference(table);
            var (first, second) = (Vector256.LoadUnsafe(ref entries), Vector256.LoadUnsafe(ref entries, Lanes));
            var (third, fourth) = (Vector256.LoadUnsafe(ref entries, 2 * Lanes), Vector256.LoadUnsafe(ref entries, 3 * Lanes));
            var groups = Math.Min(values.Length / Lanes, (input.Length - HybridRuns.Slack) / width);
            var (bytes, shifts) = (s_bytes[width], s_shifts[width]);
            var mask = Vector256.Create((1u << width) - 1);
            var largest = Vector256<uint>.Zero;
            ref var source = ref MemoryMarshal.GetReference(input);
            ref var target = ref MemoryMarshal.GetReference(values);
            var half = (nuint)(width >> 1);
            for (var group = 0; group < groups; group++)
            {
                var indexes = Next(ref source, half, bytes, shifts) & mask;
                largest = Vector256.Max(largest, indexes);
                var lanes = indexes.AsInt32();
                var found = Avx2.PermuteVar8x32(first, lanes);
                if (dictionary.Length > Lanes)
                {
                    // Bit 3 of the index chooses between two registers, bit 4 between the pairs; moved to the top, it is a sign.
                    var odd = (lanes << 28).AsSingle();
                    var low = Avx.BlendVariable(found.AsSingle(), Avx2.PermuteVar8x32(second, lanes).AsSingle(), odd);
                    var high = Avx.BlendVariable(
                        Avx2.PermuteVar8x32(third, lanes).AsSingle(), Avx2.PermuteVar8x32(fourth, lanes).AsSingle(), odd);
                    found = Avx.BlendVariable(low, high, (lanes << 27).AsSingle()).AsInt32();
                }

                found.StoreUnsafe(ref target);
                source = ref Unsafe.Add(ref source, width);
                target = ref Unsafe.Add(ref target, Lanes);
            }

            if (Vector256.GreaterThanOrEqualAny(largest, Vector256.Create((uint)dictionary.Length)))
            {
                throw new InvalidDataException($"an index outside a dictionary of {dictionary.Length}");
            }

            return groups * Lanes;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> Next(ref byte source, nuint half, Vector256<byte> bytes, Vector256<uint> shifts)
    {
        var packed = Vector256.Create(Vector128.LoadUnsafe(ref source), Vector128.LoadUnsafe(ref source, half));
        return Avx2.ShiftRightLogicalVariable(Avx2.Shuffle(packed, bytes).AsUInt32(), shifts);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Pair<T>(ref T target, ref T entries, ulong indexes)
    {
        target = Unsafe.Add(ref entries, (nint)unchecked((uint)indexes));
        Unsafe.Add(ref target, 1) = Unsafe.Add(ref entries, (nint)(indexes >> 32));
    }

    private static ReadOnlySpan<int> Ints<T>(ReadOnlySpan<T> entries) =>
        MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<T, int>(ref MemoryMarshal.GetReference(entries)), entries.Length);

    private static Span<int> Ints<T>(Span<T> values) =>
        MemoryMarshal.CreateSpan(ref Unsafe.As<T, int>(ref MemoryMarshal.GetReference(values)), values.Length);

    // Bit at which lane i begins, counted from the first byte of its half.
    private static int StartOf(int width, int lane) => lane < 4 ? lane * width : ((width & 1) * 4) + ((lane - 4) * width);

    private static Vector256<byte> BytesOf(int width)
    {
        var bytes = new byte[Lanes * 4];
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)((StartOf(width, i / 4) / 8) + (i % 4));
        }

        return Vector256.Create(bytes);
    }

    private static Vector256<uint> ShiftsOf(int width) => Vector256.Create(
        [.. Enumerable.Range(0, Lanes).Select(lane => (uint)(StartOf(width, lane) % 8))]);
}
