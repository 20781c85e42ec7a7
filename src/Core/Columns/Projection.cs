namespace ClaimsWatch.Core.Columns;

/// <summary>Columns of a table in the newest months; of a table that is one file, always.</summary>
/// <param name="Table">The table.</param>
/// <param name="Months">How many of the newest months opened, at least 1.</param>
/// <param name="Columns">Names of columns.</param>
public sealed record ProjectedColumns(Table Table, int Months, IReadOnlyList<string> Columns);

/// <summary>
/// What a reader looks at. A column it did not ask for comes back empty and throws when it is touched, so a projection that lacks
/// one is a failing test and never a wrong number.
/// </summary>
public sealed class Projection(IReadOnlyList<ProjectedColumns> parts)
{
    private readonly IReadOnlyList<ProjectedColumns> _parts = parts;

    /// <summary>All columns.</summary>
    public static Projection Everything { get; } = new(
        [.. Schema.All.Select(t => new ProjectedColumns(t, int.MaxValue, [.. t.Columns.Select(c => c.Name)]))]);

    /// <summary>The columns of both.</summary>
    public Projection With(Projection other) => new([.. _parts, .. other._parts]);

    /// <summary>Whether each column of a table is wanted.</summary>
    /// <param name="table">The table.</param>
    /// <param name="back">How many months opened are newer.</param>
    public bool[] Of(Table table, int back = 0)
    {
        var wanted = new bool[table.Columns.Count];
        foreach (var part in _parts)
        {
            if (part.Table.Name == table.Name && back < part.Months)
            {
                foreach (var column in part.Columns)
                {
                    wanted[table.IndexOf(column)] = true;
                }
            }
        }

        return wanted;
    }

    /// <summary>A batch without the columns that are not wanted.</summary>
    public ColumnBatch Of(ColumnBatch batch, int back = 0) => batch.Only(Of(batch.Table, back));
}
