namespace ClaimsWatch.Stats.Boosting;

/// <summary>A way to split a node; ties go to the lower feature, then the lower bin.</summary>
/// <param name="Gain">What it takes off the loss; −∞ is no split.</param>
/// <param name="Feature">Feature.</param>
/// <param name="Bin">Last bin that goes left.</param>
/// <param name="MissingLeft">Whether missing values go left.</param>
/// <param name="LeftG">First derivatives on the left.</param>
/// <param name="LeftH">Second derivatives on the left.</param>
/// <param name="LeftWeight">Value of the left side, within its bounds.</param>
/// <param name="RightWeight">Value of the right side, within its bounds.</param>
internal readonly record struct Split(
    double Gain, int Feature, int Bin, bool MissingLeft, double LeftG, double LeftH, double LeftWeight, double RightWeight)
{
    public static Split None { get; } = new(double.NegativeInfinity, -1, 0, false, 0, 0, 0, 0);

    public static Split Better(Split a, Split b) => b.Gain > a.Gain || (b.Gain == a.Gain && b.Feature < a.Feature) ? b : a;
}

/// <summary>Sums of a node and the bounds that monotone splits above it have set.</summary>
internal readonly record struct NodeSums(double G, double H, double Lower, double Upper);

/// <summary>Finds the best split of a feature from its sums (Chen and Guestrin 2016, algorithms 1 and 3).</summary>
internal sealed class SplitFinder(BoosterSettings settings)
{
    /// <summary>Leaf value that lowers the loss most, within the node's bounds.</summary>
    public double Weight(double g, double h, in NodeSums bounds) =>
        Math.Clamp(-g / (h + settings.Lambda), bounds.Lower, bounds.Upper);

    /// <summary>Best split of one feature with a number of cuts.</summary>
    public Split Best(ReadOnlySpan<double> sums, int feature, int cuts, in NodeSums node)
    {
        var own = Objective(node.G, node.H, Weight(node.G, node.H, node));
        var best = Scan(sums, feature, cuts, node, own, missingLeft: false);
        // Without missing values both directions are the same question.
        return sums[1] == 0 ? best : Split.Better(Scan(sums, feature, cuts, node, own, missingLeft: true), best);
    }

    private Split Scan(ReadOnlySpan<double> sums, int feature, int cuts, in NodeSums node, double own, bool missingLeft)
    {
        var direction = settings.Monotone.Count == 0 ? 0 : settings.Monotone[feature];
        var best = Split.None;
        var (g, h) = missingLeft ? (sums[0], sums[1]) : (0, 0);
        for (var bin = 1; bin <= cuts; bin++)
        {
            g += sums[bin * 2];
            h += sums[(bin * 2) + 1];
            var (rightG, rightH) = (node.G - g, node.H - h);
            if (h < settings.HessianMin || rightH < settings.HessianMin)
            {
                continue;
            }

            var left = Weight(g, h, node);
            var right = Weight(rightG, rightH, node);
            if (direction * (right - left) < 0)
            {
                continue;
            }

            var gain = own - Objective(g, h, left) - Objective(rightG, rightH, right);
            if (gain > best.Gain && gain > settings.GainMin && gain > 1e-9)
            {
                best = new Split(gain, feature, bin, missingLeft, g, h, left, right);
            }
        }

        return best;
    }

    private double Objective(double g, double h, double weight) => (2 * g * weight) + ((h + settings.Lambda) * weight * weight);
}
