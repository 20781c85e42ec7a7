using ClaimsWatch.Core.Diagnostics;

namespace ClaimsWatch.Store;

/// <summary>Files a user asked for outside a workspace (exports, reports): whole or not at all.</summary>
public static class OutputPath
{
    /// <summary>Writes beside the target and renames.</summary>
    /// <exception cref="UserError">The folder can't be written, or the file is open in another program.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        path = Path.GetFullPath(path);
        var fresh = path + ".new";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using (var stream = new FileStream(fresh, FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16))
            {
                write(stream);
            }

            File.Move(fresh, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Texts.CannotReplace(path, e.GetType().Name);
        }
    }

    /// <summary>Writes bytes.</summary>
    public static void Write(string path, byte[] bytes) => Write(path, stream => stream.Write(bytes));
}
