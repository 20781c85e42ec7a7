using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Programme;

namespace ClaimsWatch.Evaluate.Panels;

/// <summary>Sums of one episode in one window.</summary>
/// <param name="Months">Person-months at risk (days at risk over days of the month).</param>
/// <param name="Rows">Rows with at least one day at risk.</param>
/// <param name="Claims">Sum of claims.</param>
/// <param name="Institutions">Sum of monthly institutions.</param>
/// <param name="DispensedQuantity">Sum of tablets and capsules.</param>
public readonly record struct WindowSums(double Months, int Rows, double Claims, double Institutions, double DispensedQuantity)
{
    /// <summary>Sum of one outcome.</summary>
    public double Of(Outcome outcome) => outcome switch
    {
        Outcome.Claims => Claims,
        Outcome.Institutions => Institutions,
        _ => DispensedQuantity,
    };

    /// <summary>Events per person-month; NaN when nobody was at risk.</summary>
    public double Rate(Outcome outcome) => Months > 0 ? Of(outcome) / Months : double.NaN;

    internal WindowSums Plus(PanelRow row) =>
        row.DaysAtRisk == 0
            ? this
            : new WindowSums(
                Months + row.Exposure, Rows + 1, Claims + row.Claims, Institutions + row.Institutions,
                DispensedQuantity + row.DispensedQuantity);
}

/// <summary>One episode reduced to its window sums.</summary>
/// <param name="Episode">Who.</param>
/// <param name="Cluster">Number of the household or person whose errors may depend on each other.</param>
/// <param name="Sums">By <see cref="Window"/>.</param>
public sealed record PersonSums(PanelEpisode Episode, long Cluster, WindowSums[] Sums)
{
    /// <summary>Place of the episode in its panel.</summary>
    public int Index { get; init; }

    /// <summary>1 in the letter arm, else 0.</summary>
    public double Letter => Episode.Arm == Arm.Letter ? 1 : 0;

    /// <summary>1 for women, else 0.</summary>
    public double Female => Episode.Sex == Sex.Female ? 1 : 0;

    /// <summary>At risk in both windows: the people of person-level estimators.</summary>
    public bool Complete => Sums[(int)Window.Pre].Months > 0 && Sums[(int)Window.Post].Months > 0;

    /// <summary>Sums of one window.</summary>
    public WindowSums In(Window window) => Sums[(int)window];
}

/// <summary>Every episode that belongs to a round, as window sums: all that the estimators need.</summary>
public sealed class PersonTable
{
    private PersonTable(IReadOnlyList<PersonSums> persons, bool clustersShared)
    {
        Persons = persons;
        ClustersShared = clustersShared;
    }

    /// <summary>Episodes in panel order.</summary>
    public IReadOnlyList<PersonSums> Persons { get; }

    /// <summary>
    /// Whether any cluster holds more than one episode; then person-level errors are clustered too (decisions A5).
    /// </summary>
    public bool ClustersShared { get; }

    /// <summary>Sums a panel; episodes without a letter month were never in a round and are left out.</summary>
    public static PersonTable Of(Panel panel, PanelSettings settings)
    {
        ArgumentNullException.ThrowIfNull(panel);
        ArgumentNullException.ThrowIfNull(settings);
        var clusters = ClusterNumbers(panel);
        var persons = new List<PersonSums>();
        for (var i = 0; i < panel.Episodes.Count; i++)
        {
            var episode = panel.Episodes[i];
            if (episode.LetterMonth.IsNone)
            {
                continue;
            }

            var sums = new WindowSums[4];
            foreach (var row in panel.Rows(i))
            {
                if (settings.WindowOf(episode, row.Month) is { } window)
                {
                    sums[(int)window] = sums[(int)window].Plus(row);
                }
            }

            persons.Add(new PersonSums(episode, clusters[i], sums) { Index = i });
        }

        return new PersonTable(persons, persons.DistinctBy(p => p.Cluster).Count() < persons.Count);
    }

    /// <summary>The people of one scope.</summary>
    public PersonTable Only(Scope scope) => new([.. Persons.Where(p => Holds(scope, p.Episode.Sex))], ClustersShared);

    /// <summary>The people at risk in both windows.</summary>
    public PersonTable Complete() => new([.. Persons.Where(p => p.Complete)], ClustersShared);

    /// <summary>The people a condition holds for.</summary>
    public PersonTable Where(Func<PersonSums, bool> condition) => new([.. Persons.Where(condition)], ClustersShared);

    /// <summary>These people and others of the same panel after them.</summary>
    public PersonTable And(PersonTable other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new PersonTable([.. Persons, .. other.Persons], ClustersShared);
    }

    /// <summary>One number a person.</summary>
    public double[] Column(Func<PersonSums, double> value) => [.. Persons.Select(value)];

    /// <summary>Cluster numbers, one a person.</summary>
    public long[] Clusters() => [.. Persons.Select(p => p.Cluster)];

    private static bool Holds(Scope scope, Sex sex) => scope switch
    {
        Scope.All => sex is Sex.Male or Sex.Female,
        Scope.Male => sex == Sex.Male,
        Scope.Female => sex == Sex.Female,
        _ => sex == Sex.Unknown,
    };

    // A household with two people is one cluster; everyone else is a cluster of one over all rounds.
    internal static long[] ClusterNumbers(Panel panel)
    {
        var shared = panel.Episodes.Where(e => e.Household.Length > 0).GroupBy(e => e.Household, StringComparer.Ordinal)
            .Where(g => g.Select(e => e.Person).Distinct(StringComparer.Ordinal).Skip(1).Any()).Select(g => g.Key)
                .ToHashSet(StringComparer.Ordinal);
        var numbers = new Dictionary<string, long>(StringComparer.Ordinal);
        var result = new long[panel.Episodes.Count];
        for (var i = 0; i < result.Length; i++)
        {
            var episode = panel.Episodes[i];
            var key = shared.Contains(episode.Household) ? "h" + episode.Household : "p" + episode.Person;
            if (!numbers.TryGetValue(key, out var number))
            {
                number = numbers.Count;
                numbers.Add(key, number);
            }

            result[i] = number;
        }

        return result;
    }
}
