using System.Text.RegularExpressions;

namespace ClaimsWatch.Notify.Lint.Rules;

/// <summary>Month, institutions, pharmacies and claims as numbers, and what a claim counts (4.2 item 2, decisions C1).</summary>
public sealed partial class RequiredFactsRule : ILintRule
{
    /// <inheritdoc/>
    public string Name => "required-fact";

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(LintDocument document)
    {
        var text = string.Join('\n', document.Lines.Select(document.Filled));
        (Regex Pattern, string What)[] needed =
        [
            (Month(), Texts.FactMonth),
            (Institutions(), Texts.FactInstitutions),
            (Pharmacies(), Texts.FactPharmacies),
            (Claims(), Texts.FactClaims),
            (DispensingCounts(), Texts.FactDispensing),
        ];
        return needed.Where(item => !item.Pattern.IsMatch(text))
            .Select(item => new LintFinding(Name, LintLevel.Block, 0, "", Texts.Missing(item.What)));
    }

    [GeneratedRegex(@"(令和|平成)(元|\d{1,2})年\d{1,2}月の記録", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Month();

    [GeneratedRegex(@"医療機関\s*\d+\s*か所", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Institutions();

    [GeneratedRegex(@"薬局\s*\d+\s*か所", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Pharmacies();

    [GeneratedRegex(@"請求の記録\s*\d+\s*件", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Claims();

    [GeneratedRegex("薬局の請求も1件と数えます", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DispensingCounts();
}
