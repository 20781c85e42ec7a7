using ClaimsWatch.Core.Claims;

namespace ClaimsWatch.Synth.Care;

/// <summary>The calendar of illness in みなも市; assumed shape: influenza in winter, cedar pollen in spring.</summary>
internal static class Season
{
    private static readonly double[] s_factor = [1.45, 1.40, 1.20, 1.00, 0.90, 0.85, 0.90, 0.80, 0.85, 0.95, 1.05, 1.40];

    private static readonly double[] s_pollen = [0.05, 0.28, 0.40, 0.25, 0.08, 0, 0, 0, 0.03, 0.03, 0, 0];

    /// <summary>Factor on short illnesses, mean about 1.</summary>
    public static double Factor(ClaimMonth month) => s_factor[month.Month - 1];

    /// <summary>Share of people with 花粉症 who see a doctor for it in the month.</summary>
    public static double Pollen(ClaimMonth month) => s_pollen[month.Month - 1];
}
