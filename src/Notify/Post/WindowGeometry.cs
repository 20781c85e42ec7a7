namespace ClaimsWatch.Notify.Post;

/// <summary>Envelopes with a window that letters are laid out for.</summary>
public enum Envelope
{
    /// <summary>長形3号: A4 folded in three.</summary>
    Long3,

    /// <summary>角形2号: A4 unfolded.</summary>
    Square2,
}

/// <summary>
/// Where an envelope's window lies over the letter, and where the letter is folded; millimetres from the sheet's top left
/// corner.
/// </summary>
/// <remarks>Envelopes differ by maker: print a proof and hold it against one.</remarks>
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

    /// <summary>First fold; 0 for a letter that is not folded.</summary>
    public double FirstFoldMm { get; init; } = 99;

    /// <summary>Second fold; 0 for a letter that is not folded.</summary>
    public double SecondFoldMm { get; init; } = 198;

    /// <summary>
    /// The preset of an envelope: 長3 with a window of 90 × 45 mm, or 角2, in which A4 lies loose: a larger window of 94 × 49 mm
    /// with a wider free strip shows the same text, and there are no folds.
    /// </summary>
    public static WindowGeometry Of(Envelope envelope) => envelope == Envelope.Long3
        ? new WindowGeometry()
        : new WindowGeometry { TopMm = 14, WidthMm = 94, HeightMm = 49, InsetMm = 6, FirstFoldMm = 0, SecondFoldMm = 0 };
}
