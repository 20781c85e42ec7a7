using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Ingest.Bytes;
using ClaimsWatch.Ingest.Layouts;

namespace ClaimsWatch.Ingest.Receipts;

/// <summary>
/// Cuts a claim file where a receipt begins, so that several threads can read it and memory holds a part. Nothing of one receipt
/// bears on the next, but for an institution record that stands for many (provider side): a part is told where the one before it
/// lies.
/// </summary>
public static class ReceiptParts
{
    /// <summary>Bytes of a part, about. The parts follow from the file alone, never from the number of threads.</summary>
    public const int BytesOfPart = 1 << 22;

    private const int BufferBytes = 1 << 16;

    /// <summary>Parts in file order; they cover the file.</summary>
    public static IReadOnlyList<FilePart> Of(ByteSource source, Layout layout, int bytesOfPart = BytesOfPart)
    {
        var parts = new List<FilePart>();
        var (start, line, institution) = (0L, 1, (long?)null);
        while (source.Length - start > bytesOfPart)
        {
            var cut = NextStart(source, layout, start + bytesOfPart);
            if (cut < 0)
            {
                break;
            }

            var part = new FilePart(start, cut, line) { Institution = institution };
            parts.Add(part);
            institution = layout.SharesInstitution ? LastInstitution(source, layout, part) : null;
            line += CountLines(source, start, cut);
            start = cut;
        }

        parts.Add(new FilePart(start, long.MaxValue, line) { Institution = institution });
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
        var continues = layout.StartRole == RowRole.Receipt && layout.Receipt.Part.Index >= 0; // 総括: RE with the number before it
        var before = Array.Empty<byte>();
        for (var first = true; scanner.Next(); first = false)
        {
            // The first is cut off at its beginning, perhaps.
            if (first || RowBlock.Describe(scanner.Line, scanner.Number, layout, out var body).Role != layout.StartRole)
            {
                continue;
            }

            var number = continues ? NumberOf(layout, body) : default;
            if (!continues || (before.Length > 0 && number.Length > 0 && !number.SequenceEqual(before)))
            {
                return scanner.Offset;
            }

            before = number.ToArray();
        }

        return -1;
    }

    private static ReadOnlySpan<byte> NumberOf(Layout layout, ReadOnlySpan<byte> body) =>
        new Fields(body, new int[layout.Receipt.Number.Index + 1])[layout.Receipt.Number.Index];

    private static long? LastInstitution(ByteSource source, Layout layout, FilePart part)
    {
        var last = part.Institution;
        try
        {
            using var scanner = new LineScanner(source, part);
            while (scanner.Next())
            {
                if (RowBlock.Describe(scanner.Line, scanner.Number, layout, out _).Role == RowRole.Institution)
                {
                    last = scanner.Offset;
                }
            }
        }
        catch (UserError)
        {
            // A line too long: the reader will say so.
        }

        return last;
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
