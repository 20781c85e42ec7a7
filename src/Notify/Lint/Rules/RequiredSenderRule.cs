using System.Text.RegularExpressions;

namespace ClaimsWatch.Notify.Lint.Rules;

/// <summary>Who writes, and the phone number to ask (4.2 item 10): a line that begins お問い合わせ and holds a number.</summary>
public sealed partial class RequiredSenderRule : ILintRule
{
    /// <inheritdoc/>
    public string Name => "required-sender";

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(LintDocument document)
    {
        if (!document.Lines.Select(document.Filled).Any(line => Sender().IsMatch(line)))
        {
            yield return new LintFinding(Name, LintLevel.Block, 0, "", Texts.MissingSender);
        }
    }

    [GeneratedRegex(@"お問い?合わせ.*0\d{1,4}-\d{1,4}-\d{3,4}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Sender();
}
