namespace ClaimsWatch.Notify.Lint.Rules;

/// <summary>No exclamation mark, neither ！ nor !.</summary>
public sealed class ExclamationRule : ILintRule
{
    /// <inheritdoc/>
    public string Name => "exclamation";

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(LintDocument document) =>
        from line in document.Lines
        where line.Text.AsSpan().ContainsAny('！', '!')
        select new LintFinding(Name, LintLevel.Block, line.Number, line.Text, Texts.InsteadOfExclamation);
}
