using System.Text;
using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Core.Identities;
using ClaimsWatch.Store;
using ClaimsWatch.Store.Vault;

namespace ClaimsWatch.Tests.Store.Vault;

public sealed class IdentityVaultTests : IDisposable
{
    private static readonly DateOnly s_today = new(2026, 11, 22);
    private static readonly Identity s_hanako =
        new("138057", "架空12", "345", "01", "架空　花子", "カクウ　ハナコ", Sex.Female, 19800304);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Pseudonyms_are_the_first_63_bits_of_the_keyed_hash()
    {
        var key = VaultKey.FromSeed(42);
        var expected = System.Security.Cryptography.HMACSHA256.HashData(
            System.Security.Cryptography.SHA256.HashData("claimswatch synthetic key 42"u8), "138057|1|2|01"u8);

        var person = IdentityVault.Empty(key).PersonOf("138057|1|2|01");

        Assert.Equal((long)(System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(expected) >> 1), person);
        Assert.NotEqual(person, IdentityVault.Empty(VaultKey.FromSeed(43)).PersonOf("138057|1|2|01"));
    }

    [Fact]
    public void Colliding_ids_get_pseudonyms_of_their_own_and_keep_them()
    {
        var vault = IdentityVault.Empty(VaultKey.FromSeed(1), personBits: 8);
        string[] ids = [.. Enumerable.Range(0, 150).Select(i => $"id {i}")];

        var persons = ids.Select(vault.PersonOf).ToList();

        Assert.Equal(150, persons.Distinct().Count());
        Assert.Equal(persons, ids.Select(vault.PersonOf));
    }

    [Fact]
    public void What_was_linked_is_known_after_reopening()
    {
        var member =
            new RosterMember("P1", s_hanako, 20200401, 0, EndReason.None, "本人", "1234567", "架空市１−２", "住基", true, false, 3);
        long person;
        using (var workspace = Workspace.Create(_folder.File("w"), seed: 1))
        {
            var vault = workspace.OpenVault();
            person = vault.PersonOf("P1");
            Link(vault, person);
            vault.Put(new LinkedMember(member, person, 9, 20261120));
            Save(workspace, vault);
        }

        using var reopened = Workspace.Open(_folder.File("w"), write: false);
        var read = reopened.OpenVault();

        Assert.Equal([new LinkedIdentity(read.KeyOf(s_hanako), s_hanako, person, 9, Linkage.Branch)], read.Known);
        Assert.Equal(20261120, read.RosterAsOf);
        Assert.Equal(new Addressee(person, "架空　花子", "1234567", "架空市１−２", "住基", true) { OfficeBranch = 3 },
            read.AddresseeOf(person));
        Assert.Equal(member, read.Find(person)?.Member);
        Assert.Equal([person], read.FindByNumber("138057", "架空12", "345", "", 0));
        Assert.Equal([], read.FindByNumber("138057", "架空12", "345", "02", 0));
    }

