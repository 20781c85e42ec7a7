namespace ClaimsWatch.Stats.Boosting;

/// <summary>
/// Grows one tree, level by level or best leaf first. Rows of a node stand together, in their old order; the larger child's sums
/// are the parent's less the smaller's.
/// </summary>
internal sealed class TreeGrower(Codes codes, int features, int rowCount, Bins bins, BoosterSettings settings)
{
    private readonly SplitFinder _finder = new(settings);
    private readonly Stack<double[]> _free = new();
    private readonly int[] _aside = new int[rowCount];
    private readonly double[] _pairsAside = new double[rowCount * 2];
    private readonly List<Open> _open = [];
    private readonly List<TreeNode> _nodes = [];
    private bool[] _isAsked = [];

    /// <summary>A node whose fate is open, with the best split there is.</summary>
    private sealed class Open
    {
        public int Index { get; init; }

        public int Depth { get; init; }

        public int Start { get; init; }

        public int Count { get; init; }

        public NodeSums Sums { get; init; }

        public required double[] Histogram { get; init; }

        public Split Split { get; set; } = Split.None;
    }

    /// <summary>Two children of a node: one counted, the other what is left of the parent's sums.</summary>
    private sealed record Pair(Open Small, Open Large);

    /// <summary>Row numbers: to be filled before a tree is grown, leaf after leaf afterwards.</summary>
    public int[] Rows { get; } = new int[rowCount];

    /// <summary>Pairs of derivatives, in the order of the rows.</summary>
    public double[] Pairs { get; } = new double[rowCount * 2];

    /// <summary>Leaves of the last tree: where their rows stand, and their value.</summary>
    public List<(int Start, int Count, double Value)> Leaves { get; } = [];

    /// <summary>Grows a tree on the first so many rows and pairs, asking some features.</summary>
    public Tree Grow(int count, bool[] isAsked)
    {
        _isAsked = isAsked;
        Leaves.Clear();
        _nodes.Clear();
        _nodes.Add(default);
        var root = Root(count);
        FindSplits([root]);
        _open.Add(root);
        var leaves = 1;
        while (Next(leaves) is { Count: > 0 } batch)
        {
            leaves += batch.Count;
            Divide(batch);
        }

        foreach (var node in _open)
        {
            Close(node);
        }

        _open.Clear();
        return new Tree([.. _nodes]);
    }

    // What is divided next: everything that can be, or the one that takes most off the loss; ties go to the older node.
    private List<Open> Next(int leaves)
    {
        var divisible = _open.Where(n => n.Split.Feature >= 0);
        return settings.LeavesMax == 0 ? [.. divisible]
            : leaves < settings.LeavesMax
            && divisible.OrderByDescending(n => n.Split.Gain).ThenBy(n => n.Index).FirstOrDefault() is { } best ? [best]
            : [];
    }

    private Open Root(int count)
    {
        var histogram = Take();
        ByBlocks(1, (_, first, blocks) =>
            Histograms.Add(codes.Blocks.AsSpan(first, blocks), first, Rows.AsSpan(0, count),
                Pairs.AsSpan(0, count * 2), histogram));
        double g = 0, h = 0;
        for (var bin = 0; bin < Histograms.Stride; bin += 2)
        {
            g += histogram[bin];
            h += histogram[bin + 1];
        }

        return new Open
        {
            Count = count,
            Sums = new NodeSums(g, h, double.NegativeInfinity, double.PositiveInfinity),
            Histogram = histogram
        };
    }

    private void Divide(List<Open> batch)
    {
        var middles = new int[batch.Count];
        Threading.For(batch.Count, settings.Threads, i => middles[i] = Partition(batch[i]));
        var pairs = new List<Pair>();
        for (var i = 0; i < batch.Count; i++)
        {
            var (node, split) = (batch[i], batch[i].Split);
            var cut = bins.Cuts(split.Feature)[split.Bin - 1];
            _nodes[node.Index] =
                new TreeNode(split.Feature, cut, split.MissingLeft, _nodes.Count, _nodes.Count + 1, 0, node.Count);
            pairs.Add(Children(node, middles[i], _nodes.Count));
            _nodes.Add(default);
            _nodes.Add(default);
            _open.Remove(node);
        }

        // The last level is counted no more: nobody will ask it anything.
        var counted = pairs.Where(p => p.Small.Depth < settings.DepthMax).ToList();
        ByBlocks(counted.Count, (at, first, blocks) =>
        {
            var (small, large) = (counted[at].Small, counted[at].Large);
            Histograms.Add(
                codes.Blocks.AsSpan(first, blocks), first, Rows.AsSpan(small.Start, small.Count),
                Pairs.AsSpan(small.Start * 2, small.Count * 2), small.Histogram);
            Histograms.Subtract(large.Histogram, small.Histogram, first, blocks);
        });
        FindSplits([.. counted.SelectMany(p => new[] { p.Small, p.Large })]);
        _open.AddRange(pairs.SelectMany(p => new[] { p.Small, p.Large }).OrderBy(n => n.Index));
    }

