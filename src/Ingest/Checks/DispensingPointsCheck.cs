namespace ClaimsWatch.Ingest.Checks;

/// <summary>
/// 調剤: 単位薬剤料 (SH) × 調剤数量 (CZ) = 薬剤料点数 (CZ). True for every line of the official sample; where it does not hold, columns have
/// slipped or quantities were changed.
/// </summary>
public static class DispensingPointsCheck
{
    /// <summary>Finds more than the shares set; null if all is well.</summary>
    public static CheckResult? Run(long wrong, long lines, IngestSettings settings) => CheckResult.OfShare(
        "dispensing-points", wrong, lines, settings.ArithmeticShareMax, settings.CriticalShare,
        () => Texts.DispensingPoints(wrong, lines));
}
