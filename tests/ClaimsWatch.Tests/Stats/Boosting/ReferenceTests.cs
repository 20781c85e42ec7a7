using ClaimsWatch.Stats.Boosting;

namespace ClaimsWatch.Tests.Stats.Boosting;

/// <summary>Margins of XGBoost on the same table, recorded by reference/boosting.py; it computes in single precision.</summary>
public sealed class ReferenceTests
{
    private const double SinglePrecision = 2e-5;

    [Theory]
    [InlineData("depthwise", "logistic", 4, 0)]
    [InlineData("lossguide", "logistic", 6, 9)]
    [InlineData("depthwise", "poisson", 4, 0)]
    [InlineData("lossguide", "poisson", 6, 9)]
    public void Every_row_gets_the_margin_that_XGBoost_gives_it(string policy, string loss, int depth, int leaves)
    {
        var data = Recorded.Columns("boosting-data.csv");
        string[] names = [.. data.Keys.Where(k => k.StartsWith('f'))];
        var table = new FeatureTable(names, [.. names.Select(n => data[n])]);
        var settings = new BoosterSettings
        {
            Loss = loss == "logistic" ? BoostLoss.Logistic : BoostLoss.Poisson,
            RoundsMax = 12,
            DepthMax = depth,
            LeavesMax = leaves,
            LearningRate = 0.2,
            HessianMin = loss == "logistic" ? 2 : 20,
        };

        var margins = Booster.Fit(table, data[loss], settings).Model.Margins(table);

        var expected = Recorded.Columns("boosting.csv")[$"{policy}_{loss}"];
        Assert.All(Enumerable.Range(0, margins.Length),
            i => Assert.InRange(margins[i], expected[i] - SinglePrecision, expected[i] + SinglePrecision));
    }
}
