namespace ClaimsWatch.Core.Columns;

/// <summary>One medicine line as given on one day (調剤された薬). One row of <see cref="Schema.Medications"/>;
/// units and codes are described there.</summary>
public readonly record struct MedicationRow(
    long Person,
    long Receipt,
    long Institution,
    long PrescriberInstitution,
    int Line,
    int Drug,
    int Ingredient,
    int DrugClass,
    int LegalClass,
    int Route,
    int Unit,
    double Quantity,
    int SupplyDays,
    int DispensedOn,
    int ClaimMonth,
    int DeliveryMonth);

/// <summary>Rows of <see cref="Schema.Medications"/> by column, sorted as the schema says;
/// the memory may be a mapped file.</summary>
public sealed record MedicationColumns(
    int Count,
    ReadOnlyMemory<long> Person,
    ReadOnlyMemory<long> Receipt,
    ReadOnlyMemory<long> Institution,
    ReadOnlyMemory<long> PrescriberInstitution,
    ReadOnlyMemory<int> Line,
    ReadOnlyMemory<int> Drug,
    ReadOnlyMemory<int> Ingredient,
    ReadOnlyMemory<int> DrugClass,
    ReadOnlyMemory<int> LegalClass,
    ReadOnlyMemory<int> Route,
    ReadOnlyMemory<int> Unit,
    ReadOnlyMemory<double> Quantity,
    ReadOnlyMemory<int> SupplyDays,
    ReadOnlyMemory<int> DispensedOn,
    ReadOnlyMemory<int> ClaimMonth,
    ReadOnlyMemory<int> DeliveryMonth)
{
    /// <summary>No rows.</summary>
    public static MedicationColumns Empty { get; } = FromRows([]);

    /// <summary>Columns of rows, in the order given.</summary>
    public static MedicationColumns FromRows(IReadOnlyList<MedicationRow> rows)
    {
        var person = new long[rows.Count];
        var receipt = new long[rows.Count];
        var institution = new long[rows.Count];
        var prescriberInstitution = new long[rows.Count];
        var line = new int[rows.Count];
        var drug = new int[rows.Count];
        var ingredient = new int[rows.Count];
        var drugClass = new int[rows.Count];
        var legalClass = new int[rows.Count];
        var route = new int[rows.Count];
        var unit = new int[rows.Count];
        var quantity = new double[rows.Count];
        var supplyDays = new int[rows.Count];
        var dispensedOn = new int[rows.Count];
        var claimMonth = new int[rows.Count];
        var deliveryMonth = new int[rows.Count];
        var span = ColumnBatch.SpanOf(rows);
        for (var i = 0; i < span.Length; i++)
        {
            ref readonly var row = ref span[i];
            person[i] = row.Person;
            receipt[i] = row.Receipt;
            institution[i] = row.Institution;
            prescriberInstitution[i] = row.PrescriberInstitution;
            line[i] = row.Line;
            drug[i] = row.Drug;
            ingredient[i] = row.Ingredient;
            drugClass[i] = row.DrugClass;
            legalClass[i] = row.LegalClass;
            route[i] = row.Route;
            unit[i] = row.Unit;
            quantity[i] = row.Quantity;
            supplyDays[i] = row.SupplyDays;
            dispensedOn[i] = row.DispensedOn;
            claimMonth[i] = row.ClaimMonth;
            deliveryMonth[i] = row.DeliveryMonth;
        }

        return new MedicationColumns(rows.Count, person, receipt, institution, prescriberInstitution, line, drug, ingredient,
            drugClass, legalClass, route, unit, quantity, supplyDays, dispensedOn, claimMonth, deliveryMonth);
    }

    /// <summary>Columns of what Store read; the arrays are not copied.</summary>
    public static MedicationColumns FromBatch(ColumnBatch batch) => new(
        batch.Count,
        batch.Memory<long>(0),
        batch.Memory<long>(1),
        batch.Memory<long>(2),
        batch.Memory<long>(3),
        batch.Memory<int>(4),
        batch.Memory<int>(5),
        batch.Memory<int>(6),
        batch.Memory<int>(7),
        batch.Memory<int>(8),
        batch.Memory<int>(9),
        batch.Memory<int>(10),
        batch.Memory<double>(11),
        batch.Memory<int>(12),
        batch.Memory<int>(13),
        batch.Memory<int>(14),
        batch.Memory<int>(15));

    /// <summary>What Store writes.</summary>
    public ColumnBatch ToBatch() => new(Schema.Medications, Count,
    [
        ColumnBatch.ArrayOf(Person),
        ColumnBatch.ArrayOf(Receipt),
        ColumnBatch.ArrayOf(Institution),
        ColumnBatch.ArrayOf(PrescriberInstitution),
        ColumnBatch.ArrayOf(Line),
        ColumnBatch.ArrayOf(Drug),
        ColumnBatch.ArrayOf(Ingredient),
        ColumnBatch.ArrayOf(DrugClass),
        ColumnBatch.ArrayOf(LegalClass),
        ColumnBatch.ArrayOf(Route),
        ColumnBatch.ArrayOf(Unit),
        ColumnBatch.ArrayOf(Quantity),
        ColumnBatch.ArrayOf(SupplyDays),
        ColumnBatch.ArrayOf(DispensedOn),
        ColumnBatch.ArrayOf(ClaimMonth),
        ColumnBatch.ArrayOf(DeliveryMonth),
    ]);

    /// <summary>One row; for cold paths.</summary>
    public MedicationRow Row(int i) => new(
        Person.Span[i],
        Receipt.Span[i],
        Institution.Span[i],
        PrescriberInstitution.Span[i],
        Line.Span[i],
        Drug.Span[i],
        Ingredient.Span[i],
        DrugClass.Span[i],
        LegalClass.Span[i],
        Route.Span[i],
        Unit.Span[i],
        Quantity.Span[i],
        SupplyDays.Span[i],
        DispensedOn.Span[i],
        ClaimMonth.Span[i],
        DeliveryMonth.Span[i]);
}
