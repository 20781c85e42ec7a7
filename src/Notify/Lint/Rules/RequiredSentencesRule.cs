namespace ClaimsWatch.Notify.Lint.Rules;

/// <summary>
/// The sentences of <see cref="FixedSentences"/> stand in the letter word for word, the purpose before all others.
/// </summary>
public sealed class RequiredSentencesRule : ILintRule
{
    /// <inheritdoc/>
    public string Name => "required-sentence";

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(LintDocument document)
    {
        foreach (var sentence in FixedSentences.All)
        {
            if (!document.Lines.Any(line => line.Text.Contains(sentence, StringComparison.Ordinal)))
            {
                yield return new LintFinding(Name, LintLevel.Block, 0, "", Texts.Missing(sentence));
            }
        }

        var first = document.Sentences.FirstOrDefault(sentence => sentence.Text.EndsWith('。'));
        if (first is not null && first.Text != FixedSentences.Purpose)
        {
            yield return new LintFinding("purpose-first", LintLevel.Block, first.Line, first.Text, Texts.PurposeFirst);
        }
    }
}
