using ClaimsWatch.Store.Parquet;

namespace ClaimsWatch.Store;

/// <summary>How the store's files are written.</summary>
/// <param name="Parquet">Codec and page size.</param>
/// <param name="Marks">見本, synthetic, enrich: in every file's footer (decisions B10).</param>
public sealed record StoreOptions(ParquetOptions Parquet, IReadOnlyList<string> Marks)
{
    /// <summary>No compression, no marks.</summary>
    public static StoreOptions Default { get; } = new(new ParquetOptions(), []);
}
