using System.Text.RegularExpressions;

namespace ClaimsWatch.Notify.Lint.Rules;

/// <summary>
/// 「通報しません」 stands nowhere as words of a template: the program fills it in beside a window that confirmed it in writing, on a
/// day, at most twelve months ago (letters 4.2 item 8).
/// </summary>
public sealed partial class NoReportRule : ILintRule
{
    /// <inheritdoc/>
    public string Name => "no-report-unconfirmed";

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(LintDocument document) =>
        from sentence in document.Sentences
        let match = Promise().Match(sentence.Text)
        where match.Success
        select new LintFinding(Name, LintLevel.Block, sentence.Line, match.Value, Texts.InsteadOfNoReport);

    [GeneratedRegex("(通報|警察に(連絡|通知))(は)?(しません|いたしません|されません|することはありません|されることはありません)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Promise();
}
