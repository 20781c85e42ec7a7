using ClaimsWatch.Core.Claims;

namespace ClaimsWatch.Store.Ledger;

/// <summary>A delivered file; its hash tells whether it was read before.</summary>
/// <param name="DeliveryMonth">Month of the delivery.</param>
/// <param name="File">Name as delivered, no folder.</param>
/// <param name="Kind">MED DPC DEN PHA NUR UKE-C UKE-D UKE-S UKE-Y UKE-H CSV ROSTER MASTER OPTOUT.</param>
/// <param name="Sha256">Of the file's bytes, lower-case hexadecimal.</param>
/// <param name="Receipts">Receipts in it.</param>
/// <param name="Rows">Physical rows in it.</param>
/// <param name="RowsRejected">Rows of them that were rejected.</param>
public sealed record DeliveredFile(
    ClaimMonth DeliveryMonth, string File, string Kind, string Sha256, int Receipts, int Rows, int RowsRejected);

/// <summary>A file on its way to its place.</summary>
/// <param name="Path">Workspace-relative, with <c>/</c>.</param>
/// <param name="Staged">Where it waits, workspace-relative; empty if the file is to be removed.</param>
/// <param name="Sha256">Of its bytes, lower-case hexadecimal; empty if the file is to be removed.</param>
/// <param name="Bytes">Its length.</param>
public sealed record IntendedFile(string Path, string Staged, string Sha256, long Bytes);

/// <summary>Files of one commit, in the order in which they are put in place.</summary>
public sealed record Intent(IReadOnlyList<IntendedFile> Files);

/// <summary>The intent with this sequence number is in place.</summary>
public sealed record IntentDone(int Seq);

/// <summary>A body that was erased at a person's or the law's request.</summary>
public sealed record ErasedItem(int Seq, int Item);

/// <summary>An entry without its body.</summary>
/// <param name="Seq">From 1, without gaps.</param>
/// <param name="At">The day given as today, not the clock.</param>
/// <param name="Run">Run id.</param>
/// <param name="Kind">One of <see cref="EntryKinds"/>.</param>
/// <param name="Round">Round id, empty if it belongs to none.</param>
/// <param name="BodyHash">SHA-256 over the items' salted hashes, lower-case hexadecimal.</param>
/// <param name="Prev">Hash of the entry before; 64 zeros for the first.</param>
/// <param name="Hash">SHA-256 over all the fields above.</param>
public sealed record LedgerEntry(
    int Seq, DateOnly At, string Run, string Kind, string Round, string BodyHash, string Prev, string Hash);

/// <summary>An entry to be appended: any number of items, each a record.</summary>
public sealed record NewEntry(string Kind, string Round, IReadOnlyList<object> Items)
{
    /// <summary>An entry of one item.</summary>
    public static NewEntry Of(string kind, string round, object body) => new(kind, round, [body]);

    /// <summary>An entry of many items.</summary>
    public static NewEntry Of<T>(string kind, string round, IEnumerable<T> items)
        where T : class => new(kind, round, [.. items]);
}

/// <summary>The newest entry's place and hash; kept in each run's manifest, or a cut tail would go unseen.</summary>
public sealed record LedgerHead(int Seq, string Hash)
{
    /// <summary>Head of an empty ledger.</summary>
    public static LedgerHead Empty { get; } = new(0, new string('0', 64));
}
