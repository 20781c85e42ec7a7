using ClaimsWatch.Evaluate.Panels;
using ClaimsWatch.Evaluate.Reports;

namespace ClaimsWatch.Evaluate;

/// <summary>Sentences of the outcome report: what the numbers allow to be said, and what a reader must know.</summary>
internal static partial class Texts
{
    public static string EffectSentence(Scope scope, Conclusion conclusion)
    {
        var (who, whom) = scope switch
        {
            Scope.Male => ("男性では、", "Among men: "),
            Scope.Female => ("女性では、", "Among women: "),
            _ => ("全体では、", "Overall: "),
        };
        var (ja, en) = conclusion.Verdict switch
        {
            Verdict.Hidden => ("人数が少ないため、結果を表示しません。", "too few people to show a result."),
            Verdict.NotEstimable => ("推定できませんでした。", "no estimate could be made."),
            Verdict.Inconclusive => (
                $"効果は判定できません。送付群の件数は対照群の{conclusion.Words}で、減ったとも増えたともいえません。",
                $"inconclusive. Claims of the letter arm were {conclusion.WordsInEnglish} times those of the holdout; neither a "
                    + $"fall nor a rise "
                    + "can be claimed."),
            Verdict.NotAfterAdjustment => (
                $"送付群の件数は対照群の{conclusion.Words}でしたが、主な検定の結果と検定の数を考えると、差があったとはいえません。",
                $"claims of the letter arm were {conclusion.WordsInEnglish} times those of the holdout, but given the primary "
                    + $"test and the number "
                    + "of tests no difference can be claimed."),
            Verdict.Lower => (
                $"送付群の件数は対照群の{conclusion.Words}で、約{Figures.Fewer(conclusion.Ratio!.Value)}%少なくなりました。",
                $"claims of the letter arm were {conclusion.WordsInEnglish} times those of the holdout, about "
                    + $"{Figures.Fewer(conclusion.Ratio!.Value)} % fewer."),
            _ => (
                $"送付群の件数は対照群の{conclusion.Words}で、約{Figures.Fewer(conclusion.Ratio!.Value)}%多くなりました。",
                $"claims of the letter arm were {conclusion.WordsInEnglish} times those of the holdout, about "
                    + $"{Figures.Fewer(conclusion.Ratio!.Value)} % more."),
        };
        return $"{who}{ja}‖{whom}{en}";
    }

    public static string InteractionSentence(Conclusion conclusion)
    {
        var (ja, en) = conclusion.Verdict switch
        {
            Verdict.Hidden => ("人数が少ないため、結果を表示しません。", "too few people to show a result."),
            Verdict.NotEstimable => ("推定できませんでした。", "no estimate could be made."),
            Verdict.Inconclusive => (
                $"判定できません(女性の率比÷男性の率比 {conclusion.Words})。男女で効果が同じだという意味でもありません。",
                $"inconclusive (women's ratio over men's {conclusion.WordsInEnglish}); nor does it mean that the effect is the "
                    + $"same."),
            Verdict.NotAfterAdjustment => (
                $"主な検定の結果と検定の数を考えると、差があるとはいえません(女性の率比÷男性の率比 {conclusion.Words})。",
                $"given the primary test and the number of tests no difference can be claimed (women's ratio over men's "
                    + $"{conclusion.WordsInEnglish})."),
            Verdict.Lower => (
                $"件数への影響は女性のほうが減る向きに大きいという結果でした(女性の率比÷男性の率比 {conclusion.Words})。",
                $"the effect on claims went further down among women (women's ratio over men's {conclusion.WordsInEnglish})."),
            _ => (
                $"件数への影響は男性のほうが減る向きに大きいという結果でした(女性の率比÷男性の率比 {conclusion.Words})。",
                $"the effect on claims went further down among men (women's ratio over men's {conclusion.WordsInEnglish})."),
        };
        return $"男女差については、{ja}‖Difference by sex: {en}";
    }

    public static string InteractionPower(double ratio) =>
        $"男女差の検出力：女性の率比が男性の{ratio:0.00}倍以下(またはその逆)のときだけ、80%の確からしさで見つけられました。‖"
        + $"Power for a difference by sex: seen with 80 % power only if the women's ratio is {ratio:0.00} times the men's or "
        + $"less (or the reverse).";

    public const string HarmAlarm =
        "発送前に決めた不利益の限度を超えたものがあります(報告書の7を見てください)。確認の署名があるまで、次の回のくじは引けません。‖"
        + "A harm is over the limit set before posting (section 7 of the report). The next round is not drawn until a named "
        + "reviewer has signed.";

    public static string OwnRegression(double percent) =>
        $"この保険者で、一度もお知らせを送っていない同じくらいの件数の人でも、選定月にあたる月からその後の6か月の平均まで、{Figures.Percent(percent)}変わっています。‖"
        + $"Among this insurer's people with similar counts who never had a letter, the rate moved by {Figures.Percent(percent)} "
        + $"from such a month to "
        + "the mean of the next 6.";

    /// <summary>A note in words; numbers of people below 10 are not written out.</summary>
    public static string NoteText(Note note)
    {
        var (count, number) = note.Value >= 10 ? ($"{note.Value:0}", $"{note.Value:0}") : ("10未満の", "fewer than 10");
        return note.Code switch
        {
            "post-not-complete" => $"送付後の期間がまだ終わっていない人がいます(データは{note.Detail}まで)。結果は途中経過です。‖"
                + $"POST is not complete for everyone (data through {note.Detail}): the result is preliminary.",
            "never-in-a-round" => $"どの回にも入っていない人({count}人)は解析していません。‖People never in a round ({number}) are left out.",
            "control-month-filled" => $"発送月が空の人には、ただ1つの発送月({note.Detail})を使いました。‖"
                + $"Blank letter months were filled with the only one there is ({note.Detail}).",
            "sex-unknown" => $"性別の記録がない人({count}人)は「全体」に含めず、別に集計しています。‖"
                + $"People without a recorded sex ({number}) are not in All and are counted apart.",
            "not-at-risk-in-both-windows" => $"前後いずれかの期間に資格がない人({count}人)は、1人ごとの推定に含めていません。‖"
                + $"People not at risk in both windows ({number}) are not in person-level estimates.",
            "letter-before-selection" =>
                "発送月が選定月以前の人がいます。データを確認してください。‖Some were posted to at or before their selection month: check the data.",
            "claims-without-days-at-risk" => "在籍0日の月にレセプトがあります。その月は率に含めていません。‖"
                + "There are claims in months without days at risk; those months are in no rate.",
            "clustered-by-household-or-person" => "同じ世帯または同じ人が2回以上含まれるため、標準誤差は世帯または人でまとめました。‖"
                + "Households or persons stand more than once, so errors are clustered by them.",
            "rows-rejected" => $"読み取れなかった行({note.Value:0}行)は使っていません。‖Rows that could not be read ({note.Value:0}) are not used.",
            "column-not-numeric" => $"数値でない列 {note.Detail} は使っていません。‖Column {note.Detail} is not numeric and is not used.",
            _ => note.Code,
        };
    }
}
