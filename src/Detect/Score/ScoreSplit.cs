using ClaimsWatch.Core.Claims;

namespace ClaimsWatch.Detect.Score;

/// <summary>Index months and people of the three parts.</summary>
/// <param name="Train">Index months fitted.</param>
/// <param name="Later">Index months of early stopping and calibration.</param>
/// <param name="Test">Index months judged, of other people.</param>
public sealed record ScoreSplit(IReadOnlyList<ClaimMonth> Train, IReadOnlyList<ClaimMonth> Later, IReadOnlyList<ClaimMonth> Test)
{
    private const int ShortTest = 3;
    private const int ShortCalibration = 2;

    /// <summary>Index months under which there is no split: 15 with the defaults, which 35 claim months give.</summary>
    public static int IndexMonthsMin(ScoreSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return Math.Min(settings.TestMonths, ShortTest) + settings.GapMonths + settings.HorizonMonths
            + Math.Min(settings.CalibrationMonths, ShortCalibration) + 1;
    }

    /// <summary>
    /// The newest months test; nothing is learnt from an outcome that was not over when the first test month was decided.
    /// Training outcomes are over before calibration begins where history is long enough. A shorter history (insurers keep about
    /// three years) tests three months and calibrates on two; null if it is too short even for that.
    /// </summary>
    public static ScoreSplit? Of(IReadOnlyList<ClaimMonth> indexMonths, ScoreSettings settings)
    {
        ArgumentNullException.ThrowIfNull(indexMonths);
        ArgumentNullException.ThrowIfNull(settings);
        var span = settings.GapMonths + settings.HorizonMonths;
        var (tested, calibrated) = indexMonths.Count > settings.TestMonths + span + settings.CalibrationMonths
            ? (settings.TestMonths, settings.CalibrationMonths)
            : (Math.Min(settings.TestMonths, ShortTest), Math.Min(settings.CalibrationMonths, ShortCalibration));
        if (indexMonths.Count < IndexMonthsMin(settings))
        {
            return null;
        }

        ClaimMonth[] test = [.. indexMonths.TakeLast(tested)];
        ClaimMonth[] later = [.. indexMonths.Where(m => m <= test[0].Plus(-span)).TakeLast(calibrated)];
        ClaimMonth[] apart = [.. indexMonths.Where(m => m <= later[0].Plus(-span))];
        ClaimMonth[] train = apart.Length >= 6 ? apart : [.. indexMonths.Where(m => m < later[0])];
        return new ScoreSplit(train, later, test);
    }
}
