using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Identities;
using ClaimsWatch.Store;
using ClaimsWatch.Store.Vault;

namespace ClaimsWatch.Tests.Store.Vault;

public sealed class VaultSealingTests : IDisposable
{
    private static readonly Identity s_hanako = new("39139999", "12", "123", "02", "架空　花子", "", Sex.Female, 19800101);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_vault_sealed_beside_other_work_or_at_the_end_is_the_same_file(bool beside)
    {
        using var workspace = Workspace.Create(_folder.File("w"), seed: 1);
        var vault = WithHanako(workspace);
        var commit = workspace.Begin();
        using (var sealing = new VaultSealing(vault, commit, beside))
        {
            commit.Stage("out/2024-05/other.txt", "staged meanwhile");
            sealing.Finish();
        }

        commit.Apply(new DateOnly(2024, 6, 1), "r");

        using var written = new MemoryStream();
        vault.SealTo(written);
        Assert.Equal(written.ToArray(), File.ReadAllBytes(workspace.Paths.Identities));
        Assert.Equal(vault.Known, workspace.OpenVault().Known);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_sealing_given_up_can_not_be_applied_and_leaves_the_vault_as_it_was(bool beside)
    {
        using var workspace = Workspace.Create(_folder.File("w"), seed: 1);
        var commit = workspace.Begin();
        new VaultSealing(WithHanako(workspace), commit, beside).Dispose();

        Assert.Throws<InvalidOperationException>(() => commit.Apply(new DateOnly(2024, 6, 1), "r"));
        Assert.Empty(workspace.OpenVault().Known);
    }

    private static IdentityVault WithHanako(Workspace workspace)
    {
        var vault = workspace.OpenVault();
        vault.Put(new LinkedIdentity(vault.KeyOf(s_hanako), s_hanako, vault.PersonOf("P1"), 5, Linkage.Roster));
        return vault;
    }
}
