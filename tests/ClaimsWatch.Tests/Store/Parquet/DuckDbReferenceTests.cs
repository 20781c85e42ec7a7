using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json;
using ClaimsWatch.Store.Parquet;

namespace ClaimsWatch.Tests.Store.Parquet;

/// <summary>
/// DuckDB once read exactly these bytes (reference/duckdb-reads-store.txt, made by the script beside it); here we check that we
/// still write the same bytes and that what DuckDB saw is what we meant.
/// </summary>
public sealed class DuckDbReferenceTests
{
    private const int RowsPerMonth = 70_000;
    private static readonly string[] s_months = ["2024-05", "2024-06"];
    private static readonly ParquetColumn[] s_columns = [.. RandomTable.Columns, new("claim_month", ParquetType.Int32)];

    [Fact]
    public void The_bytes_are_those_that_DuckDB_read()
    {
        using var temporary = new TemporaryFolder();
        var folder = Environment.GetEnvironmentVariable("CLAIMSWATCH_REFERENCE_OUT") ?? temporary.Path;
        WriteAll(folder);

        // Brotli's and GZip's bytes may change with the runtime; of those DuckDB's reading is what counts.
        static bool IsOurs(string file) => !file.StartsWith("brotli", StringComparison.Ordinal)
            && !file.StartsWith("gzip", StringComparison.Ordinal);
        var recorded = Recorded("sha256").Select(v => (v[0].GetString()!, v[1].GetString()!)).Where(f => IsOurs(f.Item1));
        var written = Directory.EnumerateFiles(folder, "*.parquet", SearchOption.AllDirectories)
            .Select(f => (System.IO.Path.GetRelativePath(folder, f).Replace('\\', '/'), Hex(f)))
            .Where(f => IsOurs(f.Item1))
            .OrderBy(f => f.Item1, StringComparer.Ordinal);

        Assert.Equal(recorded, written);
    }

    [Fact]
    public void DuckDB_saw_our_types_and_the_month_of_the_folder() =>
        Assert.All(Recorded("types"), types => Assert.Equal(
            ["i32 INTEGER", "i64 BIGINT", "f64 DOUBLE", "text VARCHAR", "claim_month INTEGER", "month VARCHAR"],
            types.EnumerateArray().Select(t => t.GetString()!)));

    [Fact]
    public void DuckDB_saw_our_sums_in_each_month()
    {
        var readings = Recorded("months").ToList();

        Assert.Equal(3, readings.Count);
        foreach (var reading in readings)
        {
            for (var m = 0; m < s_months.Length; m++)
            {
                var (i32, i64, f64, text) = Month(m);
                var seen = reading[m];
                Assert.Equal(s_months[m], seen.GetProperty("month").GetString());
                Assert.Equal(202405 + m, seen.GetProperty("claim_month").GetInt32());
                Assert.Equal($"{i32.Length}", seen.GetProperty("rows").GetString());
                Assert.Equal($"{i32.Sum(v => (long)v)}", seen.GetProperty("i32").GetString());
                Assert.Equal($"{i64.Aggregate((Int128)0, (s, v) => s + v)}", seen.GetProperty("i64").GetString());
                Assert.Equal($"{i64.Aggregate((a, b) => a ^ b)}", seen.GetProperty("folded").GetString());
                Assert.Equal($"{f64.Sum(v => (long)Math.Round(v * 100000))}", seen.GetProperty("f64").GetString());
                Assert.Equal($"{text.Distinct().Count()}", seen.GetProperty("texts").GetString());
            }
        }
    }

    [Fact]
    public void DuckDBs_filters_on_our_statistics_lose_no_row()
    {
        var large = Enumerable.Range(0, 2).Sum(m => Month(m).I64.Count(v => v > 9223372036854775000));
        var named = Enumerable.Range(0, 2).Sum(m => Month(m).Text.Count(t => t == "髙橋 𠮷"));

        Assert.True(large > 0 && named > 0);
        Assert.All(Recorded("pruned"), n => Assert.Equal($"{large}", n.GetString()));
        Assert.All(Recorded("text_equal"), n => Assert.Equal($"{named}", n.GetString()));
    }

