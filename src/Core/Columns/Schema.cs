using System.Runtime.InteropServices;

namespace ClaimsWatch.Core.Columns;

/// <summary>Physical type of a stored column; every column is REQUIRED.</summary>
public enum ColumnType
{
    /// <summary>Parquet INT32; <see cref="int"/>[].</summary>
    Int32,

    /// <summary>Parquet INT64; <see cref="long"/>[].</summary>
    Int64,

    /// <summary>Parquet DOUBLE; <see cref="double"/>[], never NaN.</summary>
    Float64,

    /// <summary>Parquet BYTE_ARRAY with UTF8; <see cref="string"/>[], never null.</summary>
    Text,
}

/// <summary>One column: name as outsiders rely on it, type, and what it means with its unit.</summary>
public sealed record Column(string Name, ColumnType Type, string Meaning);

/// <summary>One table of the store.</summary>
/// <param name="Name">Folder name under <c>store/</c>.</param>
/// <param name="Monthly">Whether there is one file a claim month.</param>
/// <param name="SortBy">Columns that sort a file.</param>
/// <param name="Columns">All columns, in file order.</param>
public sealed record Table(string Name, bool Monthly, IReadOnlyList<string> SortBy, IReadOnlyList<Column> Columns)
{
    /// <summary>Position of a column.</summary>
    /// <exception cref="KeyNotFoundException">There is no such column: a bug.</exception>
    public int IndexOf(string column)
    {
        for (var i = 0; i < Columns.Count; i++)
        {
            if (Columns[i].Name == column)
            {
                return i;
            }
        }

        throw new KeyNotFoundException($"table {Name} has no column {column}");
    }
}

/// <summary>THE list of tables and columns: Parquet files, exports and docs/columns.md come from it (contract 4,
/// decisions B3-B4).</summary>
public static class Schema
{
    private static readonly Column s_person =
        new("person", ColumnType.Int64, "pseudonym: first 63 bits of a keyed hash; text outside Parquet");
    private static readonly Column s_claimMonth = new("claim_month", ColumnType.Int32, "診療月・調剤月, yyyymm");
    private static readonly Column s_deliveryMonth =
        new("delivery_month", ColumnType.Int32, "month of the delivery that brought the row, yyyymm");
    private static readonly Column s_receipt =
        new("receipt", ColumnType.Int64, "surrogate of the receipt: first 63 bits of a keyed hash of its 検索番号");
    private static readonly Column s_institution = new("institution", ColumnType.Int64, "10 digits: 都道府県 2, 点数表 1, コード 7");
    private static readonly Column s_prescriber =
        new("prescriber_institution", ColumnType.Int64, "prescribing institution of a 調剤 receipt, else 0");

    /// <summary>One row a live receipt.</summary>
    public static Table Claims { get; } =
        new("claims", true, ["person", "kind", "institution", "prescriber_institution", "receipt"],
    [
        s_person, s_receipt,
        new("kind", ColumnType.Int32, "1 医科入院外 2 医科入院 3 DPC 4 歯科 5 調剤 6 訪問看護"),
        s_institution, s_prescriber,
        new("visit_days", ColumnType.Int32, "診療実日数, days; 調剤: prescriptions received"),
        new("points_billed", ColumnType.Int32, "points as billed"),
        new("points", ColumnType.Int32, "points after corrections (JY)"),
        new("flags", ColumnType.Int32, "bits: 0 backfilled 1 corrected 2 split 3 公費単独 4 unlinked 5 late"),
        s_claimMonth, s_deliveryMonth,
    ]);

