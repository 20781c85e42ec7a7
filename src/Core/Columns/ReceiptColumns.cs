namespace ClaimsWatch.Core.Columns;

/// <summary>Where a receipt came from and what became of it. One row of <see cref="Schema.Receipts"/>;
/// units and codes are described there.</summary>
public readonly record struct ReceiptRow(
    long Person,
    long ReceiptId,
    int ClaimMonth,
    int DeliveryMonth,
    int BilledMonth,
    string SearchNumber,
    string File,
    int RowFrom,
    int RowTo,
    int Status,
    int DayMask,
    int Public1,
    int Public2,
    int Public3,
    int Public4,
    long LinkedAs = 0);

/// <summary>Rows of <see cref="Schema.Receipts"/> by column, sorted as the schema says;
/// the memory may be a mapped file.</summary>
public sealed record ReceiptColumns(
    int Count,
    ReadOnlyMemory<long> Person,
    ReadOnlyMemory<long> ReceiptId,
    ReadOnlyMemory<int> ClaimMonth,
    ReadOnlyMemory<int> DeliveryMonth,
    ReadOnlyMemory<int> BilledMonth,
    ReadOnlyMemory<string> SearchNumber,
    ReadOnlyMemory<string> File,
    ReadOnlyMemory<int> RowFrom,
    ReadOnlyMemory<int> RowTo,
    ReadOnlyMemory<int> Status,
    ReadOnlyMemory<int> DayMask,
    ReadOnlyMemory<int> Public1,
    ReadOnlyMemory<int> Public2,
    ReadOnlyMemory<int> Public3,
    ReadOnlyMemory<int> Public4,
    ReadOnlyMemory<long> LinkedAs)
{
    /// <summary>No rows.</summary>
    public static ReceiptColumns Empty { get; } = FromRows([]);

    /// <summary>Columns of rows, in the order given.</summary>
    public static ReceiptColumns FromRows(IReadOnlyList<ReceiptRow> rows)
    {
        var person = new long[rows.Count];
        var receiptId = new long[rows.Count];
        var claimMonth = new int[rows.Count];
        var deliveryMonth = new int[rows.Count];
        var billedMonth = new int[rows.Count];
        var searchNumber = new string[rows.Count];
        var file = new string[rows.Count];
        var rowFrom = new int[rows.Count];
        var rowTo = new int[rows.Count];
        var status = new int[rows.Count];
        var dayMask = new int[rows.Count];
        var public1 = new int[rows.Count];
        var public2 = new int[rows.Count];
        var public3 = new int[rows.Count];
        var public4 = new int[rows.Count];
        var linkedAs = new long[rows.Count];
        var span = ColumnBatch.SpanOf(rows);
        for (var i = 0; i < span.Length; i++)
        {
            ref readonly var row = ref span[i];
            person[i] = row.Person;
            receiptId[i] = row.ReceiptId;
            claimMonth[i] = row.ClaimMonth;
            deliveryMonth[i] = row.DeliveryMonth;
            billedMonth[i] = row.BilledMonth;
            searchNumber[i] = row.SearchNumber;
            file[i] = row.File;
            rowFrom[i] = row.RowFrom;
            rowTo[i] = row.RowTo;
            status[i] = row.Status;
            dayMask[i] = row.DayMask;
            public1[i] = row.Public1;
            public2[i] = row.Public2;
            public3[i] = row.Public3;
            public4[i] = row.Public4;
            linkedAs[i] = row.LinkedAs;
        }

        return new ReceiptColumns(rows.Count, person, receiptId, claimMonth, deliveryMonth, billedMonth, searchNumber, file,
            rowFrom, rowTo, status, dayMask, public1, public2, public3, public4, linkedAs);
    }

    /// <summary>Columns of what Store read; the arrays are not copied.</summary>
    public static ReceiptColumns FromBatch(ColumnBatch batch) => new(
        batch.Count,
        batch.Memory<long>(0),
        batch.Memory<long>(1),
        batch.Memory<int>(2),
        batch.Memory<int>(3),
        batch.Memory<int>(4),
        batch.Memory<string>(5),
        batch.Memory<string>(6),
        batch.Memory<int>(7),
        batch.Memory<int>(8),
        batch.Memory<int>(9),
        batch.Memory<int>(10),
        batch.Memory<int>(11),
        batch.Memory<int>(12),
        batch.Memory<int>(13),
        batch.Memory<int>(14),
        batch.Memory<long>(15));

    /// <summary>What Store writes.</summary>
    public ColumnBatch ToBatch() => new(Schema.Receipts, Count,
    [
        ColumnBatch.ArrayOf(Person),
        ColumnBatch.ArrayOf(ReceiptId),
        ColumnBatch.ArrayOf(ClaimMonth),
        ColumnBatch.ArrayOf(DeliveryMonth),
        ColumnBatch.ArrayOf(BilledMonth),
        ColumnBatch.ArrayOf(SearchNumber),
        ColumnBatch.ArrayOf(File),
        ColumnBatch.ArrayOf(RowFrom),
        ColumnBatch.ArrayOf(RowTo),
        ColumnBatch.ArrayOf(Status),
        ColumnBatch.ArrayOf(DayMask),
        ColumnBatch.ArrayOf(Public1),
        ColumnBatch.ArrayOf(Public2),
        ColumnBatch.ArrayOf(Public3),
        ColumnBatch.ArrayOf(Public4),
        ColumnBatch.ArrayOf(LinkedAs),
    ]);

    /// <summary>One row; for cold paths.</summary>
    public ReceiptRow Row(int i) => new(
        Person.Span[i],
        ReceiptId.Span[i],
        ClaimMonth.Span[i],
        DeliveryMonth.Span[i],
        BilledMonth.Span[i],
        SearchNumber.Span[i],
        File.Span[i],
        RowFrom.Span[i],
        RowTo.Span[i],
        Status.Span[i],
        DayMask.Span[i],
        Public1.Span[i],
        Public2.Span[i],
        Public3.Span[i],
        Public4.Span[i],
        LinkedAs.Span[i]);
}
