using System.CommandLine;
using ClaimsWatch.Cli.Printing;
using ClaimsWatch.Cli.Settings;
using ClaimsWatch.Core.Diagnostics;

namespace ClaimsWatch.Cli.Commands;

/// <summary>Form of the result on stdout.</summary>
public enum OutputFormat
{
    /// <summary>For people.</summary>
    Table,

    /// <summary>For scripts.</summary>
    Json,

    /// <summary>The main table only.</summary>
    Csv,
}

/// <summary>Options every verb has; precedence is flag, then environment, then the workspace's file.</summary>
public sealed class SharedOptions
{
    private readonly Func<string, string?> _environment;

    /// <summary>Declares the options.</summary>
    public SharedOptions(Func<string, string?> environment)
    {
        _environment = environment;
        Format.AcceptOnlyFromAmong("table", "json", "csv");
        Lang.AcceptOnlyFromAmong("ja", "en");
    }

    /// <summary>Workspace folder.</summary>
    public Option<string> Workspace { get; } =
        new("--workspace", "-w") { Description = "workspace folder (default: this folder)", Recursive = true };

    /// <summary>table, json or csv.</summary>
    public Option<string> Format { get; } = new("--format") { Description = "table, json or csv", Recursive = true };

    /// <summary>ja or en.</summary>
    public Option<string> Lang { get; } =
        new("--lang") { Description = "language of messages and tables: ja or en", Recursive = true };

    /// <summary>The day to work as.</summary>
    public Option<string> Today { get; } = new("--today") { Description = "work as on this day, YYYY-MM-DD", Recursive = true };

    /// <summary>Threads.</summary>
    public Option<int> Threads { get; } =
        new("--threads") { Description = "threads (default: all processors)", Recursive = true };

    /// <summary>Memory of ingest.</summary>
    public Option<int> Memory { get; } = new("--memory")
    {
        Description =
            "MiB that a delivery's receipts may take before they wait in a sealed file (default: memoryMiB of the settings)",
        Recursive = true,
    };

    /// <summary>No colour.</summary>
    public Option<bool> NoColor { get; } =
        new("--no-color") { Description = "no colour (NO_COLOR is respected too)", Recursive = true };

    /// <summary>No progress.</summary>
    public Option<bool> Quiet { get; } = new("--quiet") { Description = "no progress on stderr", Recursive = true };

    /// <summary>Answers yes.</summary>
    public Option<bool> Yes { get; } =
        new("--yes") { Description = "answer yes to every question (for schedulers)", Recursive = true };

    /// <summary>Adds all to the root command.</summary>
    public void AddTo(RootCommand root)
    {
        root.Add(Workspace);
        root.Add(Format);
        root.Add(Lang);
        root.Add(Today);
        root.Add(Threads);
        root.Add(Memory);
        root.Add(NoColor);
        root.Add(Quiet);
        root.Add(Yes);
    }

    /// <summary>What the options and the environment say.</summary>
    /// <exception cref="UserError">A day that is not one.</exception>
    public CommandContext Read(ParseResult parsed, TextWriter output, TextWriter error)
    {
        var today = parsed.GetValue(Today) ?? _environment("CLAIMSWATCH_TODAY");
        DateOnly? day = null;
        if (!string.IsNullOrEmpty(today))
        {
            if (!DateOnly.TryParseExact(today, "yyyy-MM-dd", out var value))
            {
                throw new UserError(ExitCode.Usage, $"'{today}' is not a day", "--today", "write YYYY-MM-DD");
            }

            day = value;
        }

        var format =
            parsed.GetValue(Format) switch { "json" => OutputFormat.Json, "csv" => OutputFormat.Csv, _ => OutputFormat.Table };
        var threads = parsed.GetValue(Threads);
        var memory = parsed.GetValue(Memory);
        if (parsed.GetResult(Memory) is { Implicit: false } && memory < WorkspaceSettings.MemoryMiBMin)
        {
            throw new UserError(ExitCode.Usage, $"{memory} MiB is too little", "--memory",
                $"write {WorkspaceSettings.MemoryMiBMin} or more");
        }

        return new CommandContext(
            parsed.GetValue(Workspace) ?? _environment("CLAIMSWATCH_WORKSPACE") ?? ".",
            format,
            parsed.GetValue(Lang) ?? _environment("CLAIMSWATCH_LANG") ?? "ja",
            day,
            threads > 0 ? threads : Environment.ProcessorCount,
            !parsed.GetValue(NoColor) && string.IsNullOrEmpty(_environment("NO_COLOR")) && _environment("TERM") != "dumb"
                && ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected,
            parsed.GetValue(Quiet),
            parsed.GetValue(Yes),
            output,
            error, _environment)
        {
            MemoryMiB = memory,
            Answers = format == OutputFormat.Table && ReferenceEquals(error, Console.Error) && !Console.IsInputRedirected
                && !Console.IsErrorRedirected
                ? Console.In : null,
        };
    }
}

/// <summary>What a command needs to know about how it was called.</summary>
public sealed record CommandContext(
    string WorkspaceFolder, OutputFormat Format, string Lang, DateOnly? Today, int Threads, bool Color, bool Quiet, bool Yes,
    TextWriter Out, TextWriter Error, Func<string, string?> ReadEnvironment)
{
    /// <summary>Memory asked for, MiB; 0 leaves it to the settings.</summary>
    public int MemoryMiB { get; init; }

    /// <summary>Where somebody at a terminal answers questions; null where nobody can be asked.</summary>
    public TextReader? Answers { get; init; }

    /// <summary>Whether people read Japanese here.</summary>
    public bool Japanese => Lang == "ja";

    /// <summary>A line of progress on stderr.</summary>
    public void Progress(string line)
    {
        if (!Quiet)
        {
            Error.WriteLine(line);
        }
    }

    /// <summary>Prints a result and gives its exit code.</summary>
    public int Finish(CommandResult result)
    {
        ResultPrinter.Print(result, Format, Out, Color);
        return (int)result.ExitCode;
    }
}
