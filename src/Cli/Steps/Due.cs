using System.Text.Json;
using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Programme;

namespace ClaimsWatch.Cli.Steps;

/// <summary>Steps of the month's journey that can be due.</summary>
public enum StepKind
{
    /// <summary>New files wait under incoming/.</summary>
    Ingest,

    /// <summary>A log of earlier letters waits under incoming/.</summary>
    ImportHistory,

    /// <summary>A selection month is mature and has no round yet.</summary>
    Detect,

    /// <summary>Staff decide about the candidates.</summary>
    Review,

    /// <summary>A named person approves.</summary>
    Approve,

    /// <summary>The draw: needs a public number drawn after the list was frozen.</summary>
    Allocate,

    /// <summary>Letters are rendered and printed.</summary>
    Letters,

    /// <summary>Letters go to the post.</summary>
    Posted,

    /// <summary>Letters after the first ones of a round: to holdouts who waited three months, reminders,
    /// closing letters.</summary>
    LaterLetters,

    /// <summary>Those letters go to the post.</summary>
    LaterPosted,

    /// <summary>A round's six months have matured.</summary>
    Outcomes,
}

/// <summary>How far a round is, as the ledger tells.</summary>
/// <param name="Id">Round.</param>
/// <param name="SelectionMonth">t0.</param>
/// <param name="State">Last thing done.</param>
/// <param name="LetterMonth">Month of posting, none before.</param>
/// <param name="People">People on the frozen list.</param>
public sealed record RoundProgress(string Id, ClaimMonth SelectionMonth, RoundState State, ClaimMonth LetterMonth, int People)
{
    /// <summary>Letters after the first ones.</summary>
    public IReadOnlyList<LaterProgress> Later { get; init; } = [];
}

/// <summary>What <see cref="Due"/> looks at.</summary>
/// <param name="PendingDeliveries">Months under incoming/ with files not yet ingested, ascending.</param>
/// <param name="PendingHistory">Whether a letter log waits.</param>
/// <param name="SelectionMonth">Latest mature month, none if there is none.</param>
/// <param name="FirstMonth">First claim month in the store.</param>
/// <param name="Rounds">Rounds by selection month.</param>
/// <param name="HistoryOutcomesDue">Whether an imported round has matured and is not reported.</param>
/// <param name="Automatic">Sample or demo: gates open themselves, every page is marked 見本 (decisions A1).</param>
/// <param name="PostAutomatically">Demo only: printed letters count as posted on the same day.</param>
/// <param name="ThisMonth">The month to work in.</param>
public sealed record ProgrammeState(
    IReadOnlyList<ClaimMonth> PendingDeliveries, bool PendingHistory, ClaimMonth SelectionMonth, ClaimMonth FirstMonth,
    IReadOnlyList<RoundProgress> Rounds, bool HistoryOutcomesDue, bool Automatic, bool PostAutomatically,
    ClaimMonth ThisMonth = default);

/// <summary>How often rounds are opened.</summary>
public sealed record ScheduleSettings
{
    /// <summary>Months between two rounds' selection months, at least 1.</summary>
    public int EveryMonths { get; init; } = 1;

    /// <summary>Claim months needed up to and including t0 before the first round: six for the trend and for PRE.</summary>
    public int HistoryMonthsMin { get; init; } = 6;

    /// <summary>Whether a round's people get one reminder three months after its letters (decisions A3).</summary>
    public bool Reminder { get; init; } = true;

    /// <summary>Whether they get a last letter that says that no more come, once their comparison is over.</summary>
    public bool Closing { get; init; }
}

/// <summary>A step that is due.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Round">Round it is for, with the name of later letters where it is about them; empty for ingest and
/// detect.</param>
/// <param name="Month">Delivery month of ingest, t0 of detect.</param>
/// <param name="Human">Whether a person must act: <c>run</c> stops here.</param>
public sealed record DueStep(StepKind Kind, string Round, ClaimMonth Month, bool Human)
{
    /// <summary>As progress and <c>status</c> say it: the verb, and the round, else the month.</summary>
    public string Words =>
        $"{JsonNamingPolicy.KebabCaseLower.ConvertName($"{Kind}")} {(Round.Length > 0 ? Round : $"{Month}")}".TrimEnd();
}

