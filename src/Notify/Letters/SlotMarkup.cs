using System.Text.RegularExpressions;
using ClaimsWatch.Core.Diagnostics;

namespace ClaimsWatch.Notify.Letters;

/// <summary>
/// Data and words are kept apart in a template, because the lint judges words and leaves data alone: a data slot holds one
/// variable and nothing else, and a variable that brings data stands in a slot.
/// </summary>
internal static partial class SlotMarkup
{
    // What the program itself writes: judged like any other word.
    private static readonly HashSet<string> Words =
        new(StringComparer.Ordinal) { "mark", "pages", "familyLine", "overTheCounterLine", "about", "facts.age" };

    /// <summary>Refuses words inside a data slot and data outside one.</summary>
    /// <exception cref="UserError">Names the template and the line (exit 5).</exception>
    public static void Check(string where, string body)
    {
        foreach (Match slot in Slot().Matches(body))
        {
            if (!OneVariable().IsMatch(slot.Groups["content"].Value))
            {
                throw At(where, body, slot.Index, Texts.WordsInSlot(slot.Groups["content"].Value), Texts.WordsInSlotNext);
            }
        }

        var outside = Slot().Replace(body, slot => new string('\n', slot.Value.AsSpan().Count('\n')).PadLeft(slot.Length));
        foreach (Match variable in Variable().Matches(outside))
        {
            var name = variable.Groups["name"].Value.Replace("../", "", StringComparison.Ordinal);
            if (!Words.Contains(name) && !name.StartsWith("fixed.", StringComparison.Ordinal))
            {
                throw At(where, outside, variable.Index, Texts.BareData(variable.Value), Texts.BareDataNext);
            }
        }
    }

    private static UserError At(string where, string body, int index, string what, string next) =>
        new(ExitCode.Settings, what, $"{where}:{body.AsSpan(0, index).Count('\n') + 1}", next);

    [GeneratedRegex("<span\\s+data-slot=\"[^\"]*\"[^>]*>(?<content>.*?)</span>",
        RegexOptions.ExplicitCapture | RegexOptions.Singleline, 1000)]
    private static partial Regex Slot();

    [GeneratedRegex(@"^\{\{\s*[\w./]+\s*\}\}$",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OneVariable();

    // Bars of the カスタマバーコード and the QR code are no text: bar-{{this}} is a class, d="…" and viewBox="…" are shapes.
    [GeneratedRegex(
        @"(?<!bar-|\bd=""|\bviewBox=""0 0 |\bviewBox=""0 0 \{\{survey\.size\}\} )"
        + @"\{\{\s*(?!else\b)(?<name>(\.\./)*[a-zA-Z]\w*(\.\w+)*)\s*\}\}",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Variable();
}
