using ClaimsWatch.Stats.Linear;
using MathNet.Numerics.LinearAlgebra;

namespace ClaimsWatch.Stats.Glm;

/// <summary>A penalised fit: coefficients in the order of the design's columns.</summary>
/// <param name="Coefficients">Estimates; shrunk, so no honest standard errors come with them.</param>
/// <param name="Deviance">Deviance without the penalty.</param>
/// <param name="Steps">Scoring steps taken.</param>
/// <param name="Converged">Whether the penalised score is 0 to the tolerance.</param>
public sealed record RidgeFit(double[] Coefficients, double Deviance, int Steps, bool Converged);

/// <summary>
/// Generalised linear models that minimise deviance ÷ 2 + Σ penaltyⱼ βⱼ² ÷ 2 (Hoerl and Kennard 1970; le Cessie and van
/// Houwelingen 1992), by Fisher scoring with halving. A penalty of 0 leaves a column alone, the intercept's for instance.
/// </summary>
public static class RidgeGlm
{
    /// <summary>Fits a family.</summary>
    /// <exception cref="ArgumentException">Lengths differ or a penalty is negative.</exception>
    public static RidgeFit Fit(
        IFamily family, DesignMatrix design, double[] y, double[] penalties, double[]? offset = null, int stepsMax = 100)
    {
        ArgumentNullException.ThrowIfNull(family);
        ArgumentNullException.ThrowIfNull(design);
        ArgumentNullException.ThrowIfNull(y);
        ArgumentNullException.ThrowIfNull(penalties);
        offset ??= new double[y.Length];
        if (y.Length != design.RowCount || penalties.Length != design.ColumnCount || Array.Exists(penalties, p => p < 0))
        {
            throw new ArgumentException($"{y.Length} responses, {penalties.Length} penalties.", nameof(penalties));
        }

        var work = new Work(family, design, y, offset, penalties);
        var b = new double[design.ColumnCount];
        var mean = y.Average();
        if (design.ColumnCount > 0 && design.Names[0] == DesignMatrix.InterceptName && mean is > 0 and < 1)
        {
            b[0] = family.StartingPredictor(mean);
        }

        var objective = work.Objective(b);
        for (var steps = 1; steps <= stepsMax; steps++)
        {
            var (step, length) = work.Step(b);
            var moved = false;
            for (var factor = 1.0; factor > 1e-9 && !moved; factor /= 2)
            {
                var next = b.Zip(step, (old, s) => old + (factor * s)).ToArray();
                var value = work.Objective(next);
                if (double.IsFinite(value) && value <= objective + (1e-11 * (1 + Math.Abs(objective))))
                {
                    (b, objective, moved) = (next, value, true);
                }
            }

            if (length <= 1e-22 * (1 + y.Length) || !moved)
            {
                return new RidgeFit(b, work.Deviance(b), steps, length <= 1e-16 * (1 + y.Length));
            }
        }

        return new RidgeFit(b, work.Deviance(b), stepsMax, false);
    }

    private sealed class Work(IFamily family, DesignMatrix design, double[] y, double[] offset, double[] penalties)
    {
        public double Deviance(double[] b)
        {
            var eta = design.Times(b);
            var sum = 0.0;
            for (var i = 0; i < y.Length; i++)
            {
                sum += family.UnitDeviance(y[i], family.Mean(eta[i] + offset[i]));
            }

            return sum;
        }

        public double Objective(double[] b)
        {
            var sum = Deviance(b);
            for (var j = 0; j < b.Length; j++)
            {
                sum += penalties[j] * b[j] * b[j];
            }

            return sum / 2;
        }

        // Solves (X'WX + P) step = X's − Pb; also gives step · gradient, the squared length in standard errors.
        public (double[] Step, double Length) Step(double[] b)
        {
            var columns = b.Length;
            var eta = design.Times(b);
            var (weights, scores) = (new double[y.Length], new double[y.Length]);
            for (var i = 0; i < y.Length; i++)
            {
                var mean = family.Mean(eta[i] + offset[i]);
                var (slope, variance) = (family.MeanSlope(eta[i] + offset[i]), family.Variance(mean));
                weights[i] = variance > 0 ? slope * slope / variance : 0;
                scores[i] = variance > 0 ? (y[i] - mean) * slope / variance : 0;
            }

            var information = Matrix<double>.Build.DenseOfArray(Lanes.CrossProduct(design, weights));
            var gradient = Vector<double>.Build.DenseOfArray(NormalEquations.CrossVector(design, scores));
            for (var j = 0; j < columns; j++)
            {
                gradient[j] -= penalties[j] * b[j];
                information[j, j] += penalties[j];
            }

            var step = information.Cholesky().Solve(gradient);
            return (step.ToArray(), step.DotProduct(gradient));
        }
    }
}
