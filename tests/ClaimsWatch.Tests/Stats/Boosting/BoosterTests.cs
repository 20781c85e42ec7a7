using ClaimsWatch.Stats.Boosting;

namespace ClaimsWatch.Tests.Stats.Boosting;

public sealed class BoosterTests
{
    [Theory]
    [InlineData(1.0, 1.0, 0)]
    [InlineData(0.7, 0.5, 0)]
    [InlineData(0.7, 1.0, 12)]
    public void Any_number_of_threads_gives_the_same_bits(double rowShare, double columnShare, int leavesMax)
    {
        var (table, y) = Tables.Random(11, 40_000, 11);
        var settings = new BoosterSettings
        {
            RoundsMax = 6,
            DepthMax = 5,
            RowShare = rowShare,
            ColumnShare = columnShare,
            LeavesMax = leavesMax,
        };

        var one = Booster.Fit(table, y, settings with { Threads = 1 });
        var four = Booster.Fit(table, y, settings with { Threads = 4 });

        Assert.Equal(one.Model.Trees.SelectMany(t => t.Nodes), four.Model.Trees.SelectMany(t => t.Nodes));
        Assert.Equal(one.TrainLoss, four.TrainLoss);
        Assert.Equal(one.Model.Margins(table, 1), four.Model.Margins(table, 3));
    }

    [Theory]
    [InlineData(1UL)]
    [InlineData(2UL)]
    [InlineData(3UL)]
    public void A_first_split_is_the_best_of_all_that_trying_everything_finds(ulong seed)
    {
        var (table, y) = Tables.Random(seed, 300, 4);
        var settings = new BoosterSettings { RoundsMax = 1, DepthMax = 1, HessianMin = 2 };

        var tree = Booster.Fit(table, y, settings).Model.Trees[0];

        var (gain, left) = BestOfAll(table, y, settings);
        var root = tree.Nodes[0];
        var chosen = Enumerable.Range(0, y.Length).Where(i => root.Next(table.Column(root.Feature)[i]) == root.Left).ToHashSet();
        Assert.Equal(gain, GainOf(y, chosen, settings), 9);
        Assert.Equal(left.Count, chosen.Count);
        Assert.Equal(chosen.Count, tree.Nodes[root.Left].Rows);
    }

    [Fact]
    public void Best_leaf_first_without_a_limit_of_leaves_asks_the_questions_of_level_by_level()
    {
        var (table, y) = Tables.Random(12, 4000, 6);
        var settings = new BoosterSettings { RoundsMax = 3, DepthMax = 4 };

        var levels = Booster.Fit(table, y, settings);
        var leaves = Booster.Fit(table, y, settings with { LeavesMax = 16 });

        Assert.Equal(levels.Model.Margins(table), leaves.Model.Margins(table));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(6)]
    public void Best_leaf_first_keeps_to_its_leaves_and_gains_more_than_any_other_way_to_ask_one_question_more(int leavesMax)
    {
        var (table, y) = Tables.Random(13, 220, 5);
        var settings = new BoosterSettings { RoundsMax = 1, DepthMax = 8, HessianMin = 0.5 };

        var tree = Booster.Fit(table, y, settings with { LeavesMax = leavesMax }).Model.Trees[0];
        var next = Booster.Fit(table, y, settings with { LeavesMax = leavesMax + 1 }).Model.Trees[0];

        Assert.Equal(leavesMax, tree.Nodes.Count(n => n.IsLeaf));
        var chosen = LeavesOf(tree, table).Values.Select(rows => BestGain(table, y, rows, settings)).Max();
        var grown = LeavesOf(next, table).Values.Select(rows => string.Join(',', rows)).ToHashSet();
        var divided = LeavesOf(tree, table).Values.Single(rows => !grown.Contains(string.Join(',', rows)));
        Assert.Equal(chosen, BestGain(table, y, divided, settings), 6);
    }

    [Fact]
    public void The_loss_on_training_rows_falls_round_after_round()
    {
        var (table, y) = Tables.Random(5, 3000, 6);

        var losses = Booster.Fit(table, y, new BoosterSettings { RoundsMax = 30 }).TrainLoss;

        Assert.All(losses.Zip(losses.Skip(1)), pair => Assert.True(pair.Second < pair.First, $"{pair.First} then {pair.Second}"));
    }

    [Fact]
    public void Losses_reported_are_those_of_the_model_given_back()
    {
        var (table, y) = Tables.Random(6, 2000, 5);

        var fit = Booster.Fit(table, y, new BoosterSettings { RoundsMax = 10, RowShare = 0.6, Seed = 3 });

        Assert.Equal(fit.TrainLoss[^1], Booster.MeanLoss(BoostLoss.Logistic, fit.Model.Margins(table), y), 10);
    }

