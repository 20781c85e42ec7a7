namespace ClaimsWatch.Notify.Lint.Rules;

/// <summary>Sentences of at most 50 characters, 40 on average (letters 4.2, plain Japanese).</summary>
public sealed class SentenceLengthRule : ILintRule
{
    /// <summary>Longest sentence, in characters with its full stop.</summary>
    public const int LengthMax = 50;

    /// <summary>Longest mean length of a text, in characters.</summary>
    public const double MeanMax = 40;

    /// <inheritdoc/>
    public string Name => "sentence-length";

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(LintDocument document)
    {
        var sentences = document.Sentences.Where(sentence => !sentence.Fixed && sentence.Text.EndsWith('。')).ToList();
        foreach (var sentence in sentences.Where(sentence => sentence.Text.Length > LengthMax))
        {
            yield return new LintFinding(
                Name, LintLevel.Warn, sentence.Line, sentence.Text, Texts.InsteadOfLong(sentence.Text.Length, LengthMax));
        }

        if (sentences.Count > 0 && sentences.Average(sentence => sentence.Text.Length) is > MeanMax and var mean)
        {
            yield return new LintFinding(Name, LintLevel.Warn, 0, "", Texts.InsteadOfLongMean(mean, MeanMax));
        }
    }
}
