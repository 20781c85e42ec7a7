using System.IO.Enumeration;
using System.Reflection;

namespace ClaimsWatch.Tests.Architecture;

/// <summary>Where the sources are, seen from a test run.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    private static readonly string[] s_ignored =
        [.. File.ReadLines(Path.Combine(Root, ".gitignore")).Select(l => l.Trim())
            .Where(l => l.Length > 0 && !l.StartsWith('#'))];

    public static IEnumerable<string> Sources(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
            .Where(path =>
                !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    /// <summary>Text files that git would keep, without asking git: a source package has none.</summary>
    public static IEnumerable<string> KeptTexts() => KeptFiles(Root).Where(IsText).Order(StringComparer.Ordinal);

    /// <summary>What git would keep of one folder: all that <c>.gitignore</c> does not name.</summary>
    public static IEnumerable<FileSystemInfo> KeptAt(string folder) =>
        new DirectoryInfo(folder).EnumerateFileSystemInfos()
            .Where(entry => entry.Name != ".git" && !s_ignored.Any(pattern => Names(pattern, entry)));

    public static string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    public static Assembly Room(string name) => Assembly.Load($"ClaimsWatch.{name}");

    private static IEnumerable<string> KeptFiles(string folder) =>
        KeptAt(folder).SelectMany(entry => entry is DirectoryInfo ? KeptFiles(entry.FullName) : [entry.FullName]);

    // As git tells them apart: by a zero byte near the start.
    private static bool IsText(string path)
    {
        using var file = File.OpenRead(path);
        var head = new byte[8000];
        return !head.AsSpan(0, file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)).Contains((byte)0);
    }

    // The few forms that our .gitignore uses: a name or a pattern, / behind it for folders only, / before it at the root only.
    private static bool Names(string pattern, FileSystemInfo entry) =>
        (entry is DirectoryInfo || !pattern.EndsWith('/'))
        && (!pattern.StartsWith('/') || Path.GetDirectoryName(entry.FullName) == Root)
        && FileSystemName.MatchesSimpleExpression(pattern.Trim('/'), entry.Name, ignoreCase: false);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ClaimsWatch.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("the tests run outside a checkout: ClaimsWatch.sln is not above them");
    }
}
