using ClaimsWatch.Cli.Printing;
using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Documents;
using ClaimsWatch.Evaluate.Disclosure;
using ClaimsWatch.Evaluate.Panels;
using ClaimsWatch.Evaluate.Reports;
using ClaimsWatch.Store;
using ClaimsWatch.Store.Ledger;

namespace ClaimsWatch.Cli.Steps;

/// <summary>What was measured and where it was written.</summary>
/// <param name="Results">Exact results, internal.</param>
/// <param name="Rounds">Rounds pooled.</param>
/// <param name="Files">Paths written.</param>
/// <param name="Context">Title, marks and provenance of the report.</param>
public sealed record OutcomesOutcome(OutcomeResults Results, IReadOnlyList<string> Rounds, IReadOnlyList<string> Files,
    ReportContext Context)
{
    /// <summary>What one claim is, and how many there were (decisions C1).</summary>
    public IReadOnlyList<string> Counted { get; init; } = [];
}

/// <summary>What to evaluate.</summary>
/// <param name="Round">One round; empty pools all that have matured.</param>
/// <param name="Pdf">Also print the report with the browser of the machine.</param>
public sealed record OutcomesRequest(string Round, bool Pdf = false)
{
    /// <summary>Lines to print with the provenance.</summary>
    public IReadOnlyList<(string Name, string Value)> Remarks { get; init; } = [];

    /// <summary>Delivery month: claims as they were known then, for both arms; none for now.</summary>
    public ClaimMonth Known { get; init; }
}

/// <summary>Allocation and later claims → by-sex outcomes; exact ones stay internal,
/// the report passed the disclosure gate.</summary>
public static class OutcomesStep
{
    /// <summary>Evaluates rounds whose POST is complete, or one named round.</summary>
    /// <exception cref="UserError">Nothing has matured (exit 3), or the ledger was altered (exit 7).</exception>
    public static OutcomesOutcome Execute(Session session, OutcomesRequest request)
    {
        RefuseAlteredLedger(session);
        var (store, mature) = StoreOf(session, request.Known);
        var rounds =
            Matured(session, mature).Where(r => request.Round.Length == 0 || r.Allocation.Round == request.Round).ToList();
        if (rounds.Count == 0)
        {
            throw new UserError(
                ExitCode.Input,
                request.Round.Length > 0 ? $"the months after the letter of {request.Round} are not complete yet"
                    : "no round's months after the letter are complete yet",
                session.Workspace.Paths.Ledger,
                $"a report needs {session.Settings.Panel.PostMonths} mature months from the month of posting; `claimswatch "
                    + $"status` says when");
        }

        var panel = PanelBuilder.Build(store, rounds, AsOf.Now, Settings(session));
        var names = rounds.Select(r => r.Allocation.Round).ToList();
        var results = Outcomes.Measure(panel, session.Settings.Panel, OutcomeRecords.Of(session, names, mature));
        results = results with { Results = [.. results.Results, .. ResponsesPages.Of(session, names).Select(r => r.ToResult())] };
        var context = ScopeNote.In(session, Context(session, string.Join(", ", names)), names, (store, mature));
        var plans = names.Select(session.Book.PlanOf).OfType<RegisteredPlan>().ToList();
        context = context with
        {
            Provenance =
            [
                .. context.Provenance, .. plans.Select(p => ($"plan {p.Plan.Round} SHA-256", p.Sha256)),
                ("数える種類・表‖count scope and tables", Measured(session)),
                .. AsKnown(request.Known), .. request.Remarks,
            ],
            IsRegistered = plans.Count > 0,
            Deviations = OutcomeRecords.Deviations(session, plans),
            OwnRegression = NeverLettered.Regression(session, store),
        };
        return new OutcomesOutcome(results, names, Write(session, results, context, names, (store, mature), request), context)
        {
            Counted = ScopeNote.Lines(session, names, (store, mature)),
        };
    }

    // What a report reads, and the latest month that was complete in it.
    private static (IClaimStore Store, ClaimMonth Mature) StoreOf(Session session, ClaimMonth known)
    {
        var store = session.Workspace.OpenStore();
        if (known.IsNone)
        {
            return (store, DetectStep.Maturity(session, store).T0);
        }

        var then = new KnownStore(store, new AsOf(known));
        return (then, DetectStep.Maturity(session, then.CountByDelivery).T0);
    }

    /// <summary>Rounds and imported programmes whose POST has matured.</summary>
    public static IEnumerable<EvaluatedRound> Matured(Session session, ClaimMonth mature) =>
        Rounds(session).Where(r => ProgrammeBook.IsMature(r.LetterMonth, mature, session.Settings.Panel.PostMonths));

    /// <summary>Rounds and imported programmes with a holdout whose letters were posted.</summary>
    /// <param name="session">The workspace.</param>
    /// <param name="withoutHoldout">Own rounds without a holdout too: their wordings can be compared with each other.</param>
    public static IEnumerable<EvaluatedRound> Rounds(Session session, bool withoutHoldout = false)
    {
        foreach (var past in session.Book.PastLetters.GroupBy(p => p.Round).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            if (past.Any(p => p.Arm == Arm.Holdout))
            {
                yield return OfHistory(session, past.Key, [.. past]);
            }
        }

        var letters = session.Book.Letters;
        var returns = session.Book.Returns.ToList();
        foreach (var allocation in session.Book.Allocations.OrderBy(a => a.SelectionMonth))
        {
            if (session.Book.PostingOf(allocation.Round) is { } posting
                && (withoutHoldout || allocation.Persons.Any(p => p.Arm == Arm.Holdout)))
            {
                yield return EvaluatedRound.Of(allocation, posting, letters,
                    session.Book.ExcludedToday(allocation.Round), returns);
            }
        }
    }

