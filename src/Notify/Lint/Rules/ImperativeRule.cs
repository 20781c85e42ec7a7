using System.Text.RegularExpressions;

namespace ClaimsWatch.Notify.Lint.Rules;

/// <summary>Orders: ～なさい, ～せよ, ～のこと。, ～しろ, ～するな.</summary>
public sealed partial class ImperativeRule : ILintRule
{
    /// <inheritdoc/>
    public string Name => "imperative";

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(LintDocument document) =>
        from sentence in document.Sentences
        where !sentence.Fixed
        let match = Ending().Match(sentence.Text)
        where match.Success
        select new LintFinding(Name, LintLevel.Block, sentence.Line, match.Value, Texts.InsteadOfImperative);

    [GeneratedRegex("(なさい|せよ|しろ|(る|す)な|たまえ|禁止です|禁ずる|禁じます)[。！!]?$|(の|る)こと。$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Ending();
}
