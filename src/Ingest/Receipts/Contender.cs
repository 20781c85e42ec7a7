using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;

namespace ClaimsWatch.Ingest.Receipts;

/// <summary>What makes two receipts the same claim: person, kind, institution, prescriber, in one month.</summary>
internal readonly record struct ClaimKey(long Person, int Kind, long Institution, long Prescriber);

/// <summary>A receipt that shares its 検索番号 or its key with another one, or that a list takes back:
/// the dedupe ladder decides on it.</summary>
internal sealed class Contender
{
    /// <summary>Position in the delivery's month; −1 for a receipt of the store.</summary>
    public required int Fresh { get; init; }

    public required ClaimKey Key { get; init; }

    public required long ReceiptId { get; init; }

    public required int Delivery { get; init; }

    public required int Billed { get; init; }

    public required string File { get; init; }

    public required int RowFrom { get; init; }

    public required int DayMask { get; init; }

    /// <summary>Visit days and both points: with the key, the days and the lines, all that a receipt says.</summary>
    public required (int VisitDays, int PointsBilled, int Points) Said { get; init; }

    /// <summary>File of this delivery; −1 for a receipt of the store.</summary>
    public required int FileIndex { get; init; }

    public required ClaimFlags Flags { get; set; }

    public required ReceiptStatus Status { get; set; }

    public int SupersededIn { get; set; }

    public int ReplacedByFile { get; set; } = -1;

    /// <summary>Says what <paramref name="earlier"/> said already; never visible in any as-of view.</summary>
    public void Repeat(Contender earlier)
    {
        Status = ReceiptStatus.Duplicate;
        SupersededIn = Math.Max(Delivery, earlier.Delivery);
        ReplacedByFile = earlier.FileIndex;
    }

    public void ReplaceBy(Contender later, ReceiptStatus status)
    {
        Status = status;
        var taken = Math.Max(Delivery, later.Delivery);
        SupersededIn = SupersededIn == 0 ? taken : Math.Min(SupersededIn, taken);
        ReplacedByFile = ReplacedByFile >= 0 ? ReplacedByFile : later.FileIndex;
    }
}
