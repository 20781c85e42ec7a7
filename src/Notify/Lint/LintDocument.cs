namespace ClaimsWatch.Notify.Lint;

/// <summary>One block of text: a paragraph, a list item, a table row.</summary>
/// <param name="Number">1-based line in the source, or place in the letter.</param>
/// <param name="Page">1-based page; 0 when the text has no pages.</param>
/// <param name="Text">The text, data slots replaced by <see cref="LintDocument.SlotMark"/> of the same length.</param>
public sealed record LintLine(int Number, int Page, string Text);

/// <summary>What stands in a data slot, kept apart so that tone rules cannot see it and findings cannot quote it.</summary>
/// <param name="Line">Line the slot stands in.</param>
/// <param name="Page">1-based page.</param>
/// <param name="Name">Slot name of the template, such as <c>phone</c>.</param>
/// <param name="Value">The value.</param>
public sealed record LintSlot(int Line, int Page, string Name, string Value)
{
    /// <summary>The slot without its value, which may be a name or an address.</summary>
    public override string ToString() => $"{{{{{Name}}}}}";
}

/// <summary>A sentence with the line it ends in.</summary>
/// <param name="Line">1-based line.</param>
/// <param name="Text">The sentence with its full stop; data slots are masked.</param>
/// <param name="FixedId">Id of the required sentence that it is word for word; empty for any other.</param>
public sealed record LintSentence(int Line, string Text, string FixedId)
{
    /// <summary>Whether the tone rules leave it alone.</summary>
    public bool Fixed => FixedId.Length > 0;
}

/// <summary>A letter or any text, cut into what the rules look at.</summary>
/// <param name="Lines">Blocks in reading order.</param>
/// <param name="Slots">Data slots; empty for a plain text.</param>
/// <param name="Html">The rendered letter, for rules about its look; empty for a plain text.</param>
public sealed record LintDocument(IReadOnlyList<LintLine> Lines, IReadOnlyList<LintSlot> Slots, string Html)
{
    /// <summary>Stands for one character of data.</summary>
    public const char SlotMark = '\uFFFC';

    /// <summary>All sentences in reading order.</summary>
    public IReadOnlyList<LintSentence> Sentences { get; } = [.. Lines.SelectMany(SentencesOf)];

    /// <summary>A plain text, one block a line.</summary>
    public static LintDocument OfText(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        return new LintDocument(
            [.. lines.Select((line, index) => new LintLine(index + 1, 0, line.Trim())).Where(line => line.Text.Length > 0)], [],
            "");
    }

    /// <summary>Says how long it is; the content may hold a name.</summary>
    public override string ToString() => $"{Lines.Count} lines";

    /// <summary>The text of a line with its data put back, for rules that ask whether something is there.</summary>
    public string Filled(LintLine line)
    {
        var text = line.Text;
        foreach (var slot in Slots.Where(slot => slot.Line == line.Number))
        {
            var at = text.IndexOf(SlotMark, StringComparison.Ordinal);
            if (at < 0)
            {
                break;
            }

            text = string.Concat(text.AsSpan(0, at), slot.Value, text.AsSpan(at + slot.Value.Length));
        }

        return text;
    }

    private static IEnumerable<LintSentence> SentencesOf(LintLine line)
    {
        // A required sentence may have a full stop inside: it is recognised before the line is cut.
        var rest = line.Text;
        while (rest.Length > 0)
        {
            var start = FixedSentences.All.FirstOrDefault(sentence => rest.StartsWith(sentence.Text, StringComparison.Ordinal));
            var length = start?.Text.Length ?? FirstStop(rest);
            var text = rest[..length].Trim();
            if (text.Length > 0)
            {
                yield return new LintSentence(line.Number, text, start?.Id ?? "");
            }

            rest = rest[length..].TrimStart();
        }
    }

    private static int FirstStop(string text)
    {
        var stop = text.AsSpan().IndexOfAny("。！？!?");
        return stop < 0 ? text.Length : stop + 1;
    }
}
