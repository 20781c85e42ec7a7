using ClaimsWatch.Cli.Printing;
using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Core.Identities;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Detect.Exclusions;
using ClaimsWatch.Documents;
using ClaimsWatch.Notify.Letters;
using ClaimsWatch.Notify.Lint;
using ClaimsWatch.Notify.Post;
using ClaimsWatch.Store;
using ClaimsWatch.Store.Ledger;

namespace ClaimsWatch.Cli.Steps;

/// <summary>What became of the letters of a round.</summary>
/// <param name="Letters">Letters, envelopes, records.</param>
/// <param name="Day">Both arms as re-checked.</param>
/// <param name="Files">Workspace-relative paths written; empty for a dry run.</param>
/// <param name="PdfNote">Why there is no PDF; empty if there is or none was asked for.</param>
public sealed record LettersOutcome(LetterRunResult Letters, PrintDay Day, IReadOnlyList<string> Files, string PdfNote)
{
    /// <summary>Characters of these letters that no font of this machine has; empty where that can't be asked.</summary>
    public IReadOnlyList<string> NoGlyph { get; init; } = [];

    /// <summary>What to say about them; empty if every character has a glyph.</summary>
    public string FontNote { get; init; } = "";

    /// <summary>Lines for people, below the result.</summary>
    public IEnumerable<string> Notes => new[] { PdfNote, FontNote }.Where(note => note.Length > 0);
}

/// <summary>How to print.</summary>
/// <param name="Pdf">Also make PDF files.</param>
/// <param name="DryRun">Write nothing.</param>
/// <param name="BrowserPath">Browser to use, empty to look for one.</param>
public sealed record PrintOptions(bool Pdf, bool DryRun, string BrowserPath)
{
    /// <summary>Only a proof: every letter with the window drawn, in files of its own; nothing is recorded.</summary>
    public bool Proof { get; init; }

    /// <summary>Who prints, by role and name; needed with <c>dualControl</c>.</summary>
    public string By { get; init; } = "";
}

/// <summary>The day of printing: re-checks both arms, renders, lints, writes, records.
/// Nobody is printed twice in a round.</summary>
public static class LettersStep
{
    private static readonly DayOfPrintSettings s_day = new();

    /// <summary>Prints the letters of an allocated round.</summary>
    /// <exception cref="UserError">Not drawn, printed before, a list is older than allowed, a window's confirmation has run out,
    /// or the lint refuses (exit 7).</exception>
    public static LettersOutcome Execute(Session session, Round round, PrintOptions options)
    {
        var allocation = session.Book.LettersOf(round.Id)
            ?? throw new UserError(ExitCode.Refused, "the round is not drawn yet", round.Id,
                $"claimswatch allocate --round {round.Id}");
        return Print(session, round, allocation, null, options);
    }

    /// <summary>Prints letters that follow a round's first ones: delayed, reminders, closing.</summary>
    /// <exception cref="UserError">Not posted yet, not their month, nobody to write to, or as for the first letters.</exception>
    public static LettersOutcome ExecuteLater(Session session, Round round, LaterKind kind, PrintOptions options)
    {
        LaterPlan.ThrowUnlessDue(session, round.Id, kind);
        var allocation = session.Book.AllocationOf(round.Id)! with
        {
            Round = LaterLetters.Name(round.Id, kind),
            Persons = LaterPlan.People(session, round.Id, kind),
        };
        return Print(session, round, allocation, kind, options);
    }

    private static LettersOutcome Print(Session session, Round round, Allocation allocation, LaterKind? later,
        PrintOptions options)
    {
        var name = allocation.Round;
        if (session.Book.IsPrinted(name))
        {
            throw new UserError(
                ExitCode.Refused, "the letters of this round were made before; nobody gets a second one", name,
                $"they are in {Folder(round)}; `claimswatch letters pull` takes single ones out");
        }

        CheckPrinter(session, round, options);
        CheckLists(session);
        var day = Recheck(session, round, allocation, later);
        var versions = Versions(session, later);
        var settings = session.Settings.Letters with { Proof = options.Proof || session.Settings.Letters.Proof };
        var letters = LetterRun.Prepare(
            Composers(session, allocation, versions, settings), settings, Input(session, round, name, day), session.Today);
        if (letters.Blocked.FirstOrDefault(b => b.ByLint) is { } refused)
        {
            throw new UserError(
                ExitCode.Refused, $"the letter's words are refused: {refused.Reason}",
                $"{string.Join(", ", versions)}: {refused.Rule}",
                "correct the template; `claimswatch letters preview` shows every finding");
        }

        var outcome = LookedUp(session, new LettersOutcome(letters, day, [], ""));
        return options.DryRun ? outcome : Write(session, round, name, outcome, options);
    }

