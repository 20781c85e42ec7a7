using System.Globalization;
using System.Text;
using ClaimsWatch.Documents;
using ClaimsWatch.Notify.Post;

namespace ClaimsWatch.Notify.Letters;

/// <summary>One HTML file with many letters: what a browser prints in one go.</summary>
internal static class LetterDocument
{
    /// <summary>An empty back, so that the next letter begins on a sheet of its own.</summary>
    public const string BlankPage = "<section class=\"sheet\" data-page=\"blank\"></section>\n";

    /// <summary>The document; the first style rules carry the geometry in millimetres.</summary>
    public static string Of(IReadOnlyList<string> letters, string style, LetterSettings settings, string title,
        string language = "ja")
    {
        if (letters.Count > settings.BatchLettersMax)
        {
            throw new ArgumentException(
                $"{letters.Count} letters in one file; the limit is {settings.BatchLettersMax}.", nameof(letters));
        }

        var page = new StringBuilder($"<!DOCTYPE html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n");
        page.Append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n");
        page.Append(
            $"<title>{Html.Escape(title)}</title>\n<style>\n{Variables(settings.Geometry)}{style}</style>\n</head>\n<body>\n");
        foreach (var letter in letters)
        {
            page.Append(settings.Proof ? WithProof(letter, settings.Geometry) : letter);
        }

        return page.Append("</body>\n</html>\n").ToString();
    }

    private static string Variables(WindowGeometry window) =>
        $":root {{ --window-x: {Mm(window.LeftMm)}; --window-y: {Mm(window.TopMm)}; " +
        $"--window-w: {Mm(window.WidthMm)}; --window-h: {Mm(window.HeightMm)}; " +
        $"--window-inset: {Mm(window.InsetMm)}; --fold-1: {Mm(window.FirstFoldMm)}; --fold-2: {Mm(window.SecondFoldMm)}; }}\n" +
        (window.FirstFoldMm > 0 ? "" : ".fold { visibility: hidden; }\n");

    private static string WithProof(string letter, WindowGeometry window)
    {
        var place = $"left:{Mm(window.LeftMm)};top:{Mm(window.TopMm)};width:{Mm(window.WidthMm)};height:{Mm(window.HeightMm)}";
        var box = $"<div class=\"proof\" style=\"{place}\"></div>\n";
        var end = letter.IndexOf("</section>", StringComparison.Ordinal);
        return letter.Insert(end, box);
    }

    private static string Mm(double value) => value.ToString("0.##", CultureInfo.InvariantCulture) + "mm";
}