    /// <summary>One row a (receipt, drug line, dispensing day).</summary>
    public static Table Medications { get; } = new("medications", true, ["person", "receipt", "dispensed_on", "drug", "line"],
    [
        s_person, s_receipt, s_institution, s_prescriber,
        new("line", ColumnType.Int32, "running number of the row inside its receipt, from 1"),
        new("drug", ColumnType.Int32, "医薬品コード, 9 digits"),
        new("ingredient", ColumnType.Int32, "first 7 digits of the YJ code; 0 unknown drug"),
        new("drug_class", ColumnType.Int32, "薬効分類, first 3 digits of the YJ code; 0 unknown drug"),
        new("legal_class", ColumnType.Int32, "master column 14: 0 none 1 麻薬 2 毒薬 3 覚醒剤原料 5 向精神薬; -1 unknown drug"),
        new("route", ColumnType.Int32, "1 内服 2 頓服 3 外用 4 注射 0 other"),
        new("unit", ColumnType.Int32, "unit code of the master (column 8): 16 錠, 15 カプセル, 33 g, 36 mL …; 0 unknown drug"),
        new("quantity", ColumnType.Float64, "amount in the master's unit, k×10⁻⁵"),
        new("supply_days", ColumnType.Int32, "days' supply, route 1 only, else 0"),
        new("dispensed_on", ColumnType.Int32, "yyyymmdd, 0 unknown"),
        s_claimMonth, s_deliveryMonth,
    ]);

    /// <summary>One row a diagnosis of a receipt.</summary>
    public static Table Diagnoses { get; } = new("diagnoses", true, ["person", "receipt", "line"],
    [
        s_person, s_receipt, s_institution,
        new("line", ColumnType.Int32, "running number of the row inside its receipt, from 1"),
        new("disease", ColumnType.Int32, "傷病名コード, 7 digits; 999 free text"),
        new("icd10", ColumnType.Int32, "letter (1-26)×1000 + two digits×10 + third digit (9 none); 0 unknown"),
        new("started_on", ColumnType.Int32, "診療開始日 yyyymmdd, 0 unknown"),
        new("suspected", ColumnType.Int32, "1 if の疑い (修飾語 8002)"),
        new("main", ColumnType.Int32, "1 if 主傷病"),
        s_claimMonth, s_deliveryMonth,
    ]);

    /// <summary>One row an act that rules and exclusions use (Codes/Data/acts.csv).</summary>
    public static Table Acts { get; } = new("acts", true, ["person", "receipt", "act"],
    [
        s_person, s_receipt, s_institution,
        new("act", ColumnType.Int32, "診療行為コード, 9 digits"),
        new("times", ColumnType.Int32, "回数 in the month"),
        s_claimMonth, s_deliveryMonth,
    ]);

    /// <summary>Where each receipt came from and what became of it; cold.</summary>
    public static Table Receipts { get; } = new("receipts", true, ["person", "receipt", "delivery_month", "file", "row_from"],
    [
        s_person, s_receipt, s_claimMonth, s_deliveryMonth,
        new("billed_month", ColumnType.Int32, "請求年月, yyyymm"),
        new("search_number", ColumnType.Text, "検索番号 as a keyed hash in hexadecimal, empty if none"),
        new("file", ColumnType.Text, "file name as delivered"),
        new("row_from", ColumnType.Int32, "first physical line, from 1"),
        new("row_to", ColumnType.Int32, "last physical line"),
        new("status", ColumnType.Int32, "0 live 1 superseded 2 duplicate 3 part 4 transferred 5 withdrawn"),
        new("day_mask", ColumnType.Int32, "bit d-1 set if day d of the month is a 算定日; 0 not known"),
        new("public_1", ColumnType.Int32, "法別番号 of 第1公費, 0 none"),
        new("public_2", ColumnType.Int32, "法別番号 of 第2公費, 0 none"),
        new("public_3", ColumnType.Int32, "法別番号 of 第3公費, 0 none"),
        new("public_4", ColumnType.Int32, "法別番号 of 第4公費, 0 none"),
        new("linked_as", ColumnType.Int64,
            "pseudonym that the identity was linked to, where an alias has replaced it since; else 0"),
    ]);

    /// <summary>One row a pseudonym.</summary>
    public static Table Persons { get; } = new("persons", false, ["person"],
    [
        s_person,
        new("sex", ColumnType.Int32, "男女区分: 1 male 2 female 0 unknown"),
        new("birth_month", ColumnType.Int32, "yyyymm, 0 unknown"),
        new("first_month", ColumnType.Int32, "first claim or insured month seen, yyyymm"),
        new("last_month", ColumnType.Int32, "last claim or insured month seen, yyyymm"),
        new("linkage", ColumnType.Int32, "1 roster 2 枝番 3 birth+sex 4 +given name 5 chained 9 unlinked"),
        new("household", ColumnType.Int64, "keyed hash of insurer and 記号番号; own pseudonym if none"),
    ]);