    [Fact]
    public void No_identity_is_readable_on_disk()
    {
        using var workspace = Workspace.Create(_folder.File("w"), seed: 1);
        var vault = workspace.OpenVault();
        Link(vault, vault.PersonOf("P1"));
        Save(workspace, vault);

        foreach (var file in Directory.EnumerateFiles(workspace.Paths.Root, "*", SearchOption.AllDirectories)
            .Where(f => !f.EndsWith(".lock", StringComparison.Ordinal)))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream, Encoding.UTF8);
            var text = reader.ReadToEnd();
            Assert.DoesNotContain("花子", text, StringComparison.Ordinal);
            Assert.DoesNotContain("架空12", text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void How_receipts_are_named_stays_with_the_store(bool keyed)
    {
        using var workspace = Workspace.Create(_folder.File("w"), seed: 1);
        var vault = workspace.OpenVault();
        Assert.True(vault.KeysReceipts); // a new store
        vault.KeysReceipts = keyed;
        Save(workspace, vault);

        Assert.Equal(keyed, workspace.OpenVault().KeysReceipts);
    }

    [Fact]
    public void An_altered_vault_is_refused()
    {
        using var workspace = Workspace.Create(_folder.File("w"), seed: 1);
        var vault = workspace.OpenVault();
        Link(vault, vault.PersonOf("P1"));
        Save(workspace, vault);
        var bytes = File.ReadAllBytes(workspace.Paths.Identities);
        bytes[^1] ^= 1;
        File.WriteAllBytes(workspace.Paths.Identities, bytes);

        Assert.Equal(ExitCode.Refused, Assert.Throws<UserError>(workspace.OpenVault).ExitCode);
    }

    [Fact]
    public void A_forgotten_person_is_no_longer_found_but_keeps_the_pseudonym()
    {
        var vault = IdentityVault.Empty(VaultKey.FromSeed(1));
        var person = vault.PersonOf("P1");
        Link(vault, person);

        vault.Forget(person);

        Assert.Null(vault.Find(person));
        Assert.Empty(vault.Known);
        Assert.Equal(person, vault.PersonOf("P1"));
    }

    [Fact]
    public void Every_field_is_part_of_the_identity_key()
    {
        var vault = IdentityVault.Empty(VaultKey.FromSeed(1));
        Identity[] all =
        [
            s_hanako, s_hanako with { InsurerNumber = "1" }, s_hanako with { Symbol = "1" }, s_hanako with { Number = "1" },
            s_hanako with { Branch = "1" }, s_hanako with { Name = "1" }, s_hanako with { Kana = "1" },
            s_hanako with { Sex = Sex.Male },
            s_hanako with { BirthDate = 1 }, s_hanako with { Symbol = "架空1", Number = "2345" },
        ];

        Assert.Equal(all.Length, all.Select(vault.KeyOf).Distinct().Count());
    }

    [Fact]
    public void Nothing_prints_a_secret()
    {
        var vault = IdentityVault.Empty(VaultKey.FromSeed(1));
        Link(vault, 1);

        Assert.Equal("***", $"{vault}");
        Assert.Equal("***", $"{VaultKey.FromSeed(1)}");
        Assert.Equal("***", $"{vault.Find(1)}");
    }

    [Fact]
    public void A_missing_key_is_not_replaced_in_silence()
    {
        Workspace.Create(_folder.File("w"), seed: 1).Dispose();
        File.Delete(_folder.File("w/vault/key"));

        Assert.Throws<UserError>(() => Workspace.Open(_folder.File("w"), write: true));
    }

    [Fact]
    public void The_newest_roster_wins_whatever_the_order_of_its_rows()
    {
        LinkedMember[] rows =
        [
            Member("架空市１", 20200401, 20261101), Member("架空市３", 20200401, 20261120), Member("架空市２", 20200401, 20261120),
            Member("前の町", 20100401, 20261120),
        ];

        foreach (var order in new[] { rows, [.. rows.Reverse()], [rows[2], rows[0], rows[3], rows[1]] })
        {
            var vault = IdentityVault.Empty(VaultKey.FromSeed(1));
            Array.ForEach(order, vault.Put);

            Assert.Equal("架空市３", vault.AddresseeOf(5)?.Address);
            Assert.Equal(2, vault.Members.Count);
        }
    }

    private static LinkedMember Member(string address, int acquiredOn, int asOf) => new(
        new RosterMember("P1", s_hanako, acquiredOn, 0, EndReason.None, "本人", "1234567", address, "住基", true, false, 0), 5, 9,
        asOf);

    private static void Link(IdentityVault vault, long person) =>
        vault.Put(new LinkedIdentity(vault.KeyOf(s_hanako), s_hanako, person, 9, Linkage.Branch));

    private static void Save(Workspace workspace, IdentityVault vault)
    {
        var commit = workspace.Begin();
        vault.StageTo(commit);
        commit.Apply(s_today, "r");
    }
}
