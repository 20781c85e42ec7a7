using ClaimsWatch.Core.Claims;

namespace ClaimsWatch.Synth.Worlds;

/// <summary>One invented person of a count world.</summary>
/// <param name="Sex">Sex.</param>
/// <param name="BirthMonth">Month of birth.</param>
/// <param name="MonthsInsured">Months from the start; then insurance ends.</param>
/// <param name="GoesToMany">Whether each prescription goes to another pharmacy.</param>
/// <param name="DispensedShare">Share of receipts from pharmacies.</param>
/// <param name="Counts">Receipts by month.</param>
internal sealed record CountCourse(
    Sex Sex, ClaimMonth BirthMonth, int MonthsInsured, bool GoesToMany, double DispensedShare, int[] Counts)
{
    private const double LeavesAMonth = 0.004;
    private const int CountMax = 60;

    public static CountCourse Draw(CountWorldSettings settings, int person)
    {
        var chance = Chance.For(settings.Seed, Purpose.CountWorld, person, 0, 1);
        var sex = chance.Once(0.55) ? Sex.Female : Sex.Male;
        var birth = settings.Start.Plus(-((20 * 12) + chance.Below(60 * 12)));
        var many = chance.Once(0.3);
        var share = 0.25 + (0.2 * chance.Uniform());
        var insured = 1;
        while (insured < settings.Months && !chance.Once(LeavesAMonth))
        {
            insured++;
        }

        var level = Math.Min(17, Math.Exp(Math.Log(sex == Sex.Female ? 7.2 : 6.4) + (0.40 * chance.Normal())));
        return new CountCourse(sex, birth, insured, many, share, Draw(settings, ref chance, level, many));
    }

    private static int[] Draw(CountWorldSettings settings, ref Chance chance, double level, bool many)
    {
        var counts = new int[settings.Months];
        var (drift, spread) = settings.Process switch
        {
            CountProcess.Middle => (0.85, 0.40),
            CountProcess.Episodic => (0.30, 0.55),
            _ => (0.0, 0.0),
        };
        var state = spread * chance.Normal();
        var climb = 0.0;
        var climbing = false;
        for (var m = 0; m < counts.Length; m++)
        {
            // A climb of about a receipt a month: nine months up, then back to the person's own level.
            if (settings.Process != CountProcess.Persistent)
            {
                climbing = climbing ? climb < 12 : climb <= 0 && chance.Once(many ? 0.035 : 0.003);
                climb = climbing ? climb + 1.3 : Math.Max(0, climb - 3);
            }

            state = (drift * state) + (spread * Math.Sqrt(1 - (drift * drift)) * chance.Normal());
            var mean = ((level * Math.Exp(state - (spread * spread / 2))) + climb) * SeasonOf(settings, m);
            counts[m] = Poisson(ref chance, Math.Min(mean, 38));
        }

        return counts;
    }

    private static double SeasonOf(CountWorldSettings settings, int month) =>
        1 + settings.Start.Plus(month).Month switch
        {
            2 or 3 or 4 => settings.Season,
            12 or 1 => settings.Season / 2,
            _ => -settings.Season / 2,
        };

    // The generator's Poisson is for means below 20: two halves make one.
    private static int Poisson(ref Chance chance, double mean) =>
        Math.Min(CountMax, mean < 19 ? chance.Poisson(mean) : chance.Poisson(mean / 2) + chance.Poisson(mean / 2));
}
