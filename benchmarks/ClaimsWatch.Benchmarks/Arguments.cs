namespace ClaimsWatch.Benchmarks;

/// <summary>Options of a benchmark: `--name value`.</summary>
internal static class Arguments
{
    /// <summary>A whole number, or the fallback if it is not named.</summary>
    public static int Number(string[] args, string name, int fallback) =>
        Text(args, name) is { } text ? int.Parse(text) : fallback;

    /// <summary>The file of `--out`, else the console.</summary>
    public static TextWriter Output(string[] args) =>
        Text(args, "--out") is { } path ? new StreamWriter(path) { NewLine = "\n" }
            : new StreamWriter(Console.OpenStandardOutput()) { NewLine = "\n" };

    /// <summary>The word behind a name, or null.</summary>
    public static string? Text(string[] args, string name)
    {
        var at = Array.IndexOf(args, name);
        return at >= 0 && at + 1 < args.Length ? args[at + 1] : null;
    }
}
