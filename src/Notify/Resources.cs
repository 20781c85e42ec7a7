using System.Text;

namespace ClaimsWatch.Notify;

/// <summary>Texts that are built into the program.</summary>
internal static class Resources
{
    /// <summary>An embedded text by its logical name.</summary>
    public static string Text(string name)
    {
        using var stream = typeof(Resources).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The program was built without '{name}'.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
