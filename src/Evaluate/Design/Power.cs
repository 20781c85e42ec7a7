using ClaimsWatch.Evaluate.Panels;
using ClaimsWatch.Stats.Distributions;

namespace ClaimsWatch.Evaluate.Design;

/// <summary>What a plan supposes about the outcome; every number must be printed beside the answer.</summary>
/// <param name="RatePerMonth">Claims per person-month without a letter, after the selection month.</param>
/// <param name="Dispersion">θ of the negative binomial of one person's POST total: variance = mean + mean²/θ.</param>
/// <param name="BaselineCorrelation">r between a person's PRE and POST totals; the adjustment multiplies the variance by 1 −
/// r².</param>
public sealed record PowerAssumptions(double RatePerMonth, double Dispersion, double BaselineCorrelation)
{
    /// <summary>
    /// For an office without history: reproduces the simulated power of evaluation.md 1 (a ratio of .9 is found with .90 by
    /// 1,200 people and .61 by 600). Not fitted to レセプト; say so wherever it is used.
    /// </summary>
    public static PowerAssumptions Supposed { get; } = new(RatePerMonth: 8, Dispersion: 2.1, BaselineCorrelation: 0.6);

    /// <summary>
    /// Moments of never-lettered people: totals of PRE and POST of the same persons and the months of POST. At least 30 people
    /// are asked for; with fewer the answer is null and the caller must say that it used a default.
    /// </summary>
    public static PowerAssumptions? Estimate(IReadOnlyList<double> pre, IReadOnlyList<double> post, double postMonths)
    {
        ArgumentNullException.ThrowIfNull(pre);
        ArgumentNullException.ThrowIfNull(post);
        if (post.Count < 30 || pre.Count != post.Count)
        {
            return null;
        }

        var (meanPre, meanPost) = (pre.Average(), post.Average());
        var variancePost = post.Sum(y => (y - meanPost) * (y - meanPost)) / (post.Count - 1);
        var variancePre = pre.Sum(y => (y - meanPre) * (y - meanPre)) / (pre.Count - 1);
        var covariance = pre.Zip(post, (a, b) => (a - meanPre) * (b - meanPost)).Sum() / (post.Count - 1);
        var correlation = variancePre > 0 && variancePost > 0 ? covariance / Math.Sqrt(variancePre * variancePost) : 0;
        var excess = variancePost - meanPost;
        return meanPost > 0
            ? new PowerAssumptions(
                meanPost / postMonths, excess > 0 ? meanPost * meanPost / excess : double.PositiveInfinity,
                Math.Clamp(correlation, 0, 0.95))
            : null;
    }
}

/// <summary>Settings of the plan.</summary>
public sealed record PowerSettings
{
    /// <summary>Two-sided type I error.</summary>
    public double Alpha { get; init; } = 0.05;

    /// <summary>Chance to detect the effect.</summary>
    public double PowerWanted { get; init; } = 0.8;

    /// <summary>Months of POST.</summary>
    public double PostMonths { get; init; } = 6;

    /// <summary>The rate ratio the programme wants to be able to see; .90 is ten per cent fewer claims.</summary>
    public double TargetRatio { get; init; } = 0.9;

    /// <summary>Rounds that may be pooled at most.</summary>
    public int PooledRoundsMax { get; init; } = 12;
}

/// <summary>Whether holding people back can teach anything.</summary>
public enum HoldoutAdvice
{
    /// <summary>One round is enough.</summary>
    Yes,

    /// <summary>Only several rounds together are enough.</summary>
    Pool,

    /// <summary>Not even pooled rounds are enough: everyone gets the letter.</summary>
    No,
}

/// <summary>One line of the plan.</summary>
/// <param name="Question"><c>all</c>, <c>male</c>, <c>female</c>, or <c>interaction</c> (women against men).</param>
/// <param name="Letter">People in the letter arm.</param>
/// <param name="Holdout">People in the holdout.</param>
/// <param name="DetectableRatio">Rate ratio below 1 that would be detected with the wanted power; NaN when there is none.</param>
public sealed record PowerRow(string Question, int Letter, int Holdout, double DetectableRatio);

/// <summary>The plan before any letter is sent.</summary>
/// <param name="Rows">Detectable ratios, by sex and for the interaction.</param>
/// <param name="Holdout">Whether a holdout can teach anything.</param>
/// <param name="RoundsToPool">Rounds of this size needed; 1 when one is enough, 0 when even the limit is not.</param>
/// <param name="Assumptions">What was supposed.</param>
/// <param name="Settings">Settings used.</param>
public sealed record PowerPlan(
    IReadOnlyList<PowerRow> Rows, HoldoutAdvice Holdout, int RoundsToPool, PowerAssumptions Assumptions, PowerSettings Settings)
{
    /// <summary>The answer in words, Japanese and English.</summary>
    public string Words => Advice(Language.Both);

    /// <summary>The same in one language.</summary>
    public string Advice(Language language) => Texts.HoldoutAdvice(Holdout, Settings.TargetRatio, RoundsToPool).In(language);

    /// <summary>What could be seen, question by question, and what it rests on, in one language.</summary>
    public IReadOnlyList<string> Sentences(Language language) =>
    [
        .. Rows.Select(r => Texts.DetectableSentence(r, Settings.PowerWanted).In(language)),
        Texts.AssumptionSentence(Assumptions, Assumptions == PowerAssumptions.Supposed).In(language),
    ];
}

