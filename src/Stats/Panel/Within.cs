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
        var sums = SumsOf(values, weights);
        var mass = SumsOf(weights, default);
        var result = new double[values.Length];
        for (var i = 0; i < result.Length; i++)
        {
            var m = mass[_person[i]];
            result[i] = m > 0 ? values[i] - (sums[_person[i]] / m) : 0;
        }

        return result;
    }

    /// <summary>A design without its persons' means.</summary>
    public DesignMatrix Demean(DesignMatrix design, ReadOnlySpan<double> weights)
    {
        var columns = new double[design.ColumnCount][];
        for (var j = 0; j < columns.Length; j++)
        {
            columns[j] = Demean(design.Column(j), weights);
        }

        return DesignMatrix.Of(design.RowCount, design.Names, columns);
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
