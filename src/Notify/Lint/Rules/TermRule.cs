namespace ClaimsWatch.Notify.Lint.Rules;

/// <summary>Words of the list to avoid, in any inflection; required sentences and data are not looked at.</summary>
public sealed class TermRule(IReadOnlyList<Term> terms) : ILintRule
{
    /// <inheritdoc/>
    public string Name => "term";

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(LintDocument document)
    {
        foreach (var sentence in document.Sentences.Where(sentence => !sentence.Fixed))
        {
            foreach (var term in terms)
            {
                if (term.Pattern?.Match(sentence.Text) is { Success: true } match)
                {
                    yield return new LintFinding(term.Id, term.Level, sentence.Line, match.Value, term.Instead);
                }
            }
        }
    }
}
