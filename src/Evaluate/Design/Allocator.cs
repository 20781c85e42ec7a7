using System.Globalization;
using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Evaluate.Panels;

namespace ClaimsWatch.Evaluate.Design;

/// <summary>A draw and the people who must not wait.</summary>
/// <param name="Allocation">The frozen draw.</param>
/// <param name="AlwaysLetter">People of households with someone who may never be held out: they get the letter and are in no
/// comparison.</param>
/// <param name="Counts">People by arm, sex and band, for the record.</param>
public sealed record DrawResult(Allocation Allocation, IReadOnlyList<FrozenPerson> AlwaysLetter, IReadOnlyList<ArmCount> Counts);

/// <summary>People of one arm, sex and band.</summary>
public sealed record ArmCount(Arm Arm, Sex Sex, string Band, int N);

/// <summary>
/// Stratified permuted blocks by household (evaluation.md 2). Within a stratum, household ids are sorted ordinally and cut into
/// blocks of B; in a block households are ranked by SHA-256(seed|stratum|block|id) and the lowest get the letter.
/// </summary>
/// <remarks>
/// A household belongs to the stratum of its first person in ordinal order, so the strata of the other members may differ from
/// their own sex and band; each person still carries their own in the result.
/// The last block is filled up with invented places before ranking: each real household then has exactly the chance 1 − h,
/// whatever the number left over. Whoever knows the seed can foresee the draw; hence it is made from the frozen list.
/// </remarks>
public static class Allocator
{
    /// <summary>Draws once. Refusing a second draw of a round is the step's duty: it sees the ledger.</summary>
    public static DrawResult Draw(
        FrozenList list, string publicNumber, ClaimMonth selectionMonth, ClaimMonth letterMonth, DateOnly drawnOn,
        DrawSettings settings)
    {
        ArgumentNullException.ThrowIfNull(list);
        ArgumentNullException.ThrowIfNull(settings);
        var letters = settings.LettersPerBlock();
        var seed = list.SeedFrom(publicNumber);
        var households = list.Persons.GroupBy(p => p.Household).ToArray();
        // One letter in the mailbox reaches the whole household: if one may not wait, nobody there is a fair control.
        var always = households.Where(h => h.Any(p => p.Randomise == Randomise.Never)).SelectMany(h => h).ToArray();
        var strata = households.Where(h => h.All(p => p.Randomise != Randomise.Never))
            .GroupBy(StratumOf, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal);

        var persons = new List<AllocatedPerson>();
        foreach (var stratum in strata)
        {
            var units = stratum.OrderBy(h => FrozenList.Text(h.Key), StringComparer.Ordinal).ToArray();
            for (var i = 0; i < units.Length; i++)
            {
                var block = i / settings.BlockSize;
                var inBlock = units.Skip(block * settings.BlockSize).Take(settings.BlockSize).Select(u => u.Key).ToArray();
                var arm = GetsLetter(seed, stratum.Key, block, inBlock, units[i].Key, letters, settings.BlockSize) ? Arm.Letter
                    : Arm.Holdout;
                persons.AddRange(units[i].Select(p =>
                    new AllocatedPerson(p.Person, p.Household, p.Sex, p.Band, stratum.Key, block, arm)));
            }
        }

        persons.Sort((a, b) => a.Person.CompareTo(b.Person));
        var allocation = new Allocation(
            list.Round, selectionMonth, list.Hash, seed, publicNumber, drawnOn, letterMonth.Plus(settings.ReleaseAfterMonths),
            persons);
        return new DrawResult(allocation, always, CountsOf(persons));
    }

    /// <summary>
    /// Whether a recorded allocation is what this list, public number and settings give; an altered one must not be evaluated.
    /// </summary>
    public static bool Verify(Allocation allocation, FrozenList list, DrawSettings settings)
    {
        ArgumentNullException.ThrowIfNull(allocation);
        ArgumentNullException.ThrowIfNull(settings);
        var again = Draw(
            list, allocation.PublicNumber, allocation.SelectionMonth, allocation.ReleaseMonth.Plus(-settings.ReleaseAfterMonths),
            allocation.DrawnOn, settings).Allocation;
        return again with { Persons = [] } == allocation with { Persons = [] } && again.Persons.SequenceEqual(allocation.Persons);
    }

    private static string StratumOf(IGrouping<long, FrozenPerson> household)
    {
        // The list is in ordinal order, and GroupBy keeps it.
        var first = household.First();
        var delayed = household.Any(p => p.Randomise == Randomise.DelayThreeMonths);
        return $"{(int)first.Sex}x{first.Band}{(delayed ? PanelSettings.DelayedStratumSuffix : "")}";
    }

    private static bool GetsLetter(string seed, string stratum, int block, long[] real, long unit, int letters, int blockSize)
    {
        var places = real.Select(FrozenList.Text)
            .Concat(Enumerable.Range(real.Length, blockSize - real.Length)
                .Select(i => $"empty-{i.ToString(CultureInfo.InvariantCulture)}"));
        return places.Select(id => (Hash: FrozenList.Sha256($"{seed}|{stratum}|{block}|{id}"), Id: id))
            .OrderBy(x => x.Hash, StringComparer.Ordinal).ThenBy(x => x.Id, StringComparer.Ordinal)
            .Take(letters).Any(x => x.Id == FrozenList.Text(unit));
    }

    private static ArmCount[] CountsOf(List<AllocatedPerson> persons) =>
        [.. persons.GroupBy(p => (p.Arm, p.Sex, p.Band)).Select(g => new ArmCount(g.Key.Arm, g.Key.Sex, g.Key.Band, g.Count()))
            .OrderBy(c => c.Arm).ThenBy(c => c.Sex).ThenBy(c => c.Band, StringComparer.Ordinal)];
}
