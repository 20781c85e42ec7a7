using System.Text;

namespace ClaimsWatch.Synth.Bytes;

/// <summary>
/// CP932, the Shift_JIS of claim files; strict, so that an unmappable character is a bug and not a question mark.
/// </summary>
internal static class Cp932
{
    private static readonly Encoding s_encoding = Open();

    /// <summary>Bytes of a text.</summary>
    public static byte[] Bytes(string text) => s_encoding.GetBytes(text);

    /// <summary>Text of bytes; for tests and truth.</summary>
    public static string Text(ReadOnlySpan<byte> bytes) => s_encoding.GetString(bytes);

    private static Encoding Open()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return Encoding.GetEncoding(932, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
    }
}
