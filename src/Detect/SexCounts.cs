using ClaimsWatch.Core.Claims;

namespace ClaimsWatch.Detect;

/// <summary>
/// A count of people by administrative sex; unknown stays out of <see cref="All"/> and is reported apart (decisions C5).
/// </summary>
public readonly record struct SexCounts(int Male, int Female, int Unknown)
{
    /// <summary>Male and female.</summary>
    public int All => Male + Female;

    /// <summary>Everyone, unknown sex too.</summary>
    public int Everyone => Male + Female + Unknown;

    /// <summary>One person.</summary>
    public static SexCounts One(Sex sex) => sex switch
    {
        Sex.Male => new(1, 0, 0),
        Sex.Female => new(0, 1, 0),
        _ => new(0, 0, 1),
    };

    /// <summary>Counts of people given by their sex.</summary>
    public static SexCounts Of(IEnumerable<Sex> people) => people.Aggregate(default(SexCounts), (sum, sex) => sum + One(sex));

    /// <summary>Sum.</summary>
    public static SexCounts operator +(SexCounts a, SexCounts b) =>
        new(a.Male + b.Male, a.Female + b.Female, a.Unknown + b.Unknown);

    /// <summary>Difference.</summary>
    public static SexCounts operator -(SexCounts a, SexCounts b) =>
        new(a.Male - b.Male, a.Female - b.Female, a.Unknown - b.Unknown);

    /// <summary>Sum.</summary>
    public static SexCounts Add(SexCounts left, SexCounts right) => left + right;

    /// <summary>Difference.</summary>
    public static SexCounts Subtract(SexCounts left, SexCounts right) => left - right;
}
