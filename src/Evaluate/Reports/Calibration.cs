using ClaimsWatch.Evaluate.Estimators;
using ClaimsWatch.Evaluate.Panels;

namespace ClaimsWatch.Evaluate.Reports;

/// <summary>How an estimator did over many simulated panels.</summary>
/// <param name="Id">Estimate's id.</param>
/// <param name="Replicates">Panels with a usable estimate.</param>
/// <param name="RejectionRate">Share with p &lt; .05: type I error when nothing was planted, else power.</param>
/// <param name="Coverage">Share of 95 % intervals that hold the planted log ratio.</param>
/// <param name="Bias">Mean estimate minus the planted log ratio.</param>
/// <param name="BiasError">Monte-Carlo standard error of the bias.</param>
public sealed record CalibrationRow(string Id, int Replicates, double RejectionRate, double Coverage, double Bias,
    double BiasError)
{
    /// <summary>Monte-Carlo standard error of a rate of 5 % with this many replicates.</summary>
    public double MonteCarloError => Math.Sqrt(0.05 * 0.95 / Replicates);
}

/// <summary>
/// Type I error, coverage and bias of the reported estimators by simulation with declared seeds (decisions D6).
/// </summary>
public static class Calibration
{
    /// <summary>Runs panels of seeds first … first + replicates − 1 and sums up the estimates of the claims outcome.</summary>
    /// <remarks>A planted ratio multiplies every expected count of POST, so the truth of a sex's scope is its log; with different
    /// ratios for men and women the truth of scope all has no closed form and its row is left out.</remarks>
    public static IReadOnlyList<CalibrationRow> Run(SimulatorSettings settings, ulong firstSeed, int replicates)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var truths = Truths(settings);
        var tallies = truths.Keys.Order(StringComparer.Ordinal).ToDictionary(id => id, _ => new Tally(), StringComparer.Ordinal);
        for (var i = 0; i < replicates; i++)
        {
            var table = PersonTable.Of(PanelSimulator.Simulate(settings, checked(firstSeed + (ulong)i)), new PanelSettings());
            foreach (var estimate in Estimates(table))
            {
                if (estimate.IsUsable && truths.TryGetValue(estimate.Id, out var truth))
                {
                    tallies[estimate.Id].Add(estimate, truth);
                }
            }
        }

        return [.. tallies.OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => t.Value.Row(t.Key))];
    }

    private static IEnumerable<Estimate> Estimates(PersonTable table) =>
        Names.Scopes.SelectMany(scope => PoissonAncova.Measure(table, Outcome.Claims, scope)
            .Concat(DidPoisson.Measure(table, Outcome.Claims, scope)))
            .Concat(PoissonAncovaSexInteraction.Measure(table, Outcome.Claims));

    private static Dictionary<string, double> Truths(SimulatorSettings settings)
    {
        var (male, female) = (Math.Log(settings.LetterRatio.Male), Math.Log(settings.LetterRatio.Female));
        var truths = new Dictionary<string, double>(StringComparer.Ordinal)
        {
            ["claims.poisson_ancova_sex_interaction.HC0"] = female - male,
        };
        foreach (var name in (string[])["poisson_ancova.HC0", "did_poisson.CR1.z"])
        {
            truths["claims.male." + name] = male;
            truths["claims.female." + name] = female;
            if (male == female)
            {
                truths["claims.all." + name] = male;
            }
        }

        return truths;
    }

    private sealed class Tally
    {
        private int _count;
        private int _rejected;
        private int _covered;
        private double _error;
        private double _squaredError;

        public void Add(Estimate estimate, double truth)
        {
            _count++;
            _rejected += estimate.Inference.P < 0.05 ? 1 : 0;
            _covered += estimate.Inference.Low <= truth && truth <= estimate.Inference.High ? 1 : 0;
            var error = estimate.Inference.Estimate - truth;
            _error += error;
            _squaredError += error * error;
        }

        public CalibrationRow Row(string id)
        {
            var bias = _error / _count;
            var spread = Math.Sqrt(((_squaredError / _count) - (bias * bias)) / _count);
            return new CalibrationRow(id, _count, (double)_rejected / _count, (double)_covered / _count, bias, spread);
        }
    }
}
