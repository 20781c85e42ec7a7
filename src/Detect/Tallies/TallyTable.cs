using ClaimsWatch.Core.Claims;

namespace ClaimsWatch.Detect.Tallies;

/// <summary>What is known of a person beside the integers; sex is here for reporting and never reaches a rule.</summary>
public readonly record struct TalliedPerson(long Person, long Household, Sex Sex, ClaimMonth BirthMonth);

/// <summary>One slab's people and integers, ascending by person.</summary>
/// <param name="Slab">Number of the slab.</param>
/// <param name="Persons">People present: linked, and at risk or with a receipt in the window.</param>
/// <param name="Values">A row of integers a person, row after row.</param>
/// <param name="Stored">Everyone in the slab.</param>
/// <param name="Unlinked">People whose receipts could not be linked; left out.</param>
/// <param name="Absent">Linked people not at risk in t0 and without a receipt in the window; left out.</param>
public sealed record TallyPart(
    int Slab, IReadOnlyList<TalliedPerson> Persons, IReadOnlyList<long> Values, SexCounts Stored, SexCounts Unlinked,
    SexCounts Absent);

/// <summary>One row of integers a person, the same from any engine; parts in slab order.</summary>
public sealed class TallyTable(TallyPlan plan, IReadOnlyList<TallyPart> parts)
{
    private readonly List<long[]> _values = [.. parts.Select(p => p.Values as long[] ?? [.. p.Values])];

    /// <summary>Order, names and parameters of the columns.</summary>
    public TallyPlan Plan { get; } = plan;

    /// <summary>Parts in slab order.</summary>
    public IReadOnlyList<TallyPart> Parts { get; } = parts;

    /// <summary>People present.</summary>
    public int Count => Parts.Sum(p => p.Persons.Count);

    /// <summary>The integers of one person of one part.</summary>
    public ReadOnlySpan<long> Row(int part, int person) => _values[part].AsSpan(person * Plan.Width, Plan.Width);
}
