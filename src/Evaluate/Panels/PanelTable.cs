using ClaimsWatch.Core.Columns;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Evaluate.Research;

namespace ClaimsWatch.Evaluate.Panels;

/// <summary>
/// The panel as columns, for Parquet: the columns of <see cref="PanelCsv"/> in their order, months as numbers (0 where a panel
/// has none). A numeric column with blanks has 0 there and a column <c>NAME_known</c> (1 known, 0 blank) behind it, since a
/// required column can hold no blank.
/// </summary>
public static class PanelTable
{
    /// <summary>Suffix of the column that says where a covariate is known.</summary>
    public const string KnownSuffix = "_known";

    /// <summary>All rows, in the order of the CSV.</summary>
    public static ColumnBatch Of(Panel panel)
    {
        ArgumentNullException.ThrowIfNull(panel);
        var rows = Enumerable.Range(0, panel.Episodes.Count)
            .SelectMany(i => panel.Rows(i).Select(r => (Episode: panel.Episodes[i], Row: r))).ToArray();
        var columns = new List<Column>();
        var arrays = new List<Array>();
        void Add<T>(string name, ColumnType type, Func<PanelEpisode, PanelRow, T> value)
        {
            columns.Add(new Column(name, type, ResearchPackage.Meaning(name)));
            arrays.Add(Array.ConvertAll(rows, r => value(r.Episode, r.Row)));
        }

        Add("person_id", ColumnType.Text, (e, _) => e.Person);
        Add("sex", ColumnType.Int32, (e, _) => (int)e.Sex);
        Add("arm", ColumnType.Text, (e, _) => e.Arm == Arm.Letter ? "letter" : "holdout");
        Add("month", ColumnType.Int32, (_, r) => r.Month.Value);
        Add("letter_month", ColumnType.Int32, (e, _) => e.LetterMonth.Value);
        Add("claims", ColumnType.Float64, (_, r) => r.Claims);
        Add("institutions", ColumnType.Float64, (_, r) => r.Institutions);
        Add("dispensed_quantity", ColumnType.Float64, (_, r) => r.DispensedQuantity);
        Add("person_days_at_risk", ColumnType.Int32, (_, r) => r.DaysAtRisk);
        Add("risk_band", ColumnType.Text, (e, _) => e.Band);
        Add("stratum", ColumnType.Text, (e, _) => e.Stratum);
        Add("delivered", ColumnType.Int32, (e, _) => e.Delivered ? 1 : 0);
        Add("round", ColumnType.Text, (e, _) => e.Round);
        Add("selection_month", ColumnType.Int32, (e, _) => e.SelectionMonth.Value);
        Add("household", ColumnType.Text, (e, _) => e.Household);
        Add("version", ColumnType.Text, (e, _) => e.Version);
        for (var c = 0; c < panel.CovariateNames.Count; c++)
        {
            var place = c;
            Add(panel.CovariateNames[c], ColumnType.Float64,
                (_, r) => double.IsNaN(r.Covariates[place]) ? 0 : r.Covariates[place]);
            if (Array.Exists(rows, r => double.IsNaN(r.Row.Covariates[place])))
            {
                Add(panel.CovariateNames[c] + KnownSuffix, ColumnType.Int32, (_, r) => double.IsNaN(r.Covariates[place]) ? 0 : 1);
            }
        }

        return new ColumnBatch(new Table("panel", Monthly: false, ["person_id", "round", "month"], columns), rows.Length, arrays);
    }
}
