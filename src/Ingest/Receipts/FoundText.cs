namespace ClaimsWatch.Ingest.Receipts;

/// <summary>What a reject may show of a field: never an identity, also not one that slipped into the wrong column.</summary>
public static class FoundText
{
    /// <summary>Characters shown at most.</summary>
    public const int LengthMax = 40;

    /// <summary>A field of the vault.</summary>
    public const string Masked = "***";

    /// <summary>The field's text if it is plain ASCII.</summary>
    public static string Of(ReadOnlySpan<byte> field)
    {
        var shown = field[..Math.Min(field.Length, LengthMax)];
        return shown.ContainsAnyExceptInRange((byte)' ', (byte)'~') ? ShapeOf(field)
            : System.Text.Encoding.ASCII.GetString(shown);
    }

    /// <summary>Only the shape: 9 for a digit, A for a letter, x for anything else. For rows whose columns may have
    /// shifted.</summary>
    public static string ShapeOf(ReadOnlySpan<byte> field)
    {
        var shape = new char[Math.Min(field.Length, LengthMax)];
        for (var i = 0; i < shape.Length; i++)
        {
            shape[i] = field[i] switch
            {
                >= (byte)'0' and <= (byte)'9' => '9',
                (>= (byte)'A' and <= (byte)'Z') or (>= (byte)'a' and <= (byte)'z') => 'A',
                (byte)' ' or (byte)'.' or (byte)'-' or (byte)'/' => (char)field[i],
                _ => 'x',
            };
        }

        return new string(shape);
    }
}
