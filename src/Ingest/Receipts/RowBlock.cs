using ClaimsWatch.Ingest.Bytes;
using ClaimsWatch.Ingest.Layouts;

namespace ClaimsWatch.Ingest.Receipts;

/// <summary>データ識別コード (別表7) of an insurer row; provider rows count as claims.</summary>
public static class DataId
{
    /// <summary>請求データ, as billed.</summary>
    public const int Claim = 1;

    /// <summary>支払決定データ: MN, corrected rows, JY, EX, RC.</summary>
    public const int Decision = 2;

    /// <summary>11 to 14: earlier versions of a re-claimed receipt.</summary>
    public static bool IsEarlierVersion(int id) => id is >= 11 and <= 14;
}

/// <summary>One row of a block.</summary>
/// <param name="Start">Offset of the tag in the block's bytes.</param>
/// <param name="Length">Bytes from the tag on.</param>
/// <param name="Line">1-based physical line of the file.</param>
/// <param name="RowNumber">行番号 inside the receipt; 0 on the provider side.</param>
/// <param name="Branch">枝番号 of the row.</param>
/// <param name="Data">データ識別; −1 if the prefix could not be read.</param>
/// <param name="Role">What the row is for.</param>
public readonly record struct RowRef(int Start, int Length, int Line, int RowNumber, int Branch, int Data, RowRole Role);

/// <summary>The rows of one receipt, copied so that corrections can point at any of them; reused for the next one.</summary>
public sealed class RowBlock
{
    private byte[] _bytes = new byte[1 << 14];
    private RowRef[] _rows = new RowRef[256];
    private int _length;

    /// <summary>Rows in it.</summary>
    public int Count { get; private set; }

    /// <summary>The rows, in file order.</summary>
    public ReadOnlySpan<RowRef> Rows => _rows.AsSpan(0, Count);

    /// <summary>Whether the file ended inside the last row.</summary>
    public bool CutOff { get; set; }

    /// <summary>A row from its tag on, without prefix.</summary>
    public ReadOnlySpan<byte> Body(int row) => _bytes.AsSpan(_rows[row].Start, _rows[row].Length);

    /// <summary>Empties it for the next receipt.</summary>
    public void Clear()
    {
        Count = 0;
        _length = 0;
        CutOff = false;
    }

    /// <summary>Wipes names from memory.</summary>
    public void Wipe() => Array.Clear(_bytes);

    /// <summary>Copies a row in.</summary>
    public void Add(ReadOnlySpan<byte> body, in RowRef row)
    {
        if (_length + body.Length > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + body.Length));
        }

        if (Count == _rows.Length)
        {
            Array.Resize(ref _rows, Count * 2);
        }

        body.CopyTo(_bytes.AsSpan(_length));
        _rows[Count++] = row with { Start = _length, Length = body.Length };
        _length += body.Length;
    }

    /// <summary>Reads the prefix of an insurer row and the role of its record; the body begins at the tag.</summary>
    public static RowRef Describe(ReadOnlySpan<byte> line, int number, Layout layout, out ReadOnlySpan<byte> body)
    {
        body = line;
        var (data, rowNumber, branch) = (DataId.Claim, 0, 0);
        if (layout.HasPrefix && !TryTakePrefix(ref body, out data, out rowNumber, out branch))
        {
            data = -1;
        }

        var hasTag = body.Length >= 2 && (body.Length == 2 || body[2] == (byte)',');
        var role = hasTag ? layout.RoleOf(body[0], body[1]) : RowRole.Unknown;
        return new RowRef(0, 0, number, rowNumber, branch, data, role);
    }

    private static bool TryTakePrefix(ref ReadOnlySpan<byte> body, out int data, out int rowNumber, out int branch)
    {
        rowNumber = 0;
        branch = 0;
        return TryTakeNumber(ref body, out data) && TryTakeNumber(ref body, out rowNumber) && TryTakeNumber(ref body, out branch);
    }

    private static bool TryTakeNumber(ref ReadOnlySpan<byte> body, out int value)
    {
        value = 0;
        var digits = 0;
        while (digits < body.Length && digits < 9 && body[digits] is >= (byte)'0' and <= (byte)'9')
        {
            value = unchecked((value * 10) + body[digits] - '0');
            digits++;
        }

        if (digits == 0 || digits == body.Length || body[digits] != (byte)',')
        {
            return false;
        }

        body = body[(digits + 1)..];
        return true;
    }
}
