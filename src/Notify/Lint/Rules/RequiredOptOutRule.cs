namespace ClaimsWatch.Notify.Lint.Rules;

/// <summary>How to stop these letters, in one step (4.2 item 9).</summary>
public sealed class RequiredOptOutRule : ILintRule
{
    /// <inheritdoc/>
    public string Name => "required-opt-out";

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(LintDocument document)
    {
        if (!document.Lines.Any(line => line.Text.Contains(FixedSentences.OptOutStart, StringComparison.Ordinal)))
        {
            yield return new LintFinding(Name, LintLevel.Block, 0, "", Texts.Missing(FixedSentences.OptOutStart));
        }
    }
}
