using System.Text;
using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Text;
using ClaimsWatch.Synth.Care;
using ClaimsWatch.Synth.Files;
using ClaimsWatch.Synth.People;

namespace ClaimsWatch.Synth.Truth;

/// <summary>
/// What is true, as CSV in UTF-8 with a header: persons, claims, corrections, duplicates, late claims, re-claims, trajectories,
/// effects. The people are invented, so their numbers may stand here.
/// </summary>
internal sealed class TruthTables(
    SynthSettings settings, IReadOnlyList<Person> people, MonthPlanner planner, Letters letters, ClaimMonth lastDelivery)
{
    private readonly StringBuilder _claims = new(
        "search_number,status,person_key,claim_month,delivery_month,kind,institution,"
        + "prescriber_institution,visit_days,points_billed,points,corrected,late\n");

    private readonly StringBuilder _corrections = new("search_number,kind,delivery_month,points_billed,points\n");
    private readonly StringBuilder _duplicates = new("search_number,kind,first_delivery,delivery_month\n");
    private readonly StringBuilder _late = new("search_number,kind,claim_month,delivery_month,months_late\n");
    private readonly StringBuilder _reclaims = new("search_number,replaces,kind,claim_month,delivery_month\n");

    /// <summary>Adds one receipt of one delivery.</summary>
    public void Add(ClaimTruth row)
    {
        var context = row.Context;
        var plan = context.Plan;
        var number = context.SearchNumber;
        var kind = (int)plan.Kind;
        var billedLate = context.LagBilled > 0;
        Line(
            _claims, number, Status(row), context.Person.Key, context.Month, row.Delivery, kind, $"{plan.Place.Key:0000000000}",
            plan.Prescriber is { } prescriber ? $"{prescriber.Key:0000000000}" : "0", plan.Days.Length, row.Points.Billed,
            row.Points.Final, context.Corrected ? 1 : 0, billedLate ? 1 : 0);
        if (row.Arrival == Arrival.Duplicate)
        {
            Line(_duplicates, number, kind, row.Delivery.Plus(-1), row.Delivery);
            return;
        }

        if (context.Corrected)
        {
            Line(_corrections, number, kind, row.Delivery, row.Points.Billed, row.Points.Final);
        }

        if (row.Arrival == Arrival.Reclaim)
        {
            Line(_reclaims, number, row.OriginalNumber, kind, context.Month, row.Delivery);
        }
        else if (billedLate)
        {
            Line(_late, number, kind, context.Month, row.Delivery, context.LagBilled);
        }
    }

    /// <summary>All files.</summary>
    public IEnumerable<SynthFile> Files(IReadOnlyList<EffectTruth> effects)
    {
        yield return File("persons", Persons());
        yield return File("claims", _claims);
        yield return File("corrections", _corrections);
        yield return File("duplicates", _duplicates);
        yield return File("late", _late);
        yield return File("reclaims", _reclaims);
        yield return File("trajectories", Trajectories());
        yield return File("effects", Effects(effects));
    }

    private string Status(ClaimTruth row) => row.Arrival == Arrival.Duplicate ? "duplicate"
        : row.Context.Plan.Fate.Transferred ? "transferred"
        : row.IsReplacedBy(lastDelivery) ? "superseded"
        : "live";

    private StringBuilder Persons()
    {
        var text = new StringBuilder(
            "person_key,sex,birth_date,insurer_number,symbol,number,later_number,number_changes_in,branch,"
            + "branch_in_claims,acquired_on,lost_on,end_reason,shielded,opted_out_from,trajectory,medical_reason\n");
        foreach (var person in people)
        {
            var household = person.Household;
            var insurance = person.Insurance;
            Line(
                text, person.Key, (int)person.Sex, JapaneseDate.ToNumber(person.BirthDate), settings.InsurerNumber.Trim(),
                household.Symbol, household.Number, household.LaterNumber, household.ChangeMonth, $"{person.Branch:00}",
                household.BranchInClaims ? 1 : 0,
                JapaneseDate.ToNumber(insurance.AcquiredOn), insurance.LostOn is { } lost ? JapaneseDate.ToNumber(lost) : "",
                (int)insurance.Reason, person.Shielded ? 1 : 0, person.OptedOutFrom, Words(person.Course.Course),
                Words(person.Course.Reason));
        }

        return text;
    }

    private StringBuilder Trajectories()
    {
        const int TooMany = 20;
        const int Ten = 10;
        var text = new StringBuilder(
            "person_key,sex,trajectory,medical_reason,onset,max_count,months_at_or_over_10,months_at_or_over_20,"
            + "first_month_at_or_over_20\n");
        foreach (var person in people)
        {
            var counts = ClaimMonth.Range(settings.Start, settings.End)
                .Select(m => (Month: m, Count: planner.Plan(person, m).Count(p => p.Counts && letters.Keeps(person, m, p))))
                .ToArray();
            Line(
                text, person.Key, (int)person.Sex, Words(person.Course.Course), Words(person.Course.Reason), person.Course.Onset,
                counts.Max(c => c.Count), counts.Count(c => c.Count >= Ten), counts.Count(c => c.Count >= TooMany),
                counts.FirstOrDefault(c => c.Count >= TooMany).Month);
        }

        return text;
    }

    private StringBuilder Effects(IReadOnlyList<EffectTruth> effects)
    {
        var text = new StringBuilder("sex,persons,letters,planted_ratio,claims_without,claims_with,rate_ratio,enrich\n");
        foreach (var effect in effects)
        {
            Line(
                text, (int)effect.Sex, effect.Persons, effect.Letters, effect.PlantedRatio, effect.ClaimsWithout,
                effect.ClaimsWith,
                $"{effect.RateRatio:0.000000}", settings.Enrich);
        }

        return text;
    }

    private static string Words(Course course) => course switch
    {
        Course.Spike => "spike",
        Course.SlowRiser => "slow_riser",
        Course.FastRiser => "fast_riser",
        Course.StableHigh => "stable_high",
        Course.MedicalHigh => "medical_high",
        _ => "ordinary",
    };

    private static string Words(MedicalReason reason) => reason switch
    {
        MedicalReason.Dialysis => "dialysis",
        MedicalReason.Cancer => "cancer",
        MedicalReason.Rehabilitation => "rehabilitation",
        _ => "",
    };

    private static void Line(StringBuilder text, params ReadOnlySpan<object> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            text.Append(i == 0 ? "" : ",").Append(values[i]);
        }

        text.Append('\n');
    }

    private static SynthFile File(string name, StringBuilder text) =>
        new($"truth/{name}.csv", Encoding.UTF8.GetBytes(text.ToString()));
}
