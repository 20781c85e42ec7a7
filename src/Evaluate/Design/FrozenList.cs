using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Programme;

namespace ClaimsWatch.Evaluate.Design;

/// <summary>One person approved for a round, as the draw sees them.</summary>
/// <param name="Person">Pseudonym.</param>
/// <param name="Household">Allocation unit (same 記号番号 or address).</param>
/// <param name="Sex">Administrative sex.</param>
/// <param name="Band">Risk band.</param>
/// <param name="Randomise">Whether the person may wait by lot (decisions A4).</param>
public sealed record FrozenPerson(long Person, long Household, Sex Sex, string Band, Randomise Randomise);

/// <summary>
/// The approved list before any seed exists. Its hash goes into the seed, so nobody who could still change the list can know
/// the draw, and nobody who knows the draw can still change the list.
/// </summary>
public sealed class FrozenList
{
    /// <summary>Freezes the approved people of a round; their order does not matter.</summary>
    /// <exception cref="ArgumentException">A person stands twice.</exception>
    public FrozenList(string round, IEnumerable<FrozenPerson> persons)
    {
        Round = round;
        Persons = [.. persons.OrderBy(p => Text(p.Person), StringComparer.Ordinal)];
        for (var i = 1; i < Persons.Count; i++)
        {
            if (Persons[i].Person == Persons[i - 1].Person)
            {
                throw new ArgumentException("A person stands twice in the frozen list.", nameof(persons));
            }
        }

        var text = new StringBuilder().Append(round).Append('\n');
        foreach (var p in Persons)
        {
            text.Append(CultureInfo.InvariantCulture, $"{p.Person}|{p.Household}|{(int)p.Sex}|{p.Band}|{(int)p.Randomise}\n");
        }

        Hash = Sha256(text.ToString());
    }

    /// <summary>Round id.</summary>
    public string Round { get; }

    /// <summary>People in ordinal order of their id as text.</summary>
    public IReadOnlyList<FrozenPerson> Persons { get; }

    /// <summary>SHA-256 of round and list, lower-case hexadecimal.</summary>
    public string Hash { get; }

    /// <summary>
    /// The seed of the draw, SHA-256 of the list's hash followed by a number that was made public after the freeze
    /// (a lottery result, say; decisions A5), lower-case hexadecimal.
    /// </summary>
    public string SeedFrom(string publicNumber) => Sha256(Hash + publicNumber);

    internal static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);

    internal static string Sha256(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
