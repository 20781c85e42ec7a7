using ClaimsWatch.Core.Claims;

namespace ClaimsWatch.Store;

/// <summary>Where things are in a workspace (contract 2).</summary>
public sealed class WorkspacePaths
{
    /// <summary>Settings file.</summary>
    public const string SettingsFile = "claimswatch.json";

    /// <summary>SQLite ledger.</summary>
    public const string LedgerFile = "ledger.db";

    /// <summary>Sealed identities, relative.</summary>
    public const string IdentitiesFile = "vault/identities.sealed";

    /// <summary>The workspace's key, relative.</summary>
    public const string KeyFile = "vault/key";

    /// <summary>Hashes of files under <c>incoming/</c>, relative; only saves time.</summary>
    internal const string SeenFile = ".seen";

    /// <summary>Folders of a new workspace.</summary>
    internal static readonly string[] Folders = ["incoming", "store", "vault", "runs", "out"];

    /// <summary>Paths below a root.</summary>
    public WorkspacePaths(string root) => Root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));

    /// <summary>Absolute path of the workspace.</summary>
    public string Root { get; }

    /// <summary>claimswatch.json.</summary>
    public string Settings => At(SettingsFile);

    /// <summary>ledger.db.</summary>
    public string Ledger => At(LedgerFile);

    /// <summary>What arrived, one folder a month.</summary>
    public string Incoming => At("incoming");

    /// <summary>Parquet tables, current truth.</summary>
    public string Store => At("store");

    /// <summary>Temporaries of a commit.</summary>
    public string Staging => At("store/.staging");

    /// <summary>Identities, sealed, and the key.</summary>
    public string Vault => At("vault");

    /// <summary>The workspace's key.</summary>
    public string Key => At(KeyFile);

    /// <summary>Sealed identities.</summary>
    public string Identities => At(IdentitiesFile);

    /// <summary>One folder a run.</summary>
    public string Runs => At("runs");

    /// <summary>What people open, one folder a month.</summary>
    public string Out => At("out");

    /// <summary>Folder of a month under <c>out/</c>, relative.</summary>
    public static string OutOf(ClaimMonth month) => $"out/{month}";

    /// <summary>Absolute path of a workspace-relative one, written with <c>/</c>; stepping outside is a bug.</summary>
    public string At(string relative)
    {
        var path = Path.GetFullPath(Path.Combine(Root, relative));
        return path.StartsWith(Root + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? path
            : throw new InvalidOperationException($"{relative} lies outside the workspace");
    }

    /// <summary>Workspace-relative path with <c>/</c>, as the ledger writes it.</summary>
    public string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');
}
