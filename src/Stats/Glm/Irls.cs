using ClaimsWatch.Stats.Linear;

namespace ClaimsWatch.Stats.Glm;

/// <summary>Iteratively reweighted least squares with step-halving (McCullagh and Nelder 1989; R: glm.fit).</summary>
public static class Irls
{
    /// <summary>
    /// Fits one family. Problems (too few rows, values the family can't produce, separation, no convergence) come back as
    /// <see cref="FittedModel.Status"/>; columns that add nothing are dropped and named.
    /// </summary>
    public static GlmFit Fit(IFamily family, DesignMatrix design, double[] y, double[]? offset = null,
        IrlsSettings? settings = null)
    {
        ArgumentNullException.ThrowIfNull(family);
        ArgumentNullException.ThrowIfNull(design);
        ArgumentNullException.ThrowIfNull(y);
        settings ??= new IrlsSettings();
        offset ??= new double[y.Length];
        if (y.Length != design.RowCount || offset.Length != design.RowCount)
        {
            throw new ArgumentException($"{y.Length} responses, {offset.Length} offsets, {design.RowCount} rows.", nameof(y));
        }

        if (!design.IsFinite() || !Array.TrueForAll(y, family.Allows) || !Array.TrueForAll(offset, double.IsFinite))
        {
            return Failed(family, FitStatus.InvalidInput, design, [], 0);
        }

        var (kept, aliased) = design.DropAliased();
        if (y.Length == 0 || kept.RowCount < kept.ColumnCount)
        {
            return Failed(family, FitStatus.TooFewRows, kept, aliased, 0);
        }

        var state = new State(family, kept, y, offset);
        return Climb(state, state.Start(), family, kept, aliased, y, settings, settings.TinyMean);
    }

    /// <summary>
    /// Fits a family that differs a little from that of an earlier fit of the same rows, from where that one ended. A response
    /// that was not separated then is not now, so the check is left to fits that do not converge.
    /// </summary>
    internal static GlmFit Refit(IFamily family, GlmFit earlier, double[] y, double[] offset)
    {
        var state = new State(family, earlier.Design, y, offset);
        return Climb(
            state, state.StartAt(earlier.Coefficients), family, earlier.Design, earlier.Aliased, y,
            new IrlsSettings(), tinyMean: 0);
    }

    private static GlmFit Climb(
        State state, bool done, IFamily family, DesignMatrix kept, IReadOnlyList<string> aliased, double[] y,
        IrlsSettings settings,
        double tinyMean)
    {
        var steps = 0;
        var converged = false;
        while (done && !converged && steps < settings.StepsMax)
        {
            steps++;
            done = state.TryStep(settings, out converged);
        }

        // A mean next to the edge is the sign of separation; the exact check is a small regression problem of its own.
        if (!converged || (tinyMean > 0 && state.HasTinyMean(tinyMean)))
        {
            var separated = Separation.CountSeparated(kept, y, family);
            if (separated > 0)
            {
                return Failed(family, FitStatus.Separated, kept, aliased, steps, separated);
            }
        }

        return converged
            ? state.Finish(aliased, steps)
            : Failed(family, FitStatus.NotConverged, kept, aliased, steps);
    }

    private static GlmFit Failed(
        IFamily family, FitStatus status, DesignMatrix design, IReadOnlyList<string> aliased, int steps, int separated = 0) =>
        new(status, design, aliased, FitParts.None(design)) { Family = family.Name, Steps = steps, SeparatedRows = separated };

    /// <summary>The iteration's working arrays.</summary>
    private sealed class State(IFamily family, DesignMatrix design, double[] y, double[] offset)
    {
        private readonly double[] _weights = new double[y.Length];
        private readonly double[] _scores = new double[y.Length];
        private double[] _b = new double[design.ColumnCount];
        private double[] _eta = new double[y.Length];
        private double _deviance;
        private NormalEquations? _normal;

