using ClaimsWatch.Core.Diagnostics;

namespace ClaimsWatch.Ingest.Receipts;

/// <summary>What becomes of one physical row.</summary>
public enum RowFate : byte
{
    /// <summary>Its content is in the store or the vault.</summary>
    Stored,

    /// <summary>Known record without content that we store (comments, materials, reviewer's marks).</summary>
    RecordNotUsed,

    /// <summary>Tag in no specification we know.</summary>
    UnknownRecord,

    /// <summary>As billed, replaced or deleted by a correction.</summary>
    Corrected,

    /// <summary>A corrected row that no JY points at.</summary>
    CorrectionNotReferenced,

    /// <summary>データ識別 11 to 14: an earlier version of the receipt.</summary>
    EarlierVersion,

    /// <summary>未適用: returns and re-examinations.</summary>
    NotApplied,

    /// <summary>An act that no rule uses.</summary>
    ActNotListed,

    /// <summary>Belongs to an organ donor.</summary>
    OrganDonor,

    /// <summary>File header or trailer.</summary>
    HeaderOrTrailer,

    /// <summary>The whole file was delivered before.</summary>
    AlreadyDelivered,

    /// <summary>Looked up from the rows of another file.</summary>
    Joined,

    /// <summary>A master that this version does not use.</summary>
    MasterNotUsed,

    /// <summary>Listed in rejects.csv.</summary>
    Rejected,
}

/// <summary>Counts of rows by fate; adds up to the accounting identity of a file.</summary>
public sealed class RowFates
{
    private const int Letters = 26;
    private readonly long[] _counts = new long[(int)RowFate.Rejected + 1];
    private readonly long[] _records = new long[Letters * Letters];

    /// <summary>Reason as printed in results, kebab-case.</summary>
    public static string ReasonOf(RowFate fate) => fate switch
    {
        RowFate.RecordNotUsed => "record-not-used",
        RowFate.UnknownRecord => "unknown-record",
        RowFate.Corrected => "corrected",
        RowFate.CorrectionNotReferenced => "correction-not-referenced",
        RowFate.EarlierVersion => "earlier-version",
        RowFate.NotApplied => "not-applied",
        RowFate.ActNotListed => "act-not-listed",
        RowFate.OrganDonor => "organ-donor",
        RowFate.HeaderOrTrailer => "header-or-trailer",
        RowFate.AlreadyDelivered => "already-delivered",
        RowFate.Joined => "joined-to-receipts",
        RowFate.MasterNotUsed => "master-not-used",
        _ => throw new ArgumentOutOfRangeException(nameof(fate)),
    };

    /// <summary>Counts rows of one fate.</summary>
    public void Add(RowFate fate, long rows = 1) => _counts[(int)fate] += rows;

    /// <summary>Whether rows of this fate are counted by their record, too: it is why they are not stored.</summary>
    public static bool NamesRecord(RowFate fate) => fate is RowFate.RecordNotUsed or RowFate.UnknownRecord or RowFate.NotApplied;

    /// <summary>Counts a row of a receipt, by its record too where that is why it is not stored.</summary>
    public void Add(RowFate fate, ReadOnlySpan<byte> body)
    {
        _counts[(int)fate]++;
        if (NamesRecord(fate) && body is [>= (byte)'A' and <= (byte)'Z', >= (byte)'A' and <= (byte)'Z', ..])
        {
            _records[((body[0] - 'A') * Letters) + body[1] - 'A']++;
        }
    }

    /// <summary>Counts what was counted elsewhere.</summary>
    public void Add(RowFates other)
    {
        for (var fate = 0; fate < _counts.Length; fate++)
        {
            _counts[fate] += other._counts[fate];
        }

        for (var record = 0; record < _records.Length; record++)
        {
            _records[record] += other._records[record];
        }
    }

    /// <summary>The identity, with rows in as counted by the scanner and not as the sum of the fates.</summary>
    public Tallied ToTallied(long rowsIn)
    {
        var tallied = new Tallied
        {
            RowsIn = rowsIn,
            RowsStored = _counts[(int)RowFate.Stored],
            RowsRejected = _counts[(int)RowFate.Rejected],
        };
        for (var fate = RowFate.Stored + 1; fate < RowFate.Rejected; fate++)
        {
            if (_counts[(int)fate] > 0)
            {
                tallied.Skip(ReasonOf(fate), _counts[(int)fate]);
            }
        }

        for (var record = 0; record < _records.Length; record++)
        {
            if (_records[record] > 0)
            {
                tallied.Name($"{(char)('A' + (record / Letters))}{(char)('A' + (record % Letters))}", _records[record]);
            }
        }

        return tallied;
    }
}
