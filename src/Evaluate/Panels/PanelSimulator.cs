using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Stats.Resampling;

namespace ClaimsWatch.Evaluate.Panels;

/// <summary>
/// The invented world of evaluation.md 1 ("middle" process), not fitted to レセプト. It flags 1.6 % of people, whose mean counts
/// one month before, in, one after and six after the flag month are 9.7, 17.5, 9.7 and 7.6 (there: 9.4, 17.6, 9.4, 7.6): counts
/// are negative binomial around a person's own level (gamma by sex) times a wave that dies out from month to month.
/// </summary>
public sealed record SimulatorSettings
{
    /// <summary>People flagged and drawn.</summary>
    public int Persons { get; init; } = 600;

    /// <summary>Counts at or above this in the selection month flag a person.</summary>
    public int FlaggedAt { get; init; } = 12;

    /// <summary>Mean of a person's own level, men and women, claims per month.</summary>
    public (double Male, double Female) Level { get; init; } = (1.4, 1.7);

    /// <summary>Gamma shape of the own level.</summary>
    public double LevelShape { get; init; } = 0.6;

    /// <summary>Month-to-month correlation of the wave.</summary>
    public double WaveCorrelation { get; init; } = 0.6;

    /// <summary>Standard deviation of the wave on the log scale.</summary>
    public double WaveSpread { get; init; } = 0.5;

    /// <summary>Negative binomial size of a month's count.</summary>
    public double CountSize { get; init; } = 5;

    /// <summary>Ratio by which the letter multiplies claims from the month of posting, men and women.</summary>
    public (double Male, double Female) LetterRatio { get; init; } = (1, 1);

    /// <summary>Month of selection.</summary>
    public ClaimMonth Selection { get; init; } = new(202406);

    /// <summary>Month of posting.</summary>
    public ClaimMonth Letter { get; init; } = new(202407);
}

/// <summary>
/// Makes panels with a known effect, to measure what the estimators promise: how often they cry wolf when the letter does
/// nothing, and how often their intervals hold the truth (decisions D6).
/// </summary>
public static class PanelSimulator
{
    /// <summary>One panel; the seed decides everything.</summary>
    public static Panel Simulate(SimulatorSettings settings, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var random = new SplitMix(seed);
        var months = ClaimMonth.Range(settings.Selection.Plus(-5), settings.Letter.Plus(5)).ToArray();
        var episodes = new List<(PanelEpisode, IEnumerable<PanelRow>)>();
        while (episodes.Count < settings.Persons)
        {
            var sex = random.NextUniform() < 0.5 ? Sex.Male : Sex.Female;
            if (Flagged(settings, random, sex, months) is { } means)
            {
                // Arms alternate: people come in random order, so this is a fair draw with equal arms.
                var arm = episodes.Count % 2 == 0 ? Arm.Letter : Arm.Holdout;
                episodes.Add(Episode(settings, random, sex, arm, months, means, episodes.Count));
            }
        }

        return new Panel(episodes);
    }

    // A person's expected counts by month, or null if the person is not flagged. The count of the selection month is kept.
    private static (double[] Means, int Selected)? Flagged(SimulatorSettings settings, SplitMix random, Sex sex,
        ClaimMonth[] months)
    {
        var fresh = settings.WaveSpread * Math.Sqrt(1 - (settings.WaveCorrelation * settings.WaveCorrelation));
        var level = random.NextGamma(
            settings.LevelShape, (sex == Sex.Male ? settings.Level.Male : settings.Level.Female) / settings.LevelShape);
        // The selection month first: few people come near the limit, and the others need no other month.
        var wave = settings.WaveSpread * random.NextNormal();
        var selected = level * Math.Exp(wave) < settings.FlaggedAt / 6.0
            ? 0
            : random.NextNegativeBinomial(level * Math.Exp(wave), settings.CountSize);
        if (selected < settings.FlaggedAt)
        {
            return null;
        }

        // The wave looks the same forwards and backwards in time, so both sides grow from the selection month.
        var means = new double[months.Length];
        var selection = Array.IndexOf(months, settings.Selection);
        means[selection] = level * Math.Exp(wave);
        foreach (var step in (int[])[-1, 1])
        {
            var current = wave;
            for (var m = selection + step; m >= 0 && m < months.Length; m += step)
            {
                current = (settings.WaveCorrelation * current) + (fresh * random.NextNormal());
                means[m] = level * Math.Exp(current);
            }
        }

        return (means, selected);
    }

    private static (PanelEpisode Episode, IEnumerable<PanelRow> Rows) Episode(
        SimulatorSettings settings, SplitMix random, Sex sex, Arm arm, ClaimMonth[] months,
        (double[] Means, int Selected) person, int index)
    {
        var ratio = sex == Sex.Male ? settings.LetterRatio.Male : settings.LetterRatio.Female;
        var rows = new PanelRow[months.Length];
        for (var m = 0; m < months.Length; m++)
        {
            var mean = person.Means[m] * (arm == Arm.Letter && months[m] >= settings.Letter ? ratio : 1);
            var claims = months[m] == settings.Selection ? person.Selected
                : random.NextNegativeBinomial(mean, settings.CountSize);
            var institutions = claims == 0 ? 0 : 1 + random.NextPoisson(0.3 * (claims - 1));
            rows[m] = new PanelRow(months[m], claims, institutions, 10 * random.NextPoisson(2.0 * claims), months[m].Days, []);
        }

        var band = person.Selected >= 16 ? "16-19" : "12-15";
        return (
            new PanelEpisode(
                $"s{index:000000}", "", sex, arm, settings.Letter, settings.Selection, band, $"{(int)sex}x{band}", "",
                arm == Arm.Letter),
            rows);
    }
}
