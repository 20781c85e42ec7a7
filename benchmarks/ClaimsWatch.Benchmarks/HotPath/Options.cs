namespace ClaimsWatch.Benchmarks.HotPath;

/// <summary>Options as <c>--name value</c>.</summary>
internal sealed class Options(string[] args)
{
    public int Number(string name, int otherwise) => Text(name) is { } text ? int.Parse(text) : otherwise;

    public string? Text(string name)
    {
        var at = Array.IndexOf(args, name);
        return at >= 0 && at + 1 < args.Length ? args[at + 1] : null;
    }
}
