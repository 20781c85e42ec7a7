using ClaimsWatch.Stats.Linear;

namespace ClaimsWatch.Stats.Glm;

/// <summary>A fitted generalised linear model.</summary>
public sealed class GlmFit : FittedModel
{
    internal GlmFit(FitStatus status, DesignMatrix design, IReadOnlyList<string> aliased, FitParts parts)
        : base(status, design, aliased, parts)
    {
    }

    /// <summary>Name of family and link.</summary>
    public required string Family { get; init; }

    /// <summary>Fitted means in row order; empty when the fit failed.</summary>
    public double[] Means { get; init; } = [];

    /// <summary>Twice the log-likelihood lost against the saturated model; NaN when the fit failed.</summary>
    public double Deviance { get; init; } = double.NaN;

    /// <summary>Newton steps taken.</summary>
    public int Steps { get; init; }

    /// <summary>Rows whose mean runs to the edge, when <see cref="FitStatus.Separated"/>.</summary>
    public int SeparatedRows { get; init; }

    /// <summary>Rows left out because nobody was at risk.</summary>
    public int ZeroExposureRows { get; private init; }

    internal GlmFit WithZeroExposureRows(int count) =>
        new(Status, Design, Aliased, new FitParts(Coefficients, ScoreResiduals, WorkingWeights, Bread))
        {
            Family = Family,
            Means = Means,
            Deviance = Deviance,
            Steps = Steps,
            SeparatedRows = SeparatedRows,
            ZeroExposureRows = count,
        };
}
