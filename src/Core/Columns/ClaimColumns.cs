namespace ClaimsWatch.Core.Columns;

/// <summary>One receipt that counts (レセプト): one institution × one person × one month; not a visit. One row of
/// <see cref="Schema.Claims"/>; units and codes are described there.</summary>
public readonly record struct ClaimRow(
    long Person,
    long Receipt,
    int Kind,
    long Institution,
    long PrescriberInstitution,
    int VisitDays,
    int PointsBilled,
    int Points,
    int Flags,
    int ClaimMonth,
    int DeliveryMonth);

/// <summary>Rows of <see cref="Schema.Claims"/> by column, sorted as the schema says; the memory may be a mapped file.</summary>
public sealed record ClaimColumns(
    int Count,
    ReadOnlyMemory<long> Person,
    ReadOnlyMemory<long> Receipt,
    ReadOnlyMemory<int> Kind,
    ReadOnlyMemory<long> Institution,
    ReadOnlyMemory<long> PrescriberInstitution,
    ReadOnlyMemory<int> VisitDays,
    ReadOnlyMemory<int> PointsBilled,
    ReadOnlyMemory<int> Points,
    ReadOnlyMemory<int> Flags,
    ReadOnlyMemory<int> ClaimMonth,
    ReadOnlyMemory<int> DeliveryMonth)
{
    /// <summary>No rows.</summary>
    public static ClaimColumns Empty { get; } = FromRows([]);

    /// <summary>Columns of rows, in the order given.</summary>
    public static ClaimColumns FromRows(IReadOnlyList<ClaimRow> rows)
    {
        var person = new long[rows.Count];
        var receipt = new long[rows.Count];
        var kind = new int[rows.Count];
        var institution = new long[rows.Count];
        var prescriberInstitution = new long[rows.Count];
        var visitDays = new int[rows.Count];
        var pointsBilled = new int[rows.Count];
        var points = new int[rows.Count];
        var flags = new int[rows.Count];
        var claimMonth = new int[rows.Count];
        var deliveryMonth = new int[rows.Count];
        var span = ColumnBatch.SpanOf(rows);
        for (var i = 0; i < span.Length; i++)
        {
            ref readonly var row = ref span[i];
            person[i] = row.Person;
            receipt[i] = row.Receipt;
            kind[i] = row.Kind;
            institution[i] = row.Institution;
            prescriberInstitution[i] = row.PrescriberInstitution;
            visitDays[i] = row.VisitDays;
            pointsBilled[i] = row.PointsBilled;
            points[i] = row.Points;
            flags[i] = row.Flags;
            claimMonth[i] = row.ClaimMonth;
            deliveryMonth[i] = row.DeliveryMonth;
        }

        return new ClaimColumns(rows.Count, person, receipt, kind, institution, prescriberInstitution, visitDays, pointsBilled,
            points, flags, claimMonth, deliveryMonth);
    }

    /// <summary>Columns of what Store read; the arrays are not copied.</summary>
    public static ClaimColumns FromBatch(ColumnBatch batch) => new(
        batch.Count,
        batch.Memory<long>(0),
        batch.Memory<long>(1),
        batch.Memory<int>(2),
        batch.Memory<long>(3),
        batch.Memory<long>(4),
        batch.Memory<int>(5),
        batch.Memory<int>(6),
        batch.Memory<int>(7),
        batch.Memory<int>(8),
        batch.Memory<int>(9),
        batch.Memory<int>(10));

    /// <summary>What Store writes.</summary>
    public ColumnBatch ToBatch() => new(Schema.Claims, Count,
    [
        ColumnBatch.ArrayOf(Person),
        ColumnBatch.ArrayOf(Receipt),
        ColumnBatch.ArrayOf(Kind),
        ColumnBatch.ArrayOf(Institution),
        ColumnBatch.ArrayOf(PrescriberInstitution),
        ColumnBatch.ArrayOf(VisitDays),
        ColumnBatch.ArrayOf(PointsBilled),
        ColumnBatch.ArrayOf(Points),
        ColumnBatch.ArrayOf(Flags),
        ColumnBatch.ArrayOf(ClaimMonth),
        ColumnBatch.ArrayOf(DeliveryMonth),
    ]);

    /// <summary>One row; for cold paths.</summary>
    public ClaimRow Row(int i) => new(
        Person.Span[i],
        Receipt.Span[i],
        Kind.Span[i],
        Institution.Span[i],
        PrescriberInstitution.Span[i],
        VisitDays.Span[i],
        PointsBilled.Span[i],
        Points.Span[i],
        Flags.Span[i],
        ClaimMonth.Span[i],
        DeliveryMonth.Span[i]);
}
