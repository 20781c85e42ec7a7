namespace ClaimsWatch.Stats.Distributions;

/// <summary>Derivatives of log Γ for positive arguments.</summary>
public static class Gamma
{
    private const double AsymptoticFrom = 20;

    /// <summary>ψ(x), the first derivative of log Γ (R: digamma).</summary>
    public static double Digamma(double x)
    {
        var shift = 0.0;
        for (; x < AsymptoticFrom; x++)
        {
            shift -= 1 / x;
        }

        var q = 1 / (x * x);
        // Abramowitz and Stegun 6.3.18.
        return shift + Math.Log(x) - (0.5 / x)
            - (q * ((1.0 / 12) - (q * ((1.0 / 120) - (q * ((1.0 / 252) - (q * ((1.0 / 240) - (q / 132)))))))));
    }

    /// <summary>ψ′(x), the second derivative of log Γ (R: trigamma).</summary>
    public static double Trigamma(double x)
    {
        var shift = 0.0;
        for (; x < AsymptoticFrom; x++)
        {
            shift += 1 / (x * x);
        }

        var q = 1 / (x * x);
        // Abramowitz and Stegun 6.4.12.
        return shift + (1 / x) + (q / 2)
            + (q / x * ((1.0 / 6) - (q * ((1.0 / 30) - (q * ((1.0 / 42) - (q * ((1.0 / 30) - (q * 5 / 66)))))))));
    }
}
