using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Store.Ledger;
using ClaimsWatch.Store.Vault;

namespace ClaimsWatch.Store;

/// <summary>
/// An open workspace: its ledger, its key, its places, and for one process at a time the right to write. Opening for writing
/// first finishes what an interrupted process left behind.
/// </summary>
public sealed class Workspace : IDisposable
{
    private readonly FileStream? _lock;
    private readonly StoreOptions _options;
    private Commit? _commit;
    private (LedgerHead Head, ClaimStore Store)? _store;

    private Workspace(WorkspacePaths paths, FileStream? @lock, VaultKey key, LedgerFile ledger, StoreOptions options)
    {
        Paths = paths;
        _lock = @lock;
        Key = key;
        Ledger = ledger;
        _options = options;
    }

    /// <summary>Where things are.</summary>
    public WorkspacePaths Paths { get; }

    /// <summary>What the programme did.</summary>
    public LedgerFile Ledger { get; }

    /// <summary>The workspace's key, without the identities.</summary>
    public VaultKey Key { get; }

    /// <summary>Told how far every change has come; for tests that cut the power at each moment.</summary>
    internal Action<CommitStep>? Probe { get; set; }

    /// <summary>Whether this process holds the single writer's lock.</summary>
    public bool CanWrite => _lock is not null;

    /// <summary>Makes folders, key and ledger of a new workspace and opens it for writing.</summary>
    /// <param name="root">A folder that is not a workspace yet; files in it are left alone.</param>
    /// <param name="seed">Synthetic workspaces derive their key from it; none draws a random key.</param>
    /// <param name="options">How the store's files are written.</param>
    /// <exception cref="UserError">There is a workspace already, or another process makes one.</exception>
    public static Workspace Create(string root, long? seed = null, StoreOptions? options = null)
    {
        var paths = new WorkspacePaths(root);
        if (File.Exists(paths.Ledger))
        {
            throw Texts.AlreadyAWorkspace(paths.Root);
        }

        foreach (var folder in WorkspacePaths.Folders)
        {
            Directory.CreateDirectory(paths.At(folder));
        }

        var @lock = Lock(paths);
        try
        {
            // The ledger comes last: a folder without it is no workspace, so an interrupted init can simply be repeated.
            var key = File.Exists(paths.Key) ? VaultKey.Load(paths.Key) : VaultKey.Create(paths.Key, seed);
            var unfinished = paths.At(".ledger-new.db");
            File.Delete(unfinished);
            LedgerFile.Create(unfinished, key.Derive("ledger-salt")).Dispose();
            File.Move(unfinished, paths.Ledger);
            var ledger = LedgerFile.Open(paths.Ledger, key.Derive("ledger-salt"), write: true);
            return new Workspace(paths, @lock, key, ledger, options ?? StoreOptions.Default);
        }
        catch
        {
            @lock.Dispose();
            throw;
        }
    }

    /// <summary>Opens an existing workspace.</summary>
    /// <param name="root">Its folder.</param>
    /// <param name="write">Takes the single writer's lock; readers need none.</param>
    /// <param name="options">How the store's files are written.</param>
    /// <exception cref="UserError">No workspace there, another process writes, or key or ledger are damaged.</exception>
    public static Workspace Open(string root, bool write, StoreOptions? options = null)
    {
        var paths = new WorkspacePaths(root);
        if (!File.Exists(paths.Ledger))
        {
            throw Texts.NotAWorkspace(paths.Root);
        }

        var @lock = write ? Lock(paths) : null;
        LedgerFile? ledger = null;
        try
        {
            var key = VaultKey.Load(paths.Key);
            ledger = LedgerFile.Open(paths.Ledger, key.Derive("ledger-salt"), write);
            if (write)
            {
                Commit.RollForward(paths, ledger);
                key = VaultKey.Load(paths.Key); // an interrupted rekey has just been finished
            }

            return new Workspace(paths, @lock, key, ledger, options ?? StoreOptions.Default);
        }
        catch
        {
            ledger?.Dispose();
            @lock?.Dispose();
            throw;
        }
    }

    /// <summary>Starts a change; one that was begun before and never applied is given up.</summary>
    public Commit Begin() => Begin(Probe);

    /// <summary>
    /// The claims as they are now; take a new one after a commit. The same one until then: opening reads every file's footer.
    /// </summary>
    public ClaimStore OpenStore()
    {
        var head = Ledger.Head;
        if (_store is not { } last || last.Head != head)
        {
            _store = last = (head, new ClaimStore(Paths.Store, _options));
        }

        return last.Store;
    }

    /// <summary>Opens an empty file, its owner's alone, for rows on their way into the store;
    /// it is gone when it is closed.</summary>
    public Stream OpenSpool()
    {
        Directory.CreateDirectory(Paths.Staging);
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            Options = FileOptions.DeleteOnClose,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(Path.Combine(Paths.Staging, "spool-" + Path.GetRandomFileName()), options);
    }

    /// <summary>
    /// The identities. Only ingest, letters, record, review with names, rekey, erase, disclose and retention (decisions B9).
    /// </summary>
    public IdentityVault OpenVault() => IdentityVault.Open(Paths, Key, Aliases);

    /// <summary>Pseudonyms that stand for others, from the ledger as it is now.</summary>
    public AliasMap Aliases => AliasMap.Of(Ledger.Read<PersonAlias>(EntryKinds.Aliases));

    /// <summary>A new run's folder; its id follows from the day and the runs before it.</summary>
    public RunRecord StartRun(string verb, DateOnly today) => RunRecord.Start(Paths, verb, today);

    /// <inheritdoc/>
    public void Dispose()
    {
        GiveUp();
        Ledger.Dispose();
        _lock?.Dispose();
    }

    // A change that failed takes its staged files along: they may be what filled the disk.
    private void GiveUp()
    {
        try
        {
            _commit?.Discard();
        }
        catch (IOException)
        {
            // Somebody holds one of them; the next start clears them.
        }
    }

    /// <summary>Starts a change that tells a test how far it has come.</summary>
    internal Commit Begin(Action<CommitStep>? probe)
    {
        if (!CanWrite)
        {
            throw new InvalidOperationException("the workspace is open for reading only");
        }

        _commit?.Discard();
        return _commit = new Commit(Paths, Ledger, probe);
    }

    private static FileStream Lock(WorkspacePaths paths)
    {
        try
        {
            return new FileStream(paths.At(".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            throw Texts.Locked(paths.Root);
        }
    }
}
