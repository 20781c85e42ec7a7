namespace ClaimsWatch.Stats.Resampling;

/// <summary>
/// A small seeded generator whose stream never changes with the runtime (SplitMix64, Steele, Lea and Flood 2014).
/// </summary>
public sealed class SplitMix(ulong seed)
{
    private ulong _state = seed;

    /// <summary>The next 64 bits.</summary>
    public ulong NextBits()
    {
        unchecked
        {
            _state += 0x9E3779B97F4A7C15UL;
            var z = _state;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return z ^ (z >> 31);
        }
    }

    /// <summary>Uniform on [0, 1), 53 bits.</summary>
    public double NextUniform() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform integer in [0, <paramref name="count"/>), without the bias of a remainder.</summary>
    public int NextBelow(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        var limit = ulong.MaxValue - (ulong.MaxValue % (ulong)count);
        ulong bits;
        do
        {
            bits = NextBits();
        }
        while (bits >= limit);

        return (int)(bits % (ulong)count);
    }

    /// <summary>
    /// Standard normal, by Box and Muller's polar method (one of the pair is thrown away to keep no hidden state).
    /// </summary>
    public double NextNormal()
    {
        while (true)
        {
            var u = (2 * NextUniform()) - 1;
            var v = (2 * NextUniform()) - 1;
            var s = (u * u) + (v * v);
            if (s is > 0 and < 1)
            {
                return u * Math.Sqrt(-2 * Math.Log(s) / s);
            }
        }
    }

    /// <summary>Gamma with this shape (&gt; 0) and mean shape × scale (Marsaglia and Tsang 2000).</summary>
    public double NextGamma(double shape, double scale)
    {
        if (shape < 1)
        {
            return NextGamma(shape + 1, scale) * Math.Pow(1 - NextUniform(), 1 / shape);
        }

        var d = shape - (1.0 / 3);
        var c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            var x = NextNormal();
            var v = Math.Pow(1 + (c * x), 3);
            if (v > 0 && Math.Log(1 - NextUniform()) < (0.5 * x * x) + d - (d * v) + (d * Math.Log(v)))
            {
                return d * v * scale;
            }
        }
    }

    /// <summary>Poisson with this mean; large means are split in halves, which is exact and keeps the inversion short.</summary>
    public int NextPoisson(double mean)
    {
        var total = 0;
        while (mean > 30)
        {
            // A Poisson count is the sum of two independent ones of half the mean.
            mean /= 2;
            total += NextPoisson(mean);
        }

        var limit = Math.Exp(-mean);
        var product = NextUniform();
        while (product > limit)
        {
            total++;
            product *= NextUniform();
        }

        return total;
    }

    /// <summary>Negative binomial with this mean and variance mean + mean²/size.</summary>
    public int NextNegativeBinomial(double mean, double size) => mean <= 0 ? 0 : NextPoisson(NextGamma(size, mean / size));

    /// <summary>Puts the items in an order drawn uniformly (Fisher and Yates).</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var j = NextBelow(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }
}
