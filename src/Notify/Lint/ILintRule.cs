namespace ClaimsWatch.Notify.Lint;

/// <summary>One thing that is looked for in a letter.</summary>
public interface ILintRule
{
    /// <summary>Stable name, kebab-case.</summary>
    string Name { get; }

    /// <summary>Findings in reading order.</summary>
    IEnumerable<LintFinding> Check(LintDocument document);
}
