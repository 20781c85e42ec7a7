using System.Text;
using ClaimsWatch.Documents;

namespace ClaimsWatch.Tests.Documents;

public sealed class PdfDatesTests
{
    private static byte[] Pdf(string created, string id) => Encoding.Latin1.GetBytes(
        $"%PDF-1.4\n1 0 obj\n<</Creator (x)\n/CreationDate (D:{created}+00'00')\n/ModDate (D:{created}+00'00')>>\n" +
        $"endobj\ntrailer\n<</Size 2\n/ID [<{id}> <{id}>]>>\n%%EOF");

    [Fact]
    public void Two_printings_of_one_document_become_the_same_bytes()
    {
        var first = Pdf("20261122084512", "00112233445566778899AABBCCDDEEFF");
        var second = Pdf("20261122091500", "FFEEDDCCBBAA99887766554433221100");
        var length = first.Length;

        var changed = PdfDates.Normalise(first, new DateOnly(2026, 11, 22));
        PdfDates.Normalise(second, new DateOnly(2026, 11, 22));

        Assert.Equal(4, changed);
        Assert.Equal(length, first.Length);
        Assert.Equal(first, second);
        Assert.Contains("/CreationDate (D:20261122000000+00'00')", Encoding.Latin1.GetString(first), StringComparison.Ordinal);
    }

    [Fact]
    public void Other_bytes_are_left_alone_and_another_content_has_another_identifier()
    {
        var pdf = Pdf("20261122084512", "00112233445566778899AABBCCDDEEFF");
        var other = Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(pdf).Replace("(x)", "(y)", StringComparison.Ordinal));

        PdfDates.Normalise(pdf, new DateOnly(2026, 1, 1));
        PdfDates.Normalise(other, new DateOnly(2026, 1, 1));

        var text = Encoding.Latin1.GetString(pdf);
        Assert.StartsWith("%PDF-1.4\n1 0 obj\n<</Creator (x)\n", text, StringComparison.Ordinal);
        Assert.EndsWith(">]>>\n%%EOF", text, StringComparison.Ordinal);
        Assert.NotEqual(
            text[text.IndexOf("/ID", StringComparison.Ordinal)..],
            Encoding.Latin1.GetString(other)[text.IndexOf("/ID", StringComparison.Ordinal)..]);
    }

    [Fact]
    public void A_file_without_dates_is_unchanged()
    {
        byte[] pdf = [.. "%PDF-1.4 /CreationDate /ID [<"u8];
        var copy = pdf.ToArray();

        Assert.Equal(0, PdfDates.Normalise(pdf, new DateOnly(2026, 1, 1)));
        Assert.Equal(copy, pdf);
    }
}
