using ClaimsWatch.Stats.Boosting;
using ClaimsWatch.Stats.Resampling;

namespace ClaimsWatch.Tests.Stats.Boosting;

/// <summary>Seeded tables with ties, skew and missing values.</summary>
internal static class Tables
{
    public static (FeatureTable Table, double[] Y) Random(ulong seed, int rows, int features, bool missing = true,
        bool counts = false)
    {
        var random = new SplitMix(seed);
        var columns = new double[features][];
        for (var f = 0; f < features; f++)
        {
            columns[f] = new double[rows];
            for (var i = 0; i < rows; i++)
            {
                var value = f % 2 == 0 ? Math.Floor(random.NextGamma(2, 3)) : random.NextNormal();
                columns[f][i] = missing && random.NextUniform() < 0.1 ? double.NaN : value;
            }
        }

        var y = new double[rows];
        for (var i = 0; i < rows; i++)
        {
            var eta = -2 + (0.2 * Known(columns[0][i])) + (features > 1 ? Math.Sin(2 * Known(columns[1][i])) : 0);
            y[i] = counts ? random.NextPoisson(Math.Exp(eta / 2)) : random.NextUniform() < 1 / (1 + Math.Exp(-eta)) ? 1 : 0;
        }

        return (new FeatureTable([.. Enumerable.Range(0, features).Select(f => $"f{f}")], columns), y);
    }

    public static double[] Row(FeatureTable table, int row)
    {
        var values = new double[table.FeatureCount];
        table.CopyRow(row, values);
        return values;
    }

    private static double Known(double value) => double.IsNaN(value) ? 0 : value;
}
