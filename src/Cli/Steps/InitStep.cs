using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Store;

namespace ClaimsWatch.Cli.Steps;

/// <summary>A new workspace: folders, a fresh key, commented settings and a window list to fill in.</summary>
public static class InitStep
{
    /// <summary>Makes it.</summary>
    /// <returns>Absolute path.</returns>
    /// <exception cref="UserError">The folder holds a workspace already.</exception>
    public static string Execute(string folder)
    {
        var path = Path.GetFullPath(folder);
        if (File.Exists(Path.Combine(path, WorkspacePaths.SettingsFile)))
        {
            throw new UserError(ExitCode.Input, "there is a workspace already", path, "name another folder");
        }

        Workspace.Create(path).Dispose();
        OutputFile.Write(Path.Combine(path, WorkspacePaths.SettingsFile), Resource("claimswatch.json"));
        OutputFile.Write(Path.Combine(path, "windows.csv"), Resource("windows.csv"));
        return path;
    }

    /// <summary>An embedded file of a new workspace.</summary>
    internal static string Resource(string name)
    {
        using var stream = typeof(InitStep).Assembly.GetManifestResourceStream($"claimswatch.init.{name}")
            ?? throw new InvalidOperationException($"{name} is not in the assembly");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
