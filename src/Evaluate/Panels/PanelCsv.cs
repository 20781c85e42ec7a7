using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Documents;

namespace ClaimsWatch.Evaluate.Panels;

/// <summary>The panel as CSV, as <c>export panel</c> writes it and researchers bring it (contract.md 4).</summary>
public static class PanelCsv
{
    /// <summary>Columns a panel must have.</summary>
    public static readonly IReadOnlyList<string> Required =
        ["person_id", "sex", "arm", "month", "letter_month", "claims", "institutions", "dispensed_quantity",
            "person_days_at_risk"];

    /// <summary>Columns a panel may have; any further numeric column is a covariate.</summary>
    public static readonly IReadOnlyList<string> Optional =
        ["risk_band", "stratum", "delivered", "round", "selection_month", "household", "version"];

    /// <summary>Reads a whole file; its name stands in messages only.</summary>
    /// <exception cref="UserError">A required column is missing or named twice, or no row can be used.</exception>
    public static PanelReading Read(string text, string fileName)
    {
        PanelRowParser? parser = null;
        foreach (var row in CsvText.Rows(text))
        {
            if (parser is null)
            {
                parser = new PanelRowParser(PanelHeader.Of(row, fileName), fileName);
            }
            else
            {
                parser.Add(row);
            }
        }

        var reading = parser?.Finish() ?? throw new UserError(ExitCode.Input, Texts.PanelEmpty, fileName, Texts.PanelNext);
        if (reading.Panel.RowCount == 0)
        {
            var first = reading.Rejects is [var r, ..] ? $"{fileName}:{r.Line} {r.Field} '{r.Found}' ({r.Expected})" : fileName;
            throw new UserError(ExitCode.Input, Texts.PanelNoUsableRow, first, Texts.PanelNext);
        }

        return reading;
    }

    /// <summary>The file <c>export panel</c> writes: the columns of the contract, then covariates, UTF-8, sorted.</summary>
    public static string Write(Panel panel)
    {
        ArgumentNullException.ThrowIfNull(panel);
        return CsvText.Write(Lines(panel));
    }

    private static IEnumerable<IReadOnlyList<string>> Lines(Panel panel)
    {
        yield return [.. Required, .. Optional, .. panel.CovariateNames];
        for (var i = 0; i < panel.Episodes.Count; i++)
        {
            var e = panel.Episodes[i];
            foreach (var row in panel.Rows(i))
            {
                yield return
                [
                    e.Person, ((int)e.Sex).ToString(), e.Arm == Arm.Letter ? "letter" : "holdout", row.Month.Value.ToString(),
                    MonthText(e.LetterMonth), Number(row.Claims), Number(row.Institutions), Number(row.DispensedQuantity),
                    row.DaysAtRisk.ToString(), e.Band, e.Stratum, e.Delivered ? "1" : "0", e.Round, MonthText(e.SelectionMonth),
                    e.Household, e.Version, .. row.Covariates.Select(Number),
                ];
            }
        }
    }

    private static string MonthText(ClaimMonth month) => month.IsNone ? "" : month.Value.ToString();

    private static string Number(double value) => double.IsNaN(value) ? "" : value.ToString("R");
}
