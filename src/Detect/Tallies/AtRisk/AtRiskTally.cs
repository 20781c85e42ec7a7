using ClaimsWatch.Core.Columns;

namespace ClaimsWatch.Detect.Tallies.AtRisk;

/// <summary>Insured days by month, whether or not the store has claims of it: that is for the features to say.</summary>
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
            into[back] = person.AtRisk(window.Month(back)).DaysAtRisk;
        }
    }
}
