using System.IO.Compression;
using ClaimsWatch.Core.Diagnostics;

namespace ClaimsWatch.Store;

/// <summary>
/// A delivery that came as one ZIP file: its files are read in memory, each as if it lay in the folder. Encrypted archives are
/// refused, and so is one that would unpack to more than <see cref="UnpackedBytesMax"/> (a damaged or hostile file).
/// </summary>
public static class ArchiveFile
{
    /// <summary>Most bytes of all files of one archive, unpacked.</summary>
    public const long UnpackedBytesMax = 4L << 30;

    /// <summary>Whether a file is an archive, by its name.</summary>
    public static bool IsArchive(string path) => Path.GetExtension(path).Equals(".zip", StringComparison.OrdinalIgnoreCase);

    /// <summary>Files inside, by name, folders left out.</summary>
    /// <exception cref="UserError">Not a ZIP file, encrypted, damaged, or too large.</exception>
    public static IReadOnlyList<(string Name, byte[] Bytes)> Read(string path)
    {
        try
        {
            using var archive = ZipFile.OpenRead(path);
            var entries = archive.Entries.Where(e => e.Name.Length > 0).OrderBy(e => e.FullName, StringComparer.Ordinal).ToList();
            if (entries.Any(e => e.IsEncrypted))
            {
                throw Texts.ArchiveRefused(path, "暗号化されています / it is encrypted");
            }

            if (entries.Sum(e => e.Length) > UnpackedBytesMax)
            {
                throw Texts.ArchiveRefused(path, "大きすぎます / it unpacks to more than 4 GiB");
            }

            return [.. entries.Select(e => (e.Name, Unpack(e)))];
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            throw Texts.ArchiveRefused(path, e.GetType().Name);
        }
    }

    /// <summary>An archive of files with fixed dates, so that equal files give equal bytes.</summary>
    public static byte[] Write(IEnumerable<(string Name, byte[] Bytes)> files)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, bytes) in files)
            {
                var entry = archive.CreateEntry(name, CompressionLevel.SmallestSize);
                entry.LastWriteTime = new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
                using var target = entry.Open();
                target.Write(bytes);
            }
        }

        return stream.ToArray();
    }

    private static byte[] Unpack(ZipArchiveEntry entry)
    {
        var bytes = new byte[entry.Length];
        using var source = entry.Open();
        source.ReadExactly(bytes);
        return bytes;
    }
}
