using ClaimsWatch.Stats.Linear;

namespace ClaimsWatch.Stats.Panel;

/// <summary>
/// Poisson regression with one effect a person (Hausman, Hall and Griliches 1984; R: fixest::fepois). The effects are solved for
/// exactly at every step, so the result equals the fit with every dummy written out.
/// </summary>
public static class AbsorbedPoisson
{
    private const int StepsMax = 200;

    /// <summary>Share of a person's total below which a month's mean counts as running to zero.</summary>
    private const double TinyShare = 1e-11;

    /// <summary>
    /// Fits counts with log(exposure) as offset. Rows without exposure and people without any event are left out, the latter
    /// counted; a term that runs to infinity comes back as separated.
    /// </summary>
    public static AbsorbedFit Fit(DesignMatrix design, double[] y, double[] exposure, int[] person)
    {
        ArgumentNullException.ThrowIfNull(design);
        ArgumentNullException.ThrowIfNull(y);
        ArgumentNullException.ThrowIfNull(exposure);
        ArgumentNullException.ThrowIfNull(person);
        var everyone = new Within(person);
        var totals = everyone.Totals(y);
        var used = new bool[y.Length];
        for (var i = 0; i < used.Length; i++)
        {
            used[i] = exposure[i] > 0 && totals[i] > 0;
        }

        var allZero = everyone.CountEmpty(y);
        design = design.Rows(used);
        y = DesignMatrix.Filter(y, used);
        exposure = DesignMatrix.Filter(exposure, used);
        var within = new Within([.. person.Where((_, i) => used[i])]);
        if (!design.IsFinite() || !Array.TrueForAll(y, v => v >= 0 && double.IsFinite(v)))
        {
            return AbsorbedFit.Failed(FitStatus.InvalidInput, design, [], used, allZero);
        }

        var (kept, aliased) = AbsorbedOls.DropConstant(within.Demean(design, exposure), design).DropAliased();
        if (kept.RowCount == 0 || kept.ColumnCount == 0 || kept.RowCount < kept.ColumnCount)
        {
            return AbsorbedFit.Failed(FitStatus.TooFewRows, kept, aliased, used, allZero);
        }

        var state = new State(kept, y, exposure, within);
        var status = state.Solve();
        return status == FitStatus.Converged
            ? new AbsorbedFit(status, state.Demeaned!, aliased, state.Parts()) { Used = used, AllZeroPersons = allZero }
            : AbsorbedFit.Failed(status, kept, aliased, used, allZero);
    }

    private sealed class State(DesignMatrix design, double[] y, double[] exposure, Within within)
    {
        private readonly double[] _totals = within.Totals(y);
        private double[] _b = new double[design.ColumnCount];
        private double[] _mean = [];
        private NormalEquations? _normal;

        public DesignMatrix? Demeaned { get; private set; }

        public FitStatus Solve()
        {
            _mean = Means(_b);
            var loss = Loss(_mean);
            for (var step = 0; step < StepsMax; step++)
            {
                Demeaned = within.Demean(design, _mean, Demeaned);
                _normal = NormalEquations.TryFactor(Demeaned, _mean);
                if (_normal is null)
                {
                    return FitStatus.Separated;
                }

                var gradient = NormalEquations.CrossVector(Demeaned, Residuals());
                var move = _normal.Solve(gradient);
                var decrement = move.Zip(gradient, (a, b) => a * b).Sum();
                if (decrement <= 1e-24 * (1 + y.Length))
                {
                    return HasTinyMean() ? FitStatus.Separated : FitStatus.Converged;
                }

                if (!TryMove(move, ref loss))
                {
                    return decrement < 1e-14 ? FitStatus.Converged : FitStatus.NotConverged;
                }
            }

            return HasTinyMean() ? FitStatus.Separated : FitStatus.NotConverged;
        }

        public FitParts Parts() => new(_b, Residuals(), _mean, _normal!.Inverse());

        private bool TryMove(double[] move, ref double loss)
        {
            for (var factor = 1.0; factor > 1e-8; factor /= 2)
            {
                double[] next = [.. _b.Zip(move, (b, m) => b + (factor * m))];
                var means = Means(next);
                var nextLoss = Loss(means);
                if (double.IsFinite(nextLoss) && nextLoss <= loss + (1e-12 * Math.Abs(loss)))
                {
                    (_b, _mean, loss) = (next, means, nextLoss);
                    return true;
                }
            }

            return false;
        }

        private double[] Residuals() => [.. y.Zip(_mean, (a, b) => a - b)];

        // Each person's effect makes the means add up to the person's own total.
        private double[] Means(double[] b)
        {
            var rates = design.Times(b);
            for (var i = 0; i < rates.Length; i++)
            {
                rates[i] = exposure[i] * Math.Exp(rates[i]);
            }

            var sums = within.Totals(rates);
            for (var i = 0; i < rates.Length; i++)
            {
                rates[i] *= _totals[i] / sums[i];
            }

            return rates;
        }

        private double Loss(double[] mean)
        {
            var sum = 0.0;
            for (var i = 0; i < y.Length; i++)
            {
                sum -= y[i] > 0 ? y[i] * Math.Log(mean[i]) : 0;
            }

            return sum;
        }

        private bool HasTinyMean()
        {
            for (var i = 0; i < y.Length; i++)
            {
                if (!(_mean[i] > TinyShare * _totals[i] * exposure[i]))
                {
                    return true;
                }
            }

            return false;
        }
    }
}
