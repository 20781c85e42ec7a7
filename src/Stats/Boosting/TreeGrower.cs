namespace ClaimsWatch.Stats.Boosting;

/// <summary>
/// Grows one tree level by level. Rows of a node stand together, in their old order; the larger child's sums are the parent's
/// less the smaller's.
/// </summary>
internal sealed class TreeGrower(byte[][] codes, Bins bins, BoosterSettings settings)
{
    private readonly SplitFinder _finder = new(settings);
    private readonly Stack<double[]> _free = new();
    private int[] _rows = [];
    private int[] _rowsNext = [];
    private double[] _pairs = [];
    private double[] _pairsNext = [];
    private int[] _features = [];

    /// <summary>A node whose fate is open.</summary>
    private sealed record Open(int Index, int Start, int Count, NodeSums Sums, double[] Histogram);

    /// <summary>Rows of the last tree, leaf after leaf, with the leaf's value.</summary>
    public List<(int Start, int Count, double Value)> Leaves { get; } = [];

    /// <summary>Rows as the leaves name them.</summary>
    public ReadOnlySpan<int> RowsOfLeaves => _rows;

    /// <summary>Grows a tree on some rows and features, given pairs of derivatives in row order.</summary>
    public Tree Grow(int[] rows, double[] pairs, int[] features)
    {
        _rows = rows;
        _features = features;
        _pairs = pairs;
        if (_rowsNext.Length != rows.Length)
        {
            _rowsNext = new int[rows.Length];
            _pairsNext = new double[pairs.Length];
        }

        Leaves.Clear();
        var nodes = new List<TreeNode> { default };
        var level = new List<Open> { Root() };
        for (var depth = 0; level.Count > 0; depth++)
        {
            level = Divide(level, nodes, isLast: depth == settings.DepthMax);
        }

        return new Tree(nodes);
    }

    private Open Root()
    {
        var histogram = Take();
        ByFeatures(part => Histograms.Add(codes, part, _rows, _pairs, histogram));
        double g = 0, h = 0;
        for (var bin = 0; bin < Histograms.Stride; bin += 2)
        {
            g += histogram[(_features[0] * Histograms.Stride) + bin];
            h += histogram[(_features[0] * Histograms.Stride) + bin + 1];
        }

        return new Open(0, 0, _rows.Length, new NodeSums(g, h, double.NegativeInfinity, double.PositiveInfinity), histogram);
    }

    private List<Open> Divide(List<Open> level, List<TreeNode> nodes, bool isLast)
    {
        var splits = isLast ? [.. level.Select(_ => Split.None)] : FindSplits(level);
        var middles = new int[level.Count];
        Threading.For(level.Count, settings.Threads, i => middles[i] = Partition(level[i], splits[i]));
        (_rows, _rowsNext) = (_rowsNext, _rows);
        (_pairs, _pairsNext) = (_pairsNext, _pairs);
        var next = new List<Open>();
        for (var i = 0; i < level.Count; i++)
        {
            var (node, split) = (level[i], splits[i]);
            if (split.Feature < 0)
            {
                var value = _finder.Weight(node.Sums.G, node.Sums.H, node.Sums) * settings.LearningRate;
                nodes[node.Index] = new TreeNode(-1, 0, false, 0, 0, value, node.Count);
                Leaves.Add((node.Start, node.Count, value));
                _free.Push(node.Histogram);
                continue;
            }

            var cut = bins.Cuts(split.Feature)[split.Bin - 1];
            nodes[node.Index] = new TreeNode(split.Feature, cut, split.MissingLeft, nodes.Count, nodes.Count + 1, 0, node.Count);
            AddChildren(node, split, middles[i], nodes.Count, next);
            nodes.Add(default);
            nodes.Add(default);
        }

        return next;
    }

