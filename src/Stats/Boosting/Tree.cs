namespace ClaimsWatch.Stats.Boosting;

/// <summary>One question of a tree, or a leaf.</summary>
/// <param name="Feature">Feature asked about; −1 in a leaf.</param>
/// <param name="Cut">Values up to it go left.</param>
/// <param name="MissingLeft">Whether missing values go left.</param>
/// <param name="Left">Index of the left node.</param>
/// <param name="Right">Index of the right node.</param>
/// <param name="Value">What a leaf adds to the margin; 0 in a question.</param>
/// <param name="Rows">Training rows that came here.</param>
public readonly record struct TreeNode(int Feature, double Cut, bool MissingLeft, int Left, int Right, double Value, int Rows)
{
    /// <summary>Whether this is a leaf.</summary>
    public bool IsLeaf => Feature < 0;

    /// <summary>Where a value goes.</summary>
    public int Next(double value) => (double.IsNaN(value) ? MissingLeft : value <= Cut) ? Left : Right;
}

/// <summary>A regression tree: nodes from the root, number 0, children after their parent.</summary>
public sealed record Tree(IReadOnlyList<TreeNode> Nodes)
{
    /// <summary>What the tree adds to the margin of a row.</summary>
    public double Predict(ReadOnlySpan<double> row)
    {
        var node = Nodes[0];
        while (!node.IsLeaf)
        {
            node = Nodes[node.Next(row[node.Feature])];
        }

        return node.Value;
    }

    /// <summary>The same for a row of a table, reading only what is asked.</summary>
    internal double Predict(FeatureTable table, int row)
    {
        var node = Nodes[0];
        while (!node.IsLeaf)
        {
            node = Nodes[node.Next(table.Column(node.Feature)[row])];
        }

        return node.Value;
    }
}

/// <summary>A fitted sum of trees: numbers and names, no code.</summary>
/// <param name="Loss">What it was fitted to.</param>
/// <param name="Features">Names of the features, in order.</param>
/// <param name="Base">Margin before any tree.</param>
/// <param name="Trees">Trees.</param>
public sealed record BoostedTrees(BoostLoss Loss, IReadOnlyList<string> Features, double Base, IReadOnlyList<Tree> Trees)
{
    /// <summary>Log odds or log mean of a row.</summary>
    public double Margin(ReadOnlySpan<double> row)
    {
        var margin = Base;
        foreach (var tree in Trees)
        {
            margin += tree.Predict(row);
        }

        return margin;
    }

    /// <summary>Margins of every row.</summary>
    public double[] Margins(FeatureTable table, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(table);
        var margins = new double[table.RowCount];
        Threading.Rows(margins.Length, threads, (from, to) =>
        {
            var row = new double[table.FeatureCount];
            for (var i = from; i < to; i++)
            {
                table.CopyRow(i, row);
                margins[i] = Margin(row);
            }
        });
        return margins;
    }
}
