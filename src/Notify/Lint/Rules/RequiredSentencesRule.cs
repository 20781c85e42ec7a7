namespace ClaimsWatch.Notify.Lint.Rules;

/// <summary>Required sentences stand in the text word for word, and the first of all sentences is the given one.</summary>
/// <param name="sentences">What must stand in it.</param>
/// <param name="first">The first sentence; empty if any may come first.</param>
public sealed class RequiredSentencesRule(IReadOnlyList<string> sentences, string first) : ILintRule
{
    /// <summary>What a letter with facts must carry, its purpose before all others.</summary>
    public RequiredSentencesRule()
        : this(FixedSentences.OfLetter, FixedSentences.Purpose)
    {
    }

    /// <inheritdoc/>
    public string Name => "required-sentence";

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(LintDocument document)
    {
        foreach (var sentence in sentences)
        {
            if (!document.Lines.Any(line => line.Text.Contains(sentence, StringComparison.Ordinal)))
            {
                yield return new LintFinding(Name, LintLevel.Block, 0, "",
                    Texts.Missing(sentence + FixedSentences.VariableOf(sentence)));
            }
        }

        var start = document.Sentences.FirstOrDefault(sentence => sentence.Text.EndsWith('。'));
        if (first.Length > 0 && start is not null && start.Text != first)
        {
            yield return new LintFinding("purpose-first", LintLevel.Block, start.Line, start.Text, Texts.FirstSentence(first));
        }
    }
}
