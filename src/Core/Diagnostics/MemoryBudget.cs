namespace ClaimsWatch.Core.Diagnostics;

/// <summary>
/// Keeps garbage inside the memory a run was given. The collector knows nothing of <c>--memory</c>: left alone it lets garbage
/// grow to several times what is alive. Safe for several threads.
/// </summary>
/// <param name="bytes">Memory of the whole process.</param>
public sealed class MemoryBudget(long bytes) : IMemoryBudget
{
    // Program, libraries and compiled code, measured on an empty run, and what two slabs take between two looks at the heap.
    private const long ProgramBytes = 136L << 20;

    // Where what is alive fills the budget, a collection for every few rows would only take time.
    private const long StepBytesMin = 8L << 20;
    private readonly Lock _lock = new();
    private long _limit = FirstLimit(bytes);

    /// <inheritdoc/>
    public void Keep()
    {
        if (GC.GetTotalMemory(forceFullCollection: false) <= Interlocked.Read(ref _limit))
        {
            return;
        }

        lock (_lock)
        {
            if (GC.GetTotalMemory(forceFullCollection: false) > _limit)
            {
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
                _limit = Math.Max(_limit, LimitFor(GC.GetTotalMemory(forceFullCollection: false)));
            }
        }
    }

    private static long LimitFor(long alive) => alive + Math.Max(StepBytesMin, alive / 16);

    /// <inheritdoc/>
    public void Trim()
    {
        lock (_lock)
        {
            if (Environment.WorkingSet <= bytes / 4 * 3)
            {
                return;
            }

            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            _limit = Math.Max(FirstLimit(bytes), LimitFor(GC.GetTotalMemory(forceFullCollection: false)));
        }
    }

    private static long FirstLimit(long bytes) => Math.Max(StepBytesMin, bytes - ProgramBytes);
}
