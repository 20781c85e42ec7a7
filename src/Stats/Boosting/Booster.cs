using ClaimsWatch.Stats.Resampling;

namespace ClaimsWatch.Stats.Boosting;

/// <summary>A fit with the course of its losses.</summary>
/// <param name="Model">Trees up to the best round.</param>
/// <param name="TrainLoss">Mean loss on the training rows after each round (log-loss, or Poisson deviance ÷ 2 up to a
/// constant).</param>
/// <param name="WatchLoss">The same on the later period; empty without one.</param>
public sealed record BoostFit(BoostedTrees Model, IReadOnlyList<double> TrainLoss, IReadOnlyList<double> WatchLoss);

/// <summary>
/// Histogram gradient boosting with second derivatives (Friedman 2001; Chen and Guestrin 2016): deterministic at any number of
/// threads, monotone where asked.
/// </summary>
public static class Booster
{
    /// <summary>Fits trees; with a watched later period, stops when its loss no longer improves and keeps the best
    /// round.</summary>
    /// <exception cref="ArgumentException">Lengths differ, a response is impossible, or a setting is out of range.</exception>
    public static BoostFit Fit(
        FeatureTable table, double[] y, BoosterSettings settings, (FeatureTable Table, double[] Y)? watch = null)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(y);
        ArgumentNullException.ThrowIfNull(settings);
        Check(table, y, settings);
        var bins = Bins.Of(table, settings.BinsMax, settings.Threads);
        var mean = y.Average();
        var start = settings.Loss == BoostLoss.Logistic
            ? Math.Log((mean + 1e-12) / (1 - mean + 1e-12))
            : Math.Log(mean + 1e-12);
        var state = new State(table, y, settings,
            new TreeGrower(Codes.Of(table, bins, settings.Threads), table.FeatureCount, y.Length, bins, settings), start);
        var watched = watch is { } w ? new Watched(w.Table, w.Y, start, settings) : null;
        var (trees, trainLoss, watchLoss) = (new List<Tree>(), new List<double>(), new List<double>());
        var best = -1;
        state.Differentiate();
        for (var round = 0; round < settings.RoundsMax; round++)
        {
            var tree = state.Step(round);
            trees.Add(tree);
            trainLoss.Add(state.Differentiate());
            if (watched is not null)
            {
                watchLoss.Add(watched.Add(tree));
                best = best < 0 || watchLoss[round] < watchLoss[best] ? round : best;
                if (round - best >= settings.PatienceRounds)
                {
                    break;
                }
            }
        }

