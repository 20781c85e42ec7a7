using ClaimsWatch.Core.Claims;
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
        into.Clear();
        var months = person.MonthsAtRisk;
        var days = person.DaysAtRisk;
        for (var i = months.Length - 1; i >= 0; i--)
        {
            var back = window.T0.MonthsSince(new ClaimMonth(months[i]));
            if (back is >= 0 and < DetectionWindow.Length)
            {
                into[back] = days[i];
            }
        }
    }
}