    // A box in place of a character of somebody's name must not go out unseen.
    private static LettersOutcome LookedUp(Session session, LettersOutcome outcome)
    {
        var letters = outcome.Letters;
        string Note((string Ja, string En) words) => session.Context.Japanese ? words.Ja : words.En;
        if (InstalledFonts.Find(session.Context.ReadEnvironment) is not { } fonts)
        {
            var rare = letters.Vendor.Count(row => row.LookAt.Count > 0);
            return rare > 0 ? outcome with { FontNote = Note(Texts.GlyphsUnknown(rare)) } : outcome;
        }

        var missing = letters.Batches.SelectMany(batch => fonts.Missing(batch.Html)).Distinct(StringComparer.Ordinal)
            .OrderBy(code => code.Length).ThenBy(code => code, StringComparer.Ordinal).ToList();
        if (missing.Count == 0)
        {
            return outcome;
        }

        letters = letters with
        {
            Vendor =
            [
                .. letters.Vendor.Select(row => row with { NoGlyph = fonts.Missing(row.Envelope.Name + row.Envelope.Address) }),
            ],
        };
        var concerned = letters.Vendor.Count(row => row.NoGlyph.Count > 0);
        return outcome with { Letters = letters, NoGlyph = missing, FontNote = Note(Texts.NoGlyph(missing, concerned)) };
    }

    /// <summary>Folder of a round's papers, workspace-relative.</summary>
    public static string Folder(Round round) => WorkspacePaths.OutOf(ClaimMonth.Of(round.DetectedOn));

    private static IReadOnlyList<string> Versions(Session session, LaterKind? later) => later switch
    {
        LaterKind.Reminder => [session.Settings.ReminderTemplate],
        LaterKind.Closing => [session.Settings.ClosingTemplate],
        _ => session.Settings.TemplateVersions is { Count: > 0 } several ? several : [session.Settings.Template],
    };

    // One composer a version; who gets which follows from the draw's seed, so it is fixed before anybody prints.
    private static Func<long, LetterComposer> Composers(
        Session session, Allocation allocation, IReadOnlyList<string> versions, LetterSettings settings)
    {
        var composers = versions.Distinct(StringComparer.Ordinal).ToDictionary(name => name, name =>
        {
            var material = LetterMaterial.Load(session, name);
            RequireKind(material.Template.Card, LaterLetters.KindOf(allocation.Round));
            return new LetterComposer(
                material.Template, session.Settings.Sender, material.Windows, settings, session.Today,
                settings.Proof ? [.. session.Settings.Marks, "校正"] : session.Settings.Marks);
        }, StringComparer.Ordinal);
        var drawn = LetterVersions.Assign(allocation, [.. composers.Keys]);
        var first = composers[versions[0]];
        return person => drawn.TryGetValue(person, out var version) ? composers[version] : first;
    }

    private static void RequireKind(TemplateCard card, LaterKind? later)
    {
        var needed =
            later switch { LaterKind.Reminder => TextKind.Reminder, LaterKind.Closing => TextKind.Closing, _ => TextKind.Letter };
        if (card.Kind != needed)
        {
            throw new UserError(
                ExitCode.Settings, $"the template set is for {card.Kind}, and {needed} is needed", $"templates/{card.Id}",
                "claimswatch letters templates lists sets with their kind; name one in claimswatch.json");
        }
    }

    /// <summary>Re-check of one person with the exclusions of detection; both arms alike (decisions D2).</summary>
    private static PrintDay Recheck(Session session, Round round, Allocation allocation, LaterKind? later)
    {
        var store = session.Workspace.OpenStore();
        // The round's own letters count only where a letter may be the third.
        var standings = Standings.WithProgrammes(
            Standings.Of(session, exceptRound: later == LaterKind.Closing ? "" : round.Id), store,
            round.SelectionMonth, newer: true);
        var signals = NewestSignals.Of(
            store, round.SelectionMonth, allocation.Persons.Select(p => p.Person).ToHashSet(), TableFiles.Load(session));
        var candidates = session.Book.Candidates(round.Id).ToDictionary(c => c.Person);
        var limits = later is { } kind ? LaterPlan.Limits(session, round.Id, kind) : _ => null;
        return DayOfPrint.Check(allocation, session.Today, person => standings.TryGetValue(person.Person, out var standing)
            ?
            [
                .. ExclusionCatalog.OnTheDay(candidates[person.Person].Age, 1, standing, session.Today,
                    session.Settings.Detect.Exclusions,
                    signals.GetValueOrDefault(person.Person)),
                .. limits(person.Person) is { } limit ? [limit] : Array.Empty<ExclusionHit>(),
            ]
            : [new ExclusionHit("X10", ExclusionClass.Hard, "standing-unknown")]);
    }

