namespace ClaimsWatch.Stats.Boosting;

/// <summary>
/// Exact additive contributions of a sum of trees (Lundberg, Erion and Lee 2018, algorithm 2, the path-dependent game): base plus
/// contributions is the margin.
/// </summary>
public static class TreeShap
{
    /// <summary>Contributions to one row's margin by feature, and the margin expected before anything is known.</summary>
    public static (double Expected, double[] Contributions) Explain(BoostedTrees model, ReadOnlySpan<double> row)
    {
        ArgumentNullException.ThrowIfNull(model);
        var contributions = new double[model.Features.Count];
        var expected = model.Base;
        foreach (var tree in model.Trees)
        {
            expected += Expected(tree, 0);
            new Walk(tree, row.ToArray(), contributions).Visit(0, [], 1, 1, -1);
        }

        return (expected, contributions);
    }

    /// <summary>Mean value below a node, by training rows.</summary>
    internal static double Expected(Tree tree, int at)
    {
        var node = tree.Nodes[at];
        return node.IsLeaf
            ? node.Value
            : ((tree.Nodes[node.Left].Rows * Expected(tree, node.Left))
                + (tree.Nodes[node.Right].Rows * Expected(tree, node.Right)))
                / Math.Max(1, node.Rows);
    }

    /// <summary>One feature on the way down: shares of ways that pass when it is unknown and when known,
    /// and the weight so far.</summary>
    private record struct Step(int Feature, double Unknown, double Known, double Weight);

    private sealed class Walk(Tree tree, double[] row, double[] contributions)
    {
        public void Visit(int at, Step[] above, double unknown, double known, int feature)
        {
            var path = Extend(above, unknown, known, feature);
            var node = tree.Nodes[at];
            if (node.IsLeaf)
            {
                for (var i = 1; i < path.Length; i++)
                {
                    var weight = Unwind(path, i).Sum(s => s.Weight);
                    contributions[path[i].Feature] += weight * (path[i].Known - path[i].Unknown) * node.Value;
                }

                return;
            }

            var hot = node.Next(row[node.Feature]);
            var cold = hot == node.Left ? node.Right : node.Left;
            var (unknownBefore, knownBefore) = (1.0, 1.0);
            var earlier = Array.FindIndex(path, 1, s => s.Feature == node.Feature);
            if (earlier >= 0)
            {
                (unknownBefore, knownBefore) = (path[earlier].Unknown, path[earlier].Known);
                path = Unwind(path, earlier);
            }

            var rows = (double)Math.Max(1, node.Rows);
            Visit(hot, path, unknownBefore * tree.Nodes[hot].Rows / rows, knownBefore, node.Feature);
            Visit(cold, path, unknownBefore * tree.Nodes[cold].Rows / rows, 0, node.Feature);
        }

        private static Step[] Extend(Step[] above, double unknown, double known, int feature)
        {
            var length = above.Length;
            Step[] path = [.. above, new Step(feature, unknown, known, length == 0 ? 1 : 0)];
            for (var i = length - 1; i >= 0; i--)
            {
                path[i + 1].Weight += known * path[i].Weight * (i + 1) / (length + 1);
                path[i].Weight = unknown * path[i].Weight * (length - i) / (length + 1);
            }

            return path;
        }

        private static Step[] Unwind(Step[] path, int index)
        {
            var last = path.Length - 1;
            var (known, unknown) = (path[index].Known, path[index].Unknown);
            var result = path[..last];
            var next = path[last].Weight;
            for (var j = last - 1; j >= 0; j--)
            {
                if (known != 0)
                {
                    var kept = result[j].Weight;
                    result[j].Weight = next * (last + 1) / ((j + 1) * known);
                    next = kept - (result[j].Weight * unknown * (last - j) / (last + 1));
                }
                else
                {
                    result[j].Weight = result[j].Weight * (last + 1) / (unknown * (last - j));
                }
            }

            for (var j = index; j < last; j++)
            {
                result[j] = path[j + 1] with { Weight = result[j].Weight };
            }

            return result;
        }
    }
}
