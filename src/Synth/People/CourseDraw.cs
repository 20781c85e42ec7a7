namespace ClaimsWatch.Synth.People;

/// <summary>Draws a person's course; children under 18 are always ordinary.</summary>
internal static class CourseDraw
{
    /// <summary>
    /// Months before the start in which a rise may have begun, so that the first month already has people on the way.
    /// </summary>
    private const int MonthsBefore = 14;

    /// <summary>The course of a person.</summary>
    public static CoursePlan Draw(SynthSettings settings, int index, int age)
    {
        var chance = Chance.For(settings.Seed, Purpose.Course, index);
        if (age < 18)
        {
            return CoursePlan.Ordinary;
        }

        var shares = settings.Courses;
        var u = chance.Uniform();
        var onset = settings.Start.Plus(chance.Between(-MonthsBefore, settings.Months - 1));
        var edge = shares.SlowRiser * settings.Enrich;
        if (u < edge)
        {
            return new CoursePlan(
                Course.SlowRiser, MedicalReason.None, onset, 2 + (chance.Uniform() * 3), 0.6 + (chance.Uniform() * 0.6),
                13 + (chance.Uniform() * 5), chance.Between(8, 20));
        }

        edge += shares.FastRiser * settings.Enrich;
        if (u < edge)
        {
            return new CoursePlan(
                Course.FastRiser, MedicalReason.None, onset, 2 + (chance.Uniform() * 3), 2 + (chance.Uniform() * 1.5),
                15 + (chance.Uniform() * 8), chance.Between(6, 14));
        }

        edge += shares.StableHigh * settings.Enrich;
        if (u < edge)
        {
            return new CoursePlan(Course.StableHigh, MedicalReason.None, settings.Start, 0, 0, 10 + (chance.Uniform() * 5), 0);
        }

        edge += shares.MedicalHigh * settings.Enrich;
        if (u < edge)
        {
            var reason = (MedicalReason)(1 + chance.Pick([0.5, 0.3, 0.2]));
            return new CoursePlan(Course.MedicalHigh, reason, settings.Start, 0, 0, 0, 0);
        }

        // Spikes have a share of their own in front of the end of the unit interval: enrichment never takes from them.
        return u >= 1 - shares.Spike
            ? new CoursePlan(
                Course.Spike, MedicalReason.None, settings.Start.Plus(chance.Below(settings.Months)), 0, 0,
                5 + (chance.Uniform() * 5), 0)
            : CoursePlan.Ordinary;
    }
}
