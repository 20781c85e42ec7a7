using System.Numerics;
using System.Text;

namespace ClaimsWatch.Store.Parquet;

/// <summary>Smallest and largest value of a column chunk, in PLAIN bytes, for its statistics.</summary>
internal static class ColumnBounds
{
    // Longer texts would bloat the footer; a chunk holding one simply has no bounds.
    private const int TextBoundBytesMax = 64;

    /// <summary>Smallest and largest number; zero where there is none.</summary>
    public static (T Min, T Max) Of<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IBinaryInteger<T>
    {
        T min = values.IsEmpty ? T.Zero : values[0], max = min;
        var i = 0;
        if (values.Length >= Vector<T>.Count)
        {
            var (mins, maxs) = (new Vector<T>(min), new Vector<T>(max));
            for (; i <= values.Length - Vector<T>.Count; i += Vector<T>.Count)
            {
                var next = new Vector<T>(values[i..]);
                mins = Vector.Min(mins, next);
                maxs = Vector.Max(maxs, next);
            }

            for (var lane = 0; lane < Vector<T>.Count; lane++)
            {
                min = T.Min(min, mins[lane]);
                max = T.Max(max, maxs[lane]);
            }
        }

        for (; i < values.Length; i++)
        {
            min = T.Min(min, values[i]);
            max = T.Max(max, values[i]);
        }

        return (min, max);
    }

    /// <summary>Smallest and largest text in the order of their bytes; null where one is too long for a footer.</summary>
    public static (byte[], byte[])? OfText(ReadOnlySpan<string> values, Encoding utf8)
    {
        if (values.IsEmpty)
        {
            return null;
        }

        string min = values[0], max = values[0], last = "";
        var plain = true; // no character so far needs a second look
        foreach (var value in values)
        {
            if (ReferenceEquals(value, last))
            {
                continue;
            }

            last = value;
            if (value.Length * 3 > TextBoundBytesMax && utf8.GetByteCount(value) > TextBoundBytesMax)
            {
                return null;
            }

            plain = plain && !value.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF');
            min = Compare(value, min, plain, utf8) < 0 ? value : min;
            max = Compare(value, max, plain, utf8) > 0 ? value : max;
        }

        return (utf8.GetBytes(min), utf8.GetBytes(max));
    }

    // Bytes of UTF-8 sort as UTF-16 does but for characters outside the basic plane.
    private static int Compare(string a, string b, bool plain, Encoding utf8) =>
        plain ? string.CompareOrdinal(a, b) : utf8.GetBytes(a).AsSpan().SequenceCompareTo(utf8.GetBytes(b));
}
