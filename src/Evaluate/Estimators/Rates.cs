using ClaimsWatch.Evaluate.Panels;

namespace ClaimsWatch.Evaluate.Estimators;

/// <summary>A rate of one arm in one window.</summary>
/// <param name="Id">Name as in evaluation.md 7.</param>
/// <param name="Sum">Events.</param>
/// <param name="PersonMonths">Time at risk.</param>
/// <param name="Persons">People with time at risk.</param>
public sealed record ArmRate(string Id, double Sum, double PersonMonths, int Persons)
{
    /// <summary>Events per person-month; NaN when nobody was at risk.</summary>
    public double Value => PersonMonths > 0 ? Sum / PersonMonths : double.NaN;
}

/// <summary>Events over person-months, by arm, window and sex. No comparison is made here.</summary>
public static class Rates
{
    /// <summary>The rate of one scope, arm and window.</summary>
    public static ArmRate Of(PersonTable table, Outcome outcome, Scope scope, bool letter, Window window)
    {
        var sums = table.Only(scope).Persons.Where(p => p.Letter > 0 == letter).Select(p => p.In(window))
            .Where(s => s.Months > 0).ToArray();
        return new ArmRate(
            $"{Names.Of(outcome)}.rate.{Names.Of(scope)}.{Names.OfArm(letter)}.{Names.Of(window)}",
            sums.Sum(s => s.Of(outcome)), sums.Sum(s => s.Months), sums.Length);
    }

    /// <summary>
    /// Percent change of the rate from the selection month to POST in one arm. It is what happens to people chosen for a high
    /// month whether or not they get a letter (regression to the mean): never an effect.
    /// </summary>
    public static double SelectionToPostPercent(PersonTable table, Outcome outcome, Scope scope, bool letter)
    {
        var before = Of(table, outcome, scope, letter, Window.Selection).Value;
        var after = Of(table, outcome, scope, letter, Window.Post).Value;
        return before > 0 ? 100 * ((after / before) - 1) : double.NaN;
    }
}
