using System.Globalization;

namespace ClaimsWatch.Tests;

/// <summary>Files recorded beside this one: numbers made by another program, with the script that made them.</summary>
internal static class Recorded
{
    /// <summary>The folder of recorded references, found from the built tests upwards.</summary>
    public static string Folder { get; } = Find();

    /// <summary>The text of one recorded file.</summary>
    public static string Text(string name) => File.ReadAllText(Path.Combine(Folder, name));

    /// <summary>A two-column table (name, value) as a dictionary.</summary>
    public static Dictionary<string, double> Values(string name) =>
        Text(name).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(l => l.Split(','))
            .ToDictionary(c => c[0], c => Number(c[1]));

    /// <summary>A numeric table by column name.</summary>
    public static Dictionary<string, double[]> Columns(string name)
    {
        var lines = Text(name).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var rows = lines.Skip(1).Select(l => l.Split(',')).ToArray();
        return lines[0].Split(',').Select((head, j) => (head, values: rows.Select(r => Number(r[j])).ToArray()))
            .ToDictionary(c => c.head, c => c.values);
    }

    /// <summary>Asserts that two numbers agree to a share of the expected one.</summary>
    public static void Near(double expected, double actual, double relative, string what)
    {
        var gap = Math.Abs(actual - expected);
        Assert.True(
            gap <= relative * Math.Abs(expected) || (expected == 0 && gap <= relative),
            $"{what}: expected {expected:R}, got {actual:R}, relative gap {gap / Math.Abs(expected):E2} > {relative:E0}");
    }

    private static double Number(string text) => text == "NA" ? double.NaN : double.Parse(text, CultureInfo.InvariantCulture);

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "ClaimsWatch.sln")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder!.FullName, "tests", "ClaimsWatch.Tests", "reference");
    }
}
