using ClaimsWatch.Core.Claims;
using ClaimsWatch.Synth.Care;
using ClaimsWatch.Synth.People;

namespace ClaimsWatch.Synth.Truth;

/// <summary>Adds up both potential outcomes of everyone allocated: the same random numbers with and without a letter.</summary>
internal static class EffectSums
{
    /// <summary>One line for each sex, men first.</summary>
    public static IReadOnlyList<EffectTruth> Of(
        SynthSettings settings, MonthPlanner planner, IReadOnlyList<(Person Person, SynthLetter Draw)> allocation,
        ClaimMonth through) =>
        [.. new[] { Sex.Male, Sex.Female }.Select(sex => OfSex(settings, planner, allocation, through, sex))];

    private static EffectTruth OfSex(
        SynthSettings settings, MonthPlanner planner, IReadOnlyList<(Person Person, SynthLetter Draw)> allocation,
        ClaimMonth through, Sex sex)
    {
        var ratio = settings.Effect.Ratio(sex);
        var ofSex = allocation.Where(a => a.Person.Sex == sex).ToArray();
        long without = 0;
        long with = 0;
        foreach (var (person, draw) in ofSex)
        {
            for (var month = draw.LetterMonth; month <= through; month = month.Plus(1))
            {
                foreach (var plan in planner.Plan(person, month).Where(p => p.Counts))
                {
                    without++;
                    with += draw.Delivered && plan.Draw >= ratio ? 0 : 1;
                }
            }
        }

        return new EffectTruth(sex, ofSex.Length, ofSex.Count(a => a.Draw.Letter), ratio, without, with);
    }
}
