namespace ClaimsWatch.Core.Diagnostics;

/// <summary>
/// Keeps garbage inside the memory a run was given. The collector knows nothing of <c>--memory</c>: left alone it lets garbage grow to
/// several times what is alive. Safe for several threads.
/// </summary>
/// <param name="bytes">Memory of the whole process.</param>
public sealed class MemoryBudget(long bytes)
{
    // Program, libraries and compiled code, measured on an empty run.
    private const long ProgramBytes = 72L << 20;

    // Where what is alive fills the budget, a collection for every few rows would only take time.
    private const long StepBytesMin = 16L << 20;
    private readonly Lock _lock = new();
    private readonly long _room = Math.Max(StepBytesMin, bytes - ProgramBytes);
    private long _limit = Math.Max(StepBytesMin, bytes - ProgramBytes);

    /// <summary>Between two pieces of work: collects if the heap has outgrown the budget.</summary>
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

    private static long LimitFor(long alive) => alive + Math.Max(StepBytesMin, alive / 8);

    /// <summary>Between two stages of a run that need different things: if the heap is beyond the budget, the system gets free memory back.</summary>
    public void Trim()
    {
        lock (_lock)
        {
            if (GC.GetTotalMemory(forceFullCollection: false) <= _room)
            {
                return;
            }

            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            _limit = Math.Max(_room, LimitFor(GC.GetTotalMemory(forceFullCollection: false)));
        }
    }
}
