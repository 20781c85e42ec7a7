namespace ClaimsWatch.Stats.Glm;

/// <summary>Stopping rules of the iteration.</summary>
public sealed record IrlsSettings
{
    /// <summary>Full steps tried before giving up.</summary>
    public int StepsMax { get; init; } = 100;

    /// <summary>Halvings of one step before it is taken as no progress.</summary>
    public int HalvingsMax { get; init; } = 30;

    /// <summary>Largest standardised Newton step, b / sqrt(bread), at which the estimates count as final.</summary>
    public double StepTolerance { get; init; } = 1e-11;

    /// <summary>A mean this many times smaller than the average mean calls for the separation check.</summary>
    public double TinyMean { get; init; } = 1e-5;
}
