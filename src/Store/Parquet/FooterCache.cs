using System.Collections.Concurrent;
using Microsoft.Win32.SafeHandles;

namespace ClaimsWatch.Store.Parquet;

/// <summary>
/// Footers of files opened before. A slab opens every file of the window, and a footer grows with the slabs: parsing it again
/// each time would make the scan grow with the square of the members.
/// </summary>
public sealed class FooterCache
{
    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    private sealed record Entry(long Length, DateTime Written, FileLayout Layout);

    /// <summary>The footer; read again if the file's length or time has changed.</summary>
    internal FileLayout Of(string path, SafeFileHandle file, Func<string, SafeFileHandle, FileLayout> read)
    {
        var (length, written) = (RandomAccess.GetLength(file), File.GetLastWriteTimeUtc(file));
        if (!_entries.TryGetValue(path, out var entry) || entry.Length != length || entry.Written != written)
        {
            entry = new Entry(length, written, read(path, file));
            _entries[path] = entry;
        }

        return entry.Layout;
    }
}
