namespace ClaimsWatch.EndToEnd.Tests;

/// <summary>The README's first command, run once for all tests that look at what it left.</summary>
public sealed class SampleRun : IDisposable
{
    public SampleRun()
    {
        Folder = Claimswatch.NewFolder("sample");
        First = Claimswatch.Run(Folder, "run", "-w", Claimswatch.Sample, "--lang", "en");
    }

    public string Folder { get; }

    public string Workspace => Path.Combine(Folder, "work", "minamo");

    public string Out => Path.Combine(Workspace, "out", "2025-06");

    internal Called First { get; }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
