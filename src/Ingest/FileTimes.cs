namespace ClaimsWatch.Ingest;

/// <summary>Seconds that each file of a delivery took, whatever the threads that read its parts.</summary>
internal sealed class FileTimes(int files, Func<double>? clock)
{
    private readonly double[] _seconds = new double[files];

    /// <summary>Does some work for a file.</summary>
    public T Time<T>(int file, Func<T> work)
    {
        var from = clock?.Invoke() ?? 0;
        var result = work();
        var took = (clock?.Invoke() ?? 0) - from;
        lock (_seconds)
        {
            _seconds[file] += took;
        }

        return result;
    }

    /// <summary>What a file took so far.</summary>
    public double Of(int file) => _seconds[file];
}
