namespace ClaimsWatch.Evaluate;

/// <summary>Words of the designs without a simultaneous holdout.</summary>
internal static partial class Texts
{
    public const string WaitlistNobody = "nobody to compare with: one letter month, and everyone got the letter";
    public const string WaitlistNext = "a waitlist needs letter months that differ by lot, or people without a letter";
    public const string WaitlistWarning =
        "発送月がくじで決まっていた場合だけ、効果として読めます。 Only if the letter month was drawn by lot are these effects.";

    public const string ObservationalNoSelection =
        "the month people were chosen by is not in the panel, so the score would leave out why they were chosen";
    public const string ObservationalNext = "bring a panel with the selection month (column selection_month) and the months before it";
    public const string ObservationalWarning =
        "くじで分けていないため、結果は「影響の推定」にとどまります。記録にない違いは調整できません。"
        + " Not randomised: unmeasured differences are not adjusted for.";

    public const string SeriesWarning =
        "加入者全体の率の系列です。同じ時期のほかの変化(制度改正など)と区別できません。"
        + " A whole population's series: other changes at the same time can't be told apart.";
    public const string SeriesNext =
        "bring month,events,person_months[,series] of the whole insured population, series own or comparison, each month once";
    public const string SeriesColumns = "the series lacks a column";
    public const string SeriesBadLine = "not a month with events of 0 or more and person-months above 0, once a series";

    public static string ObservationalNoScore(string status) =>
        $"the propensity score can't be fitted ({status}): the groups may not overlap at all";

    public static string ObservationalImbalance(double worst) =>
        $"重みづけの後も、群の間に差が残っています(標準化差の最大 {worst:0.00}、目安 0.1)。 Imbalance remains after weighting.";

    public static string SeriesTooShort(int months) =>
        $"the series needs at least {months} months before the first letter month and 2 from it on";
}