    private void AddChildren(Open node, Split split, int leftCount, int index, List<Open> next)
    {
        var (leftBounds, rightBounds) = Bounds(node.Sums, split);
        var smallIsLeft = leftCount * 2 <= node.Count;
        var (start, count) = smallIsLeft ? (node.Start, leftCount) : (node.Start + leftCount, node.Count - leftCount);
        var small = Take();
        var large = node.Histogram;
        ByFeatures(part =>
        {
            Histograms.Add(codes, part, _rows.AsSpan(start, count), _pairs.AsSpan(start * 2, count * 2), small);
            Histograms.Subtract(large, small, part);
        });
        next.Add(new Open(index, node.Start, leftCount, leftBounds, smallIsLeft ? small : large));
        next.Add(new Open(index + 1, node.Start + leftCount, node.Count - leftCount, rightBounds, smallIsLeft ? large : small));
    }

    private (NodeSums Left, NodeSums Right) Bounds(in NodeSums node, Split split)
    {
        var direction = settings.Monotone.Count == 0 ? 0 : settings.Monotone[split.Feature];
        var middle = (split.LeftWeight + split.RightWeight) / 2;
        return (
            new NodeSums(split.LeftG, split.LeftH, direction < 0 ? middle : node.Lower, direction > 0 ? middle : node.Upper),
            new NodeSums(
                node.G - split.LeftG, node.H - split.LeftH, direction > 0 ? middle : node.Lower, direction < 0 ? middle : node.Upper));
    }

    private Split[] FindSplits(List<Open> level)
    {
        var splits = new Split[level.Count];
        Threading.For(level.Count, settings.Threads, i =>
        {
            var best = Split.None;
            foreach (var f in _features)
            {
                var sums = level[i].Histogram.AsSpan(f * Histograms.Stride, Histograms.Stride);
                best = Split.Better(best, _finder.Best(sums, f, bins.Cuts(f).Count, level[i].Sums));
            }

            splits[i] = best;
        });
        return splits;
    }

    // Stable: rows keep their order, so that sums do not depend on how the node came about.
    private int Partition(Open node, Split split)
    {
        if (split.Feature < 0)
        {
            _rows.AsSpan(node.Start, node.Count).CopyTo(_rowsNext.AsSpan(node.Start));
            _pairs.AsSpan(node.Start * 2, node.Count * 2).CopyTo(_pairsNext.AsSpan(node.Start * 2));
            return node.Count;
        }

        var left = new bool[256];
        for (var bin = 0; bin < left.Length; bin++)
        {
            left[bin] = bin == 0 ? split.MissingLeft : bin <= split.Bin;
        }

        var code = codes[split.Feature];
        var leftCount = 0;
        for (var i = node.Start; i < node.Start + node.Count; i++)
        {
            leftCount += left[code[_rows[i]]] ? 1 : 0;
        }

        var (l, r) = (node.Start, node.Start + leftCount);
        for (var i = node.Start; i < node.Start + node.Count; i++)
        {
            var row = _rows[i];
            var goesLeft = left[code[row]];
            var to = goesLeft ? l : r;
            l += goesLeft ? 1 : 0;
            r += goesLeft ? 0 : 1;
            _rowsNext[to] = row;
            _pairsNext[to * 2] = _pairs[i * 2];
            _pairsNext[(to * 2) + 1] = _pairs[(i * 2) + 1];
        }

        return leftCount;
    }

    private delegate void FeaturePart(ReadOnlySpan<int> features);

    // Parts of a fixed size, so that the work of a thread does not depend on how many there are.
    private void ByFeatures(FeaturePart action)
    {
        const int Part = Histograms.Together * 2;
        Threading.For((_features.Length + Part - 1) / Part, settings.Threads, p =>
            action(_features.AsSpan(p * Part, Math.Min(Part, _features.Length - (p * Part)))));
    }

    private double[] Take()
    {
        if (!_free.TryPop(out var histogram))
        {
            return new double[codes.Length * Histograms.Stride];
        }

        Array.Clear(histogram);
        return histogram;
    }
}
