using ClaimsWatch.Ingest.Bytes;

namespace ClaimsWatch.Ingest.Receipts;

/// <summary>The row of a receipt that several steps look at, split once.</summary>
internal sealed class SplitRow
{
    private readonly int[] _ends = new int[FieldReader.FieldsMax];
    private int _row = -1;
    private int _count;

    /// <summary>Forgets the row: another receipt begins.</summary>
    public void Clear() => _row = -1;

    /// <summary>Fields of a row, by its number in the receipt; of no row, for a negative number.</summary>
    public Fields Of(RowBlock block, int row)
    {
        if (row < 0)
        {
            return default;
        }

        var body = block.Body(row);
        if (row != _row)
        {
            (_row, _count) = (row, FieldReader.Split(body, _ends));
        }

        return new Fields(body, _ends.AsSpan(0, _count), _count);
    }
}
