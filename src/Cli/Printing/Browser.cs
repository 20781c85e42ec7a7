using System.Diagnostics;
using System.Runtime.ExceptionServices;
using ClaimsWatch.Core.Diagnostics;

namespace ClaimsWatch.Cli.Printing;

/// <summary>
/// Prints HTML to PDF with a Chromium-family browser that is already on the machine (Chromium, Chrome, Edge). Nothing is fetched;
/// the profile is a private temporary folder that is deleted after.
/// </summary>
public sealed class Browser
{
    private const int TimeoutSeconds = 300;

    // A browser takes about a gigabyte for a file of several hundred letters.
    private const int AtATime = 2;

    private static readonly string[] s_names =
        ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge"];

    private Browser(string path) => Path = path;

    /// <summary>The program found.</summary>
    public string Path { get; }

    /// <summary>Finds a browser: the one named, else the usual names and places. Null if there is none.</summary>
    /// <exception cref="UserError">The one named does not exist.</exception>
    public static Browser? Find(string? named, Func<string, string?> environment)
    {
        if (!string.IsNullOrEmpty(named))
        {
            return File.Exists(named)
                ? new Browser(named)
                : throw new UserError(ExitCode.Input, $"there is no browser at {named}", "--browser",
                    "name an installed Chromium, Chrome or Edge");
        }

        var candidates = (environment("PATH") ?? "").Split(System.IO.Path.PathSeparator)
            .Where(folder => folder.Length > 0)
            .SelectMany(folder => s_names.Select(name => System.IO.Path.Combine(folder, name)))
            .Concat(WindowsPlaces(environment));
        return candidates.FirstOrDefault(File.Exists) is { } path ? new Browser(path) : null;
    }

    /// <summary>
    /// Prints several documents for paper, two at a time; results are in the order of the documents. The tags that screen readers
    /// use are left out: they double the work and nobody reads a print file aloud.
    /// </summary>
    /// <exception cref="UserError">The browser failed or did not end in time.</exception>
    public IReadOnlyList<byte[]> PrintTexts(IReadOnlyList<string> documents)
    {
        var printed = new byte[documents.Count][];
        try
        {
            Parallel.For(0, documents.Count, new ParallelOptions { MaxDegreeOfParallelism = AtATime },
                i => printed[i] = PrintText(documents[i], tagged: false));
        }
        catch (AggregateException several) when (several.InnerExceptions.OfType<UserError>().FirstOrDefault() is { } first)
        {
            ExceptionDispatchInfo.Throw(first);
        }

        return printed;
    }

    /// <summary>Finds a browser for something that was asked for by name.</summary>
    /// <exception cref="UserError">There is none.</exception>
    public static Browser Require(Func<string, string?> environment) => Find(null, environment)
        ?? throw new UserError(ExitCode.Input, "no Chromium, Chrome or Edge found", "--pdf",
            "leave --pdf out and print the HTML with a browser");

    /// <summary>Prints one HTML document to PDF, with page size and margins of its own CSS.</summary>
    /// <exception cref="UserError">The browser failed or did not end in time.</exception>
    /// <param name="html">The document.</param>
    /// <param name="tagged">Whether the PDF can be read aloud by a screen reader.</param>
    public byte[] PrintText(string html, bool tagged = true)
    {
        var folder = Directory.CreateTempSubdirectory("claimswatch-print-");
        try
        {
            var htmlPath = System.IO.Path.Combine(folder.FullName, "in.html");
            File.WriteAllText(htmlPath, html);
            var pdf = System.IO.Path.Combine(folder.FullName, "out.pdf");
            var start = new ProcessStartInfo(Path)
            {
                RedirectStandardError = true,
                RedirectStandardOutput = true,
                UseShellExecute = false,
            };
            foreach (var argument in Arguments(folder.FullName, pdf, htmlPath, tagged))
            {
                start.ArgumentList.Add(argument);
            }

            using var process = Process.Start(start) ?? throw new UserError(ExitCode.Input, $"{Path} did not start");
            var said = process.StandardError.ReadToEndAsync();
            _ = process.StandardOutput.ReadToEndAsync();
            if (!process.WaitForExit(TimeSpan.FromSeconds(TimeoutSeconds)))
            {
                process.Kill(entireProcessTree: true);
                throw new UserError(ExitCode.Input, $"the browser did not finish in {TimeoutSeconds} seconds", Path,
                    "print the HTML by hand");
            }

            return File.Exists(pdf)
                ? File.ReadAllBytes(pdf)
                : throw new UserError(
                    ExitCode.Input, "the browser wrote no PDF", Path,
                    $"print the HTML by hand; it said: {LastLine(said.Result)}");
        }
        finally
        {
            Delete(folder);
        }
    }

    private static List<string> Arguments(string folder, string pdf, string htmlPath, bool tagged)
    {
        List<string> arguments =
        [
            "--headless", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync", "--disable-extensions", "--disable-crash-reporter",
            $"--user-data-dir={System.IO.Path.Combine(folder, "profile")}",
            "--no-pdf-header-footer", $"--print-to-pdf={pdf}", new Uri(System.IO.Path.GetFullPath(htmlPath)).AbsoluteUri,
        ];
        if (!tagged)
        {
            arguments.Insert(1, "--disable-pdf-tagging");
        }

        if (OperatingSystem.IsLinux() && Environment.UserName == "root")
        {
            arguments.Insert(1, "--no-sandbox"); // Chromium refuses to sandbox as root; CI containers run as root
        }

        return arguments;
    }

    private static IEnumerable<string> WindowsPlaces(Func<string, string?> environment)
    {
        foreach (var root in new[] { "ProgramFiles(x86)", "ProgramFiles", "LocalAppData" })
        {
            if (environment(root) is { Length: > 0 } folder)
            {
                yield return System.IO.Path.Combine(folder, "Microsoft", "Edge", "Application", "msedge.exe");
                yield return System.IO.Path.Combine(folder, "Google", "Chrome", "Application", "chrome.exe");
            }
        }
    }

    private static string LastLine(string text) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries).LastOrDefault()?.Trim() ?? "nothing";

    private static void Delete(DirectoryInfo folder)
    {
        for (var attempt = 0; attempt < 5; attempt++)
        {
            try
            {
                folder.Delete(recursive: true);
                return;
            }
            catch (IOException)
            {
                Thread.Sleep(100); // a helper process of the browser may still be closing its files
            }
            catch (UnauthorizedAccessException)
            {
                Thread.Sleep(100);
            }
        }
    }
}
