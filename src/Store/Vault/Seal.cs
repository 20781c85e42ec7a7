using System.Security.Cryptography;
using System.Text;

namespace ClaimsWatch.Store.Vault;

/// <summary>
/// AES-256-GCM with a nonce made from the content: the same content under the same key gives the same bytes, so a workspace is
/// reproducible, and two contents never share a nonce. Layout: magic 4, nonce 12, tag 16, ciphertext.
/// </summary>
internal static class Seal
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private static readonly byte[] s_magic = Encoding.ASCII.GetBytes("CWV1");

    /// <summary>Sealed bytes.</summary>
    public static byte[] Close(byte[] plain, VaultKey key)
    {
        var nonce = HMACSHA256.HashData(key.DeriveSeal("vault-nonce"), plain)[..NonceBytes];
        var sealedBytes = new byte[s_magic.Length + NonceBytes + TagBytes + plain.Length];
        s_magic.CopyTo(sealedBytes, 0);
        nonce.CopyTo(sealedBytes, s_magic.Length);
        var tag = sealedBytes.AsSpan(s_magic.Length + NonceBytes, TagBytes);
        using var aes = new AesGcm(key.DeriveSeal("vault-seal"), TagBytes);
        aes.Encrypt(nonce, plain, sealedBytes.AsSpan(s_magic.Length + NonceBytes + TagBytes), tag, s_magic);
        return sealedBytes;
    }

    /// <summary>The content; null if the key is another's or a bit was changed.</summary>
    public static byte[]? Open(byte[] sealedBytes, VaultKey key)
    {
        const int head = 4 + NonceBytes + TagBytes;
        if (sealedBytes.Length < head || !sealedBytes.AsSpan(0, 4).SequenceEqual(s_magic))
        {
            return null;
        }

        var plain = new byte[sealedBytes.Length - head];
        using var aes = new AesGcm(key.DeriveSeal("vault-seal"), TagBytes);
        try
        {
            aes.Decrypt(
                sealedBytes.AsSpan(4, NonceBytes), sealedBytes.AsSpan(head), sealedBytes.AsSpan(4 + NonceBytes, TagBytes), plain,
                s_magic);
            return plain;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }
}
