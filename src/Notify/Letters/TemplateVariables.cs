using System.Text.RegularExpressions;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Notify.Lint;

namespace ClaimsWatch.Notify.Letters;

/// <summary>A name that a template may use.</summary>
/// <param name="Name">As written between braces; fields of a list as <c>windows[].name</c>.</param>
/// <param name="Meaning">What it is, for who edits templates.</param>
/// <param name="Kinds">Kinds of text it is given to; empty for all.</param>
public sealed record TemplateVariable(string Name, string Meaning, IReadOnlyList<TextKind> Kinds)
{
    /// <summary>Whether a text of a kind gets it.</summary>
    public bool IsFor(TextKind kind) => Kinds.Count == 0 || Kinds.Contains(kind);
}

/// <summary>The list of variables, and the check that a template uses no other, not even where it is not printed today.</summary>
public static partial class TemplateVariables
{
    private static readonly TextKind[] Addressed = [TextKind.Letter, TextKind.Reminder, TextKind.Closing];
    private static readonly TextKind[] Facts = [TextKind.Letter, TextKind.Reminder];
    private static readonly TextKind[] WithRecord = [TextKind.Letter, TextKind.Reminder, TextKind.Prescriber, TextKind.Sheet];
    private static readonly TextKind[] Programme = [TextKind.Office];
    private static readonly TextKind[] Named = [TextKind.Prescriber, TextKind.Form];
    private static readonly TextKind[] Known = [TextKind.Form, TextKind.Sheet];
    private static readonly TextKind[] Papers = [TextKind.Paper];

    /// <summary>All of them, in the order of the documentation.</summary>
    public static IReadOnlyList<TemplateVariable> All { get; } =
    [
        .. Texts.Variables("", [], "mark", "date"),
        .. Texts.Variables("sender.", [], "name", "department", "role", "postalCode", "address", "phone", "hours"),
        .. Texts.Variables("", [], "formats"),
        .. FixedSentences.ForTemplate.Keys.Select(name =>
            new TemplateVariable("fixed." + name, (string)FixedSentences.ForTemplate[name]!, [])),
        .. Texts.Variables("", [], "windows", "marked"),
        .. Texts.Variables("windows[].", [], "name", "about", "phone", "hours", "confirmed", "anonymous",
            "familyOnly", "noReport"),
        .. Texts.Variables("", Addressed, "letterId", "postalCode", "addressLines", "name", "pages", "barcode", "familyLine",
            "overTheCounterLine", "replyCard", "survey"),
        .. Texts.Variables("survey.", Addressed, "size", "path"),
        .. Texts.Variables("facts.", Facts, "month", "institutions", "pharmacies", "claims", "visitDays",
            "recordsThrough", "age"),
        .. Texts.Variables("", WithRecord, "record"),
        .. Texts.Variables("record[].", WithRecord, "page", "rows"),
        .. Texts.Variables("rows[].", WithRecord, "day", "place", "medicine", "quantity", "days"),
        .. Texts.Variables("programme.", Programme, "month", "letters", "postedOn", "contacts", "referrals"),
        .. Texts.Variables("year.", Programme, "name", "letters", "contacts", "connectedMen", "connectedWomen"),
        .. Texts.Variables("person.", Named, "name", "letterId", "consentOn"),
        .. Texts.Variables("person.", Known, "month", "institutions", "pharmacies", "claims", "postedOn", "contacts"),
        .. Texts.Variables("setup.", Papers, "insurerName", "insurerNumber", "from", "to", "version", "sha256",
            "runtime", "workspace"),
    ];

    /// <summary>Refuses a template that uses a name its kind does not get.</summary>
    /// <param name="where">Template for the message, such as <c>standard/letter.hbs</c>.</param>
    /// <param name="body">Source, parts already put in.</param>
    /// <param name="kind">Kind of text.</param>
    /// <exception cref="UserError">Names the template, the line and the variable (exit 5).</exception>
    public static void Check(string where, string body, TextKind kind)
    {
        var allowed = All.Where(variable => variable.IsFor(kind)).Select(variable => variable.Name)
            .ToHashSet(StringComparer.Ordinal);
        var lists = new Stack<string>();
        foreach (Match match in Mustache().Matches(body))
        {
            var line = body.AsSpan(0, match.Index).Count('\n') + 1;
            var text = match.Groups["text"].Value.Trim();
            if (match.Value.StartsWith("{{{", StringComparison.Ordinal) || text.StartsWith('&'))
            {
                throw new UserError(ExitCode.Settings, Texts.RawBraces(match.Value), $"{where}:{line}", Texts.RawBracesNext);
            }

            var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 0 || words[0] is "else" or "/if" or "/unless" || text.StartsWith('!'))
            {
                continue;
            }

            if (words[0] == "/each")
            {
                lists.TryPop(out _);
                continue;
            }

            Use(where, line, words, allowed, lists);
        }
    }

    private static void Use(string where, int line, string[] words, HashSet<string> allowed, Stack<string> lists)
    {
        var block = words[0] is "#each" or "#if" or "#unless";
        var name = block && words.Length == 2 ? words[1] : words[0];
        var known = (block ? words.Length == 2 : words.Length == 1) && IsKnown(name, allowed, lists);
        if (!known)
        {
            throw new UserError(ExitCode.Settings, Texts.UnknownVariable(string.Join(' ', words)), $"{where}:{line}",
                Texts.UnknownVariableNext);
        }

        if (words[0] == "#each")
        {
            lists.Push(name);
        }
    }

    private static bool IsKnown(string name, HashSet<string> allowed, Stack<string> lists)
    {
        if (lists.Count == 0)
        {
            return allowed.Contains(name);
        }

        if (name.StartsWith("../", StringComparison.Ordinal))
        {
            return allowed.Contains(name.Replace("../", "", StringComparison.Ordinal));
        }

        return name == "this" || allowed.Contains($"{lists.Peek()}[].{name}");
    }

    [GeneratedRegex(@"\{\{\{?(?<text>[^{}]*)\}?\}\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Mustache();
}
