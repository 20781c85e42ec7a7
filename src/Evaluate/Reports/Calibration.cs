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

    /// <summary>Whether coverage is within three Monte-Carlo standard errors of 95 %.</summary>
    public bool IsWithinThreeErrors => Math.Abs(Coverage - 0.95) <= 3 * MonteCarloError;
}

/// <summary>All rows of one run.</summary>
/// <param name="Rows">One row an estimator, by id.</param>
/// <param name="ReportsThatClaim">
/// With nothing planted: how many reports would have claimed an effect or a difference by sex in any sentence; null when
/// something was planted. The rule is the report's own (<see cref="Conclusion"/>).
/// </param>
/// <param name="Replicates">Panels made.</param>
public sealed record CalibrationReport(IReadOnlyList<CalibrationRow> Rows, int? ReportsThatClaim, int Replicates);

/// <summary>
/// Type I error, coverage and bias of the reported estimators by simulation with declared seeds (decisions D6).
/// </summary>
public static class Calibration
{
    /// <summary>Runs panels of seeds first … first + replicates − 1 and sums up the estimates of the claims outcome.</summary>
    /// <remarks>A planted ratio multiplies every expected count of POST, so the truth of a sex's scope is its log; with different
    /// ratios for men and women the truth of scope all has no closed form and its row is left out.</remarks>
    public static CalibrationReport Run(SimulatorSettings settings, ulong firstSeed, int replicates)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentOutOfRangeException.ThrowIfLessThan(replicates, 1);
        var truths = Truths(settings);
        var runs = new Replicate[replicates];
        // Each replicate has a seed of its own and its own place, so threads can't change the answer.
        Parallel.For(0, replicates, i => runs[i] = Replicate.Run(settings, checked(firstSeed + (ulong)i), truths));
        var tallies = truths.Keys.Order(StringComparer.Ordinal).Select(id => (Id: id, Tally: new Tally())).ToArray();
        foreach (var (id, tally) in tallies)
        {
            foreach (var run in runs)
            {
                if (run.Estimates.TryGetValue(id, out var estimate))
                {
                    tally.Add(estimate, truths[id]);
                }
            }
        }

        return new CalibrationReport(
            [.. tallies.Select(t => t.Tally.Row(t.Id))], IsNull(settings) ? runs.Count(r => r.ClaimsAny) : null, replicates);
    }

    private static bool IsNull(SimulatorSettings settings) => settings.LetterRatio == (1, 1);

    private static Dictionary<string, double> Truths(SimulatorSettings settings)
    {
        var (male, female) = (Math.Log(settings.LetterRatio.Male), Math.Log(settings.LetterRatio.Female));
        var truths = new Dictionary<string, double>(StringComparer.Ordinal)
        {
            ["claims.poisson_ancova_sex_interaction.HC0"] = female - male,
            ["claims.did_poisson_sex_interaction.CR1.z"] = female - male,
        };
        foreach (var name in s_ratios)
        {
            truths["claims.male." + name] = male;
            truths["claims.female." + name] = female;
            if (male == female)
            {
                truths["claims.all." + name] = male;
            }
        }

        // A ratio of rates has no one difference of rates, but no effect is no difference.
        foreach (var name in IsNull(settings) ? s_linear : [])
        {
            foreach (var scope in Names.Scopes)
            {
                truths[$"claims.{Names.Of(scope)}.{name}"] = 0;
            }
        }

        return truths;
    }

    private static readonly string[] s_ratios =
    [
        "poisson_ancova.HC0", "poisson_ancova.HC1", "poisson_post_unadj.HC0", "did_poisson.CR1.z",
        "did_poisson.CR1S.t", "nb2_ancova.HC0",
        "twfe_poisson.CR1.z",
    ];

    private static readonly string[] s_linear =
        ["mean_change_diff.HC2_welch", "ancova_linear.HC2", "ancova_linear.HC3", "lin2013.HC2", "twfe_linear.CR1S.t"];

    private sealed record Replicate(Dictionary<string, Estimate> Estimates, bool ClaimsAny)
    {
        public static Replicate Run(SimulatorSettings settings, ulong seed, Dictionary<string, double> truths)
        {
            var panel = PanelSimulator.Simulate(settings, seed);
            var table = PersonTable.Of(panel, new PanelSettings());
            // Rows are of the claims outcome; of the others only what a report's sentences hang on,
            // and only when nothing was planted.
            Outcome[] others = IsNull(settings) ? [Outcome.Institutions, Outcome.DispensedQuantity] : [];
            var all = EstimatorCatalog.Measure(table, [Outcome.Claims])
                .Concat(EstimatorCatalog.OfMonths(panel, new PanelSettings(), table, [Outcome.Claims]))
                .Concat(others.SelectMany(o => EstimatorCatalog.Confirmatory(table, o)))
                .ToDictionary(e => e.Id, StringComparer.Ordinal);
            var claims = IsNull(settings) && Claims(all);
            return new Replicate(
                all.Values.Where(e => e.IsUsable && truths.ContainsKey(e.Id)).ToDictionary(e => e.Id, StringComparer.Ordinal),
                claims);
        }
    }

    // What Conclusion reads from a row: the interval leaves out 1 and, in the family, the p behind the gate is below the level.
    private static bool Claims(Dictionary<string, Estimate> estimates)
    {
        bool Differs(string id, double gated) =>
            estimates[id] is { IsUsable: true } e && (e.Inference.Low > 0 || e.Inference.High < 0) && gated < Conclusion.Level;
        var primary = Families.PrimaryId(clustered: false);
        return Differs(primary, estimates[primary].Inference.P)
            || Families.Confirmatory(estimates, clustered: false).Any(m => Differs(m.Id, m.Gated));
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
