using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Ingest.Bytes;
using ClaimsWatch.Ingest.Layouts;

namespace ClaimsWatch.Ingest.Receipts;

/// <summary>
/// Cuts an insurer file where a receipt begins, so that several threads can read it. Nothing of one receipt bears on the next there; on the
/// provider side it does (one institution record stands for many receipts), and such a file is one part.
/// </summary>
internal static class ReceiptParts
{
    /// <summary>Bytes of a part, about. The parts follow from the file alone, never from the number of threads.</summary>
    public const int BytesOfPart = 1 << 22;

    private const int BufferBytes = 1 << 16;

    /// <summary>Parts in file order; they cover the file.</summary>
    public static IReadOnlyList<FilePart> Of(ByteSource source, Layout layout, int bytesOfPart = BytesOfPart)
    {
        var parts = new List<FilePart>();
        var (start, line) = (0L, 1);
        while (layout.HasPrefix && source.Length - start > bytesOfPart)
        {
            var cut = NextStart(source, layout, start + bytesOfPart);
            if (cut < 0)
            {
                break;
            }

            parts.Add(new FilePart(start, cut, line));
            line += CountLines(source, start, cut);
            start = cut;
        }

        parts.Add(new FilePart(start, long.MaxValue, line));
        return parts;
    }

    /// <summary>Offset of the first receipt that begins behind <paramref name="offset"/>; −1 if none does.</summary>
    private static long NextStart(ByteSource source, Layout layout, long offset)
    {
        try
        {
            return FirstStart(source, layout, offset);
        }
        catch (UserError)
        {
            return -1; // a line too long: the reader, which knows its number, will say so
        }
    }

    private static long FirstStart(ByteSource source, Layout layout, long offset)
    {
        using var scanner = new LineScanner(source, new FilePart(offset, long.MaxValue, 2), BufferBytes);
        var first = true; // cut off at its beginning, perhaps
        while (scanner.Next())
        {
            if (!first && RowBlock.Describe(scanner.Line, scanner.Number, layout, out _).Role == layout.StartRole)
            {
                return scanner.Offset;
            }

            first = false;
        }

        return -1;
    }

    private static int CountLines(ByteSource source, long start, long end)
    {
        var buffer = new byte[BufferBytes];
        var lines = 0;
        while (start < end)
        {
            var read = source.ReadAt(start, buffer.AsSpan(0, (int)Math.Min(buffer.Length, end - start)));
            lines += buffer.AsSpan(0, read).Count((byte)'\n');
            start += read;
        }

        return lines;
    }
}
