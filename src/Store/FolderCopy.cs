namespace ClaimsWatch.Store;

/// <summary>Copies a folder of inputs: for samples, which are never worked on in place.</summary>
public static class FolderCopy
{
    /// <summary>Copies every file, keeping relative paths; existing files are replaced.</summary>
    public static void Copy(string source, string target)
    {
        foreach (var path in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var copy = Path.Combine(target, Path.GetRelativePath(source, path));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(path, copy, overwrite: true);
        }
    }
}
