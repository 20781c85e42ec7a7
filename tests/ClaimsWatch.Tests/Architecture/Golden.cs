namespace ClaimsWatch.Tests.Architecture;

/// <summary>Text files kept in the repository that a test renders again; <c>UPDATE_GOLDEN=1</c> rewrites them.</summary>
internal static class Golden
{
    public static void Verify(string relativePath, string text)
    {
        var path = Path.Combine(Repository.Root, relativePath);
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }

        Assert.True(File.Exists(path),
            $"{relativePath} is missing; run UPDATE_GOLDEN=1 dotnet test -c Release and review the diff");
        var kept = File.ReadAllText(path).ReplaceLineEndings("\n");
        Assert.True(kept == text.ReplaceLineEndings("\n"),
            $"{relativePath} is stale; run UPDATE_GOLDEN=1 dotnet test -c Release and review the diff");
    }
}
