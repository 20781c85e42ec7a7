using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ClaimsWatch.Stats.Boosting;

/// <summary>
/// Sums of first and second derivatives by feature and bin. Each feature's sum runs over its rows in one order, whoever does it,
/// so any number of threads gives the same bits.
/// </summary>
internal static class Histograms
{
    /// <summary>Numbers a feature takes: 256 pairs, and a line of the cache so that no two features share the same places in
    /// it.</summary>
    public const int Stride = 512 + 8;

    private const int BlockRows = 2048;

    /// <summary>Adds rows for the features of some blocks of codes; four features' sums fit the nearest cache.</summary>
    public static void Add(
        ReadOnlySpan<uint[]> blocks, int firstBlock, ReadOnlySpan<int> rows, ReadOnlySpan<double> pairs, double[] sums)
    {
        for (var from = 0; from < rows.Length; from += BlockRows)
        {
            var count = Math.Min(BlockRows, rows.Length - from);
            for (var b = 0; b < blocks.Length; b++)
            {
                AddBlock(
                    blocks[b], rows.Slice(from, count), pairs.Slice(from * 2, count * 2),
                    ref sums[(firstBlock + b) * Codes.Together * Stride]);
            }
        }
    }

    private static void AddBlock(uint[] codes, ReadOnlySpan<int> rows, ReadOnlySpan<double> pairs, ref double sums)
    {
        ref var code = ref MemoryMarshal.GetArrayDataReference(codes);
        ref var pair = ref MemoryMarshal.GetReference(pairs);
        ref var second = ref Unsafe.Add(ref sums, Stride);
        ref var third = ref Unsafe.Add(ref sums, 2 * Stride);
        ref var fourth = ref Unsafe.Add(ref sums, 3 * Stride);
        unchecked
        {
            for (var i = 0; i < rows.Length; i++)
            {
                var four = Unsafe.Add(ref code, rows[i]);
                var both = Vector128.LoadUnsafe(ref pair, (nuint)(i * 2));
                // A bin's pair takes sixteen bytes.
                AddTo(ref sums, (four << 4) & 0xFF0, both);
                AddTo(ref second, (four >> 4) & 0xFF0, both);
                AddTo(ref third, (four >> 12) & 0xFF0, both);
                AddTo(ref fourth, (four >> 20) & 0xFF0, both);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddTo(ref double sums, uint offset, Vector128<double> pair)
    {
        ref var at = ref Unsafe.AddByteOffset(ref sums, offset);
        (Vector128.LoadUnsafe(ref at) + pair).StoreUnsafe(ref at);
    }

    /// <summary>Turns a parent's sums of some blocks into those of the other child.</summary>
    public static void Subtract(double[] parent, double[] child, int firstBlock, int blocks)
    {
        var (from, length) = (firstBlock * Codes.Together * Stride, blocks * Codes.Together * Stride);
        var mine = parent.AsSpan(from, length);
        var other = child.AsSpan(from, length);
        for (var i = 0; i + Vector256<double>.Count <= length; i += Vector256<double>.Count)
        {
            (Vector256.Create<double>(mine[i..]) - Vector256.Create<double>(other[i..])).CopyTo(mine[i..]);
        }
    }
}
