using ClaimsWatch.Documents;

namespace ClaimsWatch.EndToEnd.Tests;

/// <summary>The PDF that the sample's run left, read back: one person a letter, in the order of the mailing list.</summary>
public sealed class PdfTests(SampleRun sample) : IClassFixture<SampleRun>
{
    private string Pdf => Path.Combine(sample.Out, "letters.pdf");

    [Fact]
    public void There_is_a_PDF_or_a_line_that_says_why_not() =>
        Assert.NotEqual(File.Exists(Pdf), sample.First.Output.Contains("no PDF", StringComparison.Ordinal));

    [PrintFact]
    public void Every_letter_has_two_pages_and_nobody_elses_number_or_address()
    {
        var pages = PrintedPdf.Read(File.ReadAllBytes(Pdf)).Select(page => string.Concat(page.Select(w => w.Text))).ToList();
        var mailing = CsvText.Read(File.ReadAllText(Path.Combine(sample.Out, "mailing.csv")).TrimStart('\uFEFF')).Skip(1)
            .Select(r => r.Fields).ToList();

        Assert.Equal(mailing.Count * 2, pages.Count);
        for (var i = 0; i < pages.Count; i++)
        {
            var own = mailing[i / 2];
            Assert.Contains(own[2], pages[i]);
            Assert.DoesNotContain(mailing, other => other[2] != own[2] && pages[i].Contains(other[2], StringComparison.Ordinal));
            Assert.DoesNotContain(mailing, other =>
                other[4] != own[4] && pages[i].Contains(Joined(other[4]), StringComparison.Ordinal));
            Assert.Equal(i % 2 == 0, pages[i].Contains(Joined(own[4]), StringComparison.Ordinal));
        }
    }

    private static string Joined(string text) =>
        text.Replace("　", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
}
