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
    ];

    /// <summary>What a whole letter must have, and how it may look.</summary>
    public static IReadOnlyList<ILintRule> LetterRules { get; } =
    [
        new RequiredSentencesRule(),
        new RequiredFactsRule(),
        new RequiredWindowsRule(),
        new RequiredOptOutRule(),
        new RequiredSenderRule(),
        new PageOnePrivacyRule(),
        new RedTextRule(),
        new BoldTextRule(),
    ];

    /// <summary>All rules over a rendered letter.</summary>
    public static IReadOnlyList<LintFinding> Check(LintDocument letter) => Run(letter, ToneRules.Concat(LetterRules));

    /// <summary>Any text: the tone rules and, unless <paramref name="sentencesOnly"/>, what a letter must have.</summary>
    public static IReadOnlyList<LintFinding> CheckText(string text, bool sentencesOnly)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Run(LintDocument.OfText(text), sentencesOnly ? ToneRules : ToneRules.Concat(LetterRules));
    }

    /// <summary>Whether anything blocks.</summary>
    public static bool Blocks(IEnumerable<LintFinding> findings) => findings.Any(finding => finding.Level == LintLevel.Block);

    private static IReadOnlyList<LintFinding> Run(LintDocument document, IEnumerable<ILintRule> rules) =>
        [.. rules.SelectMany(rule => rule.Check(document)).OrderBy(finding => finding.Line)
            .ThenBy(finding => finding.Rule, StringComparer.Ordinal)];
}