    [Fact]
    public void Fitting_stops_at_the_round_that_is_best_on_the_later_period()
    {
        var (table, y) = Tables.Random(7, 400, 8);
        var later = Tables.Random(8, 400, 8);

        var fit = Booster.Fit(table, y, new BoosterSettings { RoundsMax = 300, LearningRate = 0.5, PatienceRounds = 5 }, later);

        var best = fit.WatchLoss.Min();
        Assert.True(fit.WatchLoss.Count < 300);
        Assert.Equal(best, fit.WatchLoss[fit.Model.Trees.Count - 1]);
        Assert.Equal(best, Booster.MeanLoss(BoostLoss.Logistic, fit.Model.Margins(later.Table), later.Y), 10);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void A_monotone_feature_moves_the_margin_one_way_only(int direction)
    {
        var (table, y) = Tables.Random(9, 3000, 5, missing: false);
        var settings = new BoosterSettings { RoundsMax = 40, DepthMax = 4, Monotone = [0, direction, 0, 0, 0] };
        var model = Booster.Fit(table, y, settings).Model;

        for (var i = 0; i < 50; i++)
        {
            var row = Tables.Row(table, i);
            var margins = Enumerable.Range(-30, 61).Select(v =>
            {
                row[1] = v / 10.0;
                return model.Margin(row);
            }).ToList();
            Assert.All(margins.Zip(margins.Skip(1)), m => Assert.True(direction * (m.Second - m.First) >= 0));
        }

        Assert.Contains(model.Trees.SelectMany(t => t.Nodes), n => n.Feature == 1);
    }

    [Fact]
    public void Counts_are_fitted_to_their_mean()
    {
        var (table, y) = Tables.Random(10, 5000, 4, counts: true);

        var model = Booster.Fit(table, y, new BoosterSettings { Loss = BoostLoss.Poisson, RoundsMax = 60 }).Model;

        Assert.Equal(y.Average(), model.Margins(table).Select(Math.Exp).Average(), 2);
    }

    [Fact]
    public void A_response_that_can_not_be_is_refused()
    {
        var (table, y) = Tables.Random(1, 20, 2);
        y[3] = 2;

        Assert.Throws<ArgumentException>(() => Booster.Fit(table, y, new BoosterSettings()));
    }

    private static Dictionary<int, List<int>> LeavesOf(Tree tree, FeatureTable table)
    {
        var leaves = new Dictionary<int, List<int>>();
        for (var i = 0; i < table.RowCount; i++)
        {
            var at = 0;
            while (!tree.Nodes[at].IsLeaf)
            {
                at = tree.Nodes[at].Next(table.Column(tree.Nodes[at].Feature)[i]);
            }

            leaves.TryAdd(at, []);
            leaves[at].Add(i);
        }

        return leaves;
    }

    // What one question takes off the loss of a leaf, as a table of its own would have it:
    // derivatives are those of the first round.
    private static double BestGain(FeatureTable table, double[] y, List<int> rows, BoosterSettings settings)
    {
        var p = y.Average();
        var best = 0.0;
        for (var f = 0; f < table.FeatureCount; f++)
        {
            var values = table.Column(f).ToArray();
            foreach (var missingLeft in new[] { false, true })
            {
                var order = rows.Where(i => !double.IsNaN(values[i])).OrderBy(i => values[i]).ToArray();
                var missing = rows.Where(i => double.IsNaN(values[i])).ToArray();
                var (g, h) = missingLeft ? Sums(missing) : (0, 0);
                var (allG, allH) = Sums(rows);
                for (var k = 0; k < order.Length; k++)
                {
                    g += p - y[order[k]];
                    h += p * (1 - p);
                    var isCut = k + 1 < order.Length && values[order[k + 1]] > values[order[k]];
                    if (isCut && h >= settings.HessianMin && allH - h >= settings.HessianMin)
                    {
                        best = Math.Max(best, Part(g, h) + Part(allG - g, allH - h) - Part(allG, allH));
                    }
                }
            }
        }

        return best;

        (double G, double H) Sums(IReadOnlyList<int> of) => (of.Sum(i => p - y[i]), of.Count * p * (1 - p));

        double Part(double g, double h) => g * g / (h + settings.Lambda);
    }

    // Every feature, every value of it as a cut, missing to both sides.
    private static (double Gain, HashSet<int> Left) BestOfAll(FeatureTable table, double[] y, BoosterSettings settings)
    {
        var best = (Gain: double.NegativeInfinity, Left: new HashSet<int>());
        for (var f = 0; f < table.FeatureCount; f++)
        {
            var values = table.Column(f).ToArray();
            foreach (var cut in values.Where(v => !double.IsNaN(v)).Distinct())
            {
                foreach (var missingLeft in new[] { false, true })
                {
                    var left = Enumerable.Range(0, y.Length)
                        .Where(i => double.IsNaN(values[i]) ? missingLeft : values[i] <= cut).ToHashSet();
                    var gain = GainOf(y, left, settings);
                    best = gain > best.Gain + 1e-9 ? (gain, left) : best;
                }
            }
        }

        return best;
    }

    private static double GainOf(double[] y, HashSet<int> left, BoosterSettings settings)
    {
        var p = y.Average();
        double Score(IEnumerable<int> rows)
        {
            var (g, h) = (rows.Sum(i => p - y[i]), rows.Count() * p * (1 - p));
            return h < settings.HessianMin ? double.NegativeInfinity : g * g / (h + settings.Lambda);
        }

        var all = Enumerable.Range(0, y.Length).ToList();
        return Score(left) + Score(all.Where(i => !left.Contains(i))) - Score(all);
    }
}
