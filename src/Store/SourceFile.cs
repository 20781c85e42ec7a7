using ClaimsWatch.Core.Claims;
using Microsoft.Win32.SafeHandles;

namespace ClaimsWatch.Store;

/// <summary>A file that people brought: opened for reading only, readable anywhere, by several threads at once.</summary>
public sealed class SourceFile : IDisposable
{
    private readonly SafeFileHandle _file;

    private SourceFile(string path, SafeFileHandle file)
    {
        Path = path;
        _file = file;
        Length = RandomAccess.GetLength(file);
    }

    /// <summary>Absolute path.</summary>
    public string Path { get; }

    /// <summary>Name without folder.</summary>
    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>Bytes.</summary>
    public long Length { get; }

    /// <summary>The month of its folder, <c>incoming/YYYY-MM/</c>; none elsewhere.</summary>
    public ClaimMonth FolderMonth =>
        ClaimMonth.TryParse(System.IO.Path.GetFileName(System.IO.Path.GetDirectoryName(Path)), out var month)
            ? month
            : ClaimMonth.None;

    /// <summary>Opens a file.</summary>
    /// <exception cref="Core.Diagnostics.UserError">It is missing, or another program holds it.</exception>
    public static SourceFile Open(string path)
    {
        path = System.IO.Path.GetFullPath(path);
        try
        {
            return new SourceFile(path, File.OpenHandle(path, options: FileOptions.SequentialScan));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Texts.CannotRead(path, e.GetType().Name);
        }
    }

    /// <summary>
    /// Files under <c>incoming/</c>, by month and name; hidden ones and those that office programs leave behind are not
    /// listed.
    /// </summary>
    public static IReadOnlyList<string> Incoming(WorkspacePaths paths) =>
        Directory.Exists(paths.Incoming)
            ? [.. Directory.EnumerateFiles(paths.Incoming, "*", SearchOption.AllDirectories)
                .Where(p => System.IO.Path.GetFileName(p)[0] is not ('.' or '~')).OrderBy(paths.Relative, StringComparer.Ordinal)]
            : [];

    /// <summary>Fills <paramref name="target"/> from <paramref name="offset"/>; fewer bytes than asked only at the end.</summary>
    public int ReadAt(long offset, Span<byte> target)
    {
        var filled = 0;
        while (filled < target.Length)
        {
            var read = RandomAccess.Read(_file, target[filled..], offset + filled);
            if (read == 0)
            {
                break;
            }

            filled += read;
        }

        return filled;
    }

    /// <summary>SHA-256 of the content, lower-case hexadecimal.</summary>
    public string Sha256() => FileHash.Of(Path);

    /// <summary>The whole content.</summary>
    public byte[] ReadAll()
    {
        var bytes = new byte[checked((int)Length)];
        return bytes[..ReadAt(0, bytes)];
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}

/// <summary>A file outside the workspace that a command was asked to write (`--out`, `export`, `synth`).</summary>
public static class OutputFile
{
    /// <summary>Writes a file in whole or not at all, making its folder.</summary>
    /// <exception cref="Core.Diagnostics.UserError">It can't be written, or another program holds it.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        path = Path.GetFullPath(path);
        var unfinished = path + ".new";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using (var stream = new FileStream(unfinished, FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16))
            {
                write(stream);
            }

            File.Move(unfinished, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            File.Delete(unfinished);
            throw DiskFull.Is(e) ? Texts.NoRoom(path) : Texts.CannotReplace(path, e.GetType().Name);
        }
    }

    /// <summary>Writes text as UTF-8 without a byte order mark.</summary>
    public static void Write(string path, string text) => Write(path, System.Text.Encoding.UTF8.GetBytes(text));

    /// <summary>Writes bytes.</summary>
    public static void Write(string path, ReadOnlyMemory<byte> bytes) => Write(path, stream => stream.Write(bytes.Span));
}
