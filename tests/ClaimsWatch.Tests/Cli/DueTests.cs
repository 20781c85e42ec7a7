using ClaimsWatch.Cli.Steps;
using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Programme;

namespace ClaimsWatch.Tests.Cli;

public sealed class DueTests
{
    private static readonly ScheduleSettings s_schedule = new();

    private static readonly ProgrammeState s_quiet =
        new([], false, ClaimMonth.None, ClaimMonth.None, [], false, Automatic: false, PostAutomatically: false);

    [Fact]
    public void Nothing_is_due_in_an_empty_workspace() => Assert.Null(Due.Next(s_quiet, s_schedule));

    [Fact]
    public void Deliveries_come_before_everything_in_month_order()
    {
        var state = s_quiet with
        {
            PendingDeliveries = [new(202403), new(202404)],
            PendingHistory = true,
            SelectionMonth = new(202406),
            FirstMonth = new(202401),
        };

        Assert.Equal(new DueStep(StepKind.Ingest, "", new ClaimMonth(202403), false), Due.Next(state, s_schedule));
    }

    [Theory]
    [InlineData(StepKind.Ingest, "", 202403, "ingest 2024-03")]
    [InlineData(StepKind.ImportHistory, "", 0, "import-history")]
    [InlineData(StepKind.Review, "R2024-06", 202406, "review R2024-06")]
    public void A_step_is_told_by_its_verb_and_its_round_or_month(StepKind kind, string round, int month, string words) =>
        Assert.Equal(words, new DueStep(kind, round, month == 0 ? ClaimMonth.None : new(month), false).Words);

    [Theory]
    [InlineData(202405, false)] // five months of history
    [InlineData(202406, true)] // six
    public void A_round_opens_once_there_are_six_months_of_history(int selectionMonth, bool due)
    {
        var state = s_quiet with { SelectionMonth = new(selectionMonth), FirstMonth = new(202401) };

        Assert.Equal(due, Due.Next(state, s_schedule)?.Kind == StepKind.Detect);
    }

    [Theory]
    [InlineData(2, false)]
    [InlineData(3, true)]
    public void A_quarterly_schedule_waits_three_months(int monthsAfter, bool due)
    {
        var last = new ClaimMonth(202406);
        var state = s_quiet with
        {
            SelectionMonth = last.Plus(monthsAfter),
            FirstMonth = new(202401),
            Rounds = [new RoundProgress("R2024-06", last, RoundState.Reported, new(202410), 5)],
        };

        Assert.Equal(due, Due.Next(state, new ScheduleSettings { EveryMonths = 3 })?.Kind == StepKind.Detect);
    }

    [Theory]
    [InlineData(RoundState.Detected, StepKind.Review)]
    [InlineData(RoundState.Reviewed, StepKind.Approve)]
    [InlineData(RoundState.Approved, StepKind.Allocate)]
    [InlineData(RoundState.Allocated, StepKind.Letters)]
    [InlineData(RoundState.Printed, StepKind.Posted)]
    public void Run_never_passes_a_human_gate_of_a_real_office(RoundState state, StepKind waiting)
    {
        var office = s_quiet with { Rounds = [new RoundProgress("R2024-06", new(202406), state, ClaimMonth.None, 5)] };

        Assert.Null(Due.Next(office, s_schedule));
        Assert.Equal(waiting, Assert.Single(Due.Waiting(office, s_schedule)).Kind);
    }

    [Fact]
    public void A_sample_opens_its_own_gates_but_posts_nothing()
    {
        var printed = s_quiet with
        {
            Automatic = true,
            Rounds = [new RoundProgress("R2024-06", new(202406), RoundState.Printed, ClaimMonth.None, 5)],
        };

        Assert.Null(Due.Next(printed, s_schedule));
        Assert.Equal(StepKind.Posted, Due.Next(printed with { PostAutomatically = true }, s_schedule)?.Kind);
    }

    [Fact]
    public void A_round_without_people_waits_for_nobody()
    {
        var empty = s_quiet with
        {
            Rounds =
            [new RoundProgress("R2024-06", new(202406), RoundState.Detected, ClaimMonth.None, 0)]
        };

        Assert.Empty(Due.Waiting(empty, s_schedule));
    }

    [Theory]
    [InlineData(LaterKind.Delayed, 202412, false)]
    [InlineData(LaterKind.Delayed, 202501, true)] // three months after posting
    [InlineData(LaterKind.Delayed, 202512, true)]
    [InlineData(LaterKind.Reminder, 202412, false)]
    [InlineData(LaterKind.Reminder, 202501, true)]
    [InlineData(LaterKind.Reminder, 202503, true)]
    [InlineData(LaterKind.Reminder, 202504, false)] // the comparison is over
    public void Later_letters_wait_for_their_months_and_for_a_person(LaterKind kind, int month, bool due)
    {
        var until = kind == LaterKind.Reminder ? new ClaimMonth(202503) : ClaimMonth.None;
        var round = new RoundProgress("R2024-06", new(202406), RoundState.Posted, new(202410), 5)
        {
            Later = [new LaterProgress(kind, LaterState.Waiting, new(202501), until)],
        };
        var office = s_quiet with { Rounds = [round], ThisMonth = new(month) };

        Assert.Equal(due, Due.Waiting(office, s_schedule)
            .Any(s => s == new DueStep(StepKind.LaterLetters, LaterLetters.Name("R2024-06", kind), new(202406), true)));
        Assert.Null(Due.Next(office, s_schedule));
        Assert.Equal(due,
            Due.Next(office with { Automatic = true, PostAutomatically = true }, s_schedule)?.Kind == StepKind.LaterLetters);
    }

    [Fact]
    public void The_name_of_later_letters_says_round_and_kind()
    {
        Assert.All(LaterLetters.Kinds, kind => Assert.Equal(
            ("R2024-06", (LaterKind?)kind),
            (LaterLetters.RoundOf(LaterLetters.Name("R2024-06", kind)),
                LaterLetters.KindOf(LaterLetters.Name("R2024-06", kind)))));
        Assert.Null(LaterLetters.KindOf("R2024-06"));
    }
}
