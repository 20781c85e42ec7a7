using System.Diagnostics;
using System.Globalization;
using System.Xml.Linq;
using ClaimsWatch.Cli.Printing;
using ClaimsWatch.Documents;

namespace ClaimsWatch.EndToEnd.Tests;

/// <summary>A word of a PDF page, in millimetres from the page's top left corner.</summary>
public sealed record PrintedWord(string Text, double Left, double Top, double Right, double Bottom);

/// <summary>A PDF printed by the browser and read back by <c>pdftotext -bbox</c>.</summary>
public static class PrintedPdf
{
    private const double MmPerPoint = 25.4 / 72;

    public static Browser? Browser { get; } = Browser.Find("", Environment.GetEnvironmentVariable);

    public static bool CanRead { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, "pdftotext")));

    public static byte[] Print(string html)
    {
        var pdf = Browser!.PrintText(html);
        PdfDates.Normalise(pdf, new DateOnly(2026, 11, 22));
        return pdf;
    }

    /// <summary>Words by page.</summary>
    public static IReadOnlyList<IReadOnlyList<PrintedWord>> Read(byte[] pdf)
    {
        var folder = Directory.CreateTempSubdirectory("claimswatch-pdf-");
        try
        {
            var (input, output) = (Path.Combine(folder.FullName, "in.pdf"), Path.Combine(folder.FullName, "out.html"));
            File.WriteAllBytes(input, pdf);
            using (var process = Process.Start("pdftotext", ["-bbox", input, output]))
            {
                process.WaitForExit();
                Assert.Equal(0, process.ExitCode);
            }

            XNamespace ns = "http://www.w3.org/1999/xhtml";
            return [.. XDocument.Parse(Clean(File.ReadAllText(output))).Descendants(ns + "page").Select(page => Words(page, ns))];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // The title of a PDF may hold what XML forbids.
    private static string Clean(string text) => string.Concat(text.Where(c => c >= ' ' || c is '\n' or '\r' or '\t'));

    private static IReadOnlyList<PrintedWord> Words(XElement page, XNamespace ns)
    {
        double At(XElement word, string name) =>
            double.Parse(word.Attribute(name)!.Value, CultureInfo.InvariantCulture) * MmPerPoint;
        return
        [
            .. page.Elements(ns + "word").Select(word => new PrintedWord(
                word.Value, At(word, "xMin"), At(word, "yMin"), At(word, "xMax"), At(word, "yMax"))),
        ];
    }
}
