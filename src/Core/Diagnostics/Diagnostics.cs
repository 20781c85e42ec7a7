namespace ClaimsWatch.Core.Diagnostics;

/// <summary>Exit codes of the program; scripts rely on them.</summary>
public enum ExitCode
{
    /// <summary>Done.</summary>
    Ok = 0,

    /// <summary>The command line is wrong.</summary>
    Usage = 2,

    /// <summary>An input is missing or can't be read.</summary>
    Input = 3,

    /// <summary>More rows were rejected than allowed.</summary>
    TooManyRejects = 4,

    /// <summary>The settings are invalid.</summary>
    Settings = 5,

    /// <summary>Nothing to do, and the caller asked to be told.</summary>
    Nothing = 6,

    /// <summary>A gate refused: disclosure, lint, an exclusion that can't be judged, an altered ledger, a second draw.</summary>
    Refused = 7,

    /// <summary>A bug.</summary>
    Bug = 70,

    /// <summary>Interrupted.</summary>
    Interrupted = 130,
}

/// <summary>
/// Something a person can put right: what was wrong, where, and what to do next. Shown without a stack trace.
/// </summary>
public sealed class UserError(ExitCode exitCode, string what, string where = "", string next = "") : Exception(what)
{
    /// <summary>Exit code of the program.</summary>
    public ExitCode ExitCode { get; } = exitCode;

    /// <summary>File, line, field; empty if it has no place.</summary>
    public string Where { get; } = where;

    /// <summary>What to do next.</summary>
    public string Next { get; } = next;
}

/// <summary>One row that could not be used. Holds no identity: <paramref name="Found"/> is masked for fields of the
/// vault.</summary>
/// <param name="File">File name without folder.</param>
/// <param name="Line">1-based physical line.</param>
/// <param name="Field">Record and position, such as <c>RE[3] 診療年月</c>.</param>
/// <param name="Code">Short stable code, such as <c>bad-month</c>.</param>
/// <param name="Found">What stood there, at most 40 characters, <c>***</c> for identities.</param>
/// <param name="Expected">What should stand there.</param>
/// <param name="Rows">Physical rows this reject stands for (a whole receipt may fall), at least 1.</param>
public sealed record Reject(string File, int Line, string Field, string Code, string Found, string Expected, int Rows = 1);

/// <summary>
/// The accounting identity of one file: every physical row is stored, deliberately not stored with a reason, or rejected.
/// </summary>
public sealed class Tallied
{
    private readonly SortedDictionary<string, long> _skipped = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, long> _records = new(StringComparer.Ordinal);

    /// <summary>Physical rows read.</summary>
    public long RowsIn { get; set; }

    /// <summary>Rows whose content is in the store or the vault.</summary>
    public long RowsStored { get; set; }

    /// <summary>Rows rejected, listed in rejects.csv.</summary>
    public long RowsRejected { get; set; }

    /// <summary>Rows deliberately not stored, by reason.</summary>
    public IReadOnlyDictionary<string, long> Skipped => _skipped;

    /// <summary>Counts <paramref name="rows"/> rows that are not stored on purpose.</summary>
    public void Skip(string reason, long rows = 1) => _skipped[reason] = _skipped.GetValueOrDefault(reason) + rows;

    /// <summary>Of the rows deliberately not stored, those whose record is known or unknown by its tag alone, by tag:
    /// EX, RC, CO …</summary>
    public IReadOnlyDictionary<string, long> SkippedRecords => _records;

    /// <summary>Says of rows counted by <see cref="Skip"/> what record they are.</summary>
    public void Name(string record, long rows) => _records[record] = _records.GetValueOrDefault(record) + rows;

    /// <summary>Rows deliberately not stored.</summary>
    public long RowsSkipped => _skipped.Values.Sum();

    /// <summary>Whether rows in = stored + skipped + rejected.</summary>
    public bool Balances => RowsIn == RowsStored + RowsSkipped + RowsRejected;

    /// <summary>Adds another file's counts.</summary>
    public void Add(Tallied other)
    {
        RowsIn += other.RowsIn;
        RowsStored += other.RowsStored;
        RowsRejected += other.RowsRejected;
        foreach (var (reason, rows) in other.Skipped)
        {
            Skip(reason, rows);
        }

        foreach (var (record, rows) in other.SkippedRecords)
        {
            Name(record, rows);
        }
    }

    /// <summary>Throws if a row was lost.</summary>
    /// <exception cref="InvalidOperationException">The identity does not hold: a bug, exit 70.</exception>
    public void Check()
    {
        if (!Balances)
        {
            throw new InvalidOperationException(
                $"rows in {RowsIn} ≠ stored {RowsStored} + not stored {RowsSkipped} + rejected {RowsRejected}");
        }
    }
}
