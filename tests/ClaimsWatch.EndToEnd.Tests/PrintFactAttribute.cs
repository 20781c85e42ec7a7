namespace ClaimsWatch.EndToEnd.Tests;

/// <summary>A test that prints with an installed browser and reads the PDF back with poppler;
/// says so where one is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PrintFactAttribute : FactAttribute
{
    public PrintFactAttribute()
    {
        // CI installs both and sets the variable, so that nothing passes there by being absent.
        if ((PrintedPdf.Browser is null || !PrintedPdf.CanRead)
            && Environment.GetEnvironmentVariable("CLAIMSWATCH_REQUIRE_BROWSER") != "1")
        {
            Skip = "prints letters with a browser and reads the PDF back: install Chromium, Chrome or Edge, and pdftotext "
                + "(Debian: apt-get install chromium poppler-utils); .ci/run installs both and never skips it";
        }
    }
}
