using ClaimsWatch.Stats.Linear;

namespace ClaimsWatch.Stats.Glm;

/// <summary>Counts with a log link (R: poisson()); used as a quasi-likelihood, so the response need not be an integer.</summary>
public sealed class Poisson : IFamily
{
    /// <summary>The one instance.</summary>
    public static readonly Poisson Log = new();

    private Poisson()
    {
    }

    /// <inheritdoc/>
    public string Name => FamilyName;

    /// <summary>Name of family and link.</summary>
    internal const string FamilyName = "poisson(log)";

    /// <summary>
    /// Fits counts on a design with log(exposure) as offset. Rows with zero exposure say nothing about a rate: they are left
    /// out and counted in <see cref="GlmFit.ZeroExposureRows"/>; a negative exposure is invalid input.
    /// </summary>
    public static GlmFit Fit(DesignMatrix design, double[] y, double[] exposure, IrlsSettings? settings = null)
    {
        ArgumentNullException.ThrowIfNull(design);
        ArgumentNullException.ThrowIfNull(y);
        ArgumentNullException.ThrowIfNull(exposure);
        if (exposure.Length != design.RowCount || y.Length != design.RowCount)
        {
            throw new ArgumentException($"{y.Length} responses, {exposure.Length} exposures, {design.RowCount} rows.",
                nameof(exposure));
        }

        var keep = Array.ConvertAll(exposure, e => e != 0);
        var dropped = keep.AsSpan().Count(false);
        if (dropped > 0)
        {
            design = design.Rows(keep);
            y = DesignMatrix.Filter(y, keep);
            exposure = DesignMatrix.Filter(exposure, keep);
        }

        var fit = Irls.Fit(Log, design, y, Array.ConvertAll(exposure, Math.Log), settings);
        return dropped == 0 ? fit : fit.WithZeroExposureRows(dropped);
    }

    /// <inheritdoc/>
    public double Mean(double eta) => Math.Exp(eta);

    /// <inheritdoc/>
    public double MeanSlope(double eta) => Math.Exp(eta);

    /// <inheritdoc/>
    public double Variance(double mean) => mean;

    /// <inheritdoc/>
    public double UnitDeviance(double y, double mean) => 2 * ((y > 0 ? y * Math.Log(y / mean) : 0) - (y - mean));

    /// <inheritdoc/>
    public double StartingPredictor(double y) => Math.Log(y + 0.1);

    /// <inheritdoc/>
    public bool Allows(double y) => y >= 0 && double.IsFinite(y);

    /// <inheritdoc/>
    public bool IsEdge(double y) => y == 0;
}
