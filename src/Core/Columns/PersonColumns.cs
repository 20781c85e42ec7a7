namespace ClaimsWatch.Core.Columns;

/// <summary>One pseudonym. One row of <see cref="Schema.Persons"/>; units and codes are described there.</summary>
public readonly record struct PersonRow(
    long PersonId,
    int Sex,
    int BirthMonth,
    int FirstMonth,
    int LastMonth,
    int Linkage,
    long Household);

/// <summary>Rows of <see cref="Schema.Persons"/> by column, sorted as the schema says; the memory may be a mapped file.</summary>
public sealed record PersonColumns(
    int Count,
    ReadOnlyMemory<long> PersonId,
    ReadOnlyMemory<int> Sex,
    ReadOnlyMemory<int> BirthMonth,
    ReadOnlyMemory<int> FirstMonth,
    ReadOnlyMemory<int> LastMonth,
    ReadOnlyMemory<int> Linkage,
    ReadOnlyMemory<long> Household)
{
    /// <summary>No rows.</summary>
    public static PersonColumns Empty { get; } = FromRows([]);

    /// <summary>Columns of rows, in the order given.</summary>
    public static PersonColumns FromRows(IReadOnlyList<PersonRow> rows)
    {
        var personId = new long[rows.Count];
        var sex = new int[rows.Count];
        var birthMonth = new int[rows.Count];
        var firstMonth = new int[rows.Count];
        var lastMonth = new int[rows.Count];
        var linkage = new int[rows.Count];
        var household = new long[rows.Count];
        var span = ColumnBatch.SpanOf(rows);
        for (var i = 0; i < span.Length; i++)
        {
            ref readonly var row = ref span[i];
            personId[i] = row.PersonId;
            sex[i] = row.Sex;
            birthMonth[i] = row.BirthMonth;
            firstMonth[i] = row.FirstMonth;
            lastMonth[i] = row.LastMonth;
            linkage[i] = row.Linkage;
            household[i] = row.Household;
        }

        return new PersonColumns(rows.Count, personId, sex, birthMonth, firstMonth, lastMonth, linkage, household);
    }

    /// <summary>Columns of what Store read; the arrays are not copied.</summary>
    public static PersonColumns FromBatch(ColumnBatch batch) => new(
        batch.Count,
        batch.Memory<long>(0),
        batch.Memory<int>(1),
        batch.Memory<int>(2),
        batch.Memory<int>(3),
        batch.Memory<int>(4),
        batch.Memory<int>(5),
        batch.Memory<long>(6));

    /// <summary>What Store writes.</summary>
    public ColumnBatch ToBatch() => new(Schema.Persons, Count,
    [
        ColumnBatch.ArrayOf(PersonId),
        ColumnBatch.ArrayOf(Sex),
        ColumnBatch.ArrayOf(BirthMonth),
        ColumnBatch.ArrayOf(FirstMonth),
        ColumnBatch.ArrayOf(LastMonth),
        ColumnBatch.ArrayOf(Linkage),
        ColumnBatch.ArrayOf(Household),
    ]);

    /// <summary>One row; for cold paths.</summary>
    public PersonRow Row(int i) => new(
        PersonId.Span[i],
        Sex.Span[i],
        BirthMonth.Span[i],
        FirstMonth.Span[i],
        LastMonth.Span[i],
        Linkage.Span[i],
        Household.Span[i]);
}
