using System.IO.Compression;
using System.Text;
using System.Text.Json;
using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Identities;
using ClaimsWatch.Store.Ledger;

namespace ClaimsWatch.Store.Vault;

/// <summary>
/// The vault's content as Brotli-packed binary records in a fixed order, before it is sealed. Binary, because the whole vault is read
/// and written with every delivery: as JSON lines that was half of a delivery's processor time.
/// </summary>
internal static class VaultFile
{
    private const byte Version = 2;

    // A vault unpacks to about three times its bytes, one person more or less.
    private const int PackedTo = 4;
    private const int ChunkBytes = 1 << 20;

    /// <summary>Bytes of a vault.</summary>
    public static byte[] Write(IdentityVault vault)
    {
        var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            var plain = new MemoryStream(ChunkBytes * 2);
            using (var writer = new BinaryWriter(plain, Encoding.UTF8, leaveOpen: true))
            {
                writer.Write(Version);
                WriteAll(writer, brotli, vault.Tags, (w, t) =>
                {
                    w.Write(t.Key);
                    w.Write(t.Value);
                });
                WriteAll(writer, brotli, vault.Known, WriteLinked);
                WriteAll(writer, brotli, vault.Members, WriteMember);
                Pack(plain, brotli);
            }

            Array.Clear(plain.GetBuffer());
        }

        return packed.ToArray();
    }

    /// <summary>Fills an empty vault; false if the bytes are of another version.</summary>
    public static bool TryRead(byte[] bytes, IdentityVault vault)
    {
        var plain = new MemoryStream(bytes.Length * PackedTo);
        using (var brotli = new BrotliStream(new MemoryStream(bytes), CompressionMode.Decompress))
        {
            brotli.CopyTo(plain);
        }

        var reader = new VaultReader(plain.GetBuffer().AsMemory(0, (int)plain.Length));
        if (plain.Length == 0 || reader.Byte() != Version)
        {
            return false;
        }

        for (var left = reader.Int(); left > 0; left--)
        {
            vault.Restore(reader.Long(), reader.ULong());
        }

        for (var left = reader.Int(); left > 0; left--)
        {
            vault.Put(ReadLinked(reader));
        }

        for (var left = reader.Int(); left > 0; left--)
        {
            vault.Put(ReadMember(reader));
        }

        Array.Clear(plain.GetBuffer());
        return true;
    }

    /// <summary>A roster entry as text, for comparison only.</summary>
    public static string TextOf(LinkedMember member) => JsonSerializer.Serialize(member, LedgerJson.Options);

    private static void WriteAll<T>(BinaryWriter writer, BrotliStream brotli, IReadOnlyList<T> items, Action<BinaryWriter, T> write)
    {
        var plain = (MemoryStream)writer.BaseStream;
        writer.Write(items.Count);
        foreach (var item in items)
        {
            write(writer, item);
            if (plain.Length >= ChunkBytes)
            {
                Pack(plain, brotli);
            }
        }
    }

    // A chunk at a time: the whole vault in plain would be as large again as the people in memory.
    private static void Pack(MemoryStream plain, BrotliStream brotli)
    {
        brotli.Write(plain.GetBuffer().AsSpan(0, (int)plain.Length));
        plain.SetLength(0);
    }

    private static void WriteLinked(BinaryWriter writer, LinkedIdentity linked)
    {
        writer.Write(linked.Key.High);
        writer.Write(linked.Key.Low);
        WriteIdentity(writer, linked.Identity);
        writer.Write(linked.Person);
        writer.Write(linked.Household);
        writer.Write((int)linked.Linkage);
    }

    private static LinkedIdentity ReadLinked(VaultReader reader) => new(
        new IdentityKey(reader.ULong(), reader.ULong()), ReadIdentity(reader), reader.Long(), reader.Long(),
        (Linkage)reader.Int());

    private static void WriteMember(BinaryWriter writer, LinkedMember linked)
    {
        var member = linked.Member;
        writer.Write(member.PersonId);
        WriteIdentity(writer, member.Identity);
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

    private static LinkedMember ReadMember(VaultReader reader) => new(
        new RosterMember(
            reader.Text(), ReadIdentity(reader), reader.Int(), reader.Int(), (EndReason)reader.Int(),
            reader.Text(), reader.Text(), reader.Text(), reader.Text(), (reader.Byte() != 0),
            (reader.Byte() != 0), reader.Int()),
        reader.Long(), reader.Long(), reader.Int());

    private static void WriteIdentity(BinaryWriter writer, Identity identity)
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

    private static Identity ReadIdentity(VaultReader reader) => new(
        reader.Text(), reader.Text(), reader.Text(), reader.Text(), reader.Text(), reader.Text(),
        (Sex)reader.Int(), reader.Int());
}
