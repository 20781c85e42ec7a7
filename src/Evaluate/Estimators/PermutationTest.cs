using ClaimsWatch.Evaluate.Panels;
using ClaimsWatch.Evaluate.Reports;
using ClaimsWatch.Stats.Resampling;

namespace ClaimsWatch.Evaluate.Estimators;

/// <summary>How a permutation test is run.</summary>
public sealed record PermutationSettings
{
    /// <summary>Up to this many allocations every one is counted; above, a sample is drawn.</summary>
    public long ExactMax { get; init; } = 1_000_000;

    /// <summary>Allocations drawn when there are too many to count (B).</summary>
    public int Draws { get; init; } = 1_999;

    /// <summary>Seed of the draw.</summary>
    public ulong Seed { get; init; } = 20_261_122;
}

/// <summary>What the permutation test found.</summary>
/// <param name="Outcome">Outcome tested.</param>
/// <param name="P">P value; NaN when the draw can't be replayed.</param>
/// <param name="Allocations">Allocations counted or drawn.</param>
/// <param name="Extreme">Of these, as far from zero as the one drawn, ties included.</param>
/// <param name="IsExact">Whether every allocation was counted.</param>
/// <param name="Status"><c>ok</c>, or why there is no p value.</param>
public sealed record PermutationResult(Outcome Outcome, double P, long Allocations, long Extreme, bool IsExact, string Status)
{
    /// <summary>As a named result.</summary>
    public Result ToResult() => new(
        $"{Names.Of(Outcome)}.{(IsExact ? "exact" : "monte_carlo")}_permutation",
        [("p", double.IsFinite(P) ? P : null), ("n_allocations", Allocations), ("n_extreme", Extreme), ("status", Status)]);
}

/// <summary>
/// E11: randomisation inference (Fisher 1935). Arms are dealt anew inside strata; the statistic is the difference in mean change
/// weighted by stratum size. Exact when the allocations can be counted, else Monte Carlo with p = (1 + #)/(1 + B). It replays a
/// draw of single persons, so it is not given when a household has two.
/// </summary>
public static class PermutationTest
{
    private const double TieSlack = 1e-9;

