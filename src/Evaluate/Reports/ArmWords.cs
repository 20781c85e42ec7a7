using ClaimsWatch.Core.Claims;

namespace ClaimsWatch.Evaluate.Reports;

/// <summary>What the two groups of a comparison are called: people not drawn by lot are no "holdout".</summary>
/// <param name="Letter">Those who got the letter, Japanese and English.</param>
/// <param name="Other">Those they are compared with.</param>
/// <param name="PeopleTitle">Title of the table of people by sex and group.</param>
public sealed record ArmWords(string Letter, string Other, string PeopleTitle)
{
    /// <summary>Arms of a draw.</summary>
    public static ArmWords Drawn { get; } = new(Texts.LetterArm, Texts.HoldoutArm, Texts.DrawnTitle);

    /// <summary>Groups nobody drew.</summary>
    public static ArmWords Judged { get; } = new(Texts.LetteredGroup, Texts.ComparisonGroup, Texts.GroupsTitle);

    /// <summary>One group.</summary>
    public string Of(bool letter) => letter ? Letter : Other;

    /// <summary>One sex of one group.</summary>
    public string Of(Sex sex, bool letter) => Texts.Pair(Texts.SexWord(sex), Of(letter));
}
