namespace ClaimsWatch.Ingest.Receipts;

/// <summary>Where the lines of a receipt begin in its segment.</summary>
internal readonly record struct LineStart(int Segment, int Medication, int Diagnosis, int Act);

/// <summary>
/// This delivery's receipts of one claim month, their persons known, by person, receipt, delivery, file and row: the order that keeps the
/// line tables sorted.
/// </summary>
internal sealed class FreshMonth
{
    private FreshMonth(int count, IReadOnlyList<string> files)
    {
        Receipts = new PackedReceipt[count];
        Persons = new long[count];
        LinkedAs = new long[count];
        Lines = new LineStart[count];
        Files = files;
    }

    public int Count => Persons.Length;

    public PackedReceipt[] Receipts { get; }

    /// <summary>Pseudonyms.</summary>
    public long[] Persons { get; }

    /// <summary>Pseudonyms that an alias has replaced; 0 where none has.</summary>
    public long[] LinkedAs { get; }

    public LineStart[] Lines { get; }

    /// <summary>Names by <see cref="PackedReceipt.File"/>.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>Puts segments together.</summary>
    /// <param name="segments">Receipts of each segment, in the order of files and parts.</param>
    /// <param name="personOf">Person of a receipt, and the pseudonym that it replaced or 0.</param>
    /// <param name="files">Names by file index.</param>
    public static FreshMonth Of(
        IReadOnlyList<PackedReceipt[]> segments, Func<PackedReceipt, (long Person, long LinkedAs)> personOf, IReadOnlyList<string> files)
    {
        var count = segments.Sum(s => s.Length);
        var (persons, at) = (new long[count], new (int Segment, int Index)[count]);
        var (linkedAs, starts) = (new long[count], new LineStart[count]);
        var n = 0;
        for (var s = 0; s < segments.Count; s++)
        {
            var next = new LineStart(s, 0, 0, 0);
            for (var i = 0; i < segments[s].Length; i++, n++)
            {
                ref readonly var receipt = ref segments[s][i];
                (persons[n], linkedAs[n]) = personOf(receipt);
                (at[n], starts[n]) = ((s, i), next);
                next = new LineStart(s, next.Medication + receipt.Medications, next.Diagnosis + receipt.Diagnoses, next.Act + receipt.Acts);
            }
        }

        var order = Order(segments, persons, at, files);
        var fresh = new FreshMonth(count, files);
        for (var i = 0; i < count; i++)
        {
            var from = order[i];
            fresh.Receipts[i] = segments[at[from].Segment][at[from].Index];
            (fresh.Persons[i], fresh.LinkedAs[i], fresh.Lines[i]) = (persons[from], linkedAs[from], starts[from]);
        }

        return fresh;
    }

    // Persons as plain numbers first; the slow comparison is for the receipts of one person.
    private static int[] Order(
        IReadOnlyList<PackedReceipt[]> segments, long[] persons, (int Segment, int Index)[] at, IReadOnlyList<string> files)
    {
        var keys = (long[])persons.Clone();
        var order = new int[keys.Length];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        Array.Sort(keys, order);
        for (var (start, end) = (0, 0); start < keys.Length; start = end)
        {
            for (end = start + 1; end < keys.Length && keys[end] == keys[start]; end++)
            {
            }

            if (end - start > 1)
            {
                order.AsSpan(start, end - start).Sort((x, y) => Compare(
                    segments[at[x].Segment][at[x].Index], segments[at[y].Segment][at[y].Index], files));
            }
        }

        return order;
    }

    private static int Compare(in PackedReceipt a, in PackedReceipt b, IReadOnlyList<string> files)
    {
        var order = a.ReceiptId.CompareTo(b.ReceiptId);
        order = order != 0 ? order : a.Delivery.CompareTo(b.Delivery);
        order = order != 0 || a.File == b.File ? order : string.CompareOrdinal(files[a.File], files[b.File]);
        order = order != 0 ? order : a.RowFrom.CompareTo(b.RowFrom);
        return order != 0 ? order : a.File.CompareTo(b.File);
    }
}
