using ClaimsWatch.Notify.Lint.Rules;

namespace ClaimsWatch.Notify.Lint;

/// <summary>Checks that a letter says what it must and nothing that judges, frightens or leaks (letters 4.2, 4.3).</summary>
public static class LetterLint
{
    /// <summary>How things are worded; they apply to any sentence.</summary>
    public static IReadOnlyList<ILintRule> ToneRules { get; } =
    [
        new TermRule(TermList.Shipped),
        new ImperativeRule(),
        new ExclamationRule(),
        new DoubleNegativeRule(),
        new NegativeRunRule(),
        new RequestRunRule(),
        new SentenceLengthRule(),
        new KanjiRatioRule(),
        new NoReportRule(),
    ];

    /// <summary>What a whole letter must have, and how it may look.</summary>
    public static IReadOnlyList<ILintRule> LetterRules { get; } =
    [
        new RequiredSentencesRule(),
        new RequiredFactsRule(),
        new RequiredWindowsRule(),
        new RequiredOptOutRule(),
        .. Everywhere,
    ];

    private static IReadOnlyList<ILintRule> Everywhere =>
        [new RequiredSenderRule(), new PageOnePrivacyRule(), new RedTextRule(), new BoldTextRule()];

    /// <summary>All rules over a rendered letter.</summary>
    public static IReadOnlyList<LintFinding> Check(LintDocument letter) => Check(letter, TextKind.Letter, "ja");

    /// <summary>All rules for a text of a kind and a language (ja, or one of <see cref="InsertSentences.Languages"/>).</summary>
    /// <param name="document">The text.</param>
    /// <param name="kind">What it is for.</param>
    /// <param name="language">Its language.</param>
    /// <param name="age">The sentence that says how old the facts are; empty while they are new.</param>
    public static IReadOnlyList<LintFinding> Check(LintDocument document, TextKind kind, string language, string age = "")
    {
        var rules = language != "ja" ? ForeignRules(language) : kind == TextKind.Paper
            ? [new RequiredSenderRule(), new RedTextRule()] : ToneRules.Concat(Required(kind));
        return Run(document, age.Length == 0 ? rules : rules.Append(new RequiredSentencesRule([age], "")));
    }

    /// <summary>A text that was not rendered here: the tone rules and, unless <paramref name="sentencesOnly"/>,
    /// what its kind must have.</summary>
    internal static IReadOnlyList<LintFinding> Check(LintDocument document, TextKind kind, bool sentencesOnly) =>
        Run(document, sentencesOnly ? ToneRules.Append(new RedTextRule()) : ToneRules.Concat(Required(kind)));

    /// <summary>Any text: the tone rules and, unless <paramref name="sentencesOnly"/>, what a letter must have.</summary>
    public static IReadOnlyList<LintFinding> CheckText(string text, bool sentencesOnly)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Run(LintDocument.OfText(text), sentencesOnly ? ToneRules : ToneRules.Concat(LetterRules));
    }

    /// <summary>Whether anything blocks.</summary>
    public static bool Blocks(IEnumerable<LintFinding> findings) => findings.Any(finding => finding.Level == LintLevel.Block);

    private static IReadOnlyList<ILintRule> Required(TextKind kind) => kind switch
    {
        TextKind.Letter => LetterRules,
        TextKind.Reminder => [.. LetterRules, new RequiredSentencesRule([FixedSentences.NoChangeIsFine], "")],
        TextKind.Closing =>
        [
            new RequiredSentencesRule(
                [FixedSentences.LastLetter, FixedSentences.NoReply, FixedSentences.DoNotStop, FixedSentences.Confidentiality],
                FixedSentences.LastLetter),
            new RequiredWindowsRule(), .. Everywhere,
        ],
        TextKind.Leaflet => [new RequiredSentencesRule([FixedSentences.DoNotStop], ""), new RequiredWindowsRule(), .. Everywhere],
        TextKind.Card =>
            [new RequiredSentencesRule([FixedSentences.Confidentiality], ""), new RequiredWindowsRule(), .. Everywhere],
        TextKind.Form => [new RedTextRule()],
        TextKind.Sheet => [new RequiredSentencesRule([FixedSentences.DoNotStop, FixedSentences.DataAge], ""),
            new RequiredSenderRule(), new RedTextRule()],
        TextKind.Script => [new RequiredSentencesRule([FixedSentences.DoNotStop], "")],
        // A letter to a doctor about a person who agreed names medicines on its only page.
        TextKind.Prescriber => [new RequiredSenderRule(), new RedTextRule(), new BoldTextRule()],
        _ => Everywhere,
    };

    private static IReadOnlyList<ILintRule> ForeignRules(string language) =>
    [
        new ForeignTermRule(), new TermRule(TermList.Shipped), new NoReportRule(), new ExclamationRule(),
        new RequiredSentencesRule(InsertSentences.For(language), ""),
        new PageOnePrivacyRule(), new RedTextRule(), new BoldTextRule(),
    ];

    private static IReadOnlyList<LintFinding> Run(LintDocument document, IEnumerable<ILintRule> rules) =>
        [.. rules.SelectMany(rule => rule.Check(document)).OrderBy(finding => finding.Line)
            .ThenBy(finding => finding.Rule, StringComparer.Ordinal)];
}
