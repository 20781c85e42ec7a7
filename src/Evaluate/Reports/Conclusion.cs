using ClaimsWatch.Evaluate.Disclosure;

namespace ClaimsWatch.Evaluate.Reports;

/// <summary>What may be said about a ratio.</summary>
public enum Verdict
{
    /// <summary>Too few people to show.</summary>
    Hidden,

    /// <summary>There is no estimate.</summary>
    NotEstimable,

    /// <summary>The interval holds 1: no effect is claimed, and none is excluded.</summary>
    Inconclusive,

    /// <summary>The interval leaves out 1, but the primary test did not pass or the number of tests speaks against it.</summary>
    NotAfterAdjustment,

    /// <summary>Below 1.</summary>
    Lower,

    /// <summary>Above 1.</summary>
    Higher,
}

/// <summary>
/// The words a released ratio allows; made from released cells only, so that a sentence can't say what a table hides.
/// </summary>
/// <param name="Verdict">What may be said.</param>
/// <param name="Ratio">Ratio, or difference; null when there is none to show.</param>
/// <param name="Words">Ratio with interval for a Japanese sentence.</param>
/// <param name="WordsInEnglish">The same for an English one.</param>
public sealed record Conclusion(Verdict Verdict, double? Ratio, string Words, string WordsInEnglish)
{
    internal const double Level = 0.05;

    /// <summary>Reads a row of <c>effects</c> or <c>sex_interaction</c>; the p behind the gate (<see cref="Families"/>) counts
    /// when the row has one.</summary>
    /// <param name="row">Released row.</param>
    /// <param name="isDifference">Whether the row is a difference, so that 0 and not 1 means that nothing differs.</param>
    public static Conclusion Of(IReadOnlyList<SafeCell> row, bool isDifference = false)
    {
        ArgumentNullException.ThrowIfNull(row);
        if (row[2].Text == SafeTable.HiddenText)
        {
            return new Conclusion(Verdict.Hidden, null, SafeTable.HiddenText, SafeTable.HiddenText);
        }

        if (row[3].Value is not { } ratio || row[4].Value is not { } low || row[5].Value is not { } high)
        {
            return new Conclusion(Verdict.NotEstimable, null, Figures.None, Figures.None);
        }

        var none = isDifference ? 0 : 1;
        var verdict = low <= none && high >= none ? Verdict.Inconclusive
            : row[7].Value is { } gated && gated >= Level ? Verdict.NotAfterAdjustment
            : high < none ? Verdict.Lower : Verdict.Higher;
        return isDifference
            ? new Conclusion(verdict, ratio, Figures.DifferenceWords(ratio, low, high),
                Figures.DifferenceWordsInEnglish(ratio, low, high))
            : new Conclusion(verdict, ratio, Figures.RatioWords(ratio, low, high), Figures.RatioWordsInEnglish(ratio, low, high));
    }
}
