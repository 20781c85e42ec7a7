using System.Reflection;

namespace ClaimsWatch.Core.Codes;

/// <summary>An embedded table of facts: line 1 names table id, edition and source, line 2 the columns;
/// commas never occur in values.</summary>
public static class CodeTable
{
    /// <summary>Id, edition and source, as printed wherever the table is used.</summary>
    public static string Source(string name) => Lines(name)[0].TrimStart('#', ' ');

    /// <summary>Rows below the header.</summary>
    public static IEnumerable<string[]> Rows(string name) => Lines(name).Skip(2).Select(line => line.Split(','));

    private static string[] Lines(string name)
    {
        var assembly = Assembly.GetExecutingAssembly();
        using var stream = assembly.GetManifestResourceStream($"ClaimsWatch.Core.Codes.Data.{name}.csv")
            ?? throw new InvalidOperationException($"embedded table {name} is missing");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
