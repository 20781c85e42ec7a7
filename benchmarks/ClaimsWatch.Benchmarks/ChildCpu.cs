namespace ClaimsWatch.Benchmarks;

/// <summary>
/// CPU time of this process's children and their children, looked at ten times a second (Linux; elsewhere 0). A browser's helpers
/// are waited for by nobody of ours, so the kernel's own sum would miss most of them.
/// </summary>
internal sealed class ChildCpu : IDisposable
{
    private const double TicksPerSecond = 100;
    private const int EveryMilliseconds = 100;
    private readonly Dictionary<int, long> _ticks = [];
    private readonly Timer? _timer;

    public ChildCpu() => _timer = Directory.Exists("/proc/self") ? new Timer(_ => Look(), null, 0, EveryMilliseconds) : null;

    /// <summary>Seconds so far.</summary>
    public double Seconds
    {
        get
        {
            lock (_ticks)
            {
                return _ticks.Values.Sum() / TicksPerSecond;
            }
        }
    }

    public void Dispose() => _timer?.Dispose();

    private void Look()
    {
        var processes = Directory.EnumerateDirectories("/proc")
            .Select(path => int.TryParse(Path.GetFileName(path), out var id) ? id : 0)
            .Where(id => id > 0).Select(Read).OfType<(int Id, int Parent, long Ticks)>().ToList();
        var own = new HashSet<int> { Environment.ProcessId };
        for (var before = 0; before != own.Count;)
        {
            before = own.Count;
            own.UnionWith(processes.Where(p => own.Contains(p.Parent)).Select(p => p.Id));
        }

        lock (_ticks)
        {
            foreach (var (id, _, ticks) in processes.Where(p => p.Id != Environment.ProcessId && own.Contains(p.Id)))
            {
                _ticks[id] = ticks;
            }
        }
    }

    private static (int Id, int Parent, long Ticks)? Read(int id)
    {
        try
        {
            var fields = File.ReadAllText($"/proc/{id}/stat").Split(") ")[^1].Split(' ');
            return (id, int.Parse(fields[1]), long.Parse(fields[11]) + long.Parse(fields[12]));
        }
        catch (IOException)
        {
            return null; // it has ended
        }
    }
}
