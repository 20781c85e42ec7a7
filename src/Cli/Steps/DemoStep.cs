using ClaimsWatch.Cli.Commands;
using ClaimsWatch.Cli.Printing;
using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Evaluate.Design;
using ClaimsWatch.Evaluate.Panels;
using ClaimsWatch.Store;
using ClaimsWatch.Store.Vault;
using ClaimsWatch.Synth;

namespace ClaimsWatch.Cli.Steps;

/// <summary>A demonstration.</summary>
/// <param name="Folder">Where to work; must not be a workspace yet.</param>
/// <param name="Members">People.</param>
/// <param name="Months">Claim months.</param>
/// <param name="Seed">Seed.</param>
/// <param name="Enrich">Factor on rising and high courses.</param>
public sealed record DemoRequest(string Folder, int Members, int Months, long Seed, double Enrich);

/// <summary>
/// A closed loop on invented people: each month's delivery, then <c>run</c>; letters change later claims by a known effect; the
/// report must find it again. Honest (decisions D6): the truth is that of the drawn people, and an interval that misses it is
/// said to miss it.
/// </summary>
public static class DemoStep
{
    /// <summary>Enough rising people in 20,000 for several hundred in each arm.</summary>
    public const double EnrichDefault = 60;

    /// <summary>Six months of history, four until posting, six of POST, and what they need to mature.</summary>
    private const int MonthsMin = 17;

    private const int RunDay = 22; // two days after the roster's day, within the seven that a print day allows

    private static readonly ClaimMonth s_start = new(202301);

    /// <summary>Runs the programme month by month.</summary>
    public static CommandResult Execute(CommandContext context, DemoRequest request)
    {
        if (File.Exists(Path.Combine(request.Folder, WorkspacePaths.LedgerFile)))
        {
            throw new UserError(ExitCode.Input, "there is a demo already", Path.GetFullPath(request.Folder),
                "name another folder with --out, or delete this one");
        }

        if (request.Months < MonthsMin)
        {
            throw new UserError(
                ExitCode.Usage, $"{request.Months} months are too few to see a letter's six months", "--months",
                $"at least {MonthsMin}");
        }

        var synth = new SynthRequest(request.Members, request.Months, request.Seed, s_start, request.Enrich, [], 0, Zip: false);
        var settings = SynthStep.SettingsOf(synth);
        var world = World.Create(settings);
        var text = SynthStep.Workspace_(synth, settings.LastDelivery, sample: false);
        OutputFile.Write(Path.Combine(request.Folder, WorkspacePaths.SettingsFile), text);
        var parsed = Cli.Settings.SettingsFile.Parse(text, WorkspacePaths.SettingsFile);
        Workspace.Create(request.Folder, request.Seed, Session.OptionsOf(parsed)).Dispose();

        List<SynthLetter> letters = [];
        for (var delivery = settings.FirstDelivery; delivery <= settings.LastDelivery; delivery = delivery.Plus(1))
        {
            foreach (var file in world.Deliver(delivery, letters))
            {
                OutputFile.Write(Path.Combine(request.Folder, file.Path), file.Bytes);
            }

            OutputFile.Write(Path.Combine(request.Folder, "windows.csv"), SynthStep.Windows(delivery.FirstDay.AddMonths(-1)));
            var today = delivery.FirstDay.AddDays(RunDay - 1);
            using var session = Session.Open(context with { Quiet = true }, write: true, request.Folder, today);
            var steps = new RunStep(session).Execute(delivery).Steps;
            letters = Letters(session);
            context.Progress(
                $"{delivery}: {string.Join(", ", steps.Select(s => s.Verb).Distinct())}; {letters.Count(l => l.Letter)} letters, "
                    + $"{letters.Count(l => !l.Letter)} holdout so far");
        }

        using var last = Session.Open(context, write: true, request.Folder, settings.LastDelivery.FirstDay.AddDays(RunDay - 1));
        return Report(last, world, request);
    }

