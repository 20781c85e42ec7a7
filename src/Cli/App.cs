using System.CommandLine;
using ClaimsWatch.Cli.Commands;
using ClaimsWatch.Cli.Printing;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Store;

namespace ClaimsWatch.Cli;

/// <summary>The host: parses, calls one command, prints its result,
/// and maps every failure to an exit code in one place.</summary>
public static class App
{
    /// <summary>Runs one command line.</summary>
    /// <param name="args">Arguments without the program's name.</param>
    /// <param name="output">Results only.</param>
    /// <param name="error">Messages and progress.</param>
    /// <param name="environment">Reads <c>CLAIMSWATCH_*</c>.</param>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public static int Run(IReadOnlyList<string> args, TextWriter output, TextWriter error, Func<string, string?> environment)
    {
        var shared = new SharedOptions(environment);
        var root = Verbs.Build(shared, output, error);
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var problem in parsed.Errors)
            {
                error.WriteLine($"claimswatch: {problem.Message}");
            }

            error.WriteLine($"next: claimswatch {parsed.CommandResult.Command.Name} --help");
            return (int)ExitCode.Usage;
        }

        var configuration = new InvocationConfiguration
        {
            Output = output,
            Error = error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = TimeSpan.FromSeconds(2),
        };
        try
        {
            return parsed.Invoke(configuration);
        }
        catch (UserError problem)
        {
            Messages.Print(error, problem);
            return (int)problem.ExitCode;
        }
        catch (OperationCanceledException)
        {
            error.WriteLine("claimswatch: interrupted; nothing is half-written, run the same command again");
            return (int)ExitCode.Interrupted;
        }
        catch (Exception problem) when (DiskFull.Is(problem))
        {
            Messages.Print(error, DiskFull.Error(problem));
            return (int)ExitCode.Input;
        }
        catch (IOException problem)
        {
            error.WriteLine($"claimswatch: {problem.Message}");
            error.WriteLine("next: close the file if it is open in another program (Excel で開いています。閉じてから再実行してください)");
            return (int)ExitCode.Input;
        }
#pragma warning disable CA1031 // the one place where a bug becomes exit 70 instead of a dump
        catch (Exception problem)
        {
            error.WriteLine($"claimswatch: internal error, please report it: {problem.GetType().Name}: {problem.Message}");
            error.WriteLine(problem.StackTrace);
            return (int)ExitCode.Bug;
        }
#pragma warning restore CA1031
    }
}
