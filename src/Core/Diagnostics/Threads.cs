using System.Runtime.ExceptionServices;

namespace ClaimsWatch.Core.Diagnostics;

/// <summary>Work on numbered items by several threads, with the failure of one thread reported as one thread would.</summary>
public static class Threads
{
    /// <summary>
    /// Runs all items, begun in their order, so that what waits for its turn is little. Of several failures the one of the lowest
    /// index is thrown, as itself, whatever the threads did.
    /// </summary>
    public static void For(int count, int threads, Action<int> work)
    {
        var failures = new ExceptionDispatchInfo?[count];
        var begun = 0;
        Parallel.For(0, Math.Min(count, threads), new ParallelOptions { MaxDegreeOfParallelism = threads }, _ =>
        {
            for (var i = Interlocked.Increment(ref begun) - 1; i < count; i = Interlocked.Increment(ref begun) - 1)
            {
                try
                {
                    work(i);
                }
#pragma warning disable CA1031 // kept, and thrown again below: Parallel would wrap it
                catch (Exception failure)
#pragma warning restore CA1031
                {
                    failures[i] = ExceptionDispatchInfo.Capture(failure);
                }
            }
        });
        Array.Find(failures, f => f is not null)?.Throw();
    }
}
