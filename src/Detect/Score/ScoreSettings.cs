using ClaimsWatch.Core.Claims;

namespace ClaimsWatch.Detect.Score;

/// <summary>What is foretold; both are always scored.</summary>
public enum ScoreOutcome
{
    /// <summary>20 receipts or more in at least one month of the horizon: mostly level and noise.</summary>
    Once,

    /// <summary>20 or more in at least two of its months (定着).</summary>
    Settled,
}

/// <summary>Cohort, split and judgement of the score (PatientLevelPrediction's T, O and time at risk).</summary>
public sealed record ScoreSettings
{
    /// <summary>Months between t0 and the first month that counts: claims arrive, staff review, letters are posted.</summary>
    public int GapMonths { get; init; } = 3;

    /// <summary>Months foretold, t0+g+1 … t0+g+h.</summary>
    public int HorizonMonths { get; init; } = 6;

    /// <summary>Receipts in t0 from which a person is in the cohort.</summary>
    public int ReceiptsMin { get; init; } = 6;

    /// <summary>Completed years from which a person is in the cohort.</summary>
    public int AgeMin { get; init; } = 18;

    /// <summary>Months of t0−11 … t0 with insured days that the cohort asks for.</summary>
    public int EnrolledMonthsMin { get; init; } = 12;

    /// <summary>Months with 20 or more that make it settled.</summary>
    public int SettledMonthsMin { get; init; } = 2;

    /// <summary>Months of history under which no model is fitted and rules rank alone (cold start).</summary>
    public int HistoryMonthsMin { get; init; } = 18;

    /// <summary>Outcomes that training must have, and the calibration period and the test half as many,
    /// for a comparison to say anything.</summary>
    public int EventsMin { get; init; } = 20;

    /// <summary>Index months of the test, the newest that have their whole horizon.</summary>
    public int TestMonths { get; init; } = 6;

    /// <summary>Index months before the test on which models stop early and are calibrated.</summary>
    public int CalibrationMonths { get; init; } = 4;

    /// <summary>Share of people kept for the test alone, above 0 to under 1.</summary>
    public double TestPersonShare { get; init; } = 0.4;

    /// <summary>Letters a round among the test people, by which models are judged.</summary>
    public int LettersMax { get; init; } = 60;

    /// <summary>Probability at which a letter is worth sending, for net benefit, above 0 to under 1.</summary>
    public double WorthwhileProbability { get; init; } = 0.2;

    /// <summary>Bootstrap samples of people.</summary>
    public int Replicates { get; init; } = 1000;

    /// <summary>Seed of split, sampling and bootstrap.</summary>
    public ulong Seed { get; init; } = 20250101;

    /// <summary>Whether models may see sex; reporting by sex does not depend on it.</summary>
    public bool UseSex { get; init; }

    /// <summary>
    /// Whether index months are read as they were known on the run's day. Off only in the test that shows what a leak would do.
    /// </summary>
    public bool AsDelivered { get; init; } = true;

    /// <summary>Whether a model fitted on another insurer's data may rank people here; it is refused otherwise.</summary>
    public bool Adapt { get; init; }

    /// <summary>Settings that can't be used.</summary>
    public IEnumerable<SettingProblem> Problems() =>
    [
        .. SettingProblem.Unless(GapMonths is >= 0 and <= 5, "score.gapMonths", GapMonths, "from 0 to 5"),
        .. SettingProblem.Unless(HorizonMonths is >= 1 && GapMonths + HorizonMonths <= DetectionWindow.Length,
            "score.horizonMonths", HorizonMonths, "1 or more, at most 12 with the gap"),
        .. SettingProblem.Unless(AsDelivered, "score.asDelivered", 0, "true: a model may not read what had not been delivered"),
        .. SettingProblem.Unless(EventsMin >= 2, "score.eventsMin", EventsMin, "2 or more"),
        .. SettingProblem.Unless(TestMonths >= 1, "score.testMonths", TestMonths, "1 or more"),
        .. SettingProblem.Unless(CalibrationMonths >= 1, "score.calibrationMonths", CalibrationMonths, "1 or more"),
        .. SettingProblem.Unless(TestPersonShare is > 0 and < 1, "score.testPersonShare", TestPersonShare, "between 0 and 1"),
        .. SettingProblem.Unless(LettersMax >= 1, "score.lettersMax", LettersMax, "1 or more"),
        .. SettingProblem.Unless(Replicates >= 100, "score.replicates", Replicates, "100 or more"),
    ];
}

/// <summary>One person at one index month.</summary>
/// <param name="Person">Pseudonym.</param>
/// <param name="Sex">Administrative sex, for reporting.</param>
/// <param name="T0">Index month.</param>
/// <param name="RulesMet">Rules that fire.</param>
/// <param name="Counts">Receipts of the horizon's months with insured days, up to the first without.</param>
/// <param name="Days">Insured days of the same months.</param>
/// <param name="FirstCrossing">Month of the horizon, from 1, that first reaches 20; 0 none seen.</param>
/// <param name="MonthsAtLevel">Months of the horizon with 20 or more.</param>
/// <param name="CrossedInGap">Reached 20 before any letter could arrive: for whom every letter is too late.</param>
public sealed record CohortRow(
    long Person, Sex Sex, ClaimMonth T0, int RulesMet, IReadOnlyList<int> Counts, IReadOnlyList<int> Days, int FirstCrossing,
    int MonthsAtLevel, bool CrossedInGap)
{
    /// <summary>Months of the horizon that could be seen.</summary>
    public int MonthsObserved => Counts.Count;

    /// <summary>Mean receipts of those months; 0 without any.</summary>
    public double HorizonMean => Counts.Count == 0 ? 0 : Counts.Average();

    /// <summary>Whether the outcome happened in time for a letter.</summary>
    public bool Is(ScoreOutcome outcome, ScoreSettings settings) => !CrossedInGap
        && (outcome == ScoreOutcome.Once ? FirstCrossing > 0 : MonthsAtLevel >= settings.SettledMonthsMin);
}
