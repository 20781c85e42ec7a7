using System.Diagnostics;
using System.Text.Json;

namespace ClaimsWatch.EndToEnd.Tests;

/// <summary>What one call of the program gave.</summary>
internal sealed record Called(int ExitCode, string Output, string Error)
{
    public JsonElement Json => JsonDocument.Parse(Output).RootElement;

    public Called Expect(int exitCode)
    {
        Assert.True(exitCode == ExitCode, $"exit {ExitCode}, expected {exitCode}\n{Error}\n{Output}");
        return this;
    }
}

/// <summary>The built program, called as a user calls it: a process, a folder, arguments.</summary>
internal static class Claimswatch
{
    public static string Repository { get; } = FindRepository();

    public static string Sample => Path.Combine(Repository, "sample-data", "minamo");

    public static Called Run(string folder, params string[] arguments) => RunWith("", folder, arguments);

    /// <summary>The same with a folder of other programs before those of the machine.</summary>
    public static Called RunWith(string firstOnPath, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = folder,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
            StandardOutputEncoding = System.Text.Encoding.UTF8,
            StandardErrorEncoding = System.Text.Encoding.UTF8,
        };
        start.ArgumentList.Add("exec");
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "claimswatch.dll"));
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["NO_COLOR"] = "1";
        if (firstOnPath.Length > 0)
        {
            start.Environment["PATH"] = firstOnPath + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH");
        }

        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new Called(process.ExitCode, output, error.Result);
    }

    /// <summary>A folder of this test run, removed by the caller or left for a look after a failure.</summary>
    public static string NewFolder(string name)
    {
        var folder = Directory.CreateTempSubdirectory($"claimswatch-{name}-").FullName;
        return folder;
    }

    private static string FindRepository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ClaimsWatch.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("the tests run outside a checkout");
    }
}
