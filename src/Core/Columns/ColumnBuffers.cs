using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace ClaimsWatch.Core.Columns;

/// <summary>
/// Arrays of one slab, kept for the next: a fresh array costs page faults, which are a third of the work. Whatever columns the
/// next slab has, it finds the arrays of their size.
/// </summary>
public sealed class ColumnBuffers
{
    private static readonly WeakReference<ConcurrentBag<ColumnBuffers>> s_shared = new([]);

    private readonly Shelf<int> _ints = new();
    private readonly Shelf<long> _longs = new();
    private readonly Shelf<double> _doubles = new();
    private readonly Shelf<string> _texts = new();
    private long[] _search = [];

    /// <summary>
    /// Buffers that no slab has, the same for every store that is open at the same time; the collector takes them when there is
    /// none.
    /// </summary>
    public static ConcurrentBag<ColumnBuffers> Idle()
    {
        lock (s_shared)
        {
            if (!s_shared.TryGetTarget(out var idle))
            {
                s_shared.SetTarget(idle = []);
            }

            return idle;
        }
    }

    /// <summary>The column that was not asked for.</summary>
    public static Array None(ColumnType type) => type switch
    {
        ColumnType.Int32 => Array.Empty<int>(),
        ColumnType.Int64 => Array.Empty<long>(),
        ColumnType.Float64 => Array.Empty<double>(),
        _ => Array.Empty<string>(),
    };

    /// <summary>An array of at least some rows; what it holds is anything.</summary>
    public Array Take(ColumnType type, int rows) => type switch
    {
        ColumnType.Int32 => _ints.Take(rows),
        ColumnType.Int64 => _longs.Take(rows),
        ColumnType.Float64 => _doubles.Take(rows),
        _ => _texts.Take(rows),
    };

    /// <summary>Columns of some rows, every cell to be written: what they hold is anything.</summary>
    public ColumnBatch Batch(Table table, int rows)
    {
        var arrays = new Array[table.Columns.Count];
        for (var c = 0; c < arrays.Length; c++)
        {
            arrays[c] = Take(table.Columns[c].Type, rows);
        }

        return new ColumnBatch(table, rows, arrays);
    }

    /// <summary>Room for a search through the persons of a row group, good until the next.</summary>
    public Span<long> Search(int rows)
    {
        if (_search.Length < rows)
        {
            _search = new long[rows];
        }

        return _search.AsSpan(0, rows);
    }

    /// <summary>All arrays may be taken again.</summary>
    public void Release()
    {
        _ints.Release();
        _longs.Release();
        _doubles.Release();
        _texts.Release();
    }

    private sealed class Shelf<T>
    {
        private readonly ArrayShelf<T> _shelf = new();
        private readonly List<T[]> _taken = [];

        public T[] Take(int rows)
        {
            var array = _shelf.Take(rows);
            _taken.Add(array);
            return array;
        }

        public void Release()
        {
            foreach (var array in _taken)
            {
                if (RuntimeHelpers.IsReferenceOrContainsReferences<T>())
                {
                    Array.Clear(array); // nothing stays alive by it
                }

                _shelf.Return(array);
            }

            _taken.Clear();
        }
    }
}