/// <summary>State → what is due. Pure: <c>run</c> and <c>status</c> print the same list.</summary>
public static class Due
{
    /// <summary>Months that people with overlapping medicines may wait at most (decisions A4, fixed),
    /// and until a reminder (A3).</summary>
    public const int DelayMonths = 3;

    /// <summary>Months from posting in which a reminder can still be printed: before the comparison is over.</summary>
    public const int ReminderMonthsMax = 5;

    /// <summary>The next step, or null. Deliveries first, then rounds by age, so that months are worked in order.</summary>
    public static DueStep? Next(ProgrammeState state, ScheduleSettings schedule) =>
        All(state, schedule).FirstOrDefault(step => !step.Human);

    /// <summary>What waits for a person; meaningful once <see cref="Next"/> has nothing more.</summary>
    public static IReadOnlyList<DueStep> Waiting(ProgrammeState state, ScheduleSettings schedule) =>
        [.. All(state, schedule).Where(step => step.Human)];

    private static IEnumerable<DueStep> All(ProgrammeState state, ScheduleSettings schedule)
    {
        if (state.PendingDeliveries.Count > 0)
        {
            yield return new DueStep(StepKind.Ingest, "", state.PendingDeliveries[0], Human: false);
            yield break; // nothing may be decided on half of what has arrived
        }

        if (state.PendingHistory)
        {
            yield return new DueStep(StepKind.ImportHistory, "", ClaimMonth.None, Human: false);
            yield break;
        }

        if (state.HistoryOutcomesDue || state.Rounds.Any(r => r.State == RoundState.Mature))
        {
            yield return new DueStep(StepKind.Outcomes, "", ClaimMonth.None, Human: false);
        }

        foreach (var round in state.Rounds)
        {
            if (OfRound(round, state) is { } step)
            {
                yield return step;
            }

            foreach (var later in OfLater(round, state))
            {
                yield return later;
            }
        }

        if (DetectIsDue(state, schedule))
        {
            yield return new DueStep(StepKind.Detect, "", state.SelectionMonth, Human: false);
        }
    }

    private static DueStep? OfRound(RoundProgress round, ProgrammeState state)
    {
        var human = !state.Automatic;
        return round.State switch
        {
            RoundState.Detected when round.People == 0 => null,
            RoundState.Detected => new DueStep(StepKind.Review, round.Id, round.SelectionMonth, human),
            RoundState.Reviewed => new DueStep(StepKind.Approve, round.Id, round.SelectionMonth, human),
            RoundState.Approved => new DueStep(StepKind.Allocate, round.Id, round.SelectionMonth, human),
            RoundState.Allocated => new DueStep(StepKind.Letters, round.Id, round.SelectionMonth, human),
            RoundState.Printed => new DueStep(StepKind.Posted, round.Id, round.SelectionMonth, !state.PostAutomatically),
            _ => null,
        };
    }

    private static IEnumerable<DueStep> OfLater(RoundProgress round, ProgrammeState state) => round.Later
        .Where(later => later.State == LaterState.Printed || later.IsDue(state.ThisMonth))
        .Select(later => new DueStep(
            later.State == LaterState.Printed ? StepKind.LaterPosted : StepKind.LaterLetters,
            LaterLetters.Name(round.Id, later.Kind),
            round.SelectionMonth, !state.PostAutomatically));

    private static bool DetectIsDue(ProgrammeState state, ScheduleSettings schedule)
    {
        if (state.SelectionMonth.IsNone || state.FirstMonth.IsNone)
        {
            return false;
        }

        if (state.SelectionMonth.MonthsSince(state.FirstMonth) + 1 < schedule.HistoryMonthsMin)
        {
            return false;
        }

        var last = state.Rounds.Count == 0 ? ClaimMonth.None : state.Rounds.Max(r => r.SelectionMonth);
        return last.IsNone || state.SelectionMonth.MonthsSince(last) >= schedule.EveryMonths;
    }
}
