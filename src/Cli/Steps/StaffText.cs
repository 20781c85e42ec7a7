using System.Text;
using ClaimsWatch.Core.Diagnostics;

namespace ClaimsWatch.Cli.Steps;

/// <summary>Text of a CSV file that staff saved from Excel: UTF-8 with or without a mark, or CP932.</summary>
internal static class StaffText
{
    /// <summary>The text, without a byte order mark.</summary>
    /// <exception cref="UserError">There is no such file (exit 3).</exception>
    public static string Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new UserError(ExitCode.Input, "there is no such file", Path.GetFullPath(path), "name an existing file");
        }

        var bytes = File.ReadAllBytes(path);
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
            return Encoding.GetEncoding(932, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)
                .GetString(bytes);
        }
    }
}
