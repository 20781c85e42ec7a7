using System.Numerics;
using ClaimsWatch.Stats.Boosting;

namespace ClaimsWatch.Tests.Stats.Boosting;

public sealed class TreeShapTests
{
    [Theory]
    [InlineData(21UL)]
    [InlineData(22UL)]
    [InlineData(23UL)]
    public void Contributions_are_the_Shapley_values_that_every_order_of_features_gives(ulong seed)
    {
        var (table, y) = Tables.Random(seed, 500, 5);
        var model = Booster.Fit(table, y, new BoosterSettings { RoundsMax = 4, DepthMax = 4, HessianMin = 0.2 }).Model;

        for (var i = 0; i < 25; i++)
        {
            var row = Tables.Row(table, i);
            var (expected, contributions) = TreeShap.Explain(model, row);
            var brute = Shapley(model, row);
            for (var f = 0; f < brute.Length; f++)
            {
                Assert.Equal(brute[f], contributions[f], 10);
            }

            Assert.Equal(model.Margin(row), expected + contributions.Sum(), 10);
        }
    }

    [Fact]
    public void A_feature_that_no_tree_asks_about_contributes_nothing()
    {
        var (table, y) = Tables.Random(24, 400, 3);
        var model = Booster.Fit(table, y, new BoosterSettings { RoundsMax = 1, DepthMax = 1 }).Model;
        var asked = model.Trees[0].Nodes[0].Feature;

        var contributions = TreeShap.Explain(model, Tables.Row(table, 0)).Contributions;

        Assert.All(Enumerable.Range(0, 3).Where(f => f != asked), f => Assert.Equal(0, contributions[f]));
        Assert.NotEqual(0, contributions[asked]);
    }

    private static double[] Shapley(BoostedTrees model, double[] row)
    {
        var n = row.Length;
        var values = Enumerable.Range(0, 1 << n).Select(known => model.Trees.Sum(t => Value(t, 0, row, known))).ToArray();
        var result = new double[n];
        for (var f = 0; f < n; f++)
        {
            for (var set = 0; set < 1 << n; set++)
            {
                if ((set & (1 << f)) == 0)
                {
                    var size = BitOperations.PopCount((uint)set);
                    var weight = Factorial(size) * Factorial(n - size - 1) / Factorial(n);
                    result[f] += weight * (values[set | (1 << f)] - values[set]);
                }
            }
        }

        return result;
    }

    // A known feature is answered; an unknown one splits the way the training rows did.
    private static double Value(Tree tree, int at, double[] row, int known)
    {
        var node = tree.Nodes[at];
        if (node.IsLeaf)
        {
            return node.Value;
        }

        if ((known & (1 << node.Feature)) != 0)
        {
            return Value(tree, node.Next(row[node.Feature]), row, known);
        }

        double Part(int child) => tree.Nodes[child].Rows / (double)node.Rows * Value(tree, child, row, known);
        return Part(node.Left) + Part(node.Right);
    }

    private static double Factorial(int n) => n <= 1 ? 1 : n * Factorial(n - 1);
}
