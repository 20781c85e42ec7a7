using System.Diagnostics;

namespace ClaimsWatch.Cli.Steps;

/// <summary>What one part of a run took.</summary>
/// <param name="Name">Part, such as read or link.</param>
/// <param name="WallSeconds">Seconds by the clock.</param>
/// <param name="CpuSeconds">Processor seconds of all threads.</param>
/// <param name="AllocatedBytes">Bytes of new objects.</param>
public readonly record struct StageTime(string Name, double WallSeconds, double CpuSeconds, long AllocatedBytes);

/// <summary>Times the parts of a run; a part ends where the next begins.
/// Times never enter results that must be reproducible.</summary>
internal sealed class StageClock
{
    private readonly List<StageTime> _stages = [];
    private readonly long _started = Stopwatch.GetTimestamp();
    private string _name = "";
    private long _since;
    private TimeSpan _cpu;
    private long _allocated;

    /// <summary>The parts that ended, in the order in which they first began.</summary>
    public IReadOnlyList<StageTime> Stages => _stages;

    /// <summary>Seconds since the clock was made.</summary>
    public double TotalSeconds => Stopwatch.GetElapsedTime(_started).TotalSeconds;

    /// <summary>Ends the present part and begins another; an empty name only ends.</summary>
    public void Begin(string name)
    {
        var cpu = Environment.CpuUsage.TotalTime;
        var allocated = GC.GetTotalAllocatedBytes();
        if (_name.Length > 0)
        {
            var wall = Stopwatch.GetElapsedTime(_since).TotalSeconds;
            var at = _stages.FindIndex(s => s.Name == _name);
            var before = at < 0 ? new StageTime(_name, 0, 0, 0) : _stages[at];
            var after = new StageTime(_name, before.WallSeconds + wall, before.CpuSeconds + (cpu - _cpu).TotalSeconds,
                before.AllocatedBytes + allocated - _allocated);
            if (at < 0)
            {
                _stages.Add(after);
            }
            else
            {
                _stages[at] = after;
            }
        }

        (_name, _since, _cpu, _allocated) = (name, Stopwatch.GetTimestamp(), cpu, allocated);
    }
}
