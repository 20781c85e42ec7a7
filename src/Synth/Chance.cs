namespace ClaimsWatch.Synth;

/// <summary>What a stream of chance is for: streams of different purposes never share numbers.</summary>
internal enum Purpose
{
    Household = 1,
    Person = 2,
    Course = 3,
    Clinic = 4,
    ExtraClinic = 5,
    Month = 6,
    Visit = 7,
    Fate = 8,
    Lines = 9,
    City = 10,
    History = 11,
    Spike = 12,
    CountWorld = 101,
}

/// <summary>
/// SplitMix64 (Steele, Lea, Flood 2014) keyed by what it is used for: the numbers of (seed, person, month) depend on nothing
/// else, so months can be made one by one. Ours, because <see cref="Random"/> may change between runtimes.
/// </summary>
internal struct Chance
{
    private const ulong Golden = 0x9E3779B97F4A7C15;
    private ulong _state;

    private Chance(ulong state) => _state = state;

    /// <summary>The stream of a purpose and up to three keys.</summary>
    public static Chance For(ulong seed, Purpose purpose, long a, long b = 0, long c = 0)
    {
        unchecked
        {
            var state = Mix(seed + (Golden * (ulong)purpose));
            state = Mix(state ^ Mix((ulong)a + Golden));
            state = Mix(state ^ Mix((ulong)b + (Golden * 2)));
            return new Chance(Mix(state ^ Mix((ulong)c + (Golden * 3))));
        }
    }

    /// <summary>64 uniform bits.</summary>
    public ulong Next()
    {
        unchecked
        {
            _state += Golden;
            return Mix(_state);
        }
    }

    /// <summary>Uniform in [0, 1), 53 bits.</summary>
    public double Uniform() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform whole number in [0, n).</summary>
    public int Below(int n) => (int)(Uniform() * n);

    /// <summary>Uniform whole number between both ends, included.</summary>
    public int Between(int low, int high) => low + Below(high - low + 1);

    /// <summary>True with probability p.</summary>
    public bool Once(double p) => Uniform() < p;

    /// <summary>Approximately standard normal: twelve uniforms, so that no platform's logarithm can change a file.</summary>
    public double Normal()
    {
        var sum = 0.0;
        for (var i = 0; i < 12; i++)
        {
            sum += Uniform();
        }

        return sum - 6;
    }

    /// <summary>Poisson by inversion, at most 60; for means below 20.</summary>
    public int Poisson(double mean)
    {
        var u = Uniform();
        var term = Math.Exp(-mean);
        var cumulative = term;
        var k = 0;
        while (u > cumulative && k < 60)
        {
            k++;
            term *= mean / k;
            cumulative += term;
        }

        return k;
    }

    /// <summary>An index drawn with the given weights.</summary>
    public int Pick(ReadOnlySpan<double> weights)
    {
        var total = 0.0;
        foreach (var weight in weights)
        {
            total += weight;
        }

        var left = Uniform() * total;
        for (var i = 0; i < weights.Length - 1; i++)
        {
            left -= weights[i];
            if (left < 0)
            {
                return i;
            }
        }

        return weights.Length - 1;
    }

    private static ulong Mix(ulong z)
    {
        unchecked
        {
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
