using System.Numerics;

namespace ClaimsWatch.Core.Columns;

/// <summary>
/// Arrays that are used again, because a fresh one costs page faults. Unlike a pool it rounds sizes up by an eighth at most, and
/// never keeps more arrays than were taken at the same time. For one thread at a time.
/// </summary>
public sealed class ArrayShelf<T>
{
    private readonly List<T[]> _free = []; // by length

    /// <summary>An array of at least some items; what it holds is anything.</summary>
    public T[] Take(int count)
    {
        if (count == 0)
        {
            return [];
        }

        var size = SizeFor(count);
        var at = PlaceOf(size);
        if (at < _free.Count)
        {
            var kept = _free[at];
            _free.RemoveAt(at);
            return kept;
        }

        // A smaller one makes way, so that arrays grow and do not pile up.
        if (at > 0)
        {
            _free.RemoveAt(at - 1);
        }

        return GC.AllocateUninitializedArray<T>(size);
    }

    /// <summary>Puts an array back that <see cref="Take"/> gave; whoever has it must not touch it any more.</summary>
    public void Return(T[] array)
    {
        if (array.Length > 0)
        {
            _free.Insert(PlaceOf(array.Length), array);
        }
    }

    // The first that is not shorter.
    private int PlaceOf(int size)
    {
        int low = 0, high = _free.Count;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (_free[middle].Length < size)
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

    // Slabs differ by a few rows: an eighth of a power of two, so that the next one's arrays have the same size.
    private static int SizeFor(int count)
    {
        var step = Math.Max(256, (int)BitOperations.RoundUpToPowerOf2((uint)count) / 8);
        return checked((count + step - 1) / step * step);
    }
}
