using ClaimsWatch.Ingest.Layouts;

namespace ClaimsWatch.Ingest.Receipts;

/// <summary>補正区分 of JY.</summary>
public enum CorrectionKind
{
    /// <summary>Not one of the three: never applied, and rejected.</summary>
    None = 0,

    /// <summary>追加: the corrected row goes directly after the target.</summary>
    Add = 1,

    /// <summary>修正: the corrected row takes the target's place.</summary>
    Replace = 2,

    /// <summary>削除: the target goes.</summary>
    Delete = 3,
}

/// <summary>行番号 and 枝番号, which name a row inside a receipt.</summary>
public readonly record struct RowKey(int Number, int Branch);

/// <summary>One JY: what to do to which row.</summary>
/// <param name="Row">The JY's own position in the receipt.</param>
public readonly record struct Correction(int Row, CorrectionKind Kind, RowKey Target, RowKey After)
{
    /// <summary>事由コード: the reviewing body's own table (支払基金 A 適応外, B 過剰・重複 …; 国保連 has another).</summary>
    public string Reason { get; init; } = "";

    /// <summary>事由対象項目番号: which items of the row changed.</summary>
    public string Items { get; init; } = "";
}

/// <summary>What one JY did to a receipt, for the audit of the two views; no content of a row, which may be a name.</summary>
/// <param name="Receipt">Index into <see cref="ReceiptBatch.Receipts"/>.</param>
/// <param name="Line">Physical line of the JY.</param>
/// <param name="Change">The JY.</param>
/// <param name="Record">Record identification of the row it names, such as HO; empty if there is no such row.</param>
/// <param name="Applied">Whether it could be applied.</param>
public sealed record CorrectionNote(int Receipt, int Line, Correction Change, string Record, bool Applied);

/// <summary>
/// Both views of a corrected receipt, as positions of rows: what the provider billed, and what the reviewing body decided.
/// </summary>
/// <param name="Billed">データ識別 1 rows (and MN), untouched.</param>
/// <param name="Adjudicated">After all corrections, in their new order.</param>
/// <param name="Unmatched">JY rows whose target or corrected row is not in the receipt.</param>
public sealed record CorrectedRows(IReadOnlyList<int> Billed, IReadOnlyList<int> Adjudicated, IReadOnlyList<int> Unmatched);

/// <summary>
/// Applies JY 補正 to the rows of one receipt; pure (insurer-side record layout, データ識別 別表7).
/// </summary>
public static class Corrections
{
    /// <summary>Applies corrections in order to the rows that are live claims; rows of other データ識別 are in neither view.</summary>
    public static CorrectedRows Apply(ReadOnlySpan<RowRef> rows, IReadOnlyList<Correction> corrections)
    {
        var billed = new List<int>(rows.Length);
        var corrected = new Dictionary<RowKey, int>();
        for (var i = 0; i < rows.Length; i++)
        {
            if (rows[i].Data == DataId.Claim || rows[i].Role == RowRole.Management)
            {
                billed.Add(i);
            }
            else if (rows[i].Data == DataId.Decision && IsCorrectedRow(rows[i].Role))
            {
                corrected.TryAdd(new RowKey(rows[i].RowNumber, rows[i].Branch), i);
            }
        }

        var view = new List<(RowKey Key, int Row)>(billed.Count);
        foreach (var i in billed)
        {
            view.Add((new RowKey(rows[i].RowNumber, rows[i].Branch), i));
        }

        var unmatched = new List<int>();
        foreach (var correction in corrections)
        {
            if (!ApplyOne(view, corrected, correction))
            {
                unmatched.Add(correction.Row);
            }
        }

        return new CorrectedRows(billed, view.ConvertAll(slot => slot.Row), unmatched);
    }

    private static bool ApplyOne(List<(RowKey Key, int Row)> view, Dictionary<RowKey, int> corrected, Correction correction)
    {
        var target = view.FindIndex(slot => slot.Key == correction.Target);
        if (target < 0 || correction.Kind == CorrectionKind.None)
        {
            return false;
        }

        if (correction.Kind == CorrectionKind.Delete)
        {
            view.RemoveAt(target);
            return true;
        }

        if (!corrected.TryGetValue(correction.After, out var after))
        {
            return false;
        }

        if (correction.Kind == CorrectionKind.Replace)
        {
            view[target] = (correction.After, after);
        }
        else
        {
            view.Insert(target + 1, (correction.After, after));
        }

        return true;
    }

    private static bool IsCorrectedRow(RowRole role) =>
        role is not (RowRole.Management or RowRole.Correction or RowRole.ReviewerMark or RowRole.Operation);
}