        var kept = watched is null ? trees : trees[..(best + 1)];
        return new BoostFit(new BoostedTrees(settings.Loss, table.Names, start, kept), trainLoss, watchLoss);
    }

    /// <summary>Mean loss of margins: log-loss, or mean − y × log mean.</summary>
    public static double MeanLoss(BoostLoss loss, ReadOnlySpan<double> margins, ReadOnlySpan<double> y)
    {
        var sum = 0.0;
        for (var i = 0; i < y.Length; i++)
        {
            var m = margins[i];
            sum += loss == BoostLoss.Logistic
                ? Math.Max(m, 0) - (m * y[i]) + Math.Log(1 + Math.Exp(-Math.Abs(m)))
                : Math.Exp(m) - (y[i] * m);
        }

        return sum / Math.Max(1, y.Length);
    }

    private static void Check(FeatureTable table, double[] y, BoosterSettings settings)
    {
        Require(y.Length == table.RowCount && y.Length > 0, $"{y.Length} responses, {table.RowCount} rows");
        Require(
            Array.TrueForAll(y, v => settings.Loss == BoostLoss.Logistic ? v is 0 or 1 : v >= 0 && double.IsFinite(v)),
            "a response the loss can't have");
        Require(settings.BinsMax is >= 4 and <= 256, $"{settings.BinsMax} bins; 4 to 256");
        Require(settings.DepthMax is >= 1 and <= 12, $"depth {settings.DepthMax}; 1 to 12");
        Require(settings.LeavesMax is 0 or >= 2, $"{settings.LeavesMax} leaves; 0 or 2 and more");
        Require(settings.RoundsMax >= 1, $"{settings.RoundsMax} rounds; 1 or more");
        Require(settings.RowShare is > 0 and <= 1 && settings.ColumnShare is > 0 and <= 1, "shares above 0, at most 1");
        Require(settings.Lambda >= 0 && settings.HessianMin >= 0, "penalties of 0 or more");
        Require(settings.Monotone.Count == 0 || settings.Monotone.Count == table.FeatureCount, "one direction a feature");

        static void Require(bool good, string found)
        {
            if (!good)
            {
                throw new ArgumentException(found + ".", nameof(good));
            }
        }
    }

    /// <summary>Margins of the later period.</summary>
    private sealed class Watched(FeatureTable table, double[] y, double start, BoosterSettings settings)
    {
        private readonly double[] _margins = [.. Enumerable.Repeat(start, table.RowCount)];

        public double Add(Tree tree)
        {
            Threading.Rows(_margins.Length, settings.Threads, (from, to) =>
            {
                for (var i = from; i < to; i++)
                {
                    _margins[i] += tree.Predict(table, i);
                }
            });
            return MeanLoss(settings.Loss, _margins, y);
        }
    }

    /// <summary>Margins and derivatives of the training rows.</summary>
    private sealed class State(FeatureTable table, double[] y, BoosterSettings settings, TreeGrower grower, double start)
    {
        private readonly double[] _margins = [.. Enumerable.Repeat(start, y.Length)];
        private readonly double[] _pairs = new double[y.Length * 2];
        private readonly double[] _losses = new double[(y.Length >> 14) + 1];

        /// <summary>Grows a tree on the derivatives and takes its step.</summary>
        public Tree Step(int round)
        {
            var random = new SplitMix(unchecked((settings.Seed * 0x9E3779B97F4A7C15UL) + (ulong)round));
            var count = SampleRows(random);
            Threading.Rows(count, settings.Threads, TakePairs);
            var tree = grower.Grow(count, SampleFeatures(random));
            if (count == y.Length)
            {
                Threading.For(grower.Leaves.Count, settings.Threads, MoveLeaf);
            }
            else
            {
                Threading.Rows(y.Length, settings.Threads, (from, to) =>
                {
                    for (var i = from; i < to; i++)
                    {
                        _margins[i] += tree.Predict(table, i);
                    }
                });
            }

            return tree;
        }

        /// <summary>Derivatives at the margins as they are; gives the mean loss.</summary>
        public double Differentiate()
        {
            Threading.Rows(y.Length, settings.Threads, (from, to) => _losses[from >> 14] = Derivatives.Write(
                settings.Loss, _margins.AsSpan(from, to - from), y.AsSpan(from, to - from),
                _pairs.AsSpan(from * 2, (to - from) * 2)));
            return _losses.Sum() / y.Length;
        }

        private void TakePairs(int from, int to)
        {
            var (rows, pairs) = (grower.Rows, grower.Pairs);
            for (var i = from; i < to; i++)
            {
                var row = rows[i];
                pairs[i * 2] = _pairs[row * 2];
                pairs[(i * 2) + 1] = _pairs[(row * 2) + 1];
            }
        }

        private void MoveLeaf(int leaf)
        {
            var (at, count, value) = grower.Leaves[leaf];
            foreach (var row in grower.Rows.AsSpan(at, count))
            {
                _margins[row] += value;
            }
        }

        private int SampleRows(SplitMix random)
        {
            var count = 0;
            for (var i = 0; i < y.Length; i++)
            {
                if (settings.RowShare >= 1 || random.NextUniform() < settings.RowShare)
                {
                    grower.Rows[count++] = i;
                }
            }

            if (count == 0)
            {
                grower.Rows[count++] = 0;
            }

            return count;
        }

        private bool[] SampleFeatures(SplitMix random)
        {
            int[] features = [.. Enumerable.Range(0, table.FeatureCount)];
            var wanted = Math.Max(1, (int)Math.Ceiling(settings.ColumnShare * features.Length));
            for (var i = 0; i < wanted && wanted < features.Length; i++)
            {
                var j = i + random.NextBelow(features.Length - i);
                (features[i], features[j]) = (features[j], features[i]);
            }

            var isAsked = new bool[features.Length];
            foreach (var feature in features.AsSpan(0, wanted))
            {
                isAsked[feature] = true;
            }

            return isAsked;
        }
    }
}