/// <summary>
/// E14: smallest detectable rate ratio of two arms with negative binomial totals (Wald on the log ratio), the variance reduced
/// by 1 − r² for the baseline adjustment; the sex interaction has the variance of both sexes together.
/// Normal approximation: for a few dozen people it is optimistic.
/// </summary>
public static class Power
{
    /// <summary>Plans for the numbers of men and women to be drawn.</summary>
    public static PowerPlan Plan(int men, int women, double holdoutShare, PowerAssumptions assumptions, PowerSettings settings)
    {
        ArgumentNullException.ThrowIfNull(assumptions);
        ArgumentNullException.ThrowIfNull(settings);
        var rows = RowsFor(men, women, holdoutShare, assumptions, settings);
        for (var rounds = 1; rounds <= settings.PooledRoundsMax; rounds++)
        {
            if (Reaches(RowsFor(men * rounds, women * rounds, holdoutShare, assumptions, settings), settings))
            {
                return new PowerPlan(rows, rounds == 1 ? HoldoutAdvice.Yes : HoldoutAdvice.Pool, rounds, assumptions, settings);
            }
        }

        return new PowerPlan(rows, HoldoutAdvice.No, 0, assumptions, settings);
    }

    /// <summary>Variance of the log rate ratio of two arms.</summary>
    public static double Variance(double letter, double holdout, double ratio, PowerAssumptions assumptions,
        PowerSettings settings)
    {
        ArgumentNullException.ThrowIfNull(assumptions);
        ArgumentNullException.ThrowIfNull(settings);
        var mean = assumptions.RatePerMonth * settings.PostMonths;
        var noise = 1 / assumptions.Dispersion;
        var raw = (((1 / mean) + noise) / holdout) + (((1 / (mean * ratio)) + noise) / letter);
        return raw * (1 - (assumptions.BaselineCorrelation * assumptions.BaselineCorrelation));
    }

    private static PowerRow[] RowsFor(int men, int women, double share, PowerAssumptions assumptions, PowerSettings settings)
    {
        var (menLetter, menHoldout) = Split(men, share);
        var (womenLetter, womenHoldout) = Split(women, share);
        double One(int letter, int holdout, double ratio) => Variance(letter, holdout, ratio, assumptions, settings);
        return
        [
            Row(Names.Of(Scope.All), menLetter + womenLetter, menHoldout + womenHoldout,
                r => One(menLetter + womenLetter, menHoldout + womenHoldout, r), settings),
            Row(Names.Of(Scope.Male), menLetter, menHoldout, r => One(menLetter, menHoldout, r), settings),
            Row(Names.Of(Scope.Female), womenLetter, womenHoldout, r => One(womenLetter, womenHoldout, r), settings),
            Row("interaction", menLetter + womenLetter, menHoldout + womenHoldout,
                r => One(menLetter, menHoldout, 1) + One(womenLetter, womenHoldout, r), settings),
        ];
    }

    private static PowerRow Row(string question, int letter, int holdout, Func<double, double> variance, PowerSettings settings)
    {
        var reach = StandardNormal.Quantile(1 - (settings.Alpha / 2)) + StandardNormal.Quantile(settings.PowerWanted);
        // |log ratio| grows and the reach·SE grows more slowly towards smaller ratios: bisect on the log ratio.
        double low = Math.Log(1e-3), high = 0;
        bool Detectable(double log) => -log >= reach * Math.Sqrt(variance(Math.Exp(log)));
        if (letter == 0 || holdout == 0 || !Detectable(low))
        {
            return new PowerRow(question, letter, holdout, double.NaN);
        }

        for (var i = 0; i < 100; i++)
        {
            var middle = (low + high) / 2;
            (low, high) = Detectable(middle) ? (middle, high) : (low, middle);
        }

        return new PowerRow(question, letter, holdout, Math.Exp(low));
    }

    private static (int Letter, int Holdout) Split(int people, double share)
    {
        var holdout = (int)Math.Round(people * share, MidpointRounding.AwayFromZero);
        return (people - holdout, holdout);
    }

    private static bool Reaches(PowerRow[] rows, PowerSettings settings) => rows[0].DetectableRatio >= settings.TargetRatio;
}
