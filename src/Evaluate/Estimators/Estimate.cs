using ClaimsWatch.Stats;
using ClaimsWatch.Stats.Linear;
using ClaimsWatch.Stats.Panel;
using ClaimsWatch.Stats.Robust;

namespace ClaimsWatch.Evaluate.Estimators;

/// <summary>A named number with its standard error, the recipe of the error, its interval and its size.</summary>
public sealed record Estimate
{
    /// <summary>Name as in evaluation.md 7, such as <c>claims.female.poisson_ancova.HC0</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Point estimate, error, test and interval on the model's own scale (log ratio or difference of rates).</summary>
    public required Inference Inference { get; init; }

    /// <summary>Recipe of the variance.</summary>
    public required string Vcov { get; init; }

    /// <summary>Why there may be no estimate; <c>ok</c> when there is one.</summary>
    public required string Status { get; init; }

    /// <summary>Rows behind it: persons, or person-months for panel estimators.</summary>
    public required int Observations { get; init; }

    /// <summary>Clusters summed over; null when errors are not clustered.</summary>
    public int? Clusters { get; init; }

    /// <summary>Coefficients of the model (K).</summary>
    public int? Coefficients { get; init; }

    /// <summary>Whether the estimate is a log ratio, so that its exponential is a rate ratio.</summary>
    public bool IsLogRatio { get; init; }

    /// <summary>Size θ of a negative binomial model; null for other models.</summary>
    public double? Theta { get; init; }

    /// <summary>Standard error of θ.</summary>
    public double? ThetaError { get; init; }

    /// <summary>People left out of a person-effect Poisson model because nothing ever happened to them;
    /// null for other models.</summary>
    public int? AllZeroPersons { get; init; }

    /// <summary>Columns dropped because they are combinations of others.</summary>
    public IReadOnlyList<string> Aliased { get; init; } = [];

    /// <summary>A warning that must stand beside the number wherever it is shown.</summary>
    public string? Label { get; init; }

    /// <summary>Rate ratio; NaN when the estimate is not one.</summary>
    public double RateRatio => IsLogRatio ? Math.Exp(Inference.Estimate) : double.NaN;

    /// <summary>Lower end of the ratio's interval.</summary>
    public double RatioLow => IsLogRatio ? Math.Exp(Inference.Low) : double.NaN;

    /// <summary>Upper end of the ratio's interval.</summary>
    public double RatioHigh => IsLogRatio ? Math.Exp(Inference.High) : double.NaN;

    /// <summary>Whether there is an interval.</summary>
    public bool IsUsable => double.IsFinite(Inference.Low) && double.IsFinite(Inference.High);

    /// <summary>One coefficient of a fit with the normal distribution.</summary>
    public static Estimate Z(string id, FittedModel model, Covariance covariance, string coefficient, bool logRatio,
        int? observations = null) =>
        Of(id, model, covariance, Inference.Normal(model.Coefficient(coefficient), covariance.StandardError(coefficient)),
            logRatio, observations);

    /// <summary>One coefficient of a fit with Student's t.</summary>
    public static Estimate T(
        string id, FittedModel model, Covariance covariance, string coefficient, double df, bool logRatio,
        int? observations = null) =>
        Of(id, model, covariance, Inference.WithT(model.Coefficient(coefficient), covariance.StandardError(coefficient), df),
            logRatio, observations);

    /// <summary>An inference made from a fit.</summary>
    public static Estimate Of(string id, FittedModel model, Covariance covariance, Inference inference, bool logRatio,
        int? observations = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(covariance);
        return new Estimate
        {
            Id = id,
            Inference = inference,
            Vcov = covariance.Name,
            Status = StatusOf(model.Status, inference),
            Observations = observations ?? model.RowCount,
            Clusters = covariance.ClusterCount > 0 ? covariance.ClusterCount : null,
            Coefficients = model.CoefficientCount,
            AllZeroPersons = model is AbsorbedFit { AllZeroPersons: > 0 and var empty } ? empty : null,
            Aliased = model.Aliased,
            IsLogRatio = logRatio,
        };
    }

    private static string StatusOf(FitStatus status, Inference inference) => status switch
    {
        FitStatus.Converged => double.IsNaN(inference.Estimate) ? "not_identified"
            : double.IsNaN(inference.StandardError) ? "no_variance" : "ok",
        FitStatus.NotConverged => "not_converged",
        FitStatus.Separated => "separated",
        FitStatus.TooFewRows => "too_few",
        _ => "invalid_input",
    };
}
