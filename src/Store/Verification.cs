using System.Text.Json;
using ClaimsWatch.Store.Ledger;

namespace ClaimsWatch.Store;

/// <summary>What a check covers.</summary>
public enum VerifiedPart
{
    /// <summary>Chain, bodies and tail of the ledger.</summary>
    Ledger,

    /// <summary>Files of <c>store/</c> and <c>vault/</c> against the hashes of their commits.</summary>
    Files,

    /// <summary>Commits that were not finished.</summary>
    Staging,

    /// <summary>Manifests of runs.</summary>
    Runs,
}

/// <summary>Something that is not as it was left.</summary>
public sealed record Finding(VerifiedPart Part, string Where, string What);

/// <summary>`verify`: is everything as the program left it.</summary>
public static class Verification
{
    /// <summary>What to do about findings.</summary>
    public static string Next(IReadOnlyList<Finding> findings) =>
        findings.All(f => f is { Part: VerifiedPart.Staging, Where: "store/.staging" })
        ? Texts.StagingNext : Texts.RestoreNext;

    /// <summary>
    /// All findings, in a fixed order; empty if the workspace is intact. Files under <c>out/</c> belong to people and are not
    /// checked.
    /// </summary>
    public static IReadOnlyList<Finding> Run(Workspace workspace)
    {
        var findings = new List<Finding>();
        var heads = new List<LedgerHead>();
        try
        {
            heads.AddRange(RunRecord.Heads(workspace.Paths));
        }
        catch (JsonException e)
        {
            findings.Add(new Finding(VerifiedPart.Runs, "runs/", Texts.ManifestDamaged(e.Message)));
        }

        findings.AddRange(Chain.Verify(workspace.Ledger, heads)
            .Select(f => new Finding(VerifiedPart.Ledger, WorkspacePaths.LedgerFile, f)));
        if (Commit.Pending(workspace.Ledger) is { } pending)
        {
            findings.Add(new Finding(VerifiedPart.Staging, $"entry {pending.Seq}", Texts.CommitWaits));
        }
        else
        {
            findings.AddRange(Files(workspace));
        }

        if (Directory.Exists(workspace.Paths.Staging) && Directory.EnumerateFiles(workspace.Paths.Staging).Any())
        {
            findings.Add(new Finding(VerifiedPart.Staging, "store/.staging", Texts.StagingLeft));
        }

        return findings;
    }

    private static IEnumerable<Finding> Files(Workspace workspace)
    {
        var expected = new SortedDictionary<string, IntendedFile>(StringComparer.Ordinal);
        foreach (var file in workspace.Ledger.Read<Intent>(EntryKinds.Intent).SelectMany(i => i.Files))
        {
            expected[file.Path] = file;
        }

        foreach (var (path, file) in expected.Where(f => IsOurs(f.Key)))
        {
            var full = workspace.Paths.At(path);
            if (file.Staged.Length > 0 && !File.Exists(full))
            {
                yield return new Finding(VerifiedPart.Files, path, Texts.FileMissing);
            }
            else if (file.Staged.Length > 0 && FileHash.Of(full) != file.Sha256)
            {
                yield return new Finding(VerifiedPart.Files, path, Texts.FileChanged);
            }
            else if (file.Staged.Length == 0 && File.Exists(full))
            {
                yield return new Finding(VerifiedPart.Files, path, Texts.FileCameBack);
            }
        }

        var paths = workspace.Paths;
        foreach (var path in Directory.EnumerateFiles(paths.Store, "*", SearchOption.AllDirectories).Select(paths.Relative)
            .Where(p => !p.StartsWith("store/.staging/", StringComparison.Ordinal)
                && !p.StartsWith("store/.hot/", StringComparison.Ordinal) && !expected.ContainsKey(p))
            .Order(StringComparer.Ordinal))
        {
            yield return new Finding(VerifiedPart.Files, path, Texts.FileUnknown);
        }
    }

    private static bool IsOurs(string path) =>
        path.StartsWith("store/", StringComparison.Ordinal) || path.StartsWith("vault/", StringComparison.Ordinal);
}
