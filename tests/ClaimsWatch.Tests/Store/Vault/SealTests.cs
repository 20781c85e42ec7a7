using System.Security.Cryptography;
using ClaimsWatch.Store.Vault;

namespace ClaimsWatch.Tests.Store.Vault;

public sealed class SealTests
{
    private const int ChunkWithHead = Seal.ChunkBytes + Seal.HeadBytes;

    /// <summary>Sealed bytes under the key of a seed.</summary>
    public static byte[] Closed(ReadOnlySpan<byte> plain, long seed)
    {
        using var bytes = new MemoryStream();
        using var writer = new SealWriter(bytes, VaultKey.FromSeed(seed));
        writer.Write(plain);
        writer.Finish();
        return bytes.ToArray();
    }

    /// <summary>Content of sealed bytes.</summary>
    public static byte[] Opened(byte[] sealedBytes, long seed)
    {
        using var reader = new SealReader(new MemoryStream(sealedBytes), VaultKey.FromSeed(seed));
        using var plain = new MemoryStream();
        reader.CopyTo(plain);
        return plain.ToArray();
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(Seal.ChunkBytes - 1, 1)]
    [InlineData(Seal.ChunkBytes, 1)]
    [InlineData(Seal.ChunkBytes + 1, 2)]
    [InlineData((3 * Seal.ChunkBytes) + 5, 4)]
    public void What_is_sealed_is_opened_at_every_length(int length, int chunks)
    {
        var plain = Plain(length, 1);
        var bytes = Closed(plain, 1);

        Assert.Equal(Seal.MagicBytes + (chunks * Seal.HeadBytes) + length, bytes.Length);
        Assert.Equal(plain, Opened(bytes, 1));
    }

    [Fact]
    public void How_the_content_was_written_makes_no_difference()
    {
        var plain = Plain((2 * Seal.ChunkBytes) + 77, 2);
        using var bytes = new MemoryStream();
        using (var writer = new SealWriter(bytes, VaultKey.FromSeed(1)))
        {
            var random = new Random(3);
            for (var at = 0; at < plain.Length;)
            {
                var part = Math.Min(plain.Length - at, random.Next(1, 300_000));
                writer.Write(plain, at, part);
                writer.Flush();
                at += part;
            }

            writer.Finish();
        }

        Assert.Equal(Closed(plain, 1), bytes.ToArray());
    }

    [Fact]
    public void The_same_content_seals_to_the_same_bytes_and_no_two_chunks_share_a_nonce()
    {
        var same = new byte[(3 * Seal.ChunkBytes) + 1];
        var bytes = Closed(same, 1);

        Assert.Equal(bytes, Closed(same, 1));
        string[] nonces =
        [
            .. Enumerable.Range(0, 4).Select(i => NonceOf(bytes, i)), NonceOf(Closed([1], 1), 0), NonceOf(Closed([2], 1), 0),
            NonceOf(Closed([1], 2), 0), NonceOf(Closed([], 1), 0),
        ];
        Assert.Distinct(nonces);
    }

    [Fact]
    public void Another_key_or_a_changed_bit_opens_nothing()
    {
        var bytes = Closed(Plain(100, 4), 1);

        Assert.ThrowsAny<CryptographicException>(() => Opened(bytes, 2));
        for (var at = 0; at < bytes.Length; at++)
        {
            var changed = bytes.ToArray();
            changed[at] ^= 0x40;
            Assert.ThrowsAny<CryptographicException>(() => Opened(changed, 1));
        }
    }

    [Fact]
    public void A_file_that_is_cut_or_goes_on_is_refused()
    {
        var bytes = Closed(Plain(Seal.ChunkBytes + 10, 5), 1);

        foreach (var length in new[] { 0, 3, 4, 10, 4 + ChunkWithHead, 5 + ChunkWithHead, bytes.Length - 1 })
        {
            Assert.ThrowsAny<CryptographicException>(() => Opened(bytes[..length], 1));
        }

        Assert.ThrowsAny<CryptographicException>(() => Opened([.. bytes, 0], 1));
    }

    [Fact]
    public void A_chunk_that_was_left_out_repeated_moved_or_taken_from_another_vault_is_refused()
    {
        var bytes = Closed(Plain((3 * Seal.ChunkBytes) + 9, 6), 1);
        var other = Closed([.. Plain(Seal.ChunkBytes, 7), .. Plain((3 * Seal.ChunkBytes) + 9, 6)[Seal.ChunkBytes..]], 1);
        byte[] Chunk(byte[] of, int i) =>
            of[(Seal.MagicBytes + (i * ChunkWithHead))..Math.Min(of.Length, Seal.MagicBytes + ((i + 1) * ChunkWithHead))];
        byte[] Of(params byte[][] chunks) => [.. Seal.Magic, .. chunks.SelectMany(c => c)];
        var (a, b, c, end) = (Chunk(bytes, 0), Chunk(bytes, 1), Chunk(bytes, 2), Chunk(bytes, 3));

        Assert.Equal(bytes, Of(a, b, c, end));
        Assert.ThrowsAny<CryptographicException>(() => Opened(Of(a, c, end), 1));
        Assert.ThrowsAny<CryptographicException>(() => Opened(Of(a, b, b, c, end), 1));
        Assert.ThrowsAny<CryptographicException>(() => Opened(Of(b, a, c, end), 1));
        Assert.ThrowsAny<CryptographicException>(() => Opened(Of(a, b, c), 1));
        Assert.ThrowsAny<CryptographicException>(() => Opened(Of(a, Chunk(other, 1), c, end), 1));
    }

    [Fact]
    public void What_was_not_finished_can_not_be_opened()
    {
        using var bytes = new MemoryStream();
        using (var writer = new SealWriter(bytes, VaultKey.FromSeed(1)))
        {
            writer.Write(Plain(Seal.ChunkBytes * 2, 8));
        }

        Assert.ThrowsAny<CryptographicException>(() => Opened(bytes.ToArray(), 1));
    }

    [Fact]
    public void A_vault_of_before_chunks_is_opened_too()
    {
        var plain = Plain(5000, 9);
        var bytes = Whole(plain, 1);

        Assert.Equal(plain, Opened(bytes, 1));
        Assert.ThrowsAny<CryptographicException>(() => Opened(bytes, 2));
        bytes[^1] ^= 1;
        Assert.ThrowsAny<CryptographicException>(() => Opened(bytes, 1));
        Assert.ThrowsAny<CryptographicException>(() => Opened(bytes[..20], 1));
    }

    // Magic, nonce, tag, ciphertext of all: what the program wrote until chunks came.
    private static byte[] Whole(byte[] plain, long seed)
    {
        var magic = "CWV1"u8;
        var key = VaultKey.FromSeed(seed);
        var nonce = HMACSHA256.HashData(key.DeriveSeal("vault-nonce"), plain)[..12];
        using var aes = new AesGcm(key.DeriveSeal("vault-seal"), 16);
        var (sealedBytes, tag) = (new byte[plain.Length], new byte[16]);
        aes.Encrypt(nonce, plain, sealedBytes, tag, magic);
        return [.. magic, .. nonce, .. tag, .. sealedBytes];
    }

    private static string NonceOf(byte[] bytes, int chunk) =>
        Convert.ToHexString(bytes.AsSpan(Seal.MagicBytes + (chunk * ChunkWithHead), 12));

    private static byte[] Plain(int length, int seed)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}