    private Pair Children(Open node, int leftCount, int index)
    {
        var (leftBounds, rightBounds) = Bounds(node.Sums, node.Split);
        var smallIsLeft = leftCount * 2 <= node.Count;
        var small = node.Depth + 1 < settings.DepthMax ? Take() : [];
        var left = new Open
        {
            Index = index,
            Depth = node.Depth + 1,
            Start = node.Start,
            Count = leftCount,
            Sums = leftBounds,
            Histogram = smallIsLeft ? small : node.Histogram,
        };
        var right = new Open
        {
            Index = index + 1,
            Depth = node.Depth + 1,
            Start = node.Start + leftCount,
            Count = node.Count - leftCount,
            Sums = rightBounds,
            Histogram = smallIsLeft ? node.Histogram : small,
        };
        return smallIsLeft ? new Pair(left, right) : new Pair(right, left);
    }

    private void Close(Open node)
    {
        var value = _finder.Weight(node.Sums.G, node.Sums.H, node.Sums) * settings.LearningRate;
        _nodes[node.Index] = new TreeNode(-1, 0, false, 0, 0, value, node.Count);
        Leaves.Add((node.Start, node.Count, value));
        if (node.Histogram.Length > 0)
        {
            _free.Push(node.Histogram);
        }
    }

    private (NodeSums Left, NodeSums Right) Bounds(in NodeSums node, Split split)
    {
        var direction = settings.Monotone.Count == 0 ? 0 : settings.Monotone[split.Feature];
        var middle = (split.LeftWeight + split.RightWeight) / 2;
        return (
            new NodeSums(split.LeftG, split.LeftH, direction < 0 ? middle : node.Lower, direction > 0 ? middle : node.Upper),
            new NodeSums(
                node.G - split.LeftG, node.H - split.LeftH, direction > 0 ? middle : node.Lower,
                direction < 0 ? middle : node.Upper));
    }

    private void FindSplits(IReadOnlyList<Open> nodes)
    {
        var best = new Split[nodes.Count * codes.Blocks.Length];
        ByBlocks(nodes.Count, (at, first, blocks) =>
        {
            for (var b = first; b < first + blocks; b++)
            {
                best[(at * codes.Blocks.Length) + b] = OfBlock(nodes[at], b);
            }
        });
        for (var i = 0; i < best.Length; i++)
        {
            var node = nodes[i / codes.Blocks.Length];
            node.Split = Split.Better(node.Split, best[i]);
        }
    }

    private Split OfBlock(Open node, int block)
    {
        var best = Split.None;
        for (var f = block * Codes.Together; f < Math.Min(features, (block + 1) * Codes.Together); f++)
        {
            if (_isAsked[f])
            {
                var sums = node.Histogram.AsSpan(f * Histograms.Stride, Histograms.Stride);
                best = Split.Better(best, _finder.Best(sums, f, bins.Cuts(f).Count, node.Sums));
            }
        }

        return best;
    }

    // Stable: rows keep their order, so that sums do not depend on how the node came about. Those to the left move up in place,
    // those to the right step aside meanwhile.
    private int Partition(Open node)
    {
        var split = node.Split;
        var goesLeft = new byte[256];
        for (var bin = 0; bin < goesLeft.Length; bin++)
        {
            goesLeft[bin] = (bin == 0 ? split.MissingLeft : bin <= split.Bin) ? (byte)1 : (byte)0;
        }

        var block = codes.Blocks[split.Feature / Codes.Together];
        var rows = Rows.AsSpan(node.Start, node.Count);
        var pairs = Pairs.AsSpan(node.Start * 2, node.Count * 2);
        var aside = _aside.AsSpan(node.Start, node.Count);
        var pairsAside = _pairsAside.AsSpan(node.Start * 2, node.Count * 2);
        var (l, r) = (0, 0);
        for (var i = 0; i < rows.Length; i++)
        {
            // Written to both sides, kept on one: a branch would be guessed wrong every other time.
            var row = rows[i];
            var (g, h) = (pairs[i * 2], pairs[(i * 2) + 1]);
            (rows[l], aside[r]) = (row, row);
            (pairs[l * 2], pairsAside[r * 2]) = (g, g);
            (pairs[(l * 2) + 1], pairsAside[(r * 2) + 1]) = (h, h);
            var step = goesLeft[Codes.BinOf(block[row], split.Feature)];
            l += step;
            r += 1 - step;
        }

        aside[..r].CopyTo(rows[l..]);
        pairsAside[..(r * 2)].CopyTo(pairs[(l * 2)..]);
        return l;
    }

    private delegate void BlockPart(int at, int firstBlock, int blocks);

    // A node's blocks in as many parts as there are threads: a feature's sum is one thread's work from end to end.
    private void ByBlocks(int nodes, BlockPart action)
    {
        var (all, parts) = (codes.Blocks.Length, Math.Min(Math.Max(1, settings.Threads), codes.Blocks.Length));
        Threading.For(nodes * parts, settings.Threads, i =>
        {
            var (at, part) = (i / parts, i % parts);
            var (from, to) = (part * all / parts, (part + 1) * all / parts);
            action(at, from, to - from);
        });
    }

    private double[] Take()
    {
        if (!_free.TryPop(out var histogram))
        {
            return new double[codes.Blocks.Length * Codes.Together * Histograms.Stride];
        }

        Array.Clear(histogram);
        return histogram;
    }
}
