namespace ClaimsWatch.Store.Parquet;

/// <summary>A file that is not one of ours, or no longer as we wrote it; says which file and what was found.</summary>
public sealed class ParquetRefusedException(string path, string found, Exception? inner = null)
    : Exception($"{path}: {found}", inner)
{
    /// <summary>The file.</summary>
    public string Path { get; } = path;

    /// <summary>What was found instead of our own Parquet.</summary>
    public string Found { get; } = found;
}
