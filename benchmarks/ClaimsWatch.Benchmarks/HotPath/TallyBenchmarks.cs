using BenchmarkDotNet.Attributes;
using ClaimsWatch.Core.Columns;
using ClaimsWatch.Detect;
using ClaimsWatch.Detect.Tallies;
using ClaimsWatch.Store;

namespace ClaimsWatch.Benchmarks.HotPath;

/// <summary>Counting, a person: the walk and the shared views alone, distinct institutions, the overlap sweep,
/// every tally.</summary>
[MemoryDiagnoser]
public class TallyBenchmarks
{
    private const int Members = 2_000;
    private readonly TallyScratch _scratch = new();
    private string _folder = "";
    private Slab? _slab;
    private TallyPlan? _plan;
    private ITally[] _none = [];
    private ITally[] _distinct = [];
    private ITally[] _overlap = [];
    private long[] _row = [];

    /// <summary>A small store, opened once.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _folder = Directory.CreateTempSubdirectory("claimswatch-tallies-").FullName;
        var corpus = Corpus.Create(Path.Combine(_folder, "workspace"), Members, DetectionWindow.Length);
        using var workspace = Workspace.Open(corpus.Folder, write: false);
        var store = workspace.OpenStore();
        _plan = TallyPlan.For(new DetectSettings(), new DetectionWindow(corpus.T0, store.Months));
        _slab = store.Open(0, _plan.Window.Months, AsOf.Now, _plan.Projection);
        _none = [];
        _distinct = [.. _plan.Tallies.Where(t => t.Name == "institutions")];
        _overlap = [.. _plan.Tallies.Where(t => t.Name.StartsWith("overlap(", StringComparison.Ordinal))];
        _row = new long[_plan.Width];
    }

    /// <summary>Removes the store.</summary>
    [GlobalCleanup]
    public void Cleanup()
    {
        _slab?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Only going from person to person and taking up the claims.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = Members)]
    public long Walk() => Each(_none);

    /// <summary>Distinct institutions of twelve months.</summary>
    [Benchmark(OperationsPerInvoke = Members)]
    public long DistinctInstitutions() => Each(_distinct);

    /// <summary>Medicine lines in order, then days covered by several prescribers.</summary>
    [Benchmark(OperationsPerInvoke = Members)]
    public long OverlapSweep() => Each(_overlap);

    /// <summary>The whole catalogue.</summary>
    [Benchmark(OperationsPerInvoke = Members)]
    public long AllTallies() => Each([.. _plan!.Tallies]);

    private long Each(ITally[] tallies)
    {
        var sum = 0L;
        foreach (var history in _slab!)
        {
            _scratch.Begin(history);
            foreach (var tally in tallies)
            {
                tally.Count(history, _scratch, _row.AsSpan(0, tally.Columns.Count));
                sum += _row[0];
            }
        }

        return sum;
    }
}
