namespace ClaimsWatch.Core.Columns;

/// <summary>One diagnosis of a receipt (傷病名). One row of <see cref="Schema.Diagnoses"/>;
/// units and codes are described there.</summary>
public readonly record struct DiagnosisRow(
    long Person,
    long Receipt,
    long Institution,
    int Line,
    int Disease,
    int Icd10,
    int StartedOn,
    int Suspected,
    int Main,
    int ClaimMonth,
    int DeliveryMonth);

/// <summary>Rows of <see cref="Schema.Diagnoses"/> by column, sorted as the schema says;
/// the memory may be a mapped file.</summary>
public sealed record DiagnosisColumns(
    int Count,
    ReadOnlyMemory<long> Person,
    ReadOnlyMemory<long> Receipt,
    ReadOnlyMemory<long> Institution,
    ReadOnlyMemory<int> Line,
    ReadOnlyMemory<int> Disease,
    ReadOnlyMemory<int> Icd10,
    ReadOnlyMemory<int> StartedOn,
    ReadOnlyMemory<int> Suspected,
    ReadOnlyMemory<int> Main,
    ReadOnlyMemory<int> ClaimMonth,
    ReadOnlyMemory<int> DeliveryMonth)
{
    /// <summary>No rows.</summary>
    public static DiagnosisColumns Empty { get; } = FromRows([]);

    /// <summary>Columns of rows, in the order given.</summary>
    public static DiagnosisColumns FromRows(IReadOnlyList<DiagnosisRow> rows)
    {
        var person = new long[rows.Count];
        var receipt = new long[rows.Count];
        var institution = new long[rows.Count];
        var line = new int[rows.Count];
        var disease = new int[rows.Count];
        var icd10 = new int[rows.Count];
        var startedOn = new int[rows.Count];
        var suspected = new int[rows.Count];
        var main = new int[rows.Count];
        var claimMonth = new int[rows.Count];
        var deliveryMonth = new int[rows.Count];
        var span = ColumnBatch.SpanOf(rows);
        for (var i = 0; i < span.Length; i++)
        {
            ref readonly var row = ref span[i];
            person[i] = row.Person;
            receipt[i] = row.Receipt;
            institution[i] = row.Institution;
            line[i] = row.Line;
            disease[i] = row.Disease;
            icd10[i] = row.Icd10;
            startedOn[i] = row.StartedOn;
            suspected[i] = row.Suspected;
            main[i] = row.Main;
            claimMonth[i] = row.ClaimMonth;
            deliveryMonth[i] = row.DeliveryMonth;
        }

        return new DiagnosisColumns(rows.Count, person, receipt, institution, line, disease, icd10, startedOn, suspected, main,
            claimMonth, deliveryMonth);
    }

    /// <summary>Columns of what Store read; the arrays are not copied.</summary>
    public static DiagnosisColumns FromBatch(ColumnBatch batch) => new(
        batch.Count,
        batch.Memory<long>(0),
        batch.Memory<long>(1),
        batch.Memory<long>(2),
        batch.Memory<int>(3),
        batch.Memory<int>(4),
        batch.Memory<int>(5),
        batch.Memory<int>(6),
        batch.Memory<int>(7),
        batch.Memory<int>(8),
        batch.Memory<int>(9),
        batch.Memory<int>(10));

    /// <summary>What Store writes.</summary>
    public ColumnBatch ToBatch() => new(Schema.Diagnoses, Count,
    [
        ColumnBatch.ArrayOf(Person),
        ColumnBatch.ArrayOf(Receipt),
        ColumnBatch.ArrayOf(Institution),
        ColumnBatch.ArrayOf(Line),
        ColumnBatch.ArrayOf(Disease),
        ColumnBatch.ArrayOf(Icd10),
        ColumnBatch.ArrayOf(StartedOn),
        ColumnBatch.ArrayOf(Suspected),
        ColumnBatch.ArrayOf(Main),
        ColumnBatch.ArrayOf(ClaimMonth),
        ColumnBatch.ArrayOf(DeliveryMonth),
    ]);

    /// <summary>One row; for cold paths.</summary>
    public DiagnosisRow Row(int i) => new(
        Person.Span[i],
        Receipt.Span[i],
        Institution.Span[i],
        Line.Span[i],
        Disease.Span[i],
        Icd10.Span[i],
        StartedOn.Span[i],
        Suspected.Span[i],
        Main.Span[i],
        ClaimMonth.Span[i],
        DeliveryMonth.Span[i]);
}
