using ClaimsWatch.Core.Diagnostics;
using Microsoft.Data.Sqlite;

namespace ClaimsWatch.Store;

/// <summary>A disk without room, however system, runtime or database say so: not a file that another program holds.</summary>
public static class DiskFull
{
    private const int WindowsDiskFull = unchecked((int)0x80070070);
    private const int WindowsHandleDiskFull = unchecked((int)0x80070027);
    private const int NoSpace = 28; // ENOSPC: on Unix the runtime passes errno on as it is
    private const int QuotaReached = 122; // EDQUOT of Linux
    // of the runtime on Unix that could not set a file's size aside: words alone
    private const int Unnumbered = unchecked((int)0x80131620);
    private const int SqliteFull = 13; // SQLITE_FULL

    /// <summary>Whether that is why it failed, the failure itself or one inside it.</summary>
    public static bool Is(Exception? failure) => failure switch
    {
        null => false,
        IOException { HResult: WindowsDiskFull or WindowsHandleDiskFull or NoSpace or QuotaReached } => true,
        IOException { HResult: Unnumbered } unnumbered when unnumbered.Message.Contains("disk was full",
            StringComparison.Ordinal) => true,
        SqliteException { SqliteErrorCode: SqliteFull } => true,
        AggregateException many => many.InnerExceptions.Any(Is),
        _ => Is(failure.InnerException),
    };

    /// <summary>What to say of it.</summary>
    /// <param name="failure">A failure for which <see cref="Is"/> is true.</param>
    public static UserError Error(Exception failure) => Texts.NoRoom(failure.Message);
}
