using ClaimsWatch.Core.Columns;

namespace ClaimsWatch.Store.Tables;

/// <summary>
/// Arrays of one opened slab, kept for the next: a fresh array costs page faults, which are a third of the work. Slabs are opened with
/// the same columns one after another, so the n-th array of a type nearly always fits.
/// </summary>
internal sealed class SlabBuffers
{
    private readonly Shelf<int> _ints = new();
    private readonly Shelf<long> _longs = new();
    private readonly Shelf<double> _doubles = new();
    private long[] _search = [];

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
        _ => new string[rows],
    };

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
        _ints.Taken = 0;
        _longs.Taken = 0;
        _doubles.Taken = 0;
    }

    private sealed class Shelf<T>
    {
        private readonly List<T[]> _arrays = [];

        public int Taken { get; set; }

        public T[] Take(int rows)
        {
            if (rows == 0)
            {
                return [];
            }

            if (Taken == _arrays.Count)
            {
                _arrays.Add([]);
            }

            // An eighth more, because the next slab holds nearly as many rows, or a few more.
            if (_arrays[Taken].Length < rows)
            {
                _arrays[Taken] = GC.AllocateUninitializedArray<T>(rows + (rows / 8));
            }

            return _arrays[Taken++];
        }
    }
}
