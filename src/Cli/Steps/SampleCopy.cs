using ClaimsWatch.Cli.Commands;
using ClaimsWatch.Store;

namespace ClaimsWatch.Cli.Steps;

/// <summary>A sample is worked on as a copy under <c>work/</c>, so that a checkout stays clean and a second run still shows
/// results.</summary>
public static class SampleCopy
{
    /// <summary>Folder of the copies, ignored by git.</summary>
    public const string Folder = "work";

    /// <summary>The folder to work in: the workspace itself, or the copy of a sample, made on the first call.</summary>
    public static string WorkFolder(CommandContext context)
    {
        var source = context.WorkspaceFolder;
        var settings = Session.ReadSettings(source);
        if (settings.Synthetic is not { Sample: true } synthetic || File.Exists(Path.Combine(source, WorkspacePaths.LedgerFile)))
        {
            return source;
        }

        var target = Path.Combine(Folder, Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(source))));
        if (!File.Exists(Path.Combine(target, WorkspacePaths.LedgerFile)))
        {
            context.Progress($"copying the sample to {target}");
            FolderCopy.Copy(source, target);
            Workspace.Create(target, synthetic.Seed, Session.OptionsOf(settings)).Dispose();
        }

        return target;
    }
}
