using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Core.Identities;
using ClaimsWatch.Store;
using ClaimsWatch.Store.Vault;

namespace ClaimsWatch.Tests.Store.Vault;

public sealed class VaultKeyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("Staged")]
    [InlineData("Intended")]
    [InlineData("Placed")]
    [InlineData("AllPlaced")]
    public void A_rekey_cut_at_any_step_leaves_identities_that_open(string step)
    {
        long person;
        using (var workspace = Workspace.Create(_folder.File("w"), seed: 1))
        {
            var vault = workspace.OpenVault();
            person = vault.PersonOf("P1");
            var identity = new Identity("138057", "架空12", "345", "01", "架空　花子", "カクウ　ハナコ", Sex.Female, 19800304);
            vault.Put(new LinkedIdentity(vault.KeyOf(identity), identity, person, 9, Linkage.Branch));
            var commit = workspace.Begin();
            vault.StageTo(commit);
            commit.Apply(new DateOnly(2026, 11, 22), "a");
        }

        using (var workspace = Workspace.Open(_folder.File("w"), write: true))
        {
            var commit = workspace.Begin(reached =>
            {
                if ($"{reached}" == step)
                {
                    throw new IOException("the power went off");
                }
            });
            workspace.OpenVault().StageRekeyedTo(commit);
            Assert.Throws<IOException>(() => commit.Apply(new DateOnly(2026, 11, 22), "b"));
        }

        using var reopened = Workspace.Open(_folder.File("w"), write: true);
        Assert.NotNull(reopened.OpenVault().Find(person));
        Assert.Equal(person, reopened.OpenVault().PersonOf("P1"));
        Assert.Empty(Verification.Run(reopened));
    }

    [Fact]
    public void A_key_of_another_length_is_refused()
    {
        var path = _folder.File("key");
        File.WriteAllBytes(path, new byte[33]);

        Assert.Throws<UserError>(() => VaultKey.Load(path));
    }
}
