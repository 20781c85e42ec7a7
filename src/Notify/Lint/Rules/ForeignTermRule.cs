using System.Text.RegularExpressions;

namespace ClaimsWatch.Notify.Lint.Rules;

/// <summary>
/// Words that judge or frighten in the languages of the slips (letters 4.3, groups N, J and L): abuse, addict, shopping for
/// doctors, excess, crime, police, duty, danger. All block: a slip of ten lines needs none of them.
/// </summary>
public sealed partial class ForeignTermRule : ILintRule
{
    /// <inheritdoc/>
    public string Name => "foreign-term";

    /// <inheritdoc/>
    public IEnumerable<LintFinding> Check(LintDocument document) =>
        from sentence in document.Sentences
        from Match match in Words().Matches(sentence.Text)
        select new LintFinding(Name, LintLevel.Block, sentence.Line, match.Value, Texts.InsteadOfForeign);

    [GeneratedRegex(
        @"\b(abus\w*|addict\w*|junkie\w*|doctor[ -]?shopp\w*|"
        + @"excessive\w*|overus\w*|misus\w*|illegal\w*|crim(e|inal)\w*|police|warning|violat\w*|"
        + @"must|obliged|dangerous|waste\w*|fraud\w*|monitor\w*|suspect\w*|punish\w*)\b"
        + "|滥用|濫用|成瘾|瘾君子|过度|浪费|违法|犯罪|警察|警告|必须|危险|监视|欺诈|嫌疑"
        + "|남용|중독자|과다|낭비|불법|범죄|경찰|경고|반드시|위험합니다|감시|사기|혐의"
        + @"|lạm dụng|nghiện|quá mức|lãng phí|phạm pháp|tội phạm|cảnh sát|cảnh cáo|bắt buộc|phải|nguy hiểm|giám sát"
        + @"|\b(abus\w*|viciad\w*|excessiv\w*|desperd\w*|ilegal\w*|"
        + @"crime\w*|polícia|advertência|obrigad[oa] a|deve|perigos\w*|vigi\w*|fraude)\b",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Words();
}