    [Fact]
    public void DuckDB_saw_the_extremes_unchanged()
    {
        var seen = Assert.Single(Recorded("extremes")).EnumerateArray().Select(r => (
            r.GetProperty("i32").GetInt32(), r.GetProperty("i64").GetString()!, r.GetProperty("text").GetString()!));
        var (i32, i64, _, text) = Extremes();

        Assert.Equal(i32.Zip(i64.Select(v => $"{v}"), text), seen);
        Assert.Equal("0", Assert.Single(Recorded("empty")).GetString());
    }

    private static void WriteAll(string folder)
    {
        foreach (var codec in new[] { ParquetCodec.Uncompressed, ParquetCodec.Brotli, ParquetCodec.GZip })
        {
            for (var m = 0; m < s_months.Length; m++)
            {
                var path = System.IO.Path.Combine(folder, $"{codec}".ToLowerInvariant(), "t", $"month={s_months[m]}");
                Directory.CreateDirectory(path);
                Write(System.IO.Path.Combine(path, "part-0.parquet"), Month(m), 202405 + m, new ParquetOptions(codec, 10_000));
            }
        }

        Write(System.IO.Path.Combine(folder, "extremes.parquet"), Extremes(), 0, new ParquetOptions());
        Write(System.IO.Path.Combine(folder, "empty.parquet"), ([], [], [], []), 0, new ParquetOptions());
    }

    private static void Write(string path, (int[] I32, long[] I64, double[] F64, string[] Text) rows, int month,
        ParquetOptions options)
    {
        using var stream = File.Create(path);
        var writer = new ParquetWriter(stream, s_columns, options);
        const int groupRows = 30_000;
        for (var start = 0; start < rows.I32.Length; start += groupRows)
        {
            var range = start..Math.Min(rows.I32.Length, start + groupRows);
            var count = range.End.Value - range.Start.Value;
            writer.BeginGroup(count);
            writer.Write(rows.I32.AsSpan(range));
            writer.Write(rows.I64.AsSpan(range));
            writer.Write(rows.F64.AsSpan(range));
            writer.Write(rows.Text.AsSpan(range));
            writer.Write(Enumerable.Repeat(month, count).ToArray());
        }

        writer.Finish();
    }

    // SplitMix64, not System.Random: these bytes are recorded and must not depend on the runtime.
    private static (int[] I32, long[] I64, double[] F64, string[] Text) Month(int month)
    {
        var state = (ulong)month + 1;
        ulong Next()
        {
            unchecked
            {
                var z = state += 0x9E3779B97F4A7C15UL;
                z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
                z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
                return z ^ (z >> 31);
            }
        }

        var i64 = Enumerable.Range(0, RowsPerMonth).Select(_ => (long)(Next() >> 1)).Order().ToArray();
        i64[^1] = long.MaxValue;
        return (
            Enumerable.Range(0, RowsPerMonth).Select(i => i % 100 < 60 ? (int)(Next() % 37) : unchecked((int)Next())).ToArray(),
            i64,
            Enumerable.Range(0, RowsPerMonth).Select(_ => (int)(Next() % 3000) / 100.0).ToArray(),
            Enumerable.Range(0, RowsPerMonth).Select(_ => Next() % 50 == 0 ? "髙橋 𠮷" : $"検索{Next() % 9000:0000}").ToArray());
    }

    private static (int[] I32, long[] I64, double[] F64, string[] Text) Extremes() => (
        [int.MinValue, int.MaxValue, 0, -1],
        [long.MinValue, long.MaxValue, 0, -1],
        [-0.0, double.MaxValue, double.Epsilon, -12.34567],
        ["", "a,\"b\"\n", "𠮷野家", new string('長', 500)]);

    private static IEnumerable<JsonElement> Recorded(string name, [CallerFilePath] string here = "")
    {
        var path = System.IO.Path.Combine(
            System.IO.Path.GetDirectoryName(here)!, "..", "..", "reference", "duckdb-reads-store.txt");
        foreach (var line in File.ReadLines(path))
        {
            var value = JsonSerializer.Deserialize<JsonElement>(line);
            if (value.TryGetProperty(name, out var found))
            {
                yield return found;
            }
        }
    }

    private static string Hex(string path) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)));
}
