namespace ClaimsWatch.Store;

/// <summary>Machine-read CSV: UTF-8, LF, a field quoted only when it must be (RFC 4180).</summary>
internal static class Csv
{
    private static readonly System.Buffers.SearchValues<char> s_special = System.Buffers.SearchValues.Create(",\"\r\n");

    /// <summary>One field.</summary>
    public static string Field(string value) =>
        value.AsSpan().ContainsAny(s_special) ? $"\"{value.Replace("\"", "\"\"")}\"" : value;
}
