using ClaimsWatch.Core.Columns;

namespace ClaimsWatch.Detect.Tallies.AtRisk;

/// <summary>
/// Insured days by month; 0 also in months that the store does not have, so that no data is never read as no claim.
/// </summary>
public sealed class AtRiskTally(DetectionWindow window) : ITally
{
    /// <inheritdoc/>
    public string Name => "at_risk_days";

    /// <inheritdoc/>
    public IReadOnlyList<string> Columns { get; } = MonthlyColumns.Of("at_risk_days");

    /// <inheritdoc/>
    public void Count(scoped in PersonHistory person, TallyScratch scratch, Span<long> into)
    {
        for (var back = 0; back < DetectionWindow.Length; back++)
        {
            into[back] = window.IsPresent(back) ? person.AtRisk(window.Month(back)).DaysAtRisk : 0;
        }
    }
}
