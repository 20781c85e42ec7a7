namespace ClaimsWatch.Stats.Linear;

/// <summary>Named regressors, one array a column, all of one length; the intercept is a column like any other.</summary>
public sealed class DesignMatrix
{
    /// <summary>The name an intercept column carries, as R prints it.</summary>
    public const string InterceptName = "(Intercept)";

    /// <summary>
    /// Share of a column's length that must be new for it to count as independent of those before it (R's lm: 1e-7).
    /// </summary>
    public const double AliasTolerance = 1e-7;

    private readonly string[] _names;
    private readonly double[][] _columns;

    private DesignMatrix(int rowCount, string[] names, double[][] columns)
    {
        RowCount = rowCount;
        _names = names;
        _columns = columns;
    }

    /// <summary>Number of observations.</summary>
    public int RowCount { get; }

    /// <summary>Number of regressors, the intercept included.</summary>
    public int ColumnCount => _columns.Length;

    /// <summary>Names of the regressors, in order.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>A design with nothing but an intercept.</summary>
    public static DesignMatrix Intercept(int rowCount)
    {
        var ones = new double[rowCount];
        Array.Fill(ones, 1);
        return new DesignMatrix(rowCount, [InterceptName], [ones]);
    }

    /// <summary>A design from columns that already have names.</summary>
    internal static DesignMatrix Of(int rowCount, IReadOnlyList<string> names, IReadOnlyList<double[]> columns) =>
        new(rowCount, [.. names], [.. columns]);

    /// <summary>A design without any column, not even an intercept.</summary>
    public static DesignMatrix Empty(int rowCount) => new(rowCount, [], []);

    /// <summary>The values of one regressor.</summary>
    public ReadOnlySpan<double> Column(int index) => _columns[index];

    /// <summary>The memory of one regressor, for those who made it.</summary>
    internal double[] ColumnArray(int index) => _columns[index];

    /// <summary>This design with one more regressor on its right.</summary>
    public DesignMatrix With(string name, double[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Length != RowCount)
        {
            throw new ArgumentException($"Column {name} has {values.Length} rows, the design has {RowCount}.", nameof(values));
        }

        return new DesignMatrix(RowCount, [.. _names, name], [.. _columns, values]);
    }

    /// <summary>
    /// This design with 0/1 columns for every level but the first in ordinal order (R: factor(), treatment contrasts).
    /// </summary>
    public DesignMatrix WithFactor(string name, IReadOnlyList<string> levels)
    {
        ArgumentNullException.ThrowIfNull(levels);
        var result = this;
        foreach (var level in levels.Distinct().Order(StringComparer.Ordinal).Skip(1))
        {
            result = result.With(name + level, [.. levels.Select(l => l == level ? 1.0 : 0.0)]);
        }

        return result;
    }

    /// <summary>Index of a regressor, or −1 when it is not here (never named, or dropped as aliased).</summary>
    public int IndexOf(string name) => Array.IndexOf(_names, name);

    /// <summary>Only the rows marked true.</summary>
    public DesignMatrix Rows(ReadOnlySpan<bool> keep)
    {
        if (!keep.Contains(false))
        {
            return this;
        }

        var kept = new double[ColumnCount][];
        for (var j = 0; j < ColumnCount; j++)
        {
            kept[j] = Filter(_columns[j], keep);
        }

        return new DesignMatrix(keep.Count(true), _names, kept);
    }

    /// <summary>The linear predictor X b of one coefficient vector.</summary>
    public double[] Times(ReadOnlySpan<double> coefficients)
    {
        var result = new double[RowCount];
        for (var j = 0; j < ColumnCount; j++)
        {
            Lanes.Add(result, _columns[j], coefficients[j]);
        }

        return result;
    }

    /// <summary>Separates columns that are linear combinations of those before them (R shows these as NA coefficients).</summary>
    public (DesignMatrix Kept, IReadOnlyList<string> Aliased) DropAliased()
    {
        if (IsClearlyIndependent())
        {
            return (this, []);
        }

        var basis = new List<double[]>();
        var kept = new List<int>();
        var aliased = new List<string>();
        for (var j = 0; j < ColumnCount; j++)
        {
            var rest = (double[])_columns[j].Clone();
            var length = Norm(rest);
            // Twice is enough: one pass of Gram-Schmidt leaves rounding of the size of the tolerance behind.
            for (var pass = 0; pass < 2; pass++)
            {
                foreach (var direction in basis)
                {
                    Lanes.Add(rest, direction, -Lanes.Dot(rest, direction));
                }
            }

            var left = Norm(rest);
            if (!(left > AliasTolerance * length))
            {
                aliased.Add(_names[j]);
                continue;
            }

            for (var i = 0; i < rest.Length; i++)
            {
                rest[i] /= left;
            }

            basis.Add(rest);
            kept.Add(j);
        }

        return aliased.Count == 0
            ? (this, [])
            : (new DesignMatrix(RowCount, [.. kept.Select(j => _names[j])], [.. kept.Select(j => _columns[j])]), aliased);
    }

    // Cholesky of the columns' correlations without centring: each pivot is the squared share of a column that those before it do
    // not explain. Far above rounding in all of them, nothing is aliased and the slower orthogonalisation has nothing to find.
    private bool IsClearlyIndependent()
    {
        const double clear = 1e-4;
        var k = ColumnCount;
        var lengths = Array.ConvertAll(_columns, Norm);
        if (k == 0 || Array.Exists(lengths, l => !(l > 0)))
        {
            return false;
        }

        var factor = new double[k, k];
        for (var a = 0; a < k; a++)
        {
            for (var b = 0; b <= a; b++)
            {
                var sum = Lanes.Dot(_columns[a], _columns[b]) / lengths[a] / lengths[b];
                for (var c = 0; c < b; c++)
                {
                    sum -= factor[a, c] * factor[b, c];
                }

                if (a == b && !(sum > clear))
                {
                    return false;
                }

                factor[a, b] = a == b ? Math.Sqrt(sum) : sum / factor[b, b];
            }
        }

        return true;
    }

    /// <summary>True when no value is NaN or infinite.</summary>
    public bool IsFinite() => Array.TrueForAll(_columns, c => Array.TrueForAll(c, double.IsFinite));

    /// <summary>The marked elements of an array that runs along the rows.</summary>
    public static double[] Filter(ReadOnlySpan<double> values, ReadOnlySpan<bool> keep)
    {
        var result = new double[keep.Count(true)];
        var next = 0;
        for (var i = 0; i < values.Length; i++)
        {
            if (keep[i])
            {
                result[next++] = values[i];
            }
        }

        return result;
    }

    private static double Norm(double[] a) => Math.Sqrt(Lanes.Dot(a, a));
}
