using ClaimsWatch.Detect.Features;
using ClaimsWatch.Detect.Rules;

namespace ClaimsWatch.Detect;

/// <summary>
/// Whose integers are kept after a slab is counted. Everyone adds to the totals and the season; but of two million people only
/// some can make a rule fire, and keeping only theirs keeps memory flat.
/// </summary>
public abstract class KeptRows
{
    private KeptRows()
    {
    }

    /// <summary>Everyone present: for models and what-if, at about 0.8 kB a person.</summary>
    public static KeptRows Everyone { get; } = new All();

    /// <summary>People for whom some rule may fire, whatever the season turns out to be.</summary>
    public static KeptRows WhoMayMatter(IReadOnlyList<IRule> rules) => new MayMatter(rules);

    /// <summary>One person.</summary>
    public static KeptRows Only(long person) => new One(person);

    /// <summary>People with at least this many receipts in t0: the score's cohort.</summary>
    public static KeptRows FromReceipts(int receiptsMin) => new Busy(receiptsMin);

    /// <summary>Some people, whatever they did.</summary>
    public static KeptRows Among(IReadOnlySet<long> persons) => new Named(persons);

    /// <summary>Whether to keep a person; the features have everything but the trend.</summary>
    internal abstract bool Keep(long person, scoped FeatureVector features);

    private sealed class All : KeptRows
    {
        internal override bool Keep(long person, scoped FeatureVector features) => true;
    }

    private sealed class One(long wanted) : KeptRows
    {
        internal override bool Keep(long person, scoped FeatureVector features) => person == wanted;
    }

    private sealed class Busy(int receiptsMin) : KeptRows
    {
        internal override bool Keep(long person, scoped FeatureVector features) =>
            features[FeatureCatalog.Receipts, 0] >= receiptsMin;
    }

    private sealed class Named(IReadOnlySet<long> wanted) : KeptRows
    {
        internal override bool Keep(long person, scoped FeatureVector features) => wanted.Contains(person);
    }

    private sealed class MayMatter(IReadOnlyList<IRule> rules) : KeptRows
    {
        private delegate bool MayFire(scoped FeatureVector features);

        private readonly MayFire[] _rules = [.. rules.Select(r => (MayFire)r.MayFire)]; // asked for everybody

        internal override bool Keep(long person, scoped FeatureVector features)
        {
            foreach (var mayFire in _rules)
            {
                if (mayFire(features))
                {
                    return true;
                }
            }

            return false;
        }
    }
}
