using ClaimsWatch.Core.Diagnostics;

namespace ClaimsWatch.Store;

/// <summary>A copy of the workspace.</summary>
/// <param name="Folder">Where it is.</param>
/// <param name="Files">Files copied.</param>
/// <param name="Bytes">Their length together.</param>
/// <param name="WithKey">Whether the key lies in it.</param>
public sealed record BackupCopy(string Folder, int Files, long Bytes, bool WithKey);

/// <summary>
/// `backup`: copies a workspace into an empty folder while nobody else writes, and compares every copy with its source. The key
/// is left out unless asked for: whoever has both has the identities.
/// </summary>
public static class WorkspaceBackup
{
    private static readonly string[] s_skipped = [".lock", WorkspacePaths.SeenFile, "store/.staging/", "store/.hot/"];

    /// <summary>Copies.</summary>
    /// <exception cref="UserError">The folder is not empty or lies in the workspace; the workspace is damaged;
    /// a copy differs.</exception>
    public static BackupCopy Make(Workspace workspace, string folder, bool withKey)
    {
        var paths = workspace.Paths;
        var target = Path.GetFullPath(folder);
        if ((target + Path.DirectorySeparatorChar).StartsWith(paths.Root + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            throw new UserError(ExitCode.Usage, "a copy inside the workspace would copy itself next time", target,
                "name a folder on another disk");
        }

        if (Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).Any())
        {
            throw new UserError(ExitCode.Usage, "the folder is not empty", target, "name a new folder, by date for instance");
        }

        if (Verification.Run(workspace) is [var damage, ..])
        {
            throw new UserError(ExitCode.Refused, $"not as it was left: {damage.What}", damage.Where,
                "claimswatch verify lists everything; a damaged workspace is not worth a copy");
        }

        var files = Directory.EnumerateFiles(paths.Root, "*", SearchOption.AllDirectories).Select(paths.Relative)
            .Where(p => !s_skipped.Any(s => p.StartsWith(s, StringComparison.Ordinal))
                && (withKey || p != WorkspacePaths.KeyFile))
            .Where(p => !p.StartsWith(WorkspacePaths.LedgerFile, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal).ToList();
        Directory.CreateDirectory(target);
        var bytes = files.Sum(path => CopyOne(paths.At(path), Path.Combine(target, path)));
        workspace.Ledger.CopyTo(Path.Combine(target, WorkspacePaths.LedgerFile));
        return new BackupCopy(target, files.Count + 1,
            bytes + new FileInfo(Path.Combine(target, WorkspacePaths.LedgerFile)).Length, withKey);
    }

    private static long CopyOne(string source, string copy)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
        File.Copy(source, copy);
        return FileHash.Of(source) == FileHash.Of(copy)
            ? new FileInfo(copy).Length
            : throw new UserError(ExitCode.Input, "the copy differs from its source", copy, "try another disk");
    }
}
