namespace ClaimsWatch.Ingest.Receipts;

/// <summary>A keyed 検索番号 as the store keeps it.</summary>
internal static class SearchText
{
    /// <summary>32 hexadecimal digits, lower case; empty for null.</summary>
    public static string Of(UInt128? key) => key is { } number
        ? string.Create(32, number, static (text, n) =>
        {
            for (var i = text.Length - 1; i >= 0; i--, n >>= 4)
            {
                text[i] = "0123456789abcdef"[(int)(n & 15)];
            }
        })
        : "";
}
