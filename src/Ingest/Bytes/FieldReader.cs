using System.Numerics;
using System.Runtime.Intrinsics;

namespace ClaimsWatch.Ingest.Bytes;

/// <summary>
/// Finds the commas of one row with a vector mask. No quote character exists in claim files, so none is interpreted
/// (記録条件仕様: quotes are never used).
/// </summary>
public static class FieldReader
{
    /// <summary>Fields that any layout looks at, at most.</summary>
    public const int FieldsMax = 160;

    /// <summary>Writes the end of each field into <paramref name="ends"/> and returns how many fields there are (at most its
    /// length).</summary>
    public static int Split(ReadOnlySpan<byte> row, Span<int> ends)
    {
        var count = 0;
        var position = 0;
        if (Vector256.IsHardwareAccelerated)
        {
            var comma = Vector256.Create((byte)',');
            while (position + Vector256<byte>.Count <= row.Length)
            {
                var mask = Vector256.Equals(Vector256.Create(row[position..]), comma).ExtractMostSignificantBits();
                while (mask != 0)
                {
                    if (count == ends.Length)
                    {
                        return count;
                    }

                    ends[count++] = position + BitOperations.TrailingZeroCount(mask);
                    mask &= unchecked(mask - 1);
                }

                position += Vector256<byte>.Count;
            }
        }

        for (; position < row.Length; position++)
        {
            if (row[position] == (byte)',')
            {
                if (count == ends.Length)
                {
                    return count;
                }

                ends[count++] = position;
            }
        }

        if (count < ends.Length)
        {
            ends[count++] = row.Length;
        }

        return count;
    }

    /// <summary>Commas in a row.</summary>
    public static int CountCommas(ReadOnlySpan<byte> row) => row.Count((byte)',');
}

/// <summary>The fields of one row; an absent field is empty, because short rows are allowed.</summary>
public readonly ref struct Fields
{
    private readonly ReadOnlySpan<byte> _row;
    private readonly ReadOnlySpan<int> _ends;

    /// <summary>Splits a row, with <paramref name="ends"/> as working memory.</summary>
    public Fields(ReadOnlySpan<byte> row, Span<int> ends)
    {
        _row = row;
        _ends = ends[..FieldReader.Split(row, ends)];
    }

    /// <summary>A row that was split before: <paramref name="count"/> ends of fields.</summary>
    internal Fields(ReadOnlySpan<byte> row, ReadOnlySpan<int> ends, int count)
    {
        _row = row;
        _ends = ends[..count];
    }

    /// <summary>Fields found.</summary>
    public int Count => _ends.Length;

    /// <summary>Field by position, 0 = the record's tag; empty if the row is shorter or the position negative.</summary>
    public ReadOnlySpan<byte> this[int index]
    {
        get
        {
            if (index < 0 || index >= _ends.Length)
            {
                return default;
            }

            var start = index == 0 ? 0 : _ends[index - 1] + 1;
            return _row[start.._ends[index]];
        }
    }

    /// <summary>The row from the field behind those found on; empty if there is none.</summary>
    public ReadOnlySpan<byte> Behind => _ends.Length == 0 || _ends[^1] >= _row.Length ? default : _row[(_ends[^1] + 1)..];
}
