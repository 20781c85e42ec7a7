using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace ClaimsWatch.EndToEnd.Tests;

/// <summary>
/// Reads the printed PDF back with pdftotext: addresses inside the window, one person a letter. Without a browser or pdftotext there is
/// nothing to read; CI sets CLAIMSWATCH_REQUIRE_BROWSER so that it can't pass there by being absent.
/// </summary>
public sealed partial class PdfTests(SampleRun sample) : IClassFixture<SampleRun>
{
    private const double PointsPerMm = 72 / 25.4;

    // The default window of LetterSettings: 長3 window envelope.
    private static readonly (double Left, double Top, double Width, double Height) s_windowMm = Window();

    [Fact]
    public void A_PDF_is_made_where_a_browser_is()
    {
        if (IsRequired())
        {
            Assert.True(File.Exists(Pdf), "CI installs a browser, so there must be a PDF");
        }

        Assert.True(File.Exists(Pdf) || sample.First.Output.Contains("no PDF", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_letter_has_two_pages_and_only_its_own_number()
    {
        var pages = Pages();
        var mailing = Mailing();

        if (pages.Count == 0)
        {
            return;
        }

        Assert.Equal(mailing.Count * 2, pages.Count);
        for (var i = 0; i < pages.Count; i++)
        {
            var numbers = LetterNumber().Matches(pages[i]).Select(m => m.Value).Distinct().ToList();
            Assert.Equal([mailing[i / 2].LetterId], numbers);
        }
    }

    [Fact]
    public void Nobody_elses_name_or_address_is_on_a_letter()
    {
        var pages = Pages();
        var mailing = Mailing();
        for (var i = 0; i < pages.Count; i++)
        {
            var page = Squeeze(pages[i]);
            var own = mailing[i / 2];
            Assert.Equal(i % 2 == 0, page.Contains(Squeeze(own.Address), StringComparison.Ordinal));
            Assert.DoesNotContain(mailing.Where(m => m.LetterId != own.LetterId && m.Name != own.Name), m => page.Contains(Squeeze(m.Name) + "様", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Every_word_of_the_address_lies_inside_the_window()
    {
        if (!File.Exists(Pdf) || Tool("pdftotext", "-bbox", Pdf, "-") is not { } xml)
        {
            Assert.False(IsRequired());
            return;
        }

        var mailing = Mailing();
        var pages = xml.Split("<page ").Skip(1).ToList();
        for (var letter = 0; letter < mailing.Count; letter++)
        {
            var words = Word().Matches(pages[letter * 2]).Select(m => (
                X0: Number(m, 1), Y0: Number(m, 2), X1: Number(m, 3), Y1: Number(m, 4), Text: System.Net.WebUtility.HtmlDecode(m.Groups[5].Value))).ToList();
            var address = Squeeze(mailing[letter].Address + mailing[letter].Name + "様〒" + mailing[letter].PostalCode);
            var inWindow = words.Where(w => w.Y0 < Mm(s_windowMm.Top + s_windowMm.Height) && w.X0 < Mm(s_windowMm.Left + s_windowMm.Width)
                && address.Contains(Squeeze(w.Text), StringComparison.Ordinal)).ToList();

            Assert.True(inWindow.Count >= 2, $"letter {letter + 1}: the address is not in the window's place");
            Assert.All(inWindow, w =>
            {
                Assert.InRange(w.X0, Mm(s_windowMm.Left), Mm(s_windowMm.Left + s_windowMm.Width));
                Assert.InRange(w.X1, Mm(s_windowMm.Left), Mm(s_windowMm.Left + s_windowMm.Width));
                Assert.InRange(w.Y0, Mm(s_windowMm.Top), Mm(s_windowMm.Top + s_windowMm.Height));
                Assert.InRange(w.Y1, Mm(s_windowMm.Top), Mm(s_windowMm.Top + s_windowMm.Height));
            });
        }
    }

    private string Pdf => Path.Combine(sample.Out, "letters.pdf");

    private List<string> Pages()
    {
        if (!File.Exists(Pdf) || Tool("pdftotext", "-layout", Pdf, "-") is not { } text)
        {
            Assert.False(IsRequired());
            return [];
        }

        var pages = text.Split('\f').ToList();
        pages.RemoveAt(pages.Count - 1);
        return pages;
    }

    private List<(string LetterId, string PostalCode, string Address, string Name)> Mailing() =>
    [
        .. File.ReadAllLines(Path.Combine(sample.Out, "mailing.csv")).Skip(1).Select(line => line.Split(','))
            .Select(f => (f[2], f[3], f[4], f[5])),
    ];

    private static (double, double, double, double) Window()
    {
        var window = new Notify.Post.WindowGeometry();
        return (window.LeftMm, window.TopMm, window.WidthMm, window.HeightMm);
    }

    private static bool IsRequired() => Environment.GetEnvironmentVariable("CLAIMSWATCH_REQUIRE_BROWSER") == "1";

    private static double Mm(double mm) => mm * PointsPerMm;

    private static double Number(Match match, int group) => double.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    private static string Squeeze(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c) && c is not ('-' or '−' or '－')));

    private static string? Tool(string name, params string[] arguments)
    {
        try
        {
            var start = new ProcessStartInfo(name) { RedirectStandardOutput = true, UseShellExecute = false, StandardOutputEncoding = System.Text.Encoding.UTF8 };
            foreach (var argument in arguments)
            {
                start.ArgumentList.Add(argument);
            }

            using var process = Process.Start(start)!;
            return process.StandardOutput.ReadToEnd();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    [GeneratedRegex(@"\d{4}-\d{4}-\d{4}")]
    private static partial Regex LetterNumber();

    [GeneratedRegex("<word xMin=\"([\\d.]+)\" yMin=\"([\\d.]+)\" xMax=\"([\\d.]+)\" yMax=\"([\\d.]+)\">(.*?)</word>")]
    private static partial Regex Word();
}
