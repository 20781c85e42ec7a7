using System.Runtime.ExceptionServices;

namespace ClaimsWatch.Core.Diagnostics;

/// <summary>Work on numbered items by several threads, with the failure of one thread reported as one thread would.</summary>
public static class Threads
{
    /// <summary>Runs all items. Of several failures the one of the lowest index is thrown, as itself, whatever the threads did.</summary>
    public static void For(int count, int threads, Action<int> work)
    {
        var failures = new ExceptionDispatchInfo?[count];
        Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = threads }, i =>
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
        });
        Array.Find(failures, f => f is not null)?.Throw();
    }
}