    private static CommandResult Report(Session session, World world, DemoRequest request)
    {
        var evaluated = OutcomesStep.Matured(session, DetectStep.Maturity(session, session.Workspace.OpenStore()).T0)
            .Select(r => r.Allocation.Round).ToHashSet(StringComparer.Ordinal);
        var drawn = Letters(session, evaluated);
        var truth = world.EffectOf(drawn);
        var unenriched = Unenriched(session, drawn.Count, request.Enrich);
        var outcome = OutcomesStep.Execute(session, new OutcomesRequest("") { Remarks = [unenriched] });
        var rows = new List<DemoRow>
        {
            Row(Scope.Male, Sex.Male, outcome, truth), Row(Scope.Female, Sex.Female, outcome, truth),
        };
        var report = session.Workspace.Paths.At(outcome.Files.First(f => f.EndsWith("report.html", StringComparison.Ordinal)));
        var ja = session.Context.Japanese;
        return new CommandResult(
            new
            {
                Schema = "claimswatch.demo/1",
                session.Settings.Marks,
                request.Members,
                request.Months,
                request.Seed,
                request.Enrich,
                Rounds = outcome.Rounds,
                Planted = new { Male = rows[0].Planted, Female = rows[1].Planted },
                Truth = new { Male = rows[0].Truth, Female = rows[1].Truth },
                Estimated = new { Male = rows[0].Estimate, Female = rows[1].Estimate },
                Arms = rows.Select(r => new { r.Scope, r.Letters, r.Holdout }),
                Covered = rows.All(r => r.Covered),
                CoveredBySex = new { Male = rows[0].Covered, Female = rows[1].Covered },
                Unenriched = unenriched.Value,
                Report = report,
                CountScope = ScopeNote.Text(session, outcome.Rounds),
            },
            [
                new ResultTable(
                    ja ? $"植え込んだ効果と推定（enrich {request.Enrich:0.##}、{outcome.Rounds.Count} 回）"
                        : $"planted effect and estimate (enrich {request.Enrich:0.##}, {outcome.Rounds.Count} rounds)",
                    ja ? ["性別", "送付", "対照", "植え込み", "真の率比（ITT）", "推定", "95%CI", "含む"]
                        : ["sex", "letter", "holdout", "planted", "true ratio (ITT)", "estimate", "95 % CI", "covered"],
                    [
                        .. rows.Select(r => (IReadOnlyList<string>)
                        [
                            r.Scope, $"{r.Letters}", $"{r.Holdout}", $"{r.Planted:0.00}", $"{r.Truth:0.000}",
                            $"{r.Estimate.RateRatio:0.000}",
                            $"{r.Estimate.CiLo:0.000}–{r.Estimate.CiHi:0.000}", r.Covered ? "○" : "×",
                        ]),
                    ]),
                OutcomesPages.Table(outcome.Results, ja),
            ],
            [(ja ? "印: " : "marks: ") + string.Join(", ", session.Settings.Marks), .. ScopeNote.Lines(session, outcome.Rounds),
                unenriched.Value, report]);
    }

    private static (string Name, string Value) Unenriched(Session session, int drawn, double enrich)
    {
        var people = (int)Math.Round(drawn / enrich);
        var plan = PlanStep.Of(session, people / 2, people - (people / 2));
        return (
            "enrich 1",
            $"増やさなければ、この規模では同じ期間に約 {people} 人です。{plan.Advice(Evaluate.Language.Japanese)} / Without enrichment an office of this "
                + $"size would have drawn about {people} people. {plan.Advice(Evaluate.Language.English)}");
    }

    private static DemoRow Row(Scope scope, Sex sex, OutcomesOutcome outcome, IReadOnlyList<EffectTruth> truth)
    {
        var known = truth.First(t => t.Sex == sex);
        var estimate = outcome.Results.Primary(Outcome.Claims, scope);
        var interval = new DemoEstimate(estimate.RateRatio, estimate.RatioLow, estimate.RatioHigh);
        return new DemoRow(
            Names.Of(scope), known.Letters, known.Persons - known.Letters, known.PlantedRatio, known.RateRatio, interval,
            interval.CiLo <= known.RateRatio && known.RateRatio <= interval.CiHi);
    }

    /// <summary>The exported list of drawn people from which Synth learns who got a letter.</summary>
    private static List<SynthLetter> Letters(Session session, IReadOnlySet<string>? rounds = null)
    {
        var vault = session.Workspace.OpenVault();
        var list = new List<SynthLetter>();
        foreach (var allocation in session.Book.Allocations.Where(a => rounds is null || rounds.Contains(a.Round)))
        {
            if (session.Book.PostingOf(allocation.Round) is not { } posting)
            {
                continue;
            }

            var outToday = session.Book.ExcludedToday(allocation.Round).Select(e => e.Person).ToHashSet();
            var always = session.Workspace.Ledger.Read<FrozenPerson>(Store.Ledger.EntryKinds.AlwaysLetter, allocation.Round)
                .Select(p => (p.Person, Arm: Arm.Letter));
            var people = allocation.Persons.Select(p => (p.Person, p.Arm));
            foreach (var (person, arm) in rounds is null ? people.Concat(always) : people)
            {
                list.Add(Line(vault, person, arm, posting, !outToday.Contains(person)));
            }

            var delayed = LaterLetters.Name(allocation.Round, LaterKind.Delayed);
            if (rounds is null && session.Book.PostingOf(delayed) is { } later)
            {
                list.AddRange(session.Book.Letters.Where(l => l.Round == delayed)
                    .Select(l => Line(vault, l.Person, Arm.Letter, later, delivered: true)));
            }
        }

        return list;
    }

    private static SynthLetter Line(IdentityVault vault, long person, Arm arm, Posting posting, bool delivered)
    {
        var identity = vault.MemberOf(person)?.Member.Identity ?? vault.Find(person)!.Identities[0];
        return new SynthLetter(
            identity.InsurerNumber, identity.Symbol, identity.Number, identity.Branch, posting.Month, arm == Arm.Letter,
            identity.BirthDate, delivered);
    }

    private sealed record DemoEstimate(double RateRatio, double CiLo, double CiHi);

    private sealed record DemoRow(
        string Scope, int Letters, int Holdout, double Planted, double Truth, DemoEstimate Estimate, bool Covered);
}
