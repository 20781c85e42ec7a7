using System.IO.Compression;
using System.Text.Json;
using ClaimsWatch.Core.Identities;
using ClaimsWatch.Store.Ledger;

namespace ClaimsWatch.Store.Vault;

/// <summary>The vault's content as Brotli-packed JSON lines in a fixed order, before it is sealed.</summary>
internal static class VaultFile
{
    private sealed record Line(
        LinkedIdentity? Identity = null, LinkedMember? Member = null, long? Person = null, string? Tag = null);

    /// <summary>Bytes of a vault.</summary>
    public static byte[] Write(IdentityVault vault)
    {
        var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            foreach (var (person, tag) in vault.Tags)
            {
                Put(brotli, new Line(Person: person, Tag: $"{tag:x16}"));
            }

            foreach (var identity in vault.Known)
            {
                Put(brotli, new Line(Identity: identity));
            }

            foreach (var member in vault.Members)
            {
                Put(brotli, new Line(Member: member));
            }
        }

        return packed.ToArray();
    }

    /// <summary>Fills an empty vault.</summary>
    public static void Read(byte[] bytes, IdentityVault vault)
    {
        using var reader = new StreamReader(new BrotliStream(new MemoryStream(bytes), CompressionMode.Decompress));
        while (reader.ReadLine() is { } text)
        {
            var line = JsonSerializer.Deserialize<Line>(text, LedgerJson.Options) ?? new Line();
            if (line.Identity is { } identity)
            {
                vault.Put(identity);
            }
            else if (line.Member is { } member)
            {
                vault.Put(member);
            }
            else if (line is { Person: { } person, Tag: { } tag })
            {
                vault.Restore(person, Convert.ToUInt64(tag, 16));
            }
        }
    }

    /// <summary>A roster entry as text, for comparison only.</summary>
    public static string TextOf(LinkedMember member) => JsonSerializer.Serialize(member, LedgerJson.Options);

    private static void Put(Stream stream, Line line)
    {
        JsonSerializer.Serialize(stream, line, LedgerJson.Options);
        stream.WriteByte((byte)'\n');
    }
}
