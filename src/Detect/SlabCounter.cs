using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;
using ClaimsWatch.Detect.Features;
using ClaimsWatch.Detect.Tallies;

namespace ClaimsWatch.Detect;

/// <summary>Counts one slab in one pass: all tallies of everyone present, and the slab's part of the season.</summary>
internal static class SlabCounter
{
    /// <summary>Counts a slab; the season gets the months with enough insured days.</summary>
    public static (TallyPart Part, SeasonCounts Season) Count(IClaimStore store, int slab, TallyPlan plan, AsOf asOf,
        int daysAtRiskMin)
    {
        using var opened = store.Open(slab, plan.Window.Months, asOf);
        var scratch = new TallyScratch();
        var season = new SeasonCounts();
        var persons = new List<TalliedPerson>(opened.Persons.Count);
        var values = new long[Math.Max(1, opened.Persons.Count) * plan.Width];
        var atRisk = plan.IndexOf("at_risk_days.t0");
        var receipts = plan.IndexOf("receipts.t0");
        SexCounts stored = default, unlinked = default, absent = default;
        foreach (var history in opened)
        {
            stored += SexCounts.One(history.Sex);
            if (history.Linkage == Linkage.Unlinked)
            {
                unlinked += SexCounts.One(history.Sex);
                continue;
            }

            var row = values.AsSpan(persons.Count * plan.Width, plan.Width);
            plan.Count(history, scratch, row);
            if (row[atRisk] == 0 && !HasClaim(history))
            {
                absent += SexCounts.One(history.Sex);
                continue;
            }

            persons.Add(new TalliedPerson(history.Person, history.Household, history.Sex, history.BirthMonth));
            var ageGroup = SeasonCounts.AgeGroupOf(plan.Window.Age(history.BirthMonth));
            for (var back = 0; back < DetectionWindow.Length; back++)
            {
                if (row[atRisk + back] >= daysAtRiskMin)
                {
                    season.Add(back, history.Sex, ageGroup, row[receipts + back]);
                }
            }
        }

        Array.Resize(ref values, persons.Count * plan.Width);
        return (new TallyPart(slab, persons, values, stored, unlinked, absent), season);
    }

    private static bool HasClaim(scoped in PersonHistory history)
    {
        for (var position = 0; position < DetectionWindow.Length; position++)
        {
            if (history.Claims(position).Count > 0)
            {
                return true;
            }
        }

        return false;
    }
}