    /// <summary>How claims become outcomes.</summary>
    public static PanelBuildSettings Settings(Session session) =>
        new()
        {
            CountedKinds = session.Settings.Detect.CountScope,
            Windows = session.Settings.Panel,
            ThresholdReceipts = session.Settings.Detect.Rules.R01.ReceiptsMin,
            OutOfHoursActs = TableFiles.Load(session).Watched.OutOfHours,
            EmergencyActs = TableFiles.Load(session).Watched.Emergency,
            Drugs = DrugFile.Load(session),
        };

    private static IEnumerable<(string, string)> AsKnown(ClaimMonth known) =>
        known.IsNone ? [] : [("納品の時点‖as of delivery", known.ToString())];

    private static string Measured(Session session) =>
        $"{string.Join("+", session.Settings.Detect.CountScope)}; {Core.Codes.WatchList.BuiltIn.Source.Split(';')[0]}; "
            + $"{DrugFile.Load(session).Source.Split(';')[0]}";

    /// <summary>Title, marks and provenance of a report.</summary>
    public static ReportContext Context(Session session, string title) => new(
        title, session.Today, session.Settings.Marks,
        [
            ("ClaimsWatch", ProgramVersion.Text),
            ("settings SHA-256", Cli.Settings.SettingsFile.Hash(session.Settings)),
            ("ledger head", session.Workspace.Ledger.Head.Hash),
            ("在籍月‖months at risk", Standings.Lists(session).RosterAsOf is { } day
                ? $"資格ファイル {day:yyyy-MM-dd}‖roster of {day:yyyy-MM-dd}" : "レセプトのみから推定（資格ファイルなし）‖from claims only, no roster"),
        ])
    {
        Language = session.Context.Japanese ? Evaluate.Language.Japanese : Evaluate.Language.English,
    };

    // An imported programme has no frozen draw of ours; what its log says is taken as it stands.
    private static EvaluatedRound OfHistory(Session session, string round, IReadOnlyList<PastLetter> past)
    {
        var persons = session.Workspace.OpenStore().ReadPersons();
        var facts = new Dictionary<long, (Sex Sex, long Household)>();
        for (var i = 0; i < persons.Count; i++)
        {
            facts[persons.PersonId.Span[i]] = ((Sex)persons.Sex.Span[i], persons.Household.Span[i]);
        }

        var allocation = new Allocation(
            round, past[0].SelectionMonth, "", "", "imported", session.Today, past[0].LetterMonth.Plus(7),
            [
                .. past.DistinctBy(p => p.Person).OrderBy(p => p.Person).Select(p =>
                {
                    var (sex, household) = facts.GetValueOrDefault(p.Person);
                    return new AllocatedPerson(p.Person, household == 0 ? p.Person : household, sex, p.Band, p.Stratum, 0, p.Arm);
                }),
            ]);
        return new EvaluatedRound(
            allocation, past[0].LetterMonth,
            past.Where(p => p.Arm == Arm.Letter && !p.Delivered).Select(p => p.Person).ToHashSet());
    }

    private static void RefuseAlteredLedger(Session session)
    {
        if (Chain.Verify(session.Workspace.Ledger, [.. RunRecord.Heads(session.Workspace.Paths)]) is [var first, ..])
        {
            throw new UserError(
                ExitCode.Refused, $"the ledger was altered: {first}", session.Workspace.Paths.Ledger,
                "restore a backup; results from an altered ledger can't be trusted");
        }
    }

    private static IReadOnlyList<string> Write(
        Session session, OutcomeResults results, ReportContext context, IReadOnlyList<string> rounds,
        (IClaimStore Store, ClaimMonth Mature) known, OutcomesRequest request)
    {
        var run = new RunScope(session, "outcomes");
        var folder = WorkspacePaths.OutOf(ClaimMonth.Of(session.Today));
        var gate = new GateSettings();
        var tables = ReleaseTables.Of(results, gate, session.Book.Releases, rounds);
        List<Evaluate.Reports.OutputFile> files =
            [.. OutcomeFiles.All(results, tables, context),
                .. OfficePages.Files(session, known.Store, results, tables, context, gate, known.Mature)];
        var report = files.First(f => f.Path == "report.html").Text;
        if (request.Pdf)
        {
            var printed = Browser.Require(session.Context.ReadEnvironment).PrintText(report);
            PdfDates.Normalise(printed, session.Today);
            files.Add(new Evaluate.Reports.OutputFile("report.pdf", "") { Binary = printed });
        }

        foreach (var file in files)
        {
            run.Commit.Stage($"{folder}/{file.Path}", file.Bytes);
        }

        var hash = Convert.ToHexStringLower(
            System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(report)));
        run.Commit.Append(EntryKinds.Outcomes, "",
            new ReportedOutcomes(rounds, request.Known.IsNone ? known.Store.Deliveries[^1] : request.Known, hash));
        run.Commit.Append(EntryKinds.Released, "", tables.Released(rounds));
        run.Commit.Append(EntryKinds.HarmChecks, "", HarmCheck.Of(rounds, results.HarmFindings));
        run.Count("persons", results.Panel.Episodes.Count);
        run.Finish(new { Rounds = rounds, Results = results.Results.Count });
        return [.. files.Select(f => $"{folder}/{f.Path}")];
    }
}
