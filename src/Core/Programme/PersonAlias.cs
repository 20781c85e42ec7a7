namespace ClaimsWatch.Core.Programme;

/// <summary>Why two pseudonyms are one person.</summary>
public enum AliasBasis
{
    /// <summary>The roster gives both numbers the same person id.</summary>
    Roster,

    /// <summary>Same birth date, sex and whole name, one number ending before the other begins.</summary>
    Chained,

    /// <summary>Somebody who knows said so.</summary>
    Staff,
}

/// <summary>
/// One alias event of the ledger (decisions B7): from now on <paramref name="From"/> is read as <paramref name="To"/>, or, if
/// <paramref name="Undone"/>, no longer, and never again by itself.
/// </summary>
/// <param name="From">Pseudonym that stays in the ledger and is not used for new rows.</param>
/// <param name="To">Pseudonym that the store uses.</param>
/// <param name="Undone">Whether the event takes an earlier one back.</param>
/// <param name="Basis">Why.</param>
/// <param name="By">Who decided, as named on the command line; empty for the roster.</param>
/// <param name="On">Day.</param>
public sealed record PersonAlias(long From, long To, bool Undone, AliasBasis Basis, string By, DateOnly On);

/// <summary>All alias events together: which pseudonym stands for which.</summary>
public sealed class AliasMap
{
    private readonly SortedDictionary<long, PersonAlias> _inForce = [];
    private readonly HashSet<(long, long)> _apart = [];

    private AliasMap()
    {
    }

    /// <summary>No alias.</summary>
    public static AliasMap None { get; } = new();

    /// <summary>Aliases in force, by the pseudonym they replace.</summary>
    public IReadOnlyCollection<PersonAlias> InForce => _inForce.Values;

    /// <summary>The state after events, oldest first.</summary>
    public static AliasMap Of(IEnumerable<PersonAlias> events)
    {
        var map = new AliasMap();
        foreach (var alias in events)
        {
            var pair = Pair(alias.From, alias.To);
            if (alias.Undone)
            {
                map._inForce.Remove(alias.From);
                map._apart.Add(pair);
            }
            else
            {
                map._inForce[alias.From] = alias;
                map._apart.Remove(pair);
            }
        }

        return map;
    }

    /// <summary>The pseudonym that stands for a person now; itself if nothing is known.</summary>
    public long Resolve(long person)
    {
        while (_inForce.TryGetValue(person, out var alias))
        {
            person = alias.To;
        }

        return person;
    }

    /// <summary>The alias that replaces a pseudonym, null if there is none.</summary>
    public PersonAlias? Find(long from) => _inForce.GetValueOrDefault(from);

    /// <summary>Whether somebody said that these two are not one person.</summary>
    public bool AreApart(long first, long second) => _apart.Contains(Pair(first, second));

    /// <summary>The pseudonym and every one that it stands for, ascending.</summary>
    public IReadOnlyList<long> AllOf(long person)
    {
        var standing = Resolve(person);
        return [.. _inForce.Keys.Where(from => Resolve(from) == standing).Append(standing).Order()];
    }

    private static (long, long) Pair(long a, long b) => a < b ? (a, b) : (b, a);
}
