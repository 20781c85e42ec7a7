using BenchmarkDotNet.Attributes;
using ClaimsWatch.Store.Parquet;

namespace ClaimsWatch.Benchmarks.HotPath;

/// <summary>Reading one column of a Parquet file into memory, a value, by how many bits a dictionary index has.</summary>
public class DecodeBenchmarks
{
    private const int Rows = 1 << 15;
    private readonly int[] _ints = new int[Rows];
    private readonly long[] _longs = new long[Rows];
    private string _file = "";
    private ParquetReader? _reader;

    /// <summary>Distinct values of the column; 32,768 different ones are stored as they are.</summary>
    [Params(2, 200, 4_000, 32_768)]
    public int Distinct { get; set; }

    /// <summary>Writes a file of one row group.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var chance = new BenchChance(7);
        for (var i = 0; i < Rows; i++)
        {
            _ints[i] = Distinct == Rows ? i : chance.Below(Distinct);
            _longs[i] = 1_310_000_000L + _ints[i];
        }

        _file = Path.GetTempFileName();
        using (var stream = File.Create(_file))
        {
            var writer = new ParquetWriter(stream, [new("int", ParquetType.Int32), new("long", ParquetType.Int64)]);
            writer.BeginGroup(Rows);
            writer.Write(_ints.AsSpan());
            writer.Write(_longs.AsSpan());
            writer.Finish();
        }

        _reader = ParquetReader.Open(_file);
    }

    /// <summary>Removes the file.</summary>
    [GlobalCleanup]
    public void Cleanup()
    {
        _reader?.Dispose();
        File.Delete(_file);
    }

    /// <summary>A 32-bit column.</summary>
    [Benchmark(OperationsPerInvoke = Rows)]
    public void Int32() => _reader!.Read(0, 0, _ints.AsSpan());

    /// <summary>A 64-bit column.</summary>
    [Benchmark(OperationsPerInvoke = Rows)]
    public void Int64() => _reader!.Read(0, 1, _longs.AsSpan());
}
