namespace ClaimsWatch.Core.Columns;

/// <summary>One act that rules and exclusions use (診療行為). One row of <see cref="Schema.Acts"/>;
/// units and codes are described there.</summary>
public readonly record struct ActRow(
    long Person,
    long Receipt,
    long Institution,
    int ActCode,
    int Times,
    int ClaimMonth,
    int DeliveryMonth);

/// <summary>Rows of <see cref="Schema.Acts"/> by column, sorted as the schema says; the memory may be a mapped file.</summary>
public sealed record ActColumns(
    int Count,
    ReadOnlyMemory<long> Person,
    ReadOnlyMemory<long> Receipt,
    ReadOnlyMemory<long> Institution,
    ReadOnlyMemory<int> ActCode,
    ReadOnlyMemory<int> Times,
    ReadOnlyMemory<int> ClaimMonth,
    ReadOnlyMemory<int> DeliveryMonth)
{
    /// <summary>No rows.</summary>
    public static ActColumns Empty { get; } = FromRows([]);

    /// <summary>Columns of rows, in the order given.</summary>
    public static ActColumns FromRows(IReadOnlyList<ActRow> rows)
    {
        var person = new long[rows.Count];
        var receipt = new long[rows.Count];
        var institution = new long[rows.Count];
        var actCode = new int[rows.Count];
        var times = new int[rows.Count];
        var claimMonth = new int[rows.Count];
        var deliveryMonth = new int[rows.Count];
        var span = ColumnBatch.SpanOf(rows);
        for (var i = 0; i < span.Length; i++)
        {
            ref readonly var row = ref span[i];
            person[i] = row.Person;
            receipt[i] = row.Receipt;
            institution[i] = row.Institution;
            actCode[i] = row.ActCode;
            times[i] = row.Times;
            claimMonth[i] = row.ClaimMonth;
            deliveryMonth[i] = row.DeliveryMonth;
        }

        return new ActColumns(rows.Count, person, receipt, institution, actCode, times, claimMonth, deliveryMonth);
    }

    /// <summary>Columns of what Store read; the arrays are not copied.</summary>
    public static ActColumns FromBatch(ColumnBatch batch) => new(
        batch.Count,
        batch.Memory<long>(0),
        batch.Memory<long>(1),
        batch.Memory<long>(2),
        batch.Memory<int>(3),
        batch.Memory<int>(4),
        batch.Memory<int>(5),
        batch.Memory<int>(6));

    /// <summary>What Store writes.</summary>
    public ColumnBatch ToBatch() => new(Schema.Acts, Count,
    [
        ColumnBatch.ArrayOf(Person),
        ColumnBatch.ArrayOf(Receipt),
        ColumnBatch.ArrayOf(Institution),
        ColumnBatch.ArrayOf(ActCode),
        ColumnBatch.ArrayOf(Times),
        ColumnBatch.ArrayOf(ClaimMonth),
        ColumnBatch.ArrayOf(DeliveryMonth),
    ]);

    /// <summary>One row; for cold paths.</summary>
    public ActRow Row(int i) => new(
        Person.Span[i],
        Receipt.Span[i],
        Institution.Span[i],
        ActCode.Span[i],
        Times.Span[i],
        ClaimMonth.Span[i],
        DeliveryMonth.Span[i]);
}
