using ClaimsWatch.Core.Columns;

namespace ClaimsWatch.Detect.Tallies;

/// <summary>Which tallies are counted, where their columns stand, over which window.</summary>
public sealed class TallyPlan
{
    private readonly (CountOne Count, int From, int To)[] _forEveryone;
    private readonly (CountOne Count, int From, int To)[] _forKept;
    private readonly Dictionary<string, int> _positions;

    private TallyPlan(DetectionWindow window, IReadOnlyList<ITally> tallies, Projection projection)
    {
        Window = window;
        Tallies = tallies;
        Projection = projection;
        Columns = [.. tallies.SelectMany(t => t.Columns)];
        _positions = Columns.Select((name, i) => (name, i)).ToDictionary(c => c.name, c => c.i);
        _forEveryone = [.. tallies.Where(t => !t.IsForKept).Select(Placed)];
        _forKept = [.. tallies.Where(t => t.IsForKept).Select(Placed)];

        (CountOne Count, int From, int To) Placed(ITally tally)
        {
            var from = _positions[tally.Columns[0]];
            return (tally.Count, from, from + tally.Columns.Count);
        }
    }

    // Gone through for every person; a call through an interface of many kinds would be looked up each time.
    private delegate void CountOne(scoped in PersonHistory person, TallyScratch scratch, Span<long> into);

    /// <summary>Months counted.</summary>
    public DetectionWindow Window { get; }

    /// <summary>Tallies in column order.</summary>
    public IReadOnlyList<ITally> Tallies { get; }

    /// <summary>Columns in all.</summary>
    public int Width => Columns.Count;

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
        CountForEveryone(person, scratch, row);
        CountForKept(person, scratch, row);
    }

    /// <summary>The part of it that says whether the row is kept; the rest of the row is left as it is.</summary>
    internal void CountForEveryone(scoped in PersonHistory person, TallyScratch scratch, Span<long> row)
    {
        scratch.Begin(person);
        foreach (var (count, from, to) in _forEveryone)
        {
            count(person, scratch, row[from..to]);
        }
    }

    /// <summary>The rest, of the person counted last.</summary>
    internal void CountForKept(scoped in PersonHistory person, TallyScratch scratch, Span<long> row)
    {
        foreach (var (count, from, to) in _forKept)
        {
            count(person, scratch, row[from..to]);
        }
    }
}
