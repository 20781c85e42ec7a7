namespace ClaimsWatch.Ingest.Bytes;

/// <summary>One delivered file, readable anywhere, from disk or from a test's array. Ingest itself never opens a file.</summary>
public abstract class ByteSource
{
    /// <summary>File name without folder.</summary>
    public abstract string Name { get; }

    /// <summary>Bytes.</summary>
    public abstract long Length { get; }

    /// <summary>Fills <paramref name="target"/> from <paramref name="offset"/>; fewer bytes than asked only at the end.
    /// Thread-safe.</summary>
    public abstract int ReadAt(long offset, Span<byte> target);

    /// <summary>The whole content; for small files (roster, master) only.</summary>
    public byte[] ReadAll()
    {
        var bytes = new byte[checked((int)Length)];
        var filled = 0;
        while (filled < bytes.Length)
        {
            var read = ReadAt(filled, bytes.AsSpan(filled));
            if (read == 0)
            {
                return bytes[..filled];
            }

            filled += read;
        }

        return bytes;
    }
}

/// <summary>A file in memory.</summary>
public sealed class MemoryByteSource(string name, ReadOnlyMemory<byte> bytes) : ByteSource
{
    /// <inheritdoc/>
    public override string Name { get; } = name;

    /// <inheritdoc/>
    public override long Length => bytes.Length;

    /// <inheritdoc/>
    public override int ReadAt(long offset, Span<byte> target)
    {
        if (offset >= bytes.Length)
        {
            return 0;
        }

        var rest = bytes.Span[(int)offset..];
        var count = Math.Min(rest.Length, target.Length);
        rest[..count].CopyTo(target);
        return count;
    }
}
