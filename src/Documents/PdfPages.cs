namespace ClaimsWatch.Documents;

/// <summary>Counts the pages of a PDF as a browser writes it: every page object says <c>/Type /Page</c>,
/// outside compressed streams.</summary>
public static class PdfPages
{
    /// <summary>Number of page objects.</summary>
    public static int Count(ReadOnlySpan<byte> pdf)
    {
        var (count, at) = (0, 0);
        while (true)
        {
            var found = pdf[at..].IndexOf("/Type"u8);
            if (found < 0)
            {
                return count;
            }

            at += found + "/Type"u8.Length;
            while (at < pdf.Length && (char)pdf[at] is ' ' or '\r' or '\n')
            {
                at++;
            }

            // Not /Pages, the tree that holds them.
            if (pdf[at..].StartsWith("/Page"u8)
                && !char.IsAsciiLetter((char)pdf[Math.Min(at + "/Page"u8.Length, pdf.Length - 1)]))
            {
                count++;
            }
        }
    }
}
