using ClaimsWatch.Stats.Meta;

namespace ClaimsWatch.Tests.Stats;

public sealed class RandomEffectsTests
{
    // R 4.2.2: the formulas of DerSimonian and Laird, Hartung and Knapp, and Higgins written out with sum(), pchisq(),
    // pt() and qt().
    [Fact]
    public void Every_number_equals_that_of_R()
    {
        var m = RandomEffects.Of([(-0.21, 0.08), (-0.05, 0.06), (-0.32, 0.15), (0.08, 0.11), (-0.15, 0.07)]);

        Recorded.Near(-0.110983343081159, m.FixedEffect.Estimate, 1e-9, "fixed mean");
        Recorded.Near(0.0361503869103188, m.FixedEffect.StandardError, 1e-9, "fixed error");
        Recorded.Near(7.83176176753357, m.Q, 1e-9, "Q");
        Recorded.Near(0.0979390509694709, m.QP, 1e-9, "p of Q");
        Recorded.Near(0.00676369621457804, m.TauSquared, 1e-9, "tau squared");
        Recorded.Near(-0.116776720194743, m.Pooled.Estimate, 1e-9, "mean");
        Recorded.Near(0.0580104077428085, m.Pooled.StandardError, 1e-9, "error");
        Recorded.Near(0.114402900454005, m.Pooled.P, 1e-9, "p");
        Recorded.Near(-0.277839432822792, m.Pooled.Low, 1e-9, "low");
        Recorded.Near(0.489259234546443, m.ISquared, 1e-9, "I squared");
        Recorded.Near(-0.437065927250497, m.PredictionLow, 1e-9, "prediction low");
    }

    [Fact]
    public void Offices_that_agree_exactly_have_no_spread_between_them()
    {
        var m = RandomEffects.Of([(-0.1, 0.05), (-0.1, 0.2)]);

        Assert.Equal(0, m.TauSquared);
        Assert.Equal(m.FixedEffect.StandardError, m.Pooled.StandardError, 12);
        Assert.Equal(1, m.Pooled.Df);
    }

    [Fact]
    public void An_office_without_a_standard_error_is_left_out()
    {
        var m = RandomEffects.Of([(-0.1, 0.05), (double.NaN, double.NaN), (0.2, 0)]);

        Assert.Equal(1, m.Count);
        Assert.Equal(-0.1, m.Pooled.Estimate, 12);
    }

    [Fact]
    public void Without_any_office_there_is_no_number() => Assert.True(double.IsNaN(RandomEffects.Of([]).Pooled.P));
}
