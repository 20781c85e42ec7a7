using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Documents;
using ClaimsWatch.Notify.Lint;

namespace ClaimsWatch.Notify.Letters;

/// <summary>Someone who read the template before it may reach anybody (decisions A10).</summary>
/// <param name="Role">当事者, 家族, 薬剤師 or 保健師.</param>
/// <param name="Name">Who, as the office records it; empty while nobody has.</param>
/// <param name="On">Day, yyyy-MM-dd; empty while nobody has.</param>
public sealed record TemplateReviewer(string Role, string Name, string On);

/// <summary>What <c>template.json</c> says about a template set.</summary>
/// <param name="Id">Name of the set, its folder.</param>
/// <param name="Version">Counts up with each change of words.</param>
/// <param name="Title">What it is, for staff.</param>
/// <param name="Reviewers">Who read it.</param>
public sealed record TemplateCard(string Id, string Version, string Title, IReadOnlyList<TemplateReviewer> Reviewers)
{
    /// <summary>Editor support only.</summary>
    [JsonPropertyName("$schema")]
    public string? Schema { get; init; }

    /// <summary>What it is for.</summary>
    public TextKind Kind { get; init; } = TextKind.Letter;

    /// <summary>ja, or a language of <see cref="InsertSentences.Languages"/>.</summary>
    public string Language { get; init; } = "ja";

    /// <summary>Whether required sentences are printed with readings (やさしい日本語).</summary>
    public bool Ruby { get; init; }

    /// <summary>Most windows its pages hold; 0 for the lines of <see cref="LetterSettings.WindowLinesMax"/>.</summary>
    public int WindowsMax { get; init; }

    /// <summary>Whether it is a letter to one person, with an address.</summary>
    public bool IsAddressed => Kind is TextKind.Letter or TextKind.Reminder or TextKind.Closing;

    /// <summary>Whom a text in another language needs beside them.</summary>
    public const string NativeReader = "母語話者";

    /// <summary>Roles that must have read a template before it is more than a sample.</summary>
    public static IReadOnlyList<string> RolesNeeded { get; } = ["当事者", "家族", "薬剤師", "保健師"];

    /// <summary>Roles that are still to read it, in fixed order; empty when the letter may be sent.</summary>
    public IReadOnlyList<string> RolesMissing =>
        [.. (Language == "ja" ? RolesNeeded : [.. RolesNeeded, NativeReader]).Where(
            role => !Reviewers.Any(reviewer => reviewer.Role == role && reviewer.Name.Trim().Length > 0 && IsDay(reviewer.On)))];

    private static bool IsDay(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
}

/// <summary>A template set: words, look, and who reviewed it.</summary>
/// <param name="Card">Metadata.</param>
/// <param name="Body">Handlebars source of one letter: the <c>section</c> elements of its pages.</param>
/// <param name="Style">Style sheet.</param>
public sealed partial record LetterTemplate(TemplateCard Card, string Body, string Style)
{
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Strict)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <summary>The set that comes with the program; nobody of A10 has read it yet, so it prints as 見本.</summary>
    public static LetterTemplate Standard => ShippedTemplates.Find(ShippedTemplates.Default)!;

    /// <summary>Name, version and the first eight digits of the content's SHA-256: what the ledger records.</summary>
    public string Version =>
        $"{Card.Id}/{Card.Version}#{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Body + "\n" + Style)))[..8]}";

    /// <summary>Puts a set together from the texts of its three files.</summary>
    /// <exception cref="UserError">The metadata cannot be read.</exception>
    public static LetterTemplate Load(string cardJson, string body, string style, string cardName)
    {
        if (style.Contains("</", StringComparison.Ordinal) || style.Contains("url(", StringComparison.OrdinalIgnoreCase)
            || style.Contains("@import", StringComparison.OrdinalIgnoreCase))
        {
            throw new UserError(ExitCode.Settings, Texts.StyleFetches, "letter.css", Texts.StyleFetchesNext);
        }

        if (WritesWords().IsMatch(style))
        {
            throw new UserError(ExitCode.Settings, Texts.StyleWrites, "letter.css", Texts.StyleWritesNext);
        }

        try
        {
            var card = JsonSerializer.Deserialize<TemplateCard>(cardJson, Strict);
            return card is { Id.Length: > 0, Version.Length: > 0, Reviewers: not null }
                    && (card.Language == "ja" || InsertSentences.Languages.Contains(card.Language, StringComparer.Ordinal))
                ? Checked(new LetterTemplate(card, body, style))
                : throw new UserError(ExitCode.Settings, Texts.CardIncomplete, cardName, Texts.CardNext);
        }
        catch (JsonException error)
        {
            throw new UserError(ExitCode.Settings, Texts.CardUnreadable(error.Message), cardName, Texts.CardNext);
        }
    }

    /// <summary>The source as it is compiled: parts put in, readings above kanji.</summary>
    public string Expanded => TemplateParts.Expand(Body, Card.Ruby);

    /// <summary>Pages of the letter itself, without those of the record.</summary>
    internal int SheetCount => Sheet().Count(Expanded)
        - (Expanded.Contains("{{#each record}}", StringComparison.Ordinal) ? 1 : 0) - (HasReplyCard ? 1 : 0);

    /// <summary>Whether the set has a place for a 返信はがき.</summary>
    internal bool HasReplyCard => Expanded.Contains("{{#if replyCard}}", StringComparison.Ordinal);

    /// <summary>Name of the body in messages.</summary>
    public string BodyName => Card.Id + "/letter.hbs";

    /// <summary>Ready to be filled; messages name the set and the line.</summary>
    /// <exception cref="UserError">A variable that the kind does not get, or wrong syntax (exit 5).</exception>
    internal Template Compile()
    {
        Checked(this);
        return Guard(() => Template.Compile(BodyName, Expanded));
    }

    /// <summary>Turns what a template does wrong into a message for who edits it.</summary>
    /// <exception cref="UserError">Names the template and the line (exit 5).</exception>
    internal static T Guard<T>(Func<T> act)
    {
        try
        {
            return act();
        }
        catch (DocumentException error)
        {
            throw new UserError(ExitCode.Settings, error.Message, $"{error.Document}:{error.Line}", Texts.TemplateNext);
        }
    }

    [GeneratedRegex("<section class=\"sheet\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Sheet();

    [GeneratedRegex(@"(?<![\w-])content\s*:", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex WritesWords();

    private static LetterTemplate Checked(LetterTemplate template)
    {
        TemplateVariables.Check(template.BodyName, template.Expanded, template.Card.Kind);
        SlotMarkup.Check(template.BodyName, template.Expanded);
        return template;
    }
}
