using ClaimsWatch.Core.Columns;

namespace ClaimsWatch.Detect.Tallies;

/// <summary>Which tallies are counted, where their columns stand, over which window.</summary>
public sealed class TallyPlan
{
    private readonly CountOne[] _counts; // gone through for every person: a call through many kinds of one interface is looked up each time
    private readonly int[] _offsets;
    private readonly Dictionary<string, int> _positions;

    private TallyPlan(DetectionWindow window, IReadOnlyList<ITally> tallies, Projection projection)
    {
        Window = window;
        _counts = [.. tallies.Select(t => (CountOne)t.Count)];
        Tallies = tallies;
        Projection = projection;
        Columns = [.. tallies.SelectMany(t => t.Columns)];
        _positions = Columns.Select((name, i) => (name, i)).ToDictionary(c => c.name, c => c.i);
        _offsets = new int[tallies.Count + 1];
        for (var i = 0; i < tallies.Count; i++)
        {
            _offsets[i + 1] = _offsets[i] + tallies[i].Columns.Count;
        }
    }

    /// <summary>Months counted.</summary>
    public DetectionWindow Window { get; }

    /// <summary>Tallies in column order.</summary>
    public IReadOnlyList<ITally> Tallies { get; }

    /// <summary>Columns in all.</summary>
    public int Width => _offsets[^1];

    /// <summary>Names of all columns, in order.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>What the tallies read; everything else stays in the file.</summary>
    public Projection Projection { get; }

    /// <summary>The plan of the whole catalogue.</summary>
    public static TallyPlan For(DetectSettings settings, DetectionWindow window, ImportedTables? tables = null) =>
        new(window, TallyCatalog.Create(settings, window, tables ?? ImportedTables.None), TallyCatalog.Reads(settings));

    /// <summary>The same columns, with what has been learnt about the months.</summary>
    public TallyPlan With(DetectionWindow window) => new(window, Tallies, Projection);

    /// <summary>Position of a column.</summary>
    /// <exception cref="KeyNotFoundException">There is no such column: a bug.</exception>
    public int IndexOf(string column) => _positions.TryGetValue(column, out var position)
        ? position
        : throw new KeyNotFoundException($"no tally column {column}");

    /// <summary>Counts one person into a row of <see cref="Width"/> integers.</summary>
    public void Count(scoped in PersonHistory person, TallyScratch scratch, Span<long> row)
    {
        scratch.Begin(person);
        for (var i = 0; i < _counts.Length; i++)
        {
            _counts[i](person, scratch, row[_offsets[i].._offsets[i + 1]]);
        }
    }

    private delegate void CountOne(scoped in PersonHistory person, TallyScratch scratch, Span<long> into);
}