    /// <summary>One row a person and month at risk, from the roster (else from claims).</summary>
    public static Table Eligibility { get; } = new("eligibility", false, ["person", "claim_month"],
    [
        s_person, s_claimMonth,
        new("days_at_risk", ColumnType.Int32, "insured days of the month"),
        new("days_in_month", ColumnType.Int32, "calendar days of the month"),
        new("end_reason", ColumnType.Int32, "0 none 1 loss 2 death 3 moved, in the month it ended"),
        new("branch", ColumnType.Int32, "支部, 0 none"),
    ]);

    /// <summary>Every table.</summary>
    public static IReadOnlyList<Table> All { get; } = [Claims, Medications, Diagnoses, Acts, Receipts, Persons, Eligibility];

    /// <summary>Extra column of <c>.history</c> files.</summary>
    public static Column SupersededIn { get; } =
        new("superseded_in", ColumnType.Int32, "delivery month that took the row out of the truth, yyyymm");
}

/// <summary>Rows of one table as plain arrays in <see cref="Table.Columns"/> order: how Store exchanges data with the typed
/// columns.</summary>
/// <param name="Table">What the arrays are.</param>
/// <param name="Count">Rows.</param>
/// <param name="Arrays">
/// int[], long[], double[] or string[] by <see cref="ColumnType"/>, each at least <paramref name="Count"/> long, or empty if not
/// read.
/// </param>
public sealed record ColumnBatch(Table Table, int Count, IReadOnlyList<Array> Arrays)
{
    /// <summary>The rows of a column; empty if it was not read, so that touching it throws.</summary>
    public ReadOnlyMemory<T> Memory<T>(int column)
    {
        var array = (T[])Arrays[column];
        return array.Length == 0 ? default : array.AsMemory(0, Count);
    }

    /// <summary>A column as a typed array.</summary>
    public T[] Get<T>(string column) => (T[])Arrays[Table.IndexOf(column)];

    /// <summary>A column as an array, which may be longer: the one it lies in, if it begins there, else a copy.</summary>
    public static T[] ArrayOf<T>(ReadOnlyMemory<T> column) =>
        MemoryMarshal.TryGetArray(column, out var segment) && segment.Offset == 0
            ? segment.Array!
            : column.ToArray();

    /// <summary>The same rows without the columns that are not wanted.</summary>
    public ColumnBatch Only(bool[] wanted) => this with
    {
        Arrays = [.. Arrays.Select((a, i) => wanted[i] ? a : Array.CreateInstance(a.GetType().GetElementType()!, 0))],
    };

    /// <summary>Whether a column was read; of no rows every one is.</summary>
    public bool Has(int column) => Count == 0 || Arrays[column].Length > 0;

    /// <summary>The rows named, in that order.</summary>
    public ColumnBatch Take(int[] rows) => new(Table, rows.Length,
        [.. Arrays.Select(a => a switch
        {
            { Length: 0 } => a,
            int[] values => Array.ConvertAll(rows, r => values[r]),
            long[] values => Array.ConvertAll(rows, r => values[r]),
            double[] values => Array.ConvertAll(rows, r => values[r]),
            string[] values => (Array)Array.ConvertAll(rows, r => values[r]),
            _ => throw new InvalidOperationException($"no such column type {a.GetType()}"),
        })]);

    /// <summary>Rows of the persons from <paramref name="low"/> to <paramref name="high"/>, both included.</summary>
    public ColumnBatch OfPersons(long low, long high)
    {
        var persons = Get<long>("person");
        return Take([.. Enumerable.Range(0, Count).Where(i => persons[i] >= low && persons[i] <= high)]);
    }

    /// <summary>Rows without the call a row that an interface costs.</summary>
    internal static ReadOnlySpan<T> SpanOf<T>(IReadOnlyList<T> rows) => rows switch
    {
        List<T> list => CollectionsMarshal.AsSpan(list),
        T[] array => array,
        _ => rows.ToArray(),
    };
}
