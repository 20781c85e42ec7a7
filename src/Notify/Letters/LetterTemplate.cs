using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ClaimsWatch.Core.Diagnostics;

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
    /// <summary>Roles that must have read a template before it is more than a sample.</summary>
    public static IReadOnlyList<string> RolesNeeded { get; } = ["当事者", "家族", "薬剤師", "保健師"];

    /// <summary>Roles that are still to read it, in fixed order; empty when the letter may be sent.</summary>
    public IReadOnlyList<string> RolesMissing =>
        [.. RolesNeeded.Where(
            role => !Reviewers.Any(reviewer => reviewer.Role == role && reviewer.Name.Trim().Length > 0 && IsDay(reviewer.On)))];

    private static bool IsDay(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
}

/// <summary>A template set: words, look, and who reviewed it.</summary>
/// <param name="Card">Metadata.</param>
/// <param name="Body">Handlebars source of one letter: the <c>section</c> elements of its pages.</param>
/// <param name="Style">Style sheet.</param>
public sealed record LetterTemplate(TemplateCard Card, string Body, string Style)
{
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Strict)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    /// <summary>The set that comes with the program; nobody of A10 has read it yet, so it prints as 見本.</summary>
    public static LetterTemplate Standard { get; } = Load(
        Resources.Text("templates/standard/template.json"),
        Resources.Text("templates/standard/letter.hbs"),
        Resources.Text("templates/standard/letter.css"),
        "template.json");

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

        try
        {
            var card = JsonSerializer.Deserialize<TemplateCard>(cardJson, Strict);
            return card is { Id.Length: > 0, Version.Length: > 0, Reviewers: not null }
                ? new LetterTemplate(card, body, style)
                : throw new UserError(ExitCode.Settings, Texts.CardIncomplete, cardName, Texts.CardNext);
        }
        catch (JsonException error)
        {
            throw new UserError(ExitCode.Settings, Texts.CardUnreadable(error.Message), cardName, Texts.CardNext);
        }
    }
}
