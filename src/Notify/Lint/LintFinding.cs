namespace ClaimsWatch.Notify.Lint;

/// <summary>How a finding is treated.</summary>
public enum LintLevel
{
    /// <summary>W: shown to staff; the letter may go.</summary>
    Warn,

    /// <summary>B: the letter is not rendered.</summary>
    Block,
}

/// <summary>One place in a letter that should be worded otherwise, or something that is missing.</summary>
/// <param name="Rule">Stable id: T01 … T65 for terms, else the rule's name such as <c>exclamation</c>.</param>
/// <param name="Level">Whether it blocks.</param>
/// <param name="Line">1-based line of the text; 0 for the letter as a whole.</param>
/// <param name="Text">What stands there; never a data slot, so never a name or an address.</param>
/// <param name="Instead">What to write instead, in Japanese for the editor.</param>
public sealed record LintFinding(string Rule, LintLevel Level, int Line, string Text, string Instead);
