namespace ClaimsWatch.EndToEnd.Tests;

/// <summary>A test that prints with an installed browser and reads the PDF back with poppler; says so where one is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PrintFactAttribute : FactAttribute
{
    public PrintFactAttribute()
    {
        // CI installs both and sets the variable, so that nothing passes there by being absent.
        if ((PrintedPdf.Browser is null || !PrintedPdf.CanRead) && Environment.GetEnvironmentVariable("CLAIMSWATCH_REQUIRE_BROWSER") != "1")
        {
            Skip = "needs Chromium, Chrome or Edge, and pdftotext (poppler-utils)";
        }
    }
}
