namespace ClaimsWatch.EndToEnd.Tests;

/// <summary>A test that prints with an installed browser and reads the PDF back with poppler; says so where one is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PrintFactAttribute : FactAttribute
{
    public PrintFactAttribute()
    {
        if (PrintedPdf.Browser is null || !PrintedPdf.CanRead)
        {
            Skip = "needs Chromium, Chrome or Edge, and pdftotext (poppler-utils)";
        }
    }
}
