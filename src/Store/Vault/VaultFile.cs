using System.IO.Compression;
using System.Text.Json;
using ClaimsWatch.Core.Identities;
using ClaimsWatch.Store.Ledger;

namespace ClaimsWatch.Store.Vault;

/// <summary>The vault's content as Brotli-packed JSON lines in a fixed order, before it is sealed.</summary>
internal static class VaultFile
{
    private sealed record LinkLine(long Person, Identity Identity);

    private sealed record MemberLine(long Person, RosterMember Member);

    private sealed record Line(LinkLine? Link = null, MemberLine? Member = null, long? Person = null, string? Tag = null);

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

            foreach (var (_, person, identity) in vault.Linked)
            {
                Put(brotli, new Line(Link: new LinkLine(person, identity)));
            }

            foreach (var (person, member) in vault.Members)
            {
                Put(brotli, new Line(Member: new MemberLine(person, member)));
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
            if (line.Link is { } link)
            {
                vault.Link(link.Identity, link.Person);
            }
            else if (line.Member is { } member)
            {
                vault.PutMember(member.Member, member.Person);
            }
            else if (line is { Person: { } person, Tag: { } tag })
            {
                vault.Restore(person, Convert.ToUInt64(tag, 16));
            }
        }
    }

    private static void Put(Stream stream, Line line)
    {
        JsonSerializer.Serialize(stream, line, LedgerJson.Options);
        stream.WriteByte((byte)'\n');
    }
}
