using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Programme;

namespace ClaimsWatch.Evaluate.Panels;

/// <summary>One person in one round: the unit that was drawn. The same person may come back in a later round.</summary>
/// <param name="Person">Pseudonym as text.</param>
/// <param name="Round">Round id, empty when the panel has none.</param>
/// <param name="Sex">Administrative sex.</param>
/// <param name="Arm">What the draw gave (intention to treat).</param>
/// <param name="LetterMonth">Month of posting of the round, for both arms; none if the person was never in a round.</param>
/// <param name="SelectionMonth">t0; none when the panel does not say.</param>
/// <param name="Band">Risk band, empty if unknown.</param>
/// <param name="Stratum">Randomisation stratum; sex and band where the panel has none.</param>
/// <param name="Household">Household key, empty if unknown.</param>
/// <param name="Delivered">Whether a letter reached the person; always false in the holdout.</param>
public sealed record PanelEpisode(
    string Person, string Round, Sex Sex, Arm Arm, ClaimMonth LetterMonth, ClaimMonth SelectionMonth, string Band, string Stratum,
    string Household, bool Delivered)
{
    /// <summary>Version of the letter printed, as the ledger names it; empty in the holdout and where none was printed.</summary>
    public string Version { get; init; } = "";
}

/// <summary>One person-month at risk.</summary>
/// <param name="Month">Claim month.</param>
/// <param name="Claims">レセプト件数.</param>
/// <param name="Institutions">Distinct institutions.</param>
/// <param name="DispensedQuantity">Tablets and capsules.</param>
/// <param name="DaysAtRisk">Insured days of the month; 0 is allowed and carries no rate.</param>
/// <param name="Covariates">Extra numeric columns in <see cref="Panel.CovariateNames"/> order, NaN where blank.</param>
public sealed record PanelRow(
    ClaimMonth Month, double Claims, double Institutions, double DispensedQuantity, int DaysAtRisk,
    IReadOnlyList<double> Covariates)
{
    /// <summary>Share of the month at risk.</summary>
    public double Exposure => (double)DaysAtRisk / Month.Days;

    /// <summary>The value of one outcome.</summary>
    public double Of(Outcome outcome) => outcome switch
    {
        Outcome.Claims => Claims,
        Outcome.Institutions => Institutions,
        _ => DispensedQuantity,
    };
}

/// <summary>
/// One row a person-month at risk, by arm and sex, from the workspace or a researcher's CSV; estimators see nothing else.
/// An absent row is a month not at risk. Episodes stand in ordinal order of person and round, rows in month order,
/// so the order in which rows arrived can't reach a result.
/// </summary>
public sealed class Panel
{
    private readonly PanelRow[][] _rows;

    /// <summary>A panel over episodes and their rows.</summary>
    /// <exception cref="ArgumentException">An episode or month stands twice.</exception>
    public Panel(IEnumerable<(PanelEpisode Episode, IEnumerable<PanelRow> Rows)> episodes,
        IReadOnlyList<string>? covariateNames = null)
    {
        var sorted = episodes.OrderBy(e => e.Episode.Person, StringComparer.Ordinal)
            .ThenBy(e => e.Episode.Round, StringComparer.Ordinal).ToArray();
        Episodes = [.. sorted.Select(e => e.Episode)];
        _rows = [.. sorted.Select(e => e.Rows.OrderBy(r => r.Month).ToArray())];
        CovariateNames = covariateNames ?? [];
        for (var i = 0; i < sorted.Length; i++)
        {
            if (i > 0 && (Episodes[i].Person, Episodes[i].Round) == (Episodes[i - 1].Person, Episodes[i - 1].Round))
            {
                throw new ArgumentException("A person stands twice in one round.", nameof(episodes));
            }

            for (var j = 1; j < _rows[i].Length; j++)
            {
                if (_rows[i][j].Month == _rows[i][j - 1].Month)
                {
                    throw new ArgumentException($"A person has the month {_rows[i][j].Month} twice in one round.",
                        nameof(episodes));
                }
            }
        }
    }

    /// <summary>Episodes in ordinal order of person, then round.</summary>
    public IReadOnlyList<PanelEpisode> Episodes { get; }

    /// <summary>Names of the extra numeric columns.</summary>
    public IReadOnlyList<string> CovariateNames { get; }

    /// <summary>Person-months at risk.</summary>
    public int RowCount => _rows.Sum(r => r.Length);

    /// <summary>Days at risk over all rows.</summary>
    public long PersonDays => _rows.Sum(r => r.Sum(x => (long)x.DaysAtRisk));

    /// <summary>Rows of one episode, by month.</summary>
    public IReadOnlyList<PanelRow> Rows(int episode) => _rows[episode];

    /// <summary>First and last month with a row; none for an empty panel.</summary>
    public (ClaimMonth First, ClaimMonth Last) Months
    {
        get
        {
            var months = _rows.SelectMany(r => r).Select(r => r.Month).ToArray();
            return months.Length == 0 ? default : (months.Min(), months.Max());
        }
    }
}
