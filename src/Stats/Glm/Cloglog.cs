namespace ClaimsWatch.Stats.Glm;

/// <summary>
/// A yes/no response with a complementary log-log link (R: binomial("cloglog")): the discrete-time form of proportional hazards.
/// </summary>
public sealed class Cloglog : IFamily
{
    /// <summary>The one instance.</summary>
    public static readonly Cloglog Binomial = new();

    private Cloglog()
    {
    }

    /// <inheritdoc/>
    public string Name => "binomial(cloglog)";

    /// <inheritdoc/>
    public double Mean(double eta) => -ExpLessOne(-Math.Exp(Math.Min(eta, 700)));

    /// <inheritdoc/>
    public double MeanSlope(double eta) => Math.Exp(Math.Min(eta, 700) - Math.Exp(Math.Min(eta, 700)));

    /// <inheritdoc/>
    public double Variance(double mean) => mean * (1 - mean);

    /// <inheritdoc/>
    public double UnitDeviance(double y, double mean) => Logit.Binomial.UnitDeviance(y, mean);

    /// <inheritdoc/>
    public double StartingPredictor(double y) => Math.Log(-Math.Log(1 - ((y + 0.5) / 2)));

    /// <inheritdoc/>
    public bool Allows(double y) => y is >= 0 and <= 1;

    /// <inheritdoc/>
    public bool IsEdge(double y) => y is 0 or 1;

    // exp(x) − 1 without the loss of digits near 0 (Kahan).
    private static double ExpLessOne(double x)
    {
        var u = Math.Exp(x);
        if (u == 1)
        {
            return x;
        }

        var less = u - 1;
        return less <= -1 ? -1 : less * x / Math.Log(u);
    }
}
