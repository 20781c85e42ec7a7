namespace ClaimsWatch.Ingest.Bytes;

/// <summary>A stretch of a file that begins where a line does.</summary>
/// <param name="Start">Offset of the first byte.</param>
/// <param name="End">Offset behind the last byte, or more than the file's length.</param>
/// <param name="FirstLine">1-based number of its first physical line.</param>
public readonly record struct FilePart(long Start, long End, int FirstLine)
{
    /// <summary>Offset of the institution record before it that its receipts belong to;
    /// none where receipts have their own.</summary>
    public long? Institution { get; init; }
}
