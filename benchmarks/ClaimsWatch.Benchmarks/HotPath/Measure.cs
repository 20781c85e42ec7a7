using System.Diagnostics;
using System.Numerics;
using System.Runtime.InteropServices;

namespace ClaimsWatch.Benchmarks.HotPath;

/// <summary>One run's wall and CPU seconds.</summary>
internal sealed record Run(double Wall, double Cpu);

/// <summary>What a program says of itself after its runs.</summary>
internal sealed record Measured(string Program, IReadOnlyList<Run> Runs, long PeakBytes, long Bytes = 0);

/// <summary>Clocks, medians and what the machine can do.</summary>
internal static class Measure
{
    /// <summary>Wall and CPU seconds of an action in this process.</summary>
    public static Run Of(Action action)
    {
        using var process = Process.GetCurrentProcess();
        var cpu = process.TotalProcessorTime;
        var clock = Stopwatch.StartNew();
        action();
        clock.Stop();
        process.Refresh();
        return new Run(clock.Elapsed.TotalSeconds, (process.TotalProcessorTime - cpu).TotalSeconds);
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count == 0 ? double.NaN : (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }

    /// <summary>Bytes a second that threads together can read from memory;
    /// the best of some passes over a buffer no cache can hold.</summary>
    public static double ReadBandwidth(int threads)
    {
        var buffers = Enumerable.Range(0, threads).Select(_ => new long[1 << 25]).ToArray();
        foreach (var buffer in buffers)
        {
            Array.Fill(buffer, 1);
        }

        var best = 0.0;
        for (var pass = 0; pass < 7; pass++)
        {
            var wall = Of(() =>
                Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, t => Sum(buffers[t]))).Wall;
            best = Math.Max(best, threads * (double)buffers[0].Length * sizeof(long) / wall);
        }

        return best;
    }

    /// <summary>One line on machine, runtime and commit.</summary>
    public static string Environment()
    {
        var cpu = File.Exists("/proc/cpuinfo")
            ? File.ReadLines("/proc/cpuinfo")
            .FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[^1].Trim()
            : null;
        return $"{cpu ?? "unknown processor"}, {System.Environment.ProcessorCount} cores, .NET {System.Environment.Version}, "
            + $"{RuntimeInformation.OSDescription}, commit {Commit()}";
    }

    private static long Sum(long[] values)
    {
        var vectors = MemoryMarshal.Cast<long, Vector<long>>(values);
        Vector<long> a = default, b = default;
        for (var i = 0; i + 1 < vectors.Length; i += 2)
        {
            a += vectors[i];
            b += vectors[i + 1];
        }

        return Vector.Sum(a + b);
    }

    private static string Commit()
    {
        try
        {
            return Programs.Output("git", ["rev-parse", "--short", "HEAD"]).Trim();
        }
        catch (Exception e) when (e is System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            return "unknown";
        }
    }
}
