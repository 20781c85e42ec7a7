using System.Globalization;
using ClaimsWatch.Core.Diagnostics;

namespace ClaimsWatch.Cli.Steps;

/// <summary>How many rows of a delivery may be rejected before none of it is stored (exit 4).</summary>
/// <param name="Share">Share of the rows, 0 to 1; ignored where <paramref name="Rows"/> is given.</param>
/// <param name="Rows">Rows, or null.</param>
public sealed record RejectLimit(double Share, long? Rows)
{
    /// <summary>A share of the rows, from the settings.</summary>
    public static RejectLimit OfShare(double share) => new(share, null);

    /// <summary>Reads <c>--max-rejects</c>: a number of rows, or a share such as 2%.</summary>
    /// <exception cref="UserError">It is neither (exit 2).</exception>
    public static RejectLimit Parse(string text)
    {
        var number = text.TrimEnd('%');
        if (text.EndsWith('%') && double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture,
            out var percent) && percent <= 100)
        {
            return OfShare(percent / 100);
        }

        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var rows)
            ? new RejectLimit(0, rows)
            : throw new UserError(ExitCode.Usage, $"--max-rejects {text}: neither a number of rows nor a share", "ingest",
                "for example --max-rejects 100 or --max-rejects 2%");
    }

    /// <summary>Whether a delivery is within the limit.</summary>
    public bool Allows(Tallied total) => total.RowsRejected <= (Rows ?? (total.RowsIn * Share));

    /// <summary>Refuses a delivery over the limit.</summary>
    /// <exception cref="UserError">Too many rows were rejected.</exception>
    public void Check(Tallied total, string run)
    {
        if (!Allows(total))
        {
            throw new UserError(
                ExitCode.TooManyRejects,
                $"{total.RowsRejected} of {total.RowsIn} rows can't be used; nothing was stored",
                $"runs/{run}/rejects.csv",
                "look at the file named there; --max-rejects or maxRejectedShare in claimswatch.json sets the limit");
        }
    }
}
