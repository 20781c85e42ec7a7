using ClaimsWatch.Stats.Linear;

namespace ClaimsWatch.Stats.Panel;

/// <summary>Takes each person's weighted mean out of columns that run along the rows.</summary>
internal sealed class Within
{
    private readonly int[] _person;
    private readonly int _count;

    /// <summary>Groups rows by person; numbers may have gaps.</summary>
    public Within(ReadOnlySpan<int> person)
    {
        var seen = new Dictionary<int, int>();
        _person = new int[person.Length];
        for (var i = 0; i < person.Length; i++)
        {
            if (!seen.TryGetValue(person[i], out var index))
            {
                index = seen.Count;
                seen.Add(person[i], index);
            }

            _person[i] = index;
        }

        _count = seen.Count;
    }

    /// <summary>One column without its persons' means.</summary>
    public double[] Demean(ReadOnlySpan<double> values, ReadOnlySpan<double> weights)
    {
        var result = new double[values.Length];
        Demean(values, weights, SumsOf(weights, default), result);
        return result;
    }

    /// <summary>A design without its persons' means; <paramref name="reuse"/> is an earlier answer whose memory is written
    /// over.</summary>
    public DesignMatrix Demean(DesignMatrix design, ReadOnlySpan<double> weights, DesignMatrix? reuse = null)
    {
        // At a million rows a design is a hundred megabytes, and a fit asks for one a step.
        var columns = new double[design.ColumnCount][];
        var mass = SumsOf(weights, default);
        for (var j = 0; j < columns.Length; j++)
        {
            columns[j] = reuse?.ColumnArray(j) ?? new double[design.RowCount];
            Demean(design.Column(j), weights, mass, columns[j]);
        }

        return DesignMatrix.Of(design.RowCount, design.Names, columns);
    }

    private void Demean(ReadOnlySpan<double> values, ReadOnlySpan<double> weights, double[] mass, double[] result)
    {
        var sums = SumsOf(values, weights);
        for (var i = 0; i < result.Length; i++)
        {
            var m = mass[_person[i]];
            result[i] = m > 0 ? values[i] - (sums[_person[i]] / m) : 0;
        }
    }

    /// <summary>Sum over each person's rows, spread back over the rows.</summary>
    public double[] Totals(ReadOnlySpan<double> values)
    {
        var sums = SumsOf(values, default);
        return Array.ConvertAll(_person, p => sums[p]);
    }

    /// <summary>How many persons have no mass in these values.</summary>
    public int CountEmpty(ReadOnlySpan<double> values) => SumsOf(values, default).Count(s => !(s > 0));

    private double[] SumsOf(ReadOnlySpan<double> values, ReadOnlySpan<double> weights)
    {
        var sums = new double[_count];
        for (var i = 0; i < values.Length; i++)
        {
            sums[_person[i]] += weights.IsEmpty ? values[i] : values[i] * weights[i];
        }

        return sums;
    }
}
