using ClaimsWatch.Cli.Printing;
using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Core.Programme;

namespace ClaimsWatch.Cli.Steps;

/// <summary>One step that was done.</summary>
/// <param name="Verb">Contract verb.</param>
/// <param name="Month">Delivery month or t0, empty if none.</param>
/// <param name="Round">Round, empty if none.</param>
/// <param name="Words">What came out, in one line.</param>
/// <param name="Result">The step's own JSON.</param>
/// <param name="Read">What an ingest read, null for other verbs.</param>
public sealed record DoneStep(string Verb, string Month, string Round, string Words, object Result, IngestTotals? Read = null);

/// <summary>Receipts and rows of one or several deliveries.</summary>
public sealed record IngestTotals(int Receipts, long Rows, long Rejected)
{
    /// <summary>Both together.</summary>
    public IngestTotals Plus(IngestTotals other) => new(Receipts + other.Receipts, Rows + other.Rows, Rejected + other.Rejected);
}

/// <summary>Something that waits for a person.</summary>
public sealed record WaitingFor(string What, string Who, string Command);

/// <summary>What a run did.</summary>
/// <param name="Steps">Steps in order; empty when nothing was due.</param>
/// <param name="Waiting">What waits for whom.</param>
/// <param name="Outcomes">The newest report made in this run, null if none.</param>
/// <param name="Remarks">What a reader must know, such as why there is no PDF.</param>
public sealed record RunOutcome(
    IReadOnlyList<DoneStep> Steps, IReadOnlyList<WaitingFor> Waiting, OutcomesOutcome? Outcomes, IReadOnlyList<string> Remarks);

/// <summary><c>run</c>: does every step that is due up to the next human gate, in month order.</summary>
public sealed class RunStep(Session session)
{
    private readonly List<DoneStep> _steps = [];
    private readonly List<string> _remarks = [];
    private OutcomesOutcome? _outcomes;

    /// <summary>Works until nothing more is due.</summary>
    /// <param name="through">Deliveries after this month are left waiting; none takes all.</param>
    public RunOutcome Execute(ClaimMonth through = default)
    {
        var failed = new HashSet<DueStep>();
        var state = StateReader.Read(session, through);
        while (Due.Next(state, session.Settings.Schedule) is { } step && failed.Add(step))
        {
            Do(step);
            state = StateReader.Read(session, through);
        }

        return new RunOutcome(_steps, Waiting(session, state), _outcomes, _remarks);
    }

    /// <summary>What waits for a person, with the command that goes on.</summary>
    public static IReadOnlyList<WaitingFor> Waiting(Session session, ProgrammeState state) =>
    [
        .. Due.Waiting(state, session.Settings.Schedule).Select(step => step.Kind switch
        {
            StepKind.Review =>
                new WaitingFor(Texts.WaitReview(step.Round), Texts.Staff, $"review import FILE.xlsx --round {step.Round}"),
            StepKind.Approve =>
                new WaitingFor(Texts.WaitApprove(step.Round), Texts.Head, $"approve --round {step.Round} --by NAME --ref NO"),
            StepKind.Allocate => new WaitingFor(Texts.WaitAllocate(step.Round), Texts.Analyst,
                $"allocate --round {step.Round} --public-number TEXT"),
            StepKind.Letters => new WaitingFor(Texts.WaitLetters(step.Round), Texts.Staff, $"letters --round {step.Round} --pdf"),
            StepKind.Posted => new WaitingFor(Texts.WaitPosted(step.Round), Texts.Staff,
                $"letters posted --round {step.Round} --date YYYY-MM-DD"),
            StepKind.LaterLetters => new WaitingFor(
                Texts.WaitLater(step.Round), Texts.Staff,
                $"letters --{LaterLetters.Option(LaterLetters.KindOf(step.Round)!.Value)} --pdf --round "
                    + $"{LaterLetters.RoundOf(step.Round)}"),
            StepKind.LaterPosted => new WaitingFor(
                Texts.WaitPosted(step.Round), Texts.Staff, $"letters posted --round {step.Round} --date YYYY-MM-DD"),
            _ => throw new InvalidOperationException($"{step.Kind} never waits for a person"),
        }),
    ];