    /// <summary>Tests, for each outcome, that the letter changes nobody's outcome;
    /// all outcomes share the allocations drawn.</summary>
    public static IReadOnlyList<PermutationResult> Run(PersonTable table, PermutationSettings settings)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(settings);
        var strata = table.Only(Scope.All).Complete().Persons.GroupBy(p => p.Episode.Stratum, StringComparer.Ordinal)
            .OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new Stratum([.. g])).Where(s => s.HasBothArms).ToArray();
        if (strata.Length == 0 || table.ClustersShared)
        {
            return [.. Names.Outcomes.Select(o => new PermutationResult(o, double.NaN, 0, 0, IsExact: true,
                table.ClustersShared ? "households_shared" : "too_few"))];
        }

        var people = strata.Sum(s => s.Size);
        var observed = new double[Names.Outcomes.Count];
        foreach (var stratum in strata)
        {
            stratum.AddStatistics(stratum.Letters, (double)stratum.Size / people, observed);
        }

        var count = strata.Aggregate(1.0, (product, s) => product * s.AllocationCount);
        return count <= settings.ExactMax
            ? [.. Names.Outcomes.Select((o, i) => Exact(o, i, strata, people, observed[i], (long)Math.Round(count)))]
            : MonteCarlo(strata, people, observed, settings);
    }

    private static PermutationResult Exact(Outcome outcome, int place, Stratum[] strata, int people, double observed, long count)
    {
        // Every sum of one value from each stratum.
        double[] sums = [0];
        foreach (var stratum in strata)
        {
            var values = stratum.AllStatistics(place, (double)stratum.Size / people);
            sums = [.. sums.SelectMany(a => values.Select(b => a + b))];
        }

        var extreme = sums.LongCount(s => Math.Abs(s) >= Math.Abs(observed) - TieSlack);
        return new PermutationResult(outcome, (double)extreme / count, count, extreme, IsExact: true, "ok");
    }

    private static PermutationResult[] MonteCarlo(Stratum[] strata, int people, double[] observed, PermutationSettings settings)
    {
        var random = new SplitMix(settings.Seed);
        var extreme = new long[observed.Length];
        var values = new double[observed.Length];
        for (var draw = 0; draw < settings.Draws; draw++)
        {
            Array.Clear(values);
            foreach (var stratum in strata)
            {
                stratum.AddStatistics(stratum.Shuffled(random), (double)stratum.Size / people, values);
            }

            for (var i = 0; i < values.Length; i++)
            {
                extreme[i] += Math.Abs(values[i]) >= Math.Abs(observed[i]) - TieSlack ? 1 : 0;
            }
        }

        return [.. Names.Outcomes.Select((o, i) => new PermutationResult(
            o, (1.0 + extreme[i]) / (1 + settings.Draws), settings.Draws, extreme[i], IsExact: false, "ok"))];
    }

    private sealed class Stratum
    {
        private static readonly int s_outcomes = Names.Outcomes.Count;

        // The changes of one person stand together, outcome by outcome: one fetch serves all.
        private readonly double[] _change;
        private readonly double[] _totals = new double[s_outcomes];
        private readonly double[] _sums = new double[s_outcomes];
        private readonly int[] _places;
        private readonly int _letterCount;

        public Stratum(PersonSums[] persons)
        {
            // Letter arm first, so that the arm drawn is the first places.
            PersonSums[] sorted = [.. persons.OrderByDescending(p => p.Letter)];
            _change = [.. sorted.SelectMany(p =>
                Names.Outcomes.Select(o => p.In(Window.Post).Rate(o) - p.In(Window.Pre).Rate(o)))];
            _letterCount = sorted.Count(p => p.Letter > 0);
            Size = sorted.Length;
            _places = [.. Enumerable.Range(0, Size)];
            for (var i = 0; i < _change.Length; i++)
            {
                _totals[i % s_outcomes] += _change[i];
            }

            Letters = _places[.._letterCount];
        }

        public int[] Letters { get; }

        public int Size { get; }

        public bool HasBothArms => _letterCount > 0 && _letterCount < Size;

        public double AllocationCount
        {
            get
            {
                var count = 1.0;
                for (var i = 1; i <= _letterCount; i++)
                {
                    count *= (double)(Size - _letterCount + i) / i;
                }

                return count;
            }
        }

        /// <summary>Adds each outcome's difference in mean change, times the stratum's weight.</summary>
        public void AddStatistics(ReadOnlySpan<int> letters, double weight, double[] into)
        {
            Array.Clear(_sums);
            foreach (var i in letters)
            {
                for (var o = 0; o < s_outcomes; o++)
                {
                    _sums[o] += _change[(i * s_outcomes) + o];
                }
            }

            for (var o = 0; o < s_outcomes; o++)
            {
                into[o] += weight * ((_sums[o] / _letterCount) - ((_totals[o] - _sums[o]) / (Size - _letterCount)));
            }
        }

        public ReadOnlySpan<int> Shuffled(SplitMix random)
        {
            for (var i = 0; i < _letterCount; i++)
            {
                var j = i + (int)(random.NextUniform() * (Size - i));
                (_places[i], _places[j]) = (_places[j], _places[i]);
            }

            return _places.AsSpan(0, _letterCount);
        }

        public List<double> AllStatistics(int place, double weight)
        {
            var all = new List<double>();
            var values = new double[s_outcomes];
            var chosen = Enumerable.Range(0, _letterCount).ToArray();
            while (true)
            {
                Array.Clear(values);
                AddStatistics(chosen, weight, values);
                all.Add(values[place]);
                var k = _letterCount - 1;
                while (k >= 0 && chosen[k] == Size - _letterCount + k)
                {
                    k--;
                }

                if (k < 0)
                {
                    return all;
                }

                chosen[k]++;
                for (var j = k + 1; j < _letterCount; j++)
                {
                    chosen[j] = chosen[j - 1] + 1;
                }
            }
        }
    }
}
