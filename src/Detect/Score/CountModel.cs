using ClaimsWatch.Core.Claims;
using ClaimsWatch.Stats.Distributions;

namespace ClaimsWatch.Detect.Score;

/// <summary>
/// A negative binomial model of a month's receipts: log mean = season + terms, variance μ + μ²/θ, months independent given the
/// terms.
/// </summary>
/// <param name="Seasons">Intercept of each calendar month, January first.</param>
/// <param name="Theta">Size θ.</param>
/// <param name="ReceiptsLimit">Receipts that count as reached.</param>
/// <param name="GapMonths">Months after t0 in which nobody may reach it: a letter would be too late.</param>
/// <param name="HorizonMonths">Months foretold after them.</param>
/// <param name="MonthsMin">Months of the horizon that must reach it.</param>
/// <param name="Terms">Inputs.</param>
public sealed record CountModel(
    IReadOnlyList<double> Seasons, double Theta, int ReceiptsLimit, int GapMonths, int HorizonMonths, int MonthsMin,
    IReadOnlyList<GlmTerm> Terms)
{
    /// <summary>Probability of the outcome: the exact tail of each month, then the sum over which months reach it.</summary>
    public double Probability(double linear, ClaimMonth t0)
    {
        var inTime = 1.0;
        var reached = new double[MonthsMin + 1];
        reached[0] = 1;
        for (var m = 1; m <= GapMonths + HorizonMonths; m++)
        {
            var mean = Math.Exp(Math.Min(linear + Seasons[t0.Plus(m).Month - 1], 20));
            var p = NegativeBinomialTail.AtLeast(ReceiptsLimit, mean, Theta);
            if (m <= GapMonths)
            {
                inTime *= 1 - p;
                continue;
            }

            for (var k = MonthsMin; k >= 1; k--)
            {
                reached[k] = (reached[k] * (k == MonthsMin ? 1 : 1 - p)) + (reached[k - 1] * p);
            }

            reached[0] *= 1 - p;
        }

        return inTime * reached[MonthsMin];
    }

    /// <summary>Probabilities of a cohort's rows.</summary>
    public double[] ProbabilitiesOf(Cohort cohort)
    {
        ArgumentNullException.ThrowIfNull(cohort);
        var linear = GlmModel.LinearOf(Terms, cohort);
        return [.. linear.Select((value, i) => Probability(value, cohort.Rows[i].T0))];
    }
}
