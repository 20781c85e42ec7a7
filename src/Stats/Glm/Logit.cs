namespace ClaimsWatch.Stats.Glm;

/// <summary>
/// A yes/no response with a logit link (R: binomial()); shares between 0 and 1 are allowed as a quasi-likelihood.
/// </summary>
public sealed class Logit : IFamily
{
    /// <summary>The one instance.</summary>
    public static readonly Logit Binomial = new();

    private Logit()
    {
    }

    /// <inheritdoc/>
    public string Name => FamilyName;

    /// <summary>Name of family and link.</summary>
    internal const string FamilyName = "binomial(logit)";

    /// <inheritdoc/>
    public double Mean(double eta) => eta >= 0 ? 1 / (1 + Math.Exp(-eta)) : Math.Exp(eta) / (1 + Math.Exp(eta));

    /// <inheritdoc/>
    public double MeanSlope(double eta)
    {
        var small = Math.Exp(-Math.Abs(eta));
        return small / ((1 + small) * (1 + small));
    }

    /// <inheritdoc/>
    public double Variance(double mean) => mean * (1 - mean);

    /// <inheritdoc/>
    public double UnitDeviance(double y, double mean) =>
        2 * ((y > 0 ? y * Math.Log(y / mean) : 0) + (y < 1 ? (1 - y) * Math.Log((1 - y) / (1 - mean)) : 0));

    /// <inheritdoc/>
    public double StartingPredictor(double y) => Math.Log((y + 0.5) / (1.5 - y));

    /// <inheritdoc/>
    public bool Allows(double y) => y is >= 0 and <= 1;

    /// <inheritdoc/>
    public bool IsEdge(double y) => y is 0 or 1;
}
