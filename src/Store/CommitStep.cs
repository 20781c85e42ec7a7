namespace ClaimsWatch.Store;

/// <summary>Moments of a commit between which a machine may die; tests stop at each.</summary>
internal enum CommitStep
{
    /// <summary>All files are staged and flushed, nothing is in the ledger.</summary>
    Staged,

    /// <summary>The ledger holds the entries and the intent; no file is in place. From here a commit only goes forward.</summary>
    Intended,

    /// <summary>One more file is in place.</summary>
    Placed,

    /// <summary>All files are in place; the ledger does not say so yet.</summary>
    AllPlaced,

    /// <summary>The ledger says done.</summary>
    Done,
}
