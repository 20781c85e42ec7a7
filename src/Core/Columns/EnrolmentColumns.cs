namespace ClaimsWatch.Core.Columns;

/// <summary>One person and month at risk. One row of <see cref="Schema.Eligibility"/>;
/// units and codes are described there.</summary>
public readonly record struct EnrolmentRow(
    long Person,
    int ClaimMonth,
    int DaysAtRisk,
    int DaysInMonth,
    int EndReason,
    int Branch);

/// <summary>Rows of <see cref="Schema.Eligibility"/> by column, sorted as the schema says;
/// the memory may be a mapped file.</summary>
public sealed record EnrolmentColumns(
    int Count,
    ReadOnlyMemory<long> Person,
    ReadOnlyMemory<int> ClaimMonth,
    ReadOnlyMemory<int> DaysAtRisk,
    ReadOnlyMemory<int> DaysInMonth,
    ReadOnlyMemory<int> EndReason,
    ReadOnlyMemory<int> Branch)
{
    /// <summary>No rows.</summary>
    public static EnrolmentColumns Empty { get; } = FromRows([]);

    /// <summary>Columns of rows, in the order given.</summary>
    public static EnrolmentColumns FromRows(IReadOnlyList<EnrolmentRow> rows)
    {
        var person = new long[rows.Count];
        var claimMonth = new int[rows.Count];
        var daysAtRisk = new int[rows.Count];
        var daysInMonth = new int[rows.Count];
        var endReason = new int[rows.Count];
        var branch = new int[rows.Count];
        var span = ColumnBatch.SpanOf(rows);
        for (var i = 0; i < span.Length; i++)
        {
            ref readonly var row = ref span[i];
            person[i] = row.Person;
            claimMonth[i] = row.ClaimMonth;
            daysAtRisk[i] = row.DaysAtRisk;
            daysInMonth[i] = row.DaysInMonth;
            endReason[i] = row.EndReason;
            branch[i] = row.Branch;
        }

        return new EnrolmentColumns(rows.Count, person, claimMonth, daysAtRisk, daysInMonth, endReason, branch);
    }

    /// <summary>Columns of what Store read; the arrays are not copied.</summary>
    public static EnrolmentColumns FromBatch(ColumnBatch batch) => new(
        batch.Count,
        batch.Memory<long>(0),
        batch.Memory<int>(1),
        batch.Memory<int>(2),
        batch.Memory<int>(3),
        batch.Memory<int>(4),
        batch.Memory<int>(5));

    /// <summary>What Store writes.</summary>
    public ColumnBatch ToBatch() => new(Schema.Eligibility, Count,
    [
        ColumnBatch.ArrayOf(Person),
        ColumnBatch.ArrayOf(ClaimMonth),
        ColumnBatch.ArrayOf(DaysAtRisk),
        ColumnBatch.ArrayOf(DaysInMonth),
        ColumnBatch.ArrayOf(EndReason),
        ColumnBatch.ArrayOf(Branch),
    ]);

    /// <summary>One row; for cold paths.</summary>
    public EnrolmentRow Row(int i) => new(
        Person.Span[i],
        ClaimMonth.Span[i],
        DaysAtRisk.Span[i],
        DaysInMonth.Span[i],
        EndReason.Span[i],
        Branch.Span[i]);
}
