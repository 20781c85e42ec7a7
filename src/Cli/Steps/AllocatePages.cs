using ClaimsWatch.Cli.Printing;
using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Evaluate.Design;

namespace ClaimsWatch.Cli.Steps;

/// <summary>The result of a draw as the contract's JSON and as a table.</summary>
public static class AllocatePages
{
    /// <summary><c>allocate --format json</c>. Exact and internal.</summary>
    public static object Json(Round round, AllocateOutcome outcome, bool dryRun, string countScope) => new
    {
        Schema = "claimswatch.allocate/1",
        Disclosure = "internal",
        round.Marks,
        Round = round.Id,
        DryRun = dryRun,
        Counts = outcome.Draw.Counts.Select(c => new { Arm = Name(c.Arm), Sex = (int)c.Sex, c.Band, c.N }),
        AlwaysLetter = outcome.Draw.AlwaysLetter.Count,
        outcome.HoldoutShare,
        Holdout = outcome.Plan.Holdout,
        Words = outcome.Plan.Words,
        outcome.Draw.Allocation.ListHash,
        outcome.Draw.Allocation.Seed,
        outcome.Draw.Allocation.PublicNumber,
        outcome.Draw.Allocation.ReleaseMonth,
        CountScope = countScope,
    };

    /// <summary>A table for people.</summary>
    public static ResultTable Table(AllocateOutcome outcome, bool ja) => new(
        ja ? "割り付け" : "allocation",
        ja ? ["群", "性別", "区分", "人数"] : ["arm", "sex", "band", "people"],
        [.. outcome.Draw.Counts.Select(c => (IReadOnlyList<string>)[ArmWord(c.Arm, ja), SexWord(c.Sex, ja), c.Band, $"{c.N}"])]);

    /// <summary>letter or holdout.</summary>
    public static string Name(Arm arm) => arm == Arm.Letter ? "letter" : "holdout";

    /// <summary>The arm in words.</summary>
    public static string ArmWord(Arm arm, bool ja) => (arm, ja) switch
    {
        (Arm.Letter, true) => "送付",
        (Arm.Holdout, true) => "対照（後日）",
        _ => Name(arm),
    };

    /// <summary>The sex in words.</summary>
    public static string SexWord(Sex sex, bool ja) => (sex, ja) switch
    {
        (Sex.Male, true) => "男",
        (Sex.Female, true) => "女",
        (_, true) => "不明",
        (Sex.Male, _) => "men",
        (Sex.Female, _) => "women",
        _ => "unknown",
    };
}
