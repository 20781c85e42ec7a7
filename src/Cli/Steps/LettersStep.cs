using ClaimsWatch.Cli.Printing;
using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Core.Identities;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Detect.Exclusions;
using ClaimsWatch.Documents;
using ClaimsWatch.Evaluate.Design;
using ClaimsWatch.Notify.Letters;
using ClaimsWatch.Notify.Post;
using ClaimsWatch.Store;
using ClaimsWatch.Store.Ledger;

namespace ClaimsWatch.Cli.Steps;

/// <summary>What became of the letters of a round.</summary>
/// <param name="Letters">Letters, envelopes, records.</param>
/// <param name="Day">Both arms as re-checked.</param>
/// <param name="Files">Workspace-relative paths written; empty for a dry run.</param>
/// <param name="PdfNote">Why there is no PDF; empty if there is or none was asked for.</param>
public sealed record LettersOutcome(LetterRunResult Letters, PrintDay Day, IReadOnlyList<string> Files, string PdfNote);

/// <summary>How to print.</summary>
/// <param name="Pdf">Also make PDF files.</param>
/// <param name="DryRun">Write nothing.</param>
/// <param name="BrowserPath">Browser to use, empty to look for one.</param>
public sealed record PrintOptions(bool Pdf, bool DryRun, string BrowserPath);

/// <summary>The day of printing: re-checks both arms, renders, lints, writes, records. Nobody is printed twice in a round.</summary>
public static class LettersStep
{
    private static readonly DayOfPrintSettings s_day = new();

    /// <summary>Prints the letters of an allocated round.</summary>
    /// <exception cref="UserError">Not drawn, printed before, a list is older than allowed, a window's confirmation has run out, or the lint refuses (exit 7).</exception>
    public static LettersOutcome Execute(Session session, Round round, PrintOptions options)
    {
        var allocation = session.Book.AllocationOf(round.Id)
            ?? throw new UserError(ExitCode.Refused, "the round is not drawn yet", round.Id, $"claimswatch allocate --round {round.Id}");
        if (session.Book.IsPrinted(round.Id))
        {
            throw new UserError(
                ExitCode.Refused, "the letters of this round were made before; nobody gets a second one", round.Id,
                $"they are in {Folder(round)}; `claimswatch letters pull` takes single ones out");
        }

        CheckLists(session);
        var day = Recheck(session, round, allocation);
        var letters = LetterRun.Prepare(Composers(session, allocation), session.Settings.Letters, Input(session, round, day), session.Today);
        if (letters.Blocked.FirstOrDefault(b => b.ByLint) is { } refused)
        {
            throw new UserError(
                ExitCode.Refused, $"the letter's words are refused: {refused.Reason}", $"{string.Join(", ", Versions(session))}: {refused.Rule}",
                "correct the template; `claimswatch letters preview` shows every finding");
        }

        return options.DryRun ? new LettersOutcome(letters, day, [], "") : Write(session, round, letters, day, options);
    }

    /// <summary>Folder of a round's papers, workspace-relative.</summary>
    public static string Folder(Round round) => WorkspacePaths.OutOf(ClaimMonth.Of(round.DetectedOn));

    private static IReadOnlyList<string> Versions(Session session) =>
        session.Settings.TemplateVersions is { Count: > 0 } several ? several : [session.Settings.Template];

    // One composer a version; who gets which follows from the draw's seed, so it is fixed before anybody prints.
    private static Func<long, LetterComposer> Composers(Session session, Allocation allocation)
    {
        var composers = Versions(session).Distinct(StringComparer.Ordinal).ToDictionary(name => name, name =>
        {
            var material = LetterMaterial.Load(session, name);
            return new LetterComposer(
                material.Template, session.Settings.Sender, material.Windows, session.Settings.Letters, session.Today, session.Settings.Marks);
        }, StringComparer.Ordinal);
        var drawn = LetterVersions.Assign(allocation, [.. composers.Keys]);
        var first = composers[Versions(session)[0]];
        return person => drawn.TryGetValue(person, out var version) ? composers[version] : first;
    }

