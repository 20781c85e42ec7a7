namespace ClaimsWatch.Stats.Glm;

/// <summary>
/// Counts with variance μ + μ²/θ and a log link, θ given (NB2; R: MASS::negative.binomial(theta)).
/// <see cref="NegativeBinomialFit"/> estimates θ as well.
/// </summary>
public sealed class NegativeBinomial : IFamily
{
    /// <summary>A family with one size.</summary>
    /// <exception cref="ArgumentOutOfRangeException">θ is not a positive finite number.</exception>
    public NegativeBinomial(double theta)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(theta);
        if (!double.IsFinite(theta))
        {
            throw new ArgumentOutOfRangeException(nameof(theta), theta, "An infinite size is a Poisson model.");
        }

        Theta = theta;
    }

    /// <summary>Size θ; smaller means more spread than Poisson.</summary>
    public double Theta { get; }

    /// <inheritdoc/>
    public string Name => "negative binomial(log)";

    /// <inheritdoc/>
    public double Mean(double eta) => Math.Exp(eta);

    /// <inheritdoc/>
    public double MeanSlope(double eta) => Math.Exp(eta);

    /// <inheritdoc/>
    public double Variance(double mean) => mean + (mean * mean / Theta);

    /// <inheritdoc/>
    public double UnitDeviance(double y, double mean) =>
        2 * ((y > 0 ? y * Math.Log(y / mean) : 0) - ((y + Theta) * Math.Log((y + Theta) / (mean + Theta))));

    /// <inheritdoc/>
    public double StartingPredictor(double y) => Math.Log(y + 0.1);

    /// <inheritdoc/>
    public bool Allows(double y) => y >= 0 && double.IsFinite(y);

    /// <inheritdoc/>
    public bool IsEdge(double y) => y == 0;
}
