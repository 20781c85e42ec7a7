using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ClaimsWatch.Core.Programme;

namespace ClaimsWatch.Notify.Post;

/// <summary>Who gets which version of the letter (A/B/n), so that wordings can be compared.</summary>
public static class LetterVersions
{
    /// <summary>
    /// Draws versions for the letter arm from the seed of the round's own draw: a household gets one version, and within a
    /// stratum the versions' households differ in number by at most one. The order of the input does not matter.
    /// </summary>
    /// <param name="allocation">The frozen draw.</param>
    /// <param name="versions">Names of versions, each once.</param>
    public static IReadOnlyDictionary<long, string> Assign(Allocation allocation, IReadOnlyList<string> versions)
    {
        var names = versions.Order(StringComparer.Ordinal).ToList();
        var drawn = new Dictionary<long, string>();
        var households = allocation.Persons.Where(person => person.Arm == Arm.Letter)
            .GroupBy(person => person.Household)
            .Select(group =>
                (Stratum: group.MinBy(person => person.Person)!.Stratum, Household: group.Key, Persons: group.ToList()));
        foreach (var stratum in households.GroupBy(unit => unit.Stratum, StringComparer.Ordinal))
        {
            // Small strata must not all begin with the same version.
            var start = Hash(allocation.Seed, "stratum|" + stratum.Key)[0] % names.Count;
            var order = stratum.OrderBy(
                unit => Convert.ToHexString(Hash(allocation.Seed, unit.Household.ToString(CultureInfo.InvariantCulture))),
                StringComparer.Ordinal);
            foreach (var (index, unit) in order.Index())
            {
                foreach (var person in unit.Persons)
                {
                    drawn[person.Person] = names[(start + index) % names.Count];
                }
            }
        }

        return drawn;
    }

    private static byte[] Hash(string seed, string text) =>
        SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}|letter-version|{text}"));
}
