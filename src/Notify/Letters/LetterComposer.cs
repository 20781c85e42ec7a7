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
    private readonly LetterSettings _settings;
    private readonly Dictionary<string, object?> _common;
    private readonly int _sheets;

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
        if (!template.Card.IsAddressed)
        {
            throw new UserError(ExitCode.Settings, Texts.KindHasNoLetter, template.BodyName, Texts.KindHasNoLetterNext);
        }

        WindowDirectory.Check(windows, today).ThrowIfUnusable();
        WindowTable.ThrowIfTooMany(windows, template.Card, settings);
        _set = template;
        _template = template.Compile();
        _sheets = template.Expanded.Split("<section class=\"sheet\"").Length - 1 - (template.Expanded.Contains("{{#each record}}", StringComparison.Ordinal) ? 1 : 0);
        _settings = settings;
        Mark = Texts.SampleMark(template.Card.RolesMissing, marks);
        _common = TemplateSlots.Common(Mark, sender, windows, today);
    }

    /// <summary>What is printed on top of every page when the letter is only a sample; empty when it may be sent.</summary>
    public string Mark { get; }

    /// <summary>Template version for the ledger.</summary>
    public string TemplateVersion => _set.Version;

    /// <summary>Set, kind and language.</summary>
    public TemplateCard Card => _set.Card;

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

        var html = LetterTemplate.Guard(() => _template.Render(Slots(letterId, facts, addressee, fit.Lines)));
        var document = LetterText.Read(html);
        var findings = LetterLint.Check(document, _set.Card.Kind, _set.Card.Language);
        if (LetterLint.Blocks(findings))
        {
            return new ComposedLetter(null, findings);
        }

        var pages = document.Lines.Max(line => line.Page);
        if (_settings.Duplex && pages % 2 == 1)
        {
            html += LetterDocument.BlankPage;
            pages++;
        }

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
        string letterId, LetterFacts facts, Addressee addressee, IReadOnlyList<string> lines)
    {
        // At another's address the letter goes alone (decisions A8).
        var mayHaveRecord = _settings.RecordSheet && AddressRules.Judge(addressee) == AddressVerdict.Own;
        var record = RecordSheet.Pages(mayHaveRecord ? facts.Record : [], _sheets + 1, _settings.InstitutionNames);
        return new Dictionary<string, object?>(_common, StringComparer.Ordinal)
        {
            ["letterId"] = letterId,
            ["postalCode"] = AddressLines.PostalCode(addressee.PostalCode),
            ["addressLines"] = lines,
            ["name"] = addressee.Name,
            ["barcode"] = _settings.CustomerBarcode
                ? CustomerBarcode.Encode(addressee.PostalCode, addressee.Address).Select(bar => $"{bar}").ToList() : [],
            ["facts"] = FactSlots(facts),
            ["familyLine"] = _settings.FamilyLine ? Texts.FamilyLine : "",
            ["overTheCounterLine"] = _settings.OverTheCounterLine ? Texts.OverTheCounterLine : "",
            ["record"] = record,
            ["pages"] = Number(_sheets + record.Count),
        };
    }
}
