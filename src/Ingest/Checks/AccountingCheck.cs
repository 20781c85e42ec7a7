using ClaimsWatch.Core.Diagnostics;

namespace ClaimsWatch.Ingest.Checks;

/// <summary>Rows in = stored + deliberately not stored + rejected, printed on every run; a difference is a bug and ends the
/// run.</summary>
public static class AccountingCheck
{
    /// <summary>States the identity.</summary>
    /// <exception cref="InvalidOperationException">A row was lost.</exception>
    public static CheckResult Run(Tallied total)
    {
        total.Check();
        return new CheckResult(
            "accounting", Severity.Info, Texts.Accounting(total.RowsIn, total.RowsStored, total.RowsSkipped, total.RowsRejected));
    }
}
