namespace ClaimsWatch.Notify.Post;

/// <summary>
/// Where an envelope's window lies over the letter, and where the letter is folded; millimetres from the sheet's top left
/// corner.
/// </summary>
/// <remarks>
/// Defaults fit 長形3号 with a 90 × 45 mm window, A4 folded in three. Envelopes differ by maker: print a proof and hold it against
/// one.
/// </remarks>
public sealed record WindowGeometry
{
    /// <summary>Left edge of the window.</summary>
    public double LeftMm { get; init; } = 20;

    /// <summary>Top edge of the window.</summary>
    public double TopMm { get; init; } = 12;

    /// <summary>Width of the window.</summary>
    public double WidthMm { get; init; } = 90;

    /// <summary>Height of the window.</summary>
    public double HeightMm { get; init; } = 45;

    /// <summary>Free strip inside the window on all sides, for paper that slips.</summary>
    public double InsetMm { get; init; } = 4;

    /// <summary>First fold.</summary>
    public double FirstFoldMm { get; init; } = 99;

    /// <summary>Second fold.</summary>
    public double SecondFoldMm { get; init; } = 198;
}
