using System.Runtime.InteropServices;
using System.Text;
using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Notify.Letters;
using ClaimsWatch.Notify.Lint;
using ClaimsWatch.Notify.Post;
using ClaimsWatch.Store;

namespace ClaimsWatch.Cli.Steps;

/// <summary>Samples of every template set, and companion pieces with the numbers of a round.</summary>
public static class PieceStep
{
    /// <summary>A sample to nobody; empty HTML if the lint stops it.</summary>
    /// <exception cref="UserError">The set is missing or wrong, or no window may be printed.</exception>
    public static (string Html, IReadOnlyList<LintFinding> Findings) Preview(Session session, string name,
        LetterSettings settings)
    {
        var material = LetterMaterial.Load(session, name);
        if (!material.Template.Card.IsAddressed)
        {
            var piece = PieceComposer.Compose(
                material.Template, session.Settings.Sender, material.Windows, settings, session.Today, ["見本"],
                PieceFacts.SampleOn(session.Today));
            return (piece.Html, piece.Findings);
        }

        var composer = new LetterComposer(
            material.Template, session.Settings.Sender, material.Windows, settings, session.Today, ["見本"]);
        var composed = composer.Preview();
        return (composed.Letter is { } letter ? composer.Document([letter]) : "", composed.Findings);
    }

    /// <summary>A companion piece, with the numbers of a round where its kind has them.</summary>
    /// <param name="session">The workspace.</param>
    /// <param name="round">Round of the numbers; null for papers that need none.</param>
    /// <param name="name">Template set.</param>
    /// <param name="letterId">Letter of the person it is about; empty for none.</param>
    /// <exception cref="UserError">
    /// No consent is recorded for a doctor's letter, no contact of the person for their sheet (exit 7), or the set is missing or
    /// wrong.
    /// </exception>
    public static ComposedPiece Compose(Session session, Round? round, string name, string letterId)
    {
        var material = LetterMaterial.Load(session, name);
        var person = material.Template.Card.Kind switch
        {
            TextKind.Prescriber => OfDoctor(session, letterId),
            TextKind.Sheet => OfSheet(session, letterId),
            TextKind.Form => letterId.Length == 0 ? new PersonFacts("", "", null, []) : Known(session, Letter(session, letterId)),
            _ => null,
        };
        return PieceComposer.Compose(
            material.Template, session.Settings.Sender, material.Windows, session.Settings.Letters, session.Today,
            session.Settings.Marks,
            new PieceFacts(round is null ? null : Programme(session, round), person) { Setup = Setup(session) });
    }

    /// <summary>Whether a set prints numbers of a round.</summary>
    public static bool NeedsRound(Session session, string name) =>
        LetterMaterial.Load(session, name).Template.Card.Kind == TextKind.Office;

    /// <summary>Copies the files of a set into the workspace.</summary>
    /// <returns>Paths written.</returns>
    /// <exception cref="UserError">There is no such set, or the folder is there already.</exception>
    public static IReadOnlyList<string> Copy(string workspace, string name)
    {
        var set = ShippedTemplates.Find(name)
            ?? throw new UserError(ExitCode.Usage, $"there is no template set {name}", "--copy",
                "claimswatch letters templates lists them");
        var folder = Path.GetFullPath(Path.Combine(workspace, "templates", "my-" + name));
        if (Directory.Exists(folder))
        {
            throw new UserError(ExitCode.Refused, "the folder is there already", folder,
                "rename it first; nothing is overwritten");
        }

        return
        [
            .. new[]
                {
                    ("template.json", Own(ShippedTemplates.CardText(name), name)),
                    (ShippedTemplates.CardSchemaName, ShippedTemplates.CardSchema),
                    ("letter.hbs", set.Body), ("letter.css", set.Style),
                }
                .Select(file => Written(Path.Combine(folder, file.Item1), file.Item2)),
        ];
    }

    private static string Own(string card, string name) => card
        .Insert(card.IndexOf('\n', StringComparison.Ordinal) + 1, $"  \"$schema\": \"./{ShippedTemplates.CardSchemaName}\",\n")
        .Replace($"\"id\": \"{name}\"", $"\"id\": \"my-{name}\"", StringComparison.Ordinal);

    private static string Written(string path, string text)
    {
        OutputFile.Write(path, Encoding.UTF8.GetBytes(text));
        return path;
    }

