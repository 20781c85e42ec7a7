namespace ClaimsWatch.Detect.Features;

/// <summary>What R04's forecast assumes.</summary>
/// <param name="ReceiptsMin">N, receipts a month.</param>
/// <param name="GapMonths">Months after t0 that are not looked at, because a letter takes that long.</param>
/// <param name="HorizonMonths">Months looked at after the gap.</param>
/// <param name="MonthsReached">Months of them that must reach N, so that one crowded month is not enough (decisions C3).</param>
/// <param name="Damping">Share of the slope that is left after each month, 0 to 1.</param>
/// <param name="Size">Size of the negative binomial; the smaller, the more a person's months scatter.</param>
public sealed record ReachSettings(
    double ReceiptsMin, int GapMonths, int HorizonMonths, int MonthsReached, double Damping, double Size);

/// <summary>Mean and slope of a person for R05.</summary>
/// <param name="MonthsBefore">Months before t0 that t0 is compared with.</param>
/// <param name="ValidMonthsMin">Months of them that need enough insured days.</param>
/// <param name="DaysAtRiskMin">Insured days that make a month valid.</param>
public sealed record SurgeSettings(int MonthsBefore, int ValidMonthsMin, int DaysAtRiskMin);

/// <summary>
/// 到達見込み: a damped trend (Gardner and McKenzie 1985) as the mean of a negative binomial count, months taken as independent. It
/// is a way to rank early risers and is NOT calibrated; calibrated probabilities are the score's.
/// </summary>
public static class ReachForecast
{
    /// <summary>Chance that enough months reach N; NaN if level or slope can't be said.</summary>
    public static double Probability(double level, double slope, ReachSettings settings)
    {
        if (double.IsNaN(level) || double.IsNaN(slope))
        {
            return double.NaN;
        }

        // chance of exactly k months so far, the last: or more
        Span<double> reached = stackalloc double[settings.MonthsReached + 1];
        reached.Clear();
        reached[0] = 1;
        var (mean, step) = (level, slope);
        for (var month = 1; month <= settings.GapMonths + settings.HorizonMonths; month++)
        {
            step *= settings.Damping;
            mean += step;
            if (month <= settings.GapMonths)
            {
                continue;
            }

            var p = AtLeast(settings.ReceiptsMin, mean, settings.Size);
            reached[^1] += reached[^2] * p;
            for (var k = reached.Length - 2; k >= 0; k--)
            {
                reached[k] = (reached[k] * (1 - p)) + (k > 0 ? reached[k - 1] * p : 0);
            }
        }

        return reached[^1];
    }

    // P(Y ≥ n) by the recurrence of the probabilities.
    private static double AtLeast(double n, double mean, double size)
    {
        if (mean <= 0)
        {
            return 0;
        }

        var ratio = mean / (mean + size);
        var term = Math.Pow(1 - ratio, size);
        var below = 0.0;
        for (var k = 0; k < n; k++)
        {
            below += term;
            term *= ratio * (size + k) / (k + 1);
        }

        return Math.Max(0, 1 - below);
    }
}