    /// <summary>Re-check of one person with the exclusions of detection; both arms alike (decisions D2).</summary>
    private static PrintDay Recheck(Session session, Round round, Allocation allocation)
    {
        var standings = Standings.Of(session, exceptRound: round.Id);
        var candidates = session.Book.Candidates(round.Id).ToDictionary(c => c.Person);
        var always = session.Workspace.Ledger.Read<FrozenPerson>(EntryKinds.AlwaysLetter, round.Id)
            .Select(p => new AllocatedPerson(p.Person, p.Household, p.Sex, p.Band, "always", 0, Arm.Letter));
        var everyone = allocation with { Persons = [.. allocation.Persons, .. always] };
        return DayOfPrint.Check(everyone, session.Today, person => standings.TryGetValue(person.Person, out var standing)
            ? ExclusionCatalog.OnTheDay(candidates[person.Person].Age, 1, standing, session.Today, session.Settings.Detect.Exclusions)
            : [new ExclusionHit("X10", ExclusionClass.Hard, "standing-unknown")]);
    }

    private static void CheckLists(Session session)
    {
        if (session.Automatic)
        {
            return; // invented people; their lists are as old as their delivery
        }

        var lists = Standings.Lists(session);
        DayOfPrint.CheckLists(
            [
                new ListDate("資格台帳（roster）", lists.RosterAsOf), new ListDate("死亡", lists.DeathsAsOf),
                new ListDate("支援措置", lists.ShieldingAsOf), new ListDate("送付を希望しない方（opt-outs）", lists.OptOutsAsOf),
            ],
            session.Today, s_day);
    }

    private static LetterRunInput Input(Session session, Round round, PrintDay day)
    {
        // The record sheet is off by default; when it is off, nobody's medicines are read.
        var records = session.Settings.Letters.RecordSheet ? OwnRecord.Of(session, day.Print, round.SelectionMonth) : null;
        var facts = session.Book.Candidates(round.Id).ToDictionary(
            c => c.Person,
            c => new LetterFacts(c.Facts, round.AsOf) { Record = records?.GetValueOrDefault(c.Person) ?? [] });
        var vault = session.Workspace.OpenVault();
        var addressees = new Dictionary<long, Addressee>();
        foreach (var person in day.Print)
        {
            if (vault.AddresseeOf(person) is { } to)
            {
                addressees[person] = to;
            }
        }

        return new LetterRunInput(round.Id, day.Print, facts, addressees, session.Book.Letters);
    }

    private static LettersOutcome Write(Session session, Round round, LetterRunResult letters, PrintDay day, PrintOptions options)
    {
        var run = new RunScope(session, "letters");
        var files = new List<string>();
        foreach (var batch in letters.Batches)
        {
            Stage(run, files, $"{Folder(round)}/letters{Suffix(letters, batch)}.html", System.Text.Encoding.UTF8.GetBytes(batch.Html));
        }

        var note = options.Pdf ? StagePdf(session, round, letters, options, run, files) : "";
        Stage(run, files, $"{Folder(round)}/mailing.csv", MailingList.ToCsv(letters.Mailing));
        Stage(run, files, $"{Folder(round)}/mailing.xlsx", VendorFile.ToXlsx(letters.Vendor, round.Id));
        run.Commit.Append(NewEntry.Of(EntryKinds.Letters, round.Id, letters.Records));
        run.Commit.Append(NewEntry.Of(EntryKinds.ExcludedToday, round.Id, day.Excluded));
        run.Count("letters", letters.Records.Count);
        run.Count("pages", letters.Pages);
        var outcome = new LettersOutcome(letters, day, files, note);
        run.Finish(LettersPages.Json(round, outcome));
        return outcome;
    }

    private static string StagePdf(
        Session session, Round round, LetterRunResult letters, PrintOptions options, RunScope run, List<string> files)
    {
        if (Browser.Find(options.BrowserPath, session.Context.ReadEnvironment) is not { } browser)
        {
            return session.Context.Japanese
                ? "PDF は作りませんでした（Chromium・Chrome・Edge が見つかりません）。HTML をブラウザーで印刷できます。"
                : "no PDF: no Chromium, Chrome or Edge found; print the HTML with a browser";
        }

        foreach (var batch in letters.Batches)
        {
            session.Context.Progress($"printing {batch.LetterIds.Count} letters with {Path.GetFileName(browser.Path)}");
            var pdf = browser.PrintText(batch.Html);
            PdfDates.Normalise(pdf, session.Today);
            Stage(run, files, $"{Folder(round)}/letters{Suffix(letters, batch)}.pdf", pdf);
        }

        return "";
    }

    private static string Suffix(LetterRunResult letters, LetterBatch batch) => letters.Batches.Count == 1 ? "" : $"-{batch.Number:00}";

    private static void Stage(RunScope run, List<string> files, string path, byte[] bytes)
    {
        run.Commit.Stage(path, bytes);
        files.Add(path);
    }
}
