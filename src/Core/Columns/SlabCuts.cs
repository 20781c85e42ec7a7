namespace ClaimsWatch.Core.Columns;

/// <summary>
/// The id space of pseudonyms, [0, 2⁶³), cut into 2^k equal ranges. Pseudonyms are uniform, so ranges hold nearly equal numbers
/// of people, and the cuts of a smaller k are among those of a larger one.
/// </summary>
public static class SlabCuts
{
    /// <summary>Rows a slab of one table and month should hold at most; with 24 months open that is about 150 MB.</summary>
    public const int RowsMax = 1 << 15;

    /// <summary>Most bits a cut may use.</summary>
    public const int BitsMax = 16;

    private const int IdBits = 63;

    /// <summary>The smallest k that brings <paramref name="rows"/> rows down to <see cref="RowsMax"/> a slab.</summary>
    public static int BitsFor(long rows)
    {
        var bits = 0;
        while (bits < BitsMax && rows >> bits > RowsMax)
        {
            bits++;
        }

        return bits;
    }

    /// <summary>The slab a person lies in.</summary>
    public static int SlabOf(long person, int bits) => (int)(person >>> (IdBits - bits));

    /// <summary>First and last id of a slab, both included.</summary>
    public static (long Low, long High) Range(int slab, int bits)
    {
        var width = bits == 0 ? long.MaxValue : (1L << (IdBits - bits)) - 1;
        var low = (long)slab << (IdBits - bits);
        return bits == 0 ? (0, long.MaxValue) : (low, low + width);
    }

    /// <summary>Index of the first person that is at least <paramref name="value"/>, in ascending persons.</summary>
    public static int LowerBound(ReadOnlySpan<long> persons, long value)
    {
        int low = 0, high = persons.Length;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (persons[middle] < value)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
