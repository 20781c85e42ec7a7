using ClaimsWatch.Core.Claims;
using ClaimsWatch.Evaluate.Measures;
using ClaimsWatch.Evaluate.Panels;

namespace ClaimsWatch.Evaluate.Reports;

/// <summary>People at risk all through POST who then had no claim at all: possible care avoidance (受診控え, decisions A6).</summary>
/// <param name="Sex">Administrative sex.</param>
/// <param name="Letter">Arm.</param>
/// <param name="Persons">People at risk in POST.</param>
/// <param name="ZeroClaims">Those without any claim in POST.</param>
public sealed record HarmCell(Sex Sex, bool Letter, int Persons, int ZeroClaims)
{
    /// <summary>The named object.</summary>
    public Result ToResult() => new($"harm.zero_claims.sex{(int)Sex}.letter{(Letter ? 1 : 0)}",
    [
        ("n_persons", Persons), ("n_zero", ZeroClaims), ("value", Persons > 0 ? (double)ZeroClaims / Persons : null),
    ]);
}

/// <summary>Counts what the panel can show of harm; fewer claims are not better by themselves.</summary>
public static class Harms
{
    /// <summary>Id of the harm in limits.</summary>
    public const string ZeroClaimsId = "zero_claims";

    /// <summary>Both arms of one scope.</summary>
    internal static (MeasureArm Letter, MeasureArm Holdout) Shares(PersonTable table, Scope scope)
    {
        MeasureArm Arm(double letter)
        {
            var people = table.Only(scope).Persons.Where(p => p.Letter == letter && p.In(Window.Post).Months > 0).ToArray();
            var zero = people.Count(p => p.In(Window.Post).Claims == 0);
            return new MeasureArm(people.Length, double.NaN, people.Length > 0 ? (double)zero / people.Length : double.NaN, zero);
        }

        return (Arm(1), Arm(0));
    }

    /// <summary>One cell a sex and arm.</summary>
    public static IReadOnlyList<HarmCell> Count(PersonTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return [.. from sex in (Sex[])[Sex.Male, Sex.Female]
            from letter in (bool[])[true, false]
            let people = table.Persons.Where(p => p.Episode.Sex == sex && p.Letter > 0 == letter
                && p.In(Window.Post).Months > 0).ToArray()
            select new HarmCell(sex, letter, people.Length, people.Count(p => p.In(Window.Post).Claims == 0))];
    }
}
