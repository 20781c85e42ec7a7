using System.Globalization;
using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Core.Identities;
using ClaimsWatch.Core.Text;
using ClaimsWatch.Documents;
using ClaimsWatch.Notify.Lint;
using ClaimsWatch.Notify.Post;
using ClaimsWatch.Notify.Windows;

namespace ClaimsWatch.Notify.Letters;

/// <summary>
/// Writes letters from facts, an address and the windows near it. A letter that fails a B rule of the lint is not returned.
/// </summary>
public sealed class LetterComposer
{
    /// <summary>From how many months on a letter says how old its facts are (delayed letters and reminders).</summary>
    public const int AgeSaidFromMonths = 6;

    /// <summary>Oldest facts a letter may state, in months.</summary>
    public const int AgeMonthsMax = 12;

    private readonly LetterTemplate _set;
    private readonly Template _template;
    private readonly Sender _sender;
    private readonly IReadOnlyList<ConsultationWindow> _windows;
    private readonly LetterSettings _settings;
    private readonly DateOnly _today;
    private readonly int _sheets;
    private readonly Dictionary<string, Dictionary<string, object?>> _common = new(StringComparer.Ordinal);

    /// <summary>Prepares everything that is the same for all letters of a run.</summary>
    /// <param name="template">Words and look; without all reviewers of A10 its letters are marked 見本.</param>
    /// <param name="sender">Who writes.</param>
    /// <param name="windows">Consultation windows in the order to print; each letter names those near its reader.</param>
    /// <param name="settings">Layout.</param>
    /// <param name="today">Day of printing: decides whether confirmations still hold and which month is printed.</param>
    /// <param name="marks">Marks of the round (見本, synthetic, enrich); any mark makes a sample.</param>
    /// <exception cref="UserError">An entry or a confirmation of the directory has run out,
    /// or no window may be printed (exit 7).</exception>
    public LetterComposer(
        LetterTemplate template, Sender sender, IReadOnlyList<ConsultationWindow> windows, LetterSettings settings,
        DateOnly today, IReadOnlyList<string> marks)
    {
        if (!template.Card.IsAddressed)
        {
            throw new UserError(ExitCode.Settings, Texts.KindHasNoLetter, template.BodyName, Texts.KindHasNoLetterNext);
        }

        WindowDirectory.Check(windows, today).ThrowIfUnusable();
        (_set, _sender, _windows, _settings, _today) = (template, sender, windows, settings, today);
        _template = template.Compile();
        _sheets = template.SheetCount + (settings.ReplyCard && template.HasReplyCard ? 1 : 0);
        Mark = Texts.SampleMark(template.Card.RolesMissing, marks);
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
    /// <exception cref="UserError">More windows are near the person than the pages hold (exit 5).</exception>
    public ComposedLetter Compose(string letterId, LetterFacts facts, Addressee addressee)
    {
        var fit = AddressLines.Fit(addressee, _settings.Geometry);
        var near = WindowArea.Near(_windows, new Place(addressee.PostalCode, addressee.Address, addressee.OfficeBranch));
        var age = ClaimMonth.Of(_today).MonthsSince(facts.Month.Month);
        var isDated = _set.Card.Kind is TextKind.Letter or TextKind.Reminder;
        var obstacle = fit.Problem.Length > 0 ? ComposedLetter.Stopped("address", fit.Problem)
            : WindowDirectory.Missing(near, _today) is [var missing, ..] ? ComposedLetter.Stopped("windows-near", missing)
            : isDated && age > AgeMonthsMax ? ComposedLetter.Stopped("facts-too-old", Texts.FactsTooOld)
            : null;
        if (obstacle is not null)
        {
            return obstacle;
        }

        var said = isDated && age >= AgeSaidFromMonths ? Texts.FactsAge(age) : "";
        var html = LetterTemplate.Guard(() => _template.Render(Slots(letterId, facts, said, addressee, fit.Lines, Common(near))));
        var document = LetterText.Read(html);
        var findings = LetterLint.Check(document, _set.Card.Kind, _set.Card.Language, TemplateParts.Plain(said));
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

        var sentences = document.Sentences.Select(sentence => sentence.Text);
        return new ComposedLetter(new RenderedLetter(letterId, html, [.. sentences], document.Slots, pages, findings), findings);
    }

    /// <summary>A letter to nobody, marked 見本, to look at (<c>letters preview</c>).</summary>
    public ComposedLetter Preview() => Compose(
        LetterIds.Sample,
        LetterFacts.SampleOn(_today),
        new Addressee(0, "架空　花子", "9990001", "架空市みどり町二丁目3番4号　みどりハイツ501号室", "住基", true));

    /// <summary>A document that prints letters one after another, each on its own sheets.</summary>
    /// <param name="letters">At most <see cref="LetterSettings.BatchLettersMax"/>.</param>
    public string Document(IEnumerable<RenderedLetter> letters) =>
        LetterDocument.Of([.. letters.Select(letter => letter.Html)], _set.Style, _settings, Texts.LetterTitle);

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private Dictionary<string, object?> FactSlots(LetterFacts facts, string age) => new(StringComparer.Ordinal)
    {
        ["month"] = JapaneseDate.EraMonth(facts.Month.Month),
        ["institutions"] = Number(facts.Month.Institutions),
        ["pharmacies"] = Number(facts.Month.Pharmacies),
        ["claims"] = Number(facts.Month.Claims),
        ["visitDays"] = Number(facts.Month.VisitDays),
        ["recordsThrough"] = JapaneseDate.EraMonth(facts.RecordsThrough),
        ["age"] = Words(age),
    };

    // Values that are the same for everybody with the same windows near them.
    private Dictionary<string, object?> Common(IReadOnlyList<ConsultationWindow> near)
    {
        var key = string.Join('|', near.Select(window => window.Name + window.Phone));
        if (!_common.TryGetValue(key, out var common))
        {
            WindowTable.ThrowIfTooMany(near, _set.Card, _settings);
            _common[key] = common = TemplateSlots.Common(Mark, _sender, near, _today);
        }

        return common;
    }

    private Dictionary<string, object?> Slots(
        string letterId, LetterFacts facts, string age, Addressee addressee, IReadOnlyList<string> lines,
        Dictionary<string, object?> common)
    {
        // At another's address the letter goes alone (decisions A8).
        var mayHaveRecord = _settings.RecordSheet && AddressRules.Judge(addressee) == AddressVerdict.Own;
        var record = RecordSheet.Pages(mayHaveRecord ? facts.Record : [], _sheets + 1, _settings.InstitutionNames);
        return new Dictionary<string, object?>(common, StringComparer.Ordinal)
        {
            ["letterId"] = letterId,
            ["postalCode"] = AddressLines.PostalCode(addressee.PostalCode),
            ["addressLines"] = lines,
            ["name"] = addressee.Name,
            ["barcode"] = _settings.CustomerBarcode
                ? CustomerBarcode.Encode(addressee.PostalCode, addressee.Address).Select(bar => $"{bar}").ToList() : [],
            ["facts"] = FactSlots(facts, age),
            ["familyLine"] = Words(_settings.FamilyLine ? Texts.FamilyLine : ""),
            ["overTheCounterLine"] = Words(_settings.OverTheCounterLine ? Texts.OverTheCounterLine : ""),
            ["replyCard"] = _settings.ReplyCard,
            ["survey"] = Survey(letterId),
            ["record"] = record,
            ["pages"] = Number(_sheets + record.Count),
        };
    }

    private Dictionary<string, object?>? Survey(string letterId)
    {
        if (_settings.SurveyUrl.Length == 0)
        {
            return null;
        }

        var code = QrSquare.Of(_settings.SurveyUrl.Replace("{letterId}", letterId, StringComparison.Ordinal));
        return new Dictionary<string, object?>(StringComparer.Ordinal) { ["size"] = Number(code.Size), ["path"] = code.Path };
    }

    // Words of the program, with readings where the set has them.
    private object Words(string text) => text.Length == 0 ? "" : new Markup(TemplateParts.Ruby(text, _set.Card.Ruby));
}