    private static ProgrammeFacts Programme(Session session, Round round)
    {
        var letters = session.Book.Letters.Where(l => LaterLetters.RoundOf(l.Round) == round.Id).Select(l => l.LetterId)
            .ToHashSet(StringComparer.Ordinal);
        letters.ExceptWith(session.Book.Pulled);
        var contacts = session.Book.Contacts.Where(c => letters.Contains(c.LetterId)).ToList();
        return new ProgrammeFacts(
            round.SelectionMonth, letters.Count, session.Book.PostingOf(round.Id)?.On,
            contacts.Select(c => c.LetterId).Distinct(StringComparer.Ordinal).Count(),
            contacts.Where(c => c.Consent && c.ReferredTo is not ("" or "なし")).Select(c => c.LetterId)
                .Distinct(StringComparer.Ordinal).Count())
        {
            Year = Year(session, YearFacts.Of(session.Book.PostingOf(round.Id)?.On ?? session.Today)),
        };
    }

    // The rounds whose first letters were posted in the year; people once each.
    private static YearFacts Year(Session session, int year)
    {
        var rounds = session.Book.Rounds.Select(r => r.Id)
            .Where(id => session.Book.PostingOf(id) is { } posting && YearFacts.Of(posting.On) == year).ToList();
        var counts = ResponsesPages.Of(session, rounds);
        return new YearFacts(
            year, counts.Sum(c => c.Lettered), counts.Sum(c => c.Contacted),
            counts.Where(c => c.Sex == Sex.Male).Sum(c => c.Connected),
            counts.Where(c => c.Sex == Sex.Female).Sum(c => c.Connected));
    }

    private static SetupFacts Setup(Session session)
    {
        const int MonthsAskedFor = 24, MonthsUntilComplete = 2;
        var last = ClaimMonth.Of(session.Today).Plus(-MonthsUntilComplete);
        var library = Path.Combine(AppContext.BaseDirectory, typeof(PieceStep).Assembly.GetName().Name + ".dll");
        // published as one file, it is the program itself
        var program = File.Exists(library) ? library : Environment.ProcessPath ?? "";
        return new SetupFacts(
            session.Settings.Insurer.Name, session.Settings.Insurer.Number, last.Plus(1 - MonthsAskedFor), last,
            ProgramVersion.Text,
            File.Exists(program) ? FileHash.Of(program) : "", RuntimeInformation.OSDescription, session.Workspace.Paths.Root);
    }

    private static LetterRecord Letter(Session session, string letterId)
    {
        var id = LetterIds.Normalise(letterId);
        return session.Book.Letters.FirstOrDefault(l => l.LetterId == id)
            ?? throw new UserError(ExitCode.Input, "there is no such letter", "--letter-id",
                "copy the number that is printed on the letter");
    }

    private static PersonFacts OfDoctor(Session session, string letterId)
    {
        var letter = Letter(session, letterId);
        var consent = PersonFacts.ConsentOf(session.Book.Contacts, letter.LetterId)
            ?? throw PersonFacts.NoConsent(letter.LetterId);
        var name = session.Workspace.OpenVault().AddresseeOf(letter.Person)?.Name ?? "";
        return WithRecord(session, letter) with { Name = name, ConsentOn = consent.On };
    }

    private static PersonFacts OfSheet(Session session, string letterId)
    {
        var letter = Letter(session, letterId);
        return session.Book.Contacts.Any(c => c.LetterId == letter.LetterId && c.Who == "本人")
            ? WithRecord(session, letter) : throw PersonFacts.NotAsked(letter.LetterId);
    }

    private static PersonFacts WithRecord(Session session, LetterRecord letter)
    {
        var known = Known(session, letter);
        return known with { Record = OwnRecord.Of(session, [letter.Person], known.Month!.Month)[letter.Person] };
    }

    private static PersonFacts Known(Session session, LetterRecord letter) => new("", letter.LetterId, null, [])
    {
        Month = session.Book.Candidates(LaterLetters.RoundOf(letter.Round)).First(c => c.Person == letter.Person).Facts,
        PostedOn = session.Book.PostingOf(letter.Round)?.On,
        Contacts = [.. session.Book.Contacts.Where(c => c.LetterId == letter.LetterId)],
    };
}
