using System.Security.Cryptography;
using System.Text;

namespace ClaimsWatch.Store.Vault;

/// <summary>
/// AES-256-GCM with a nonce made from the content: the same content under the same key gives the same bytes, so a workspace is
/// reproducible, and two contents never share a nonce. Layout: magic 4, nonce 12, tag 16, ciphertext.
/// </summary>
internal static class Seal
{
    /// <summary>Bytes before the content.</summary>
    public const int HeadBytes = 4 + NonceBytes + TagBytes;

    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private static readonly byte[] s_magic = Encoding.ASCII.GetBytes("CWV1");

    /// <summary>Sealed bytes.</summary>
    public static byte[] Close(byte[] plain, VaultKey key)
    {
        var sealedBytes = new byte[HeadBytes + plain.Length];
        plain.CopyTo(sealedBytes, HeadBytes);
        CloseInPlace(sealedBytes, key);
        return sealedBytes;
    }

    /// <summary>Seals content that lies behind <see cref="HeadBytes"/> bytes to be filled.</summary>
    public static void CloseInPlace(Span<byte> bytes, VaultKey key)
    {
        var content = bytes[HeadBytes..];
        Span<byte> nonce = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key.DeriveSeal("vault-nonce"), content, nonce);
        s_magic.CopyTo(bytes);
        nonce[..NonceBytes].CopyTo(bytes[s_magic.Length..]);
        using var aes = new AesGcm(key.DeriveSeal("vault-seal"), TagBytes);
        aes.Encrypt(nonce[..NonceBytes], content, content, bytes.Slice(s_magic.Length + NonceBytes, TagBytes), s_magic);
    }

    /// <summary>The content; null if the key is another's or a bit was changed.</summary>
    public static byte[]? Open(byte[] sealedBytes, VaultKey key)
    {
        var bytes = sealedBytes.AsSpan().ToArray();
        return OpenInPlace(bytes, key) ? bytes[HeadBytes..] : null;
    }

    /// <summary>
    /// Opens the content where it lies, behind <see cref="HeadBytes"/> bytes; false if the key is another's or a bit was changed.
    /// </summary>
    public static bool OpenInPlace(Span<byte> bytes, VaultKey key)
    {
        if (bytes.Length < HeadBytes || !bytes[..s_magic.Length].SequenceEqual(s_magic))
        {
            return false;
        }

        var content = bytes[HeadBytes..];
        using var aes = new AesGcm(key.DeriveSeal("vault-seal"), TagBytes);
        try
        {
            var (nonce, tag) = (s_magic.Length, s_magic.Length + NonceBytes);
            aes.Decrypt(bytes.Slice(nonce, NonceBytes), content, bytes.Slice(tag, TagBytes), content, s_magic);
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
    }
}
