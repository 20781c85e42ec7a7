namespace ClaimsWatch.Store.Vault;

/// <summary>
/// A vault on its way into a commit. Packing and sealing take as long as a month: where there is room they are done beside other
/// work, which may read the vault but not change it.
/// </summary>
public sealed class VaultSealing : IDisposable
{
    private readonly IdentityVault _vault;
    private readonly StagedFile _file;
    private readonly Task? _beside;

    /// <summary>Begins.</summary>
    /// <param name="vault">The vault, as it is to be.</param>
    /// <param name="commit">Where it goes.</param>
    /// <param name="beside">Whether to seal while the caller does something else; at <see cref="Finish"/> if not.</param>
    public VaultSealing(IdentityVault vault, Commit commit, bool beside)
    {
        (_vault, _file) = (vault, commit.Open(WorkspacePaths.IdentitiesFile));
        _beside = beside ? Task.Run(Seal) : null;
    }

    /// <summary>Waits for the sealed file, and takes it into the commit.</summary>
    public void Finish()
    {
        if (_beside is null)
        {
            Seal();
        }
        else
        {
            _beside.GetAwaiter().GetResult();
        }

        _file.Close();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // What failed meanwhile is told by what the caller failed of, or by Finish.
        _beside?.ContinueWith(static _ => { }, TaskScheduler.Default).Wait();
        _file.Dispose();
    }

    private void Seal() => _vault.SealTo(_file.Content);
}
