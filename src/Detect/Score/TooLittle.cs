namespace ClaimsWatch.Detect.Score;

/// <summary>What a comparison asks for and the data do not have.</summary>
public enum Shortage
{
    /// <summary>Claim months.</summary>
    ClaimMonths,

    /// <summary>Index months: twelve insured months before, gap and horizon after.</summary>
    IndexMonths,

    /// <summary>Index months of the workspace that judges.</summary>
    TestIndexMonths,

    /// <summary>Outcomes to fit.</summary>
    TrainingOutcomes,

    /// <summary>Outcomes to calibrate.</summary>
    CalibrationOutcomes,

    /// <summary>Outcomes to judge.</summary>
    TestOutcomes,
}

/// <summary>Why nothing was compared: what was found and what is needed.</summary>
public sealed record TooLittle(Shortage What, int Found, int Needed)
{
    /// <summary>Null if the months are enough.</summary>
    internal static TooLittle? Months(int claimMonths, int indexMonths, int testIndexMonths, ScoreSettings settings) =>
        Under(Shortage.ClaimMonths, claimMonths, settings.HistoryMonthsMin)
        ?? Under(Shortage.IndexMonths, indexMonths, ScoreSplit.IndexMonthsMin(settings))
        ?? Under(Shortage.TestIndexMonths, testIndexMonths, settings.TestMonths);

    /// <summary>Null if one of the outcomes happened often enough; else what the more frequent one lacks.</summary>
    internal static TooLittle? Outcomes(Cohort train, Cohort later, Cohort test, ScoreSettings settings)
    {
        TooLittle? last = null;
        foreach (var outcome in Enum.GetValues<ScoreOutcome>().Reverse())
        {
            last = Outcomes(outcome, train, later, test, settings);
            if (last is null)
            {
                return null;
            }
        }

        return last;
    }

    /// <summary>Null if an outcome happened often enough: half as many are enough to calibrate and to judge as to fit.</summary>
    internal static TooLittle? Outcomes(ScoreOutcome outcome, Cohort train, Cohort later, Cohort test, ScoreSettings settings)
    {
        return Under(Shortage.TrainingOutcomes, Events(train), settings.EventsMin)
            ?? Under(Shortage.CalibrationOutcomes, Events(later), settings.EventsMin / 2)
            ?? Under(Shortage.TestOutcomes, Events(test), settings.EventsMin / 2);

        int Events(Cohort cohort) => cohort.Rows.Count(r => r.Is(outcome, settings));
    }

    private static TooLittle? Under(Shortage what, int found, int needed) =>
        found < needed ? new TooLittle(what, found, needed) : null;
}