        /// <summary>
        /// First coefficients: least squares of the starting predictor, as R does, so that step one is already near.
        /// </summary>
        public bool Start()
        {
            var target = new double[y.Length];
            for (var i = 0; i < y.Length; i++)
            {
                _eta[i] = family.StartingPredictor(y[i]);
                target[i] = _eta[i] - offset[i];
            }

            Weigh();
            for (var i = 0; i < y.Length; i++)
            {
                target[i] = (_weights[i] * target[i]) + _scores[i];
            }

            if (_normal is null)
            {
                return false;
            }

            _b = _normal.Solve(NormalEquations.CrossVector(design, target));
            _eta = Predict(_b);
            _deviance = Deviance(_eta);
            if (double.IsFinite(_deviance))
            {
                return true;
            }

            // The start overshot: begin at zero, where every family's mean is finite.
            Array.Clear(_b);
            _eta = Predict(_b);
            _deviance = Deviance(_eta);
            return double.IsFinite(_deviance);
        }

        /// <summary>First coefficients: given.</summary>
        public bool StartAt(double[] b)
        {
            _b = b;
            _eta = Predict(_b);
            _deviance = Deviance(_eta);
            return double.IsFinite(_deviance);
        }

        /// <summary>One Newton–Fisher step, halved while the deviance gets worse.</summary>
        public bool TryStep(IrlsSettings settings, out bool converged)
        {
            converged = false;
            Weigh();
            if (_normal is null)
            {
                return false;
            }

            var gradient = NormalEquations.CrossVector(design, _scores);
            var step = _normal.Solve(gradient);
            // Newton decrement: the step's length in standard errors, free of units.
            var decrement = 0.0;
            for (var j = 0; j < step.Length; j++)
            {
                decrement += step[j] * gradient[j];
            }

            converged = Math.Sqrt(Math.Max(0, decrement)) <= settings.StepTolerance * Math.Sqrt(1 + y.Length);
            var factor = 1.0;
            for (var halving = 0; halving <= settings.HalvingsMax; halving++, factor /= 2)
            {
                var next = new double[_b.Length];
                for (var j = 0; j < next.Length; j++)
                {
                    next[j] = _b[j] + (factor * step[j]);
                }

                var eta = Predict(next);
                var deviance = Deviance(eta);
                if (double.IsFinite(deviance) && deviance <= _deviance + (1e-10 * (1 + Math.Abs(_deviance))))
                {
                    _b = next;
                    _eta = eta;
                    _deviance = deviance;
                    return true;
                }
            }

            return converged;
        }

        public bool HasTinyMean(double tiny)
        {
            // Rates, not means: a short exposure is no sign of trouble.
            var slopes = new double[y.Length];
            for (var i = 0; i < y.Length; i++)
            {
                slopes[i] = family.MeanSlope(_eta[i] - offset[i]);
            }

            var average = slopes.Average();
            return Array.Exists(slopes, s => !(s >= tiny * average));
        }

        public GlmFit Finish(IReadOnlyList<string> aliased, int steps)
        {
            Weigh();
            if (_normal is null)
            {
                return Failed(family, FitStatus.NotConverged, design, aliased, steps);
            }

            return new GlmFit(FitStatus.Converged, design, aliased, new FitParts(_b, _scores, _weights, _normal.Inverse()))
            {
                Family = family.Name,
                Means = Array.ConvertAll(_eta, family.Mean),
                Deviance = _deviance,
                Steps = steps,
            };
        }

        private void Weigh()
        {
            for (var i = 0; i < y.Length; i++)
            {
                var mean = family.Mean(_eta[i]);
                var slope = family.MeanSlope(_eta[i]);
                var variance = family.Variance(mean);
                // A mean on the very edge carries no information and must not become 0/0.
                _weights[i] = variance > 0 ? slope * slope / variance : 0;
                _scores[i] = variance > 0 ? (y[i] - mean) * slope / variance : 0;
            }

            _normal = NormalEquations.TryFactor(design, _weights);
        }

        private double[] Predict(double[] b)
        {
            var eta = design.Times(b);
            for (var i = 0; i < eta.Length; i++)
            {
                eta[i] += offset[i];
            }

            return eta;
        }

        private double Deviance(double[] eta)
        {
            var sum = 0.0;
            for (var i = 0; i < eta.Length; i++)
            {
                sum += family.UnitDeviance(y[i], family.Mean(eta[i]));
            }

            return sum;
        }
    }
}
