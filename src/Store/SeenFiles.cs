using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ClaimsWatch.Store.Vault;

namespace ClaimsWatch.Store;

/// <summary>
/// Hashes of the files under <c>incoming/</c>, kept in the hidden file <c>.seen</c> from one command to the next: without it
/// every command would read years of raw files again to find what is new. A file is the one that was seen while length and times
/// are the same.
/// </summary>
/// <remarks>
/// The list is sealed with a key of the workspace; one that was altered, or is of another version, is as if there were none. A
/// file written in the moments before the list is hashed again, because it can change once more without a new time.
/// </remarks>
public sealed class SeenFiles
{
    private const string Version = "claimswatch.seen/1";
    private const char Separator = '\t';
    private const int Fields = 5;

    // FAT keeps the time of writing in steps of two seconds.
    private static readonly TimeSpan s_moments = TimeSpan.FromSeconds(2);
    private readonly WorkspacePaths _paths;
    private readonly VaultKey _key;
    private readonly Dictionary<string, Seen> _before;
    private readonly ConcurrentDictionary<string, Seen> _now = new(StringComparer.Ordinal);

    private SeenFiles(WorkspacePaths paths, VaultKey key, Dictionary<string, Seen> before) =>
        (_paths, _key, _before) = (paths, key, before);

    private readonly record struct Seen(long Length, long Written, long Created, string Sha256);

    /// <summary>The workspace's list.</summary>
    public static SeenFiles Of(Workspace workspace) => new(workspace.Paths, workspace.Key, Read(workspace.Paths, workspace.Key));

    /// <summary>SHA-256 that the list has of a file, null if it has none or the file looks different now.</summary>
    /// <param name="file">A file under <c>incoming/</c>.</param>
    public string? Find(FileInfo file) =>
        _before.TryGetValue(_paths.Relative(file.FullName), out var seen) && seen == SeenAs(file, seen.Sha256)
            ? seen.Sha256 : null;

    /// <summary>Takes a file into the next list; by several threads at once.</summary>
    /// <param name="file">As it was before it was hashed.</param>
    /// <param name="sha256">Its hash.</param>
    public void Add(FileInfo file, string sha256) => _now[_paths.Relative(file.FullName)] = SeenAs(file, sha256);

    /// <summary>Keeps what was added, and nothing else, if it is not what is kept already.</summary>
    public void Save()
    {
        if (_now.Count == _before.Count && _now.All(file => _before.TryGetValue(file.Key, out var seen) && seen == file.Value))
        {
            return;
        }

        var text = new StringBuilder(Version).Append('\n');
        foreach (var (name, seen) in _now.Where(file => !file.Key.Any(char.IsControl))
            .OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture,
                $"{seen.Sha256}{Separator}{seen.Length}{Separator}{seen.Written}{Separator}{seen.Created}{Separator}{name}\n");
        }

        var lines = text.ToString();
        var unfinished = _paths.At(WorkspacePaths.SeenFile + ".new");
        try
        {
            File.WriteAllText(unfinished, lines + SealOf(lines, _key));
            File.Move(unfinished, _paths.At(WorkspacePaths.SeenFile), overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Nothing is lost but time: whoever can go on without the list goes on.
        }
    }

    private static Seen SeenAs(FileInfo file, string sha256) =>
        new(file.Length, file.LastWriteTimeUtc.Ticks, file.CreationTimeUtc.Ticks, sha256);

    private static Dictionary<string, Seen> Read(WorkspacePaths paths, VaultKey key)
    {
        var files = new Dictionary<string, Seen>(StringComparer.Ordinal);
        var path = paths.At(WorkspacePaths.SeenFile);
        var newest = File.GetLastWriteTimeUtc(path) - s_moments; // first: a list that comes meanwhile must not be trusted more
        var text = TextOf(path);
        var end = text.LastIndexOf('\n') + 1;
        if (text[end..] != SealOf(text[..end], key) || !text.StartsWith(Version + '\n', StringComparison.Ordinal))
        {
            return files;
        }

        foreach (var line in text[..end].Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1))
        {
            var fields = line.Split(Separator, Fields);
            var seen = new Seen(Number(fields[1]), Number(fields[2]), Number(fields[3]), fields[0]);
            if (seen.Written < newest.Ticks)
            {
                files.Add(fields[^1], seen);
            }
        }

        return files;
    }

    // Another process may be putting a new list in its place.
    private static string TextOf(string path)
    {
        try
        {
            return File.Exists(path) ? File.ReadAllText(path) : "";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private static string SealOf(string lines, VaultKey key) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(key.Derive("seen-files"), Encoding.UTF8.GetBytes(lines)));
}
