using System.Text;
using System.Text.Unicode;

namespace ClaimsWatch.Ingest.Bytes;

/// <summary>Encoding of a delivered file; names are those of the results (decisions E1).</summary>
public enum FileEncoding
{
    /// <summary>Shift_JIS as Windows code page 932, the specified one; also said of pure ASCII.</summary>
    Cp932,

    /// <summary>UTF-8, with or without a mark.</summary>
    Utf8,
}

/// <summary>Finds a file's encoding: a UTF-8 mark, else text outside ASCII that is strictly UTF-8, else CP932.</summary>
public static class EncodingSniffer
{
    private const int CharsOnStack = 128;

    private static readonly Encoding s_cp932 = CodePagesEncodingProvider.Instance.GetEncoding(
        932, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads as far as needed: CP932 shows itself at the first name.</summary>
    public static FileEncoding Sniff(ByteSource source)
    {
        var buffer = new byte[1 << 16];
        var ascii = true;
        long offset = 0;
        var carried = 0;
        while (true)
        {
            var read = source.ReadAt(offset, buffer.AsSpan(carried));
            var chunk = buffer.AsSpan(0, carried + read);
            if (offset == 0 && chunk.StartsWith("\uFEFF"u8))
            {
                return FileEncoding.Utf8;
            }

            offset += read;
            var tail = read == 0 ? 0 : IncompleteTail(chunk);
            var whole = chunk[..^tail];
            if (!Ascii.IsValid(whole))
            {
                ascii = false;
                if (!Utf8.IsValid(whole))
                {
                    return FileEncoding.Cp932;
                }
            }

            if (read == 0)
            {
                return ascii ? FileEncoding.Cp932 : FileEncoding.Utf8;
            }

            chunk[^tail..].CopyTo(buffer);
            carried = tail;
        }
    }

    /// <summary>The strict decoder: it throws, and never puts a replacement character into a name.</summary>
    public static Encoding DecoderOf(FileEncoding encoding) => encoding == FileEncoding.Utf8 ? s_utf8 : s_cp932;

    /// <summary>Decodes a field; false if its bytes are not text in this encoding.</summary>
    public static bool TryDecode(FileEncoding encoding, ReadOnlySpan<byte> field, out string text)
    {
        if (Ascii.IsValid(field))
        {
            text = Encoding.ASCII.GetString(field);
            return true;
        }

        try
        {
            // Neither encoding has more characters than bytes: one pass instead of one to count and one to decode.
            Span<char> local = stackalloc char[CharsOnStack];
            var chars = field.Length <= local.Length ? local : new char[field.Length];
            text = new string(chars[..DecoderOf(encoding).GetChars(field, chars)]);
            return true;
        }
        catch (DecoderFallbackException)
        {
            text = "";
            return false;
        }
    }

    /// <summary>Name as results print it.</summary>
    public static string NameOf(FileEncoding encoding) => encoding == FileEncoding.Utf8 ? "utf-8" : "cp932";

    private static int IncompleteTail(ReadOnlySpan<byte> chunk)
    {
        for (var back = 1; back <= Math.Min(3, chunk.Length); back++)
        {
            var b = chunk[^back];
            if (b >= 0xC0)
            {
                var needed = b >= 0xF0 ? 4 : b >= 0xE0 ? 3 : 2;
                return back < needed ? back : 0;
            }

            if (b < 0x80)
            {
                return 0;
            }
        }

        return 0;
    }
}
