using System.IO.Compression;
using System.Text;
using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Identities;
using ClaimsWatch.Store;
using ClaimsWatch.Store.Vault;

namespace ClaimsWatch.Tests.Store.Vault;

/// <summary>The vault's file of version 2 as <see cref="BinaryWriter"/> writes it, field by field,
/// on purpose not by the code that is tested.</summary>
public sealed class VaultFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static Identity Person(int i) => new(
        "138057", $"架空{i % 7}", $"{i}", i % 3 == 0 ? "" : "01", i % 1000 == 0 ? new string('名', i + 40) : $"架空　花子{i}", "カクウ",
        (Sex)(i % 3), 19800101 + i);

    // Several blocks of records, so that some lie across the seams.
    private static readonly LinkedIdentity[] s_known =
        [.. Enumerable.Range(1, 20_000)
            .Select(i => new LinkedIdentity(new IdentityKey((ulong)i / 3, (ulong)i), Person(i), i, i % 97, Linkage.Branch))];

    private static readonly LinkedMember[] s_members = [.. Enumerable.Range(1, 20_000).Select(i => new LinkedMember(
        new RosterMember(
            $"P{i}", Person(i), 20200401, i % 5 == 0 ? 20240401 : 0, (EndReason)(i % 4), "本人", "1234567",
            new string('町', i % 50), "住基", i % 2 == 0,
            i % 11 == 0, i % 3),
        i, i % 97, 20261120))];

    private static byte[] Plain(byte version)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes, Encoding.UTF8);
        writer.Write(version);
        writer.Write(2);
        writer.Write(5L);
        writer.Write(50UL);
        writer.Write(9L);
        writer.Write(90UL);
        writer.Write(s_known.Length);
        foreach (var linked in s_known)
        {
            writer.Write(linked.Key.High);
            writer.Write(linked.Key.Low);
            Write(writer, linked.Identity);
            writer.Write(linked.Person);
            writer.Write(linked.Household);
            writer.Write((int)linked.Linkage);
        }

        writer.Write(s_members.Length);
        foreach (var linked in s_members)
        {
            var member = linked.Member;
            writer.Write(member.PersonId);
            Write(writer, member.Identity);
            writer.Write(member.AcquiredOn);
            writer.Write(member.LostOn);
            writer.Write((int)member.EndReason);
            writer.Write(member.Relationship);
            writer.Write(member.PostalCode);
            writer.Write(member.Address);
            writer.Write(member.AddressSource);
            writer.Write(member.RecipientIsPerson);
            writer.Write(member.Shielded);
            writer.Write(member.OfficeBranch);
            writer.Write(linked.Person);
            writer.Write(linked.Household);
            writer.Write(linked.AsOf);
        }

        writer.Flush();
        return bytes.ToArray();
    }

    private static void Write(BinaryWriter writer, Identity identity)
    {
        writer.Write(identity.InsurerNumber);
        writer.Write(identity.Symbol);
        writer.Write(identity.Number);
        writer.Write(identity.Branch);
        writer.Write(identity.Name);
        writer.Write(identity.Kana);
        writer.Write((int)identity.Sex);
        writer.Write(identity.BirthDate);
    }

    private Workspace WithVault(byte[] plain)
    {
        var workspace = Workspace.Create(_folder.File("w"), seed: 1);
        File.WriteAllBytes(workspace.Paths.Identities, SealTests.Closed(Packed(plain), 1));
        return workspace;
    }

    [Fact]
    public void A_vault_of_version_2_is_read_and_written_as_it_was()
    {
        using var workspace = WithVault(Plain(2));

        var vault = workspace.OpenVault();

        Assert.Equal(s_known, vault.Known);
        Assert.Equal(s_members, vault.Members);
        using var unpacked = new MemoryStream();
        using var written = new MemoryStream();
        vault.SealTo(written);
        using (var brotli = new BrotliStream(
            new MemoryStream(SealTests.Opened(written.ToArray(), 1)), CompressionMode.Decompress))
        {
            brotli.CopyTo(unpacked);
        }

        Assert.Equal(Plain(2), unpacked.ToArray());
    }

    [Fact]
    public void A_vault_of_another_version_is_refused_and_one_that_ends_too_early_is_no_vault()
    {
        using (var workspace = WithVault(Plain(4)))
        {
            Assert.Throws<ClaimsWatch.Core.Diagnostics.UserError>(workspace.OpenVault);
            var plain = Plain(2);
            File.WriteAllBytes(workspace.Paths.Identities, SealTests.Closed(Packed(plain[..^1]), 1));
            Assert.Throws<EndOfStreamException>(workspace.OpenVault);
        }
    }

    [Fact]
    public void A_file_that_was_cut_behind_all_that_is_needed_is_refused_too()
    {
        using var workspace = WithVault(Plain(2));
        var bytes = SealTests.Closed([.. Packed(Plain(2)), .. new byte[Seal.ChunkBytes]], 1);
        File.WriteAllBytes(workspace.Paths.Identities, bytes);
        Assert.Equal(s_known, workspace.OpenVault().Known);

        File.WriteAllBytes(workspace.Paths.Identities, bytes[..(Seal.MagicBytes + Seal.HeadBytes + Seal.ChunkBytes)]);

        Assert.Equal(ClaimsWatch.Core.Diagnostics.ExitCode.Refused,
            Assert.Throws<ClaimsWatch.Core.Diagnostics.UserError>(workspace.OpenVault).ExitCode);
    }

    [Fact]
    public void What_is_put_replaces_what_has_its_key_and_what_is_older()
    {
        using var workspace = WithVault(Plain(2));
        var vault = workspace.OpenVault();
        var (first, second) = (s_known[7] with { Person = 77 }, s_known[7] with { Person = 78 });
        var moved = s_members[3] with { AsOf = 20261221, Member = s_members[3].Member with { Address = "次の町" } };
        var late = s_members[4] with { AsOf = 20200101, Member = s_members[4].Member with { Address = "前の町" } };
        var added = s_members[5] with { Member = s_members[5].Member with { AcquiredOn = 20100401 } };

        vault.Put(LinkedIdentities.Of([second, first]));
        vault.Put(second);
        vault.Put(LinkedMembers.Of([added, late, moved]));

        LinkedIdentity[] known = [.. s_known];
        known[7] = second;
        List<LinkedMember> members = [.. s_members];
        members[3] = moved;
        members.Insert(5, added);
        Assert.Equal(known, vault.Known);
        Assert.Equal(members, vault.Members);
        Assert.Equal([.. Enumerable.Range(1, 20_000).Select(i => (long)i)], vault.Persons);
    }

    private static byte[] Packed(byte[] plain)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            brotli.Write(plain);
        }

        return packed.ToArray();
    }
}