    private void Do(DueStep step)
    {
        session.Context.Progress(step.Words);
        switch (step.Kind)
        {
            case StepKind.Ingest:
                Ingest(step.Month);
                break;
            case StepKind.ImportHistory:
                foreach (var file in new Incoming(session).PendingHistory())
                {
                    var read = RecordStep.History(session, file);
                    Add("import-history", "", "", Texts.HistoryWords(read.Recorded, read.NotFound, read.Rejected), read);
                }

                break;
            case StepKind.Detect:
                var found = DetectStep.Execute(session, step.Month);
                Add("detect", $"{step.Month}", found.Round.Id,
                    Texts.DetectWords(found.Result.Candidates.Count, found.Result.Selected.Count, found.Result.StaffList.Count),
                    DetectPages.Json(found.Round, found.Result));
                break;
            case StepKind.Outcomes:
                _outcomes = OutcomesStep.Execute(session, new OutcomesRequest(""));
                Add("outcomes", "", string.Join(" ", _outcomes.Rounds),
                    Texts.OutcomesWords(_outcomes.Rounds.Count, _outcomes.Results.Panel.Episodes.Count),
                    OutcomesPages.Json(_outcomes.Results, _outcomes.Context, _outcomes.Files,
                        ScopeNote.Text(session, _outcomes.Rounds)));
                break;
            default:
                OfRound(step);
                break;
        }
    }

    private void Ingest(ClaimMonth month)
    {
        var files = new Incoming(session).Pending().Where(f => f.Delivery == month).ToList();
        var read = IngestStep.Execute(session, files);
        var total = read.Delivery.Total;
        var totals = new IngestTotals(read.Delivery.Files.Sum(f => f.Receipts), total.RowsIn, total.RowsRejected);
        Add("ingest", $"{month}", "", Texts.IngestWords(totals), IngestPages.Json(session, read), totals);
    }

    private void OfRound(DueStep step)
    {
        var round = session.Book.Find(LaterLetters.RoundOf(step.Round))
            ?? throw new InvalidOperationException($"round {step.Round} is due but not in the ledger");
        switch (step.Kind)
        {
            case StepKind.Review:
                var decided = ReviewStep.Automatic(session, round);
                Add("review", "", round.Id, Texts.ReviewWords(decided.Send), decided);
                break;
            case StepKind.Approve:
                ReviewStep.RefuseUnlessAutomatic(session, round.Id);
                var paper = ApproveStep.Execute(session, round, "見本（自動）", "見本", [], automatic: true);
                Add("approve", "", round.Id, Texts.ApproveWords, new { Round = round.Id, Paper = paper });
                break;
            case StepKind.Allocate:
                var drawn = AllocateStep.Execute(session, round, "", dryRun: false);
                var counts = drawn.Draw.Counts;
                Add("allocate", "", round.Id,
                    Texts.AllocateWords(counts.Where(c => c.Arm == Arm.Letter).Sum(c => c.N),
                        counts.Where(c => c.Arm == Arm.Holdout).Sum(c => c.N),
                        drawn.Draw.AlwaysLetter.Count),
                    AllocatePages.Json(round, drawn, dryRun: false, ScopeNote.Text(session, round.Id)));
                break;
            case StepKind.Letters:
                var printed = LettersStep.Execute(session, round,
                    new PrintOptions(Pdf: session.Settings.Synthetic is not { PostAutomatically: true }, DryRun: false, ""));
                Add("letters", "", round.Id, Texts.LettersWords(printed.Letters.Records.Count, printed.Letters.Pages),
                    LettersPages.Json(round, printed, ScopeNote.Text(session, round.Id)));
                _remarks.AddRange(printed.Notes);
                break;
            case StepKind.Posted:
                ReviewStep.RefuseUnlessAutomatic(session, round.Id);
                Add("posted", "", round.Id, Texts.PostedWords, RecordStep.Posted(session, round.Id, session.Today));
                break;
            case StepKind.LaterLetters:
                ReviewStep.RefuseUnlessAutomatic(session, round.Id);
                var later = LettersStep.ExecuteLater(
                    session, round, LaterLetters.KindOf(step.Round)!.Value, new PrintOptions(Pdf: false, DryRun: false, ""));
                Add("letters", "", step.Round, Texts.LettersWords(later.Letters.Records.Count, later.Letters.Pages),
                    LettersPages.Json(round, later, ScopeNote.Text(session, round.Id)));
                break;
            case StepKind.LaterPosted:
                ReviewStep.RefuseUnlessAutomatic(session, round.Id);
                Add("posted", "", step.Round, Texts.PostedWords, RecordStep.Posted(session, step.Round, session.Today));
                break;
            default:
                throw new InvalidOperationException($"{step.Kind} is no step of a round");
        }
    }

    private void Add(string verb, string month, string round, (string Ja, string En) words, object result,
        IngestTotals? read = null) =>
        _steps.Add(new DoneStep(verb, month, round, session.Context.Japanese ? words.Ja : words.En, result, read));
}