    // Two people for one round: who approved it does not print it. Names are compared as written, without spaces.
    private static void CheckPrinter(Session session, Round round, PrintOptions options)
    {
        if (!session.Settings.DualControl || session.Automatic || options.DryRun || options.Proof)
        {
            return;
        }

        if (options.By.Trim().Length == 0)
        {
            throw new UserError(ExitCode.Usage, "dual control is on: who prints must be named", "--by",
                "claimswatch letters --by NAME --yes");
        }

        var approver = session.Book.ApprovalOf(round.Id)?.By ?? "";
        if (Same(approver) == Same(options.By))
        {
            throw new UserError(
                ExitCode.Refused, "who approved a round may not print its letters (dualControl)",
                $"{round.Id}: --by {options.By}",
                "let another person print, or set dualControl to false in claimswatch.json");
        }

        static string Same(string name) =>
            string.Concat(Core.Text.KanaWidth.Fold(name).Where(c => !char.IsWhiteSpace(c))).ToUpperInvariant();
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

    private static LetterRunInput Input(Session session, Round round, string name, PrintDay day)
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

        return new LetterRunInput(name, day.Print, facts, addressees, session.Book.Letters);
    }

    private static LettersOutcome Write(
        Session session, Round round, string name, LettersOutcome prepared, PrintOptions options)
    {
        var (letters, day) = (prepared.Letters, prepared.Day);
        var run = new RunScope(session, "letters");
        var files = new List<string>();
        var folder = name == round.Id ? Folder(round) : WorkspacePaths.OutOf(ClaimMonth.Of(session.Today));
        var stem = (name == round.Id ? "letters" : $"letters-{name}") + (options.Proof ? "-proof" : "");
        foreach (var batch in letters.Batches)
        {
            Stage(run, files, $"{folder}/{stem}{Suffix(letters, batch)}.html", System.Text.Encoding.UTF8.GetBytes(batch.Html));
        }

        var note = options.Pdf ? StagePdf(session, $"{folder}/{stem}", letters, options, run, files) : "";
        if (options.Proof)
        {
            run.Finish(new { Round = name, Proof = files });
            return prepared with { Files = files, PdfNote = note };
        }

        var mailing = name == round.Id ? "mailing" : $"mailing-{name}";
        Stage(run, files, $"{folder}/{mailing}.csv", MailingList.ToCsv(letters.Mailing));
        Stage(run, files, $"{folder}/{mailing}.xlsx", VendorFile.ToXlsx(letters.Vendor, name));
        run.Commit.Append(NewEntry.Of(EntryKinds.Letters, name, letters.Records));
        run.Commit.Append(NewEntry.Of(EntryKinds.ExcludedToday, name, day.Excluded));
        run.Commit.Append(NewEntry.Of(
            EntryKinds.Unprinted, name,
            letters.Blocked.Select(b => new UnprintedLetter(name, b.Person, b.Rule, session.Today)).ToList()));
        if (options.By.Length > 0)
        {
            run.Commit.Append(EntryKinds.PrintedBy, name, new PrintedBy(name, options.By, session.Today));
        }

        run.Count("letters", letters.Records.Count);
        run.Count("pages", letters.Pages);
        var outcome = prepared with { Files = files, PdfNote = note };
        run.Finish(LettersPages.Json(round, outcome, ScopeNote.Text(session, round.Id)));
        return outcome;
    }

    private static string StagePdf(
        Session session, string stem, LetterRunResult letters, PrintOptions options, RunScope run, List<string> files)
    {
        if (Browser.Find(options.BrowserPath, session.Context.ReadEnvironment) is not { } browser)
        {
            return session.Context.Japanese
                ? "PDF は作りませんでした（Chromium・Chrome・Edge が見つかりません）。HTML をブラウザーで印刷できます。"
                : "no PDF: no Chromium, Chrome or Edge found; print the HTML with a browser";
        }

        session.Context.Progress($"printing {letters.Records.Count} letters with {Path.GetFileName(browser.Path)}");
        var printed = browser.PrintTexts([.. letters.Batches.Select(batch => batch.Html)]);
        if (printed.Sum(pdf => PdfPages.Count(pdf)) is var pages && pages != letters.Pages)
        {
            throw new UserError(
                ExitCode.Refused,
                $"the PDF has {pages} pages and the letters have {letters.Pages}: something runs over a page", stem,
                "look at `claimswatch letters preview --pdf`, shorten the template or the list of windows; nothing was recorded");
        }

        foreach (var (batch, pdf) in letters.Batches.Zip(printed))
        {
            PdfDates.Normalise(pdf, session.Today);
            Stage(run, files, $"{stem}{Suffix(letters, batch)}.pdf", pdf);
        }

        return "";
    }

    private static string Suffix(LetterRunResult letters, LetterBatch batch) =>
        letters.Batches.Count == 1 ? "" : $"-{batch.Number:00}";

    private static void Stage(RunScope run, List<string> files, string path, byte[] bytes)
    {
        run.Commit.Stage(path, bytes);
        files.Add(path);
    }
}
