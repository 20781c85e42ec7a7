namespace ClaimsWatch.Stats.Linear;

/// <summary>How a fit ended; anything but Converged carries no standard error.</summary>
public enum FitStatus
{
    /// <summary>Estimates are the solution.</summary>
    Converged,

    /// <summary>The iteration limit was reached.</summary>
    NotConverged,

    /// <summary>Some linear predictor runs to infinity (an arm with no event at all, say): no finite estimate exists.</summary>
    Separated,

    /// <summary>Fewer observations than coefficients, or no observation.</summary>
    TooFewRows,

    /// <summary>A value is missing, infinite or outside what the model can have made.</summary>
    InvalidInput,
}

/// <summary>What every fitted regression offers to the robust variances: its design, its scores and its bread.</summary>
public abstract class FittedModel
{
    private protected FittedModel(FitStatus status, DesignMatrix design, IReadOnlyList<string> aliased, FitParts parts)
    {
        Status = status;
        Design = design;
        Aliased = aliased;
        Coefficients = parts.Coefficients;
        ScoreResiduals = parts.ScoreResiduals;
        WorkingWeights = parts.WorkingWeights;
        Bread = parts.Bread;
    }

    /// <summary>How the fit ended.</summary>
    public FitStatus Status { get; }

    /// <summary>The design fitted, without aliased columns and without rows left out.</summary>
    public DesignMatrix Design { get; }

    /// <summary>Columns dropped because they are combinations of earlier ones, by name.</summary>
    public IReadOnlyList<string> Aliased { get; }

    /// <summary>Estimates in the order of the design; NaN when there are none.</summary>
    public double[] Coefficients { get; }

    /// <summary>Per row, the factor of x in the score: y − μ for a canonical link, the residual for OLS.</summary>
    public double[] ScoreResiduals { get; }

    /// <summary>Weights of the final least-squares step; 1 for OLS.</summary>
    public double[] WorkingWeights { get; }

    /// <summary>(X'WX)⁻¹ at the estimates.</summary>
    public double[,] Bread { get; }

    /// <summary>Observations used.</summary>
    public int RowCount => Design.RowCount;

    /// <summary>Coefficients estimated (K).</summary>
    public int CoefficientCount => Design.ColumnCount;

    /// <summary>One estimate by name; NaN when the name was dropped or the fit failed.</summary>
    public double Coefficient(string name) => Design.IndexOf(name) is >= 0 and var j ? Coefficients[j] : double.NaN;

    /// <summary>Diagonal of the hat matrix.</summary>
    public double[] Leverages()
    {
        var h = new double[RowCount];
        for (var a = 0; a < CoefficientCount; a++)
        {
            var x = Design.Column(a);
            for (var b = 0; b < CoefficientCount; b++)
            {
                var z = Design.Column(b);
                var bread = Bread[a, b];
                for (var i = 0; i < h.Length; i++)
                {
                    h[i] += x[i] * z[i] * bread;
                }
            }
        }

        for (var i = 0; i < h.Length; i++)
        {
            h[i] *= WorkingWeights[i];
        }

        return h;
    }
}

/// <summary>The arrays a fit ends with.</summary>
internal sealed record FitParts(double[] Coefficients, double[] ScoreResiduals, double[] WorkingWeights, double[,] Bread)
{
    /// <summary>Parts of a fit that has no estimate: NaN everywhere, so that nothing downstream can look like a result.</summary>
    public static FitParts None(DesignMatrix design)
    {
        var k = design.ColumnCount;
        var bread = new double[k, k];
        var coefficients = new double[k];
        Array.Fill(coefficients, double.NaN);
        for (var a = 0; a < k; a++)
        {
            for (var b = 0; b < k; b++)
            {
                bread[a, b] = double.NaN;
            }
        }

        var rows = new double[design.RowCount];
        Array.Fill(rows, double.NaN);
        return new FitParts(coefficients, rows, rows, bread);
    }
}
