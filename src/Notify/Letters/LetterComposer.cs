using System.Globalization;
using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Core.Identities;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Core.Text;
using ClaimsWatch.Documents;
using ClaimsWatch.Notify.Lint;
using ClaimsWatch.Notify.Post;
using ClaimsWatch.Notify.Windows;

namespace ClaimsWatch.Notify.Letters;

/// <summary>
/// Writes letters from facts, an address and the windows that may be named. A letter that fails a B rule of the lint is not
/// returned.
/// </summary>
public sealed class LetterComposer
{
    private readonly LetterTemplate _set;
    private readonly Template _template;
    private readonly Sender _sender;
    private readonly LetterSettings _settings;
    private readonly IReadOnlyList<Dictionary<string, object?>> _windows;
    private readonly string _date;

    /// <summary>Prepares everything that is the same for all letters of a run.</summary>
    /// <param name="template">Words and look; without all reviewers of A10 its letters are marked 見本.</param>
    /// <param name="sender">Who writes.</param>
    /// <param name="windows">Consultation windows in the order to print.</param>
    /// <param name="settings">Layout.</param>
    /// <param name="today">Day of printing: decides whether confirmations still hold and which month is printed.</param>
    /// <param name="marks">Marks of the round (見本, synthetic, enrich); any mark makes a sample.</param>
    /// <exception cref="UserError">A window's confirmation has run out, none may be printed, or there are too many (exit 7 or
    /// 5).</exception>
    public LetterComposer(
        LetterTemplate template, Sender sender, IReadOnlyList<ConsultationWindow> windows, LetterSettings settings,
        DateOnly today,
        IReadOnlyList<string> marks)
    {
        WindowDirectory.Check(windows, today).ThrowIfUnusable();
        var lines = WindowTable.Lines(windows);
        if (lines > settings.WindowLinesMax)
        {
            throw new UserError(
                ExitCode.Settings, Texts.TooManyWindows(windows.Count, lines, settings.WindowLinesMax), Texts.WindowsFile,
                Texts.TooManyWindowsNext);
        }

        _set = template;
        _template = Template.Compile(template.Card.Id + "/letter.hbs", template.Body);
        _sender = sender;
        _settings = settings;
        _windows = [.. windows.Select(window => WindowSlots(window, today))];
        _date = JapaneseDate.EraMonth(ClaimMonth.Of(today));
        Mark = Texts.SampleMark(template.Card.RolesMissing, marks);
    }

    /// <summary>What is printed on top of every page when the letter is only a sample; empty when it may be sent.</summary>
    public string Mark { get; }

    /// <summary>Template version for the ledger.</summary>
    public string TemplateVersion => _set.Version;

    /// <summary>One letter, or the findings that stop it.</summary>
    /// <param name="letterId">Number from <see cref="LetterIds"/>.</param>
    /// <param name="facts">Numbers.</param>
    /// <param name="addressee">From the vault.</param>
    public ComposedLetter Compose(string letterId, LetterFacts facts, Addressee addressee)
    {
        var fit = AddressLines.Fit(addressee, _settings.Window);
        if (fit.Problem.Length > 0)
        {
            return new ComposedLetter(null, [new LintFinding("address", LintLevel.Block, 0, "", fit.Problem)]);
        }

        var html = _template.Render(Slots(letterId, facts, addressee, fit.Lines));
        var document = LetterText.Read(html);
        var findings = LetterLint.Check(document);
        if (LetterLint.Blocks(findings))
        {
            return new ComposedLetter(null, findings);
        }

        var pages = document.Lines.Max(line => line.Page);
        return new ComposedLetter(
            new RenderedLetter(
                letterId, html, [.. document.Sentences.Select(sentence => sentence.Text)], document.Slots, pages, findings),
                    findings);
    }

    /// <summary>A letter to nobody, marked 見本, to look at (<c>letters preview</c>).</summary>
    public ComposedLetter Preview() => Compose(
        LetterIds.Sample,
        LetterFacts.Sample,
        new Addressee(0, "架空　花子", "9990001", "架空市みどり町二丁目3番4号　みどりハイツ501号室", "住基", true));

    /// <summary>A document that prints letters one after another, each on its own sheets.</summary>
    /// <param name="letters">At most <see cref="LetterSettings.BatchLettersMax"/>.</param>
    public string Document(IEnumerable<RenderedLetter> letters) =>
        LetterDocument.Of([.. letters.Select(letter => letter.Html)], _set.Style, _settings, Texts.LetterTitle);

    private static Dictionary<string, object?> WindowSlots(ConsultationWindow window, DateOnly today) =>
        new(StringComparer.Ordinal)
    {
        ["name"] = window.Name,
        ["about"] = Texts.WindowAbout(window.Kind),
        ["phone"] = window.Phone,
        ["hours"] = window.Hours,
        ["confirmed"] = window.IsConfirmed(today),
    };

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static Dictionary<string, object?> FactSlots(LetterFacts facts) => new(StringComparer.Ordinal)
    {
        ["month"] = JapaneseDate.EraMonth(facts.Month.Month),
        ["institutions"] = Number(facts.Month.Institutions),
        ["pharmacies"] = Number(facts.Month.Pharmacies),
        ["claims"] = Number(facts.Month.Claims),
        ["visitDays"] = Number(facts.Month.VisitDays),
        ["recordsThrough"] = JapaneseDate.EraMonth(facts.RecordsThrough),
    };

    private Dictionary<string, object?> Slots(
        string letterId, LetterFacts facts, Addressee addressee, IReadOnlyList<string> lines) =>
        new(StringComparer.Ordinal)
        {
            ["mark"] = Mark,
            ["letterId"] = letterId,
            ["postalCode"] = AddressLines.PostalCode(addressee.PostalCode),
            ["addressLines"] = lines,
            ["name"] = addressee.Name,
            ["date"] = _date,
            ["sender"] = new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["name"] = _sender.Name,
                ["department"] = _sender.Department,
                ["role"] = _sender.Role,
                ["postalCode"] = _sender.PostalCode,
                ["address"] = _sender.Address,
                ["phone"] = _sender.Phone,
                ["hours"] = _sender.Hours,
            },
            ["formats"] = _sender.Formats,
            ["facts"] = FactSlots(facts),
            ["fixed"] = FixedSentences.ForTemplate,
            ["windows"] = _windows,
        };
}
