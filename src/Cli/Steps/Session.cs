using ClaimsWatch.Cli.Commands;
using ClaimsWatch.Cli.Settings;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Store;
using ClaimsWatch.Store.Parquet;

namespace ClaimsWatch.Cli.Steps;

/// <summary>An open workspace with its settings and the day: what every step works on.</summary>
public sealed class Session : IDisposable
{
    private Session(CommandContext context, Workspace workspace, WorkspaceSettings settings, DateOnly today)
    {
        Context = context;
        Workspace = workspace;
        Settings = settings;
        Today = today;
        Book = new ProgrammeBook(workspace.Ledger);
    }

    /// <summary>How the command was called.</summary>
    public CommandContext Context { get; }

    /// <summary>The workspace.</summary>
    public Workspace Workspace { get; }

    /// <summary>Settings as resolved.</summary>
    public WorkspaceSettings Settings { get; }

    /// <summary>The day to work as.</summary>
    public DateOnly Today { get; }

    /// <summary>The ledger in the programme's words.</summary>
    public ProgrammeBook Book { get; }

    /// <summary>Sample or demo: gates open themselves.</summary>
    public bool Automatic => Settings.Synthetic is { Sample: true } or { PostAutomatically: true };

    /// <summary>Opens a workspace.</summary>
    /// <exception cref="UserError">No workspace, bad settings, or another process writes.</exception>
    public static Session Open(CommandContext context, bool write, string? folder = null, DateOnly? today = null)
    {
        var root = folder ?? context.WorkspaceFolder;
        var settings = ReadSettings(root);
        var workspace = Workspace.Open(root, write, OptionsOf(settings));
        try
        {
            return new Session(context, workspace, settings, today ?? TodayOf(context, settings));
        }
        catch
        {
            workspace.Dispose();
            throw;
        }
    }

    /// <summary>Reads the settings of a folder that may not be a workspace yet.</summary>
    /// <exception cref="UserError">The file is missing (exit 3) or wrong (exit 5).</exception>
    public static WorkspaceSettings ReadSettings(string root)
    {
        var path = Path.Combine(root, WorkspacePaths.SettingsFile);
        return File.Exists(path)
            ? SettingsFile.Parse(File.ReadAllText(path), path)
            : throw new UserError(ExitCode.Input, $"there is no {WorkspacePaths.SettingsFile} here", Path.GetFullPath(root),
                "claimswatch init DIR makes a workspace; -w DIR names one");
    }

    /// <summary>How a workspace of these settings writes its store.</summary>
    public static StoreOptions OptionsOf(WorkspaceSettings settings) => new(new ParquetOptions(), settings.Marks);

    /// <summary>The day: flag or environment, then the sample's own day, then the clock.</summary>
    public static DateOnly TodayOf(CommandContext context, WorkspaceSettings settings) =>
        context.Today
        ?? (settings.Synthetic is { Today.Length: > 0 } synthetic ? DateOnly.ParseExact(synthetic.Today, "yyyy-MM-dd")
            : (DateOnly?)null)
        ?? DateOnly.FromDateTime(DateTime.Now);

    /// <inheritdoc/>
    public void Dispose() => Workspace.Dispose();
}
