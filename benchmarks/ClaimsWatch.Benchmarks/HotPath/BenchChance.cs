namespace ClaimsWatch.Benchmarks.HotPath;

/// <summary>SplitMix64: the same numbers on every machine.</summary>
internal struct BenchChance(ulong state)
{
    private ulong _state = state;

    public static ulong Mix(ulong a, ulong b) => new BenchChance(a ^ unchecked(b * 0x9E3779B97F4A7C15UL)).NextBits();

    public ulong NextBits()
    {
        unchecked
        {
            _state += 0x9E3779B97F4A7C15UL;
            var z = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return z ^ (z >> 31);
        }
    }

    public double Unit() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    public int Below(int count) => (int)(Unit() * count);

    /// <summary>Low numbers more often than high ones, as clinics and medicines are.</summary>
    public int Popular(int count)
    {
        var u = Unit();
        return (int)(u * u * count);
    }

    public bool Happens(double probability) => Unit() < probability;
}
