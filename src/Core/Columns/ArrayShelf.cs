using System.Numerics;

namespace ClaimsWatch.Core.Columns;

/// <summary>
/// Arrays that are used again, because a fresh one costs page faults. Unlike a pool it rounds sizes up by an eighth at most, and never keeps
/// more arrays than were taken at the same time. For one thread at a time.
/// </summary>
public sealed class ArrayShelf<T>
{
    private readonly SortedDictionary<int, Stack<T[]>> _free = [];

    /// <summary>An array of at least some items; what it holds is anything.</summary>
    public T[] Take(int count)
    {
        if (count == 0)
        {
            return [];
        }

        var size = SizeFor(count);
        if (_free.TryGetValue(size, out var free) && free.TryPop(out var kept))
        {
            return kept;
        }

        // A larger one, if there is; a smaller one makes way, so that arrays grow and do not pile up.
        var larger = _free.FirstOrDefault(f => f.Key > size && f.Value.Count > 0);
        if (larger.Value is not null)
        {
            return larger.Value.Pop();
        }

        _free.LastOrDefault(f => f.Key < size && f.Value.Count > 0).Value?.Pop();
        return GC.AllocateUninitializedArray<T>(size);
    }

    /// <summary>Puts an array back that <see cref="Take"/> gave; whoever has it must not touch it any more.</summary>
    public void Return(T[] array)
    {
        if (array.Length == 0)
        {
            return;
        }

        if (!_free.TryGetValue(array.Length, out var free))
        {
            _free[array.Length] = free = new Stack<T[]>();
        }

        free.Push(array);
    }

    // Slabs differ by a few rows: an eighth of a power of two, so that the next one's arrays have the same size.
    private static int SizeFor(int count)
    {
        var step = Math.Max(256, (int)BitOperations.RoundUpToPowerOf2((uint)count) / 8);
        return checked((count + step - 1) / step * step);
    }
}
