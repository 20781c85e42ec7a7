using System.Security.Cryptography;
using System.Text;
using ClaimsWatch.Core.Programme;

namespace ClaimsWatch.Detect;

/// <summary>Orders eligible people and cuts at the budget (decisions C6).</summary>
public static class Selection
{
    /// <summary>
    /// Best first: score, number of A rules, of B rules, 3-month mean, then SHA-256(round|person), which nobody can steer.
    /// </summary>
    internal static IReadOnlyList<Judged> Rank(IEnumerable<Judged> people, string round) =>
    [
        .. people.Select(p => (Person: p, Tie: TieBreak(round, p.Person.Person)))
            .OrderByDescending(p => p.Person.Place.Score)
            .ThenByDescending(p => p.Person.Hits.Count(h => h.Tier == Tier.A))
            .ThenByDescending(p => p.Person.Hits.Count(h => h.Tier == Tier.B))
            .ThenByDescending(p => p.Person.Level)
            .ThenBy(p => p.Tie, StringComparer.Ordinal)
            .Select(p => p.Person),
    ];

    /// <summary>People to select so that K letters are printed after the draw: K ÷ (1 − h), half up.</summary>
    public static int SelectedMax(int lettersMax, double holdoutShare) =>
        (int)Math.Min(int.MaxValue, Math.Round(lettersMax / (1 - holdoutShare), MidpointRounding.AwayFromZero));

    /// <summary>
    /// Who is within the budget: the best of the ranking, up to K of the round and, where a 支部 has a budget, up to its own.
    /// </summary>
    internal static IReadOnlyList<bool> Within(IReadOnlyList<Judged> ranked, Func<Judged, int> branchOf, DetectSettings settings)
    {
        var left = SelectedMax(settings.LettersMax, settings.HoldoutShare);
        var leftOf = settings.LettersMaxByBranch.ToDictionary(b => b.Key, b => SelectedMax(b.Value, settings.HoldoutShare));
        var within = new bool[ranked.Count];
        for (var i = 0; i < ranked.Count && left > 0; i++)
        {
            var branch = branchOf(ranked[i]);
            var limited = leftOf.TryGetValue(branch, out var own);
            within[i] = !limited || own > 0;
            left -= within[i] ? 1 : 0;
            if (limited && within[i])
            {
                leftOf[branch] = own - 1;
            }
        }

        return within;
    }

    /// <summary>SHA-256 of <c>round|person</c> in hexadecimal.</summary>
    public static string TieBreak(string round, long person) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{round}|{person}")));
}
