using ClaimsWatch.Core.Claims;

namespace ClaimsWatch.Synth.People;

/// <summary>Draws one person of a family.</summary>
internal static class PersonDraw
{
    /// <summary>
    /// The member of a family at a position (0 head, 1 spouse, then children); a twin shares birth date and sex.
    /// </summary>
    public static Person Draw(SynthSettings settings, int index, Household household, int position, int age, Person? twin)
    {
        var chance = Chance.For(settings.Seed, Purpose.Person, index);
        var sex = DrawSex(ref chance, household, position, settings.Seed);
        var birth = settings.Start.FirstDay.AddYears(-age).AddDays(-chance.Below(365));
        if (twin is not null)
        {
            sex = twin.Sex;
            birth = twin.BirthDate;
        }

        var names = sex == Sex.Male ? Names.Male : Names.Female;
        var given = names[chance.Below(names.Length)];
        if (twin is not null && twin.Given == given)
        {
            given = names[(Array.IndexOf(names, given) + 1) % names.Length];
        }

        var insurance = DrawInsurance(settings, birth, age, sex, ref chance);
        var z = chance.Normal();
        var frailty = Math.Exp((settings.Overdispersion * z) - (settings.Overdispersion * settings.Overdispersion / 2));
        var pollen = chance.Once(age < 6 ? 0.05 : 0.27);
        var sleepless = chance.Once(SleeplessShare(age, sex));
        var optOut = chance.Once(0.004) ? settings.FirstDelivery.Plus(chance.Below(settings.Months)) : ClaimMonth.None;
        var course = CourseDraw.Draw(settings, index, age);
        if (course.Course is Course.SlowRiser or Course.FastRiser or Course.StableHigh)
        {
            sleepless = sleepless || chance.Once(0.6);
        }

        return new Person(
            index, household, position + 1, sex, birth, given, Relationship(position, sex), insurance, chance.Once(0.003), optOut,
            frailty, pollen, sleepless, course);
    }

    private static Sex DrawSex(ref Chance chance, Household household, int position, ulong seed)
    {
        var head = Chance.For(seed, Purpose.Household, household.Index, 1).Once(0.55) ? Sex.Male : Sex.Female;
        return position switch
        {
            0 => head,
            1 => head == Sex.Male ? Sex.Female : Sex.Male,
            _ => chance.Once(0.51) ? Sex.Male : Sex.Female,
        };
    }

    private static string Relationship(int position, Sex sex) => position switch
    {
        0 => "世帯主",
        1 => sex == Sex.Male ? "夫" : "妻",
        _ => "子",
    };

    // Assumed from the shape of published benzodiazepine use: rises with age, women about 1.4 times men.
    private static double SleeplessShare(int age, Sex sex) =>
        (age < 18 ? 0.0 : age < 40 ? 0.02 : age < 60 ? 0.045 : 0.085) * (sex == Sex.Female ? 1.17 : 0.83);

    private static Insurance DrawInsurance(SynthSettings settings, DateOnly birth, int age, Sex sex, ref Chance chance)
    {
        var first = settings.Start.FirstDay;
        var days = settings.Months * 30;
        var acquired = chance.Once(0.04 * settings.Months / 12.0)
            ? first.AddDays(chance.Below(days))
            : first.AddDays(-30 - chance.Below(3_000));
        if (acquired < birth)
        {
            acquired = birth;
        }

        var years = settings.Months / 12.0;
        var deathShare = (age < 40 ? 0.0004 : age < 60 ? 0.003 : 0.011) * (sex == Sex.Male ? 1.35 : 0.65) * years;
        var end = chance.Uniform();
        var reason = end < deathShare ? EndReason.Death
            : end < deathShare + (0.05 * years) ? EndReason.Loss
            : end < deathShare + (0.07 * years) ? EndReason.Moved
            : EndReason.None;
        DateOnly? lost = reason == EndReason.None ? null : first.AddDays(1 + chance.Below(days));
        if (lost < acquired)
        {
            lost = acquired.AddDays(40);
        }

        var turns75 = birth.AddYears(75);
        if (lost is null || lost > turns75)
        {
            lost = turns75 <= settings.End.LastDay.AddMonths(8) ? turns75 : lost;
            reason = lost == turns75 ? EndReason.Loss : reason;
        }

        return new Insurance(acquired, lost, reason);
    }
}
