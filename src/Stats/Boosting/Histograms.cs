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
    /// <summary>Numbers a feature takes: 256 pairs.</summary>
    public const int Stride = 512;

    /// <summary>Features summed side by side: more would not fit the nearest cache, fewer would wait for their own additions.</summary>
    public const int Together = 4;

    private const int BlockRows = 2048;

    /// <summary>Adds a range of rows for up to <see cref="Together"/> features.</summary>
    public static void Add(
        byte[][] codes, ReadOnlySpan<int> features, ReadOnlySpan<int> rows, ReadOnlySpan<double> pairs, double[] sums)
    {
        for (var from = 0; from < rows.Length; from += BlockRows)
        {
            var count = Math.Min(BlockRows, rows.Length - from);
            var blockRows = rows.Slice(from, count);
            var blockPairs = pairs.Slice(from * 2, count * 2);
            var f = 0;
            for (; f + Together <= features.Length; f += Together)
            {
                AddFour(codes, features.Slice(f, Together), blockRows, blockPairs, sums);
            }

            for (; f < features.Length; f++)
            {
                AddOne(codes[features[f]], features[f], blockRows, blockPairs, sums);
            }
        }
    }

    private static void AddFour(
        byte[][] codes, ReadOnlySpan<int> features, ReadOnlySpan<int> rows, ReadOnlySpan<double> pairs, double[] sums)
    {
        ref var a = ref MemoryMarshal.GetArrayDataReference(codes[features[0]]);
        ref var b = ref MemoryMarshal.GetArrayDataReference(codes[features[1]]);
        ref var c = ref MemoryMarshal.GetArrayDataReference(codes[features[2]]);
        ref var d = ref MemoryMarshal.GetArrayDataReference(codes[features[3]]);
        ref var all = ref MemoryMarshal.GetArrayDataReference(sums);
        ref var sumA = ref Unsafe.Add(ref all, features[0] * Stride);
        ref var sumB = ref Unsafe.Add(ref all, features[1] * Stride);
        ref var sumC = ref Unsafe.Add(ref all, features[2] * Stride);
        ref var sumD = ref Unsafe.Add(ref all, features[3] * Stride);
        ref var pair = ref MemoryMarshal.GetReference(pairs);
        unchecked
        {
            for (var i = 0; i < rows.Length; i++)
            {
                var row = (nint)rows[i];
                var both = Vector128.LoadUnsafe(ref pair, (nuint)(i * 2));
                AddTo(ref sumA, Unsafe.Add(ref a, row), both);
                AddTo(ref sumB, Unsafe.Add(ref b, row), both);
                AddTo(ref sumC, Unsafe.Add(ref c, row), both);
                AddTo(ref sumD, Unsafe.Add(ref d, row), both);
            }
        }
    }

    private static void AddOne(byte[] codes, int feature, ReadOnlySpan<int> rows, ReadOnlySpan<double> pairs, double[] sums)
    {
        ref var sum = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(sums), feature * Stride);
        ref var pair = ref MemoryMarshal.GetReference(pairs);
        for (var i = 0; i < rows.Length; i++)
        {
            AddTo(ref sum, codes[rows[i]], Vector128.LoadUnsafe(ref pair, (nuint)(i * 2)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddTo(ref double sums, byte bin, Vector128<double> pair)
    {
        var at = (nuint)bin * 2;
        (Vector128.LoadUnsafe(ref sums, at) + pair).StoreUnsafe(ref sums, at);
    }

    /// <summary>Turns a parent's sums of some features into those of the other child.</summary>
    public static void Subtract(double[] parent, double[] child, ReadOnlySpan<int> features)
    {
        foreach (var feature in features)
        {
            var mine = parent.AsSpan(feature * Stride, Stride);
            var other = child.AsSpan(feature * Stride, Stride);
            for (var i = 0; i < Stride; i++)
            {
                mine[i] -= other[i];
            }
        }
    }
}
