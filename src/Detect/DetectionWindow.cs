using ClaimsWatch.Core.Claims;

namespace ClaimsWatch.Detect;

/// <summary>
/// The twelve months t0−11 … t0 that detection reads. Months are addressed by how far they lie back: 0 is t0, 11 the oldest.
/// A month without any claims in the store is absent: nobody is judged on it, and it never counts as zero.
/// </summary>
public sealed class DetectionWindow
{
    /// <summary>Months of the window.</summary>
    public const int Length = 12;

    private readonly bool[] _present = new bool[Length];

    /// <summary>The window that ends in <paramref name="t0"/>, given the months the store has.</summary>
    public DetectionWindow(ClaimMonth t0, IEnumerable<ClaimMonth> stored)
    {
        T0 = t0;
        Months = [.. ClaimMonth.Range(t0.Plus(1 - Length), t0)];
        foreach (var month in stored)
        {
            var back = t0.MonthsSince(month);
            if (back is >= 0 and < Length)
            {
                _present[back] = true;
            }
        }
    }

    /// <summary>The month decided on.</summary>
    public ClaimMonth T0 { get; }

    /// <summary>All months, ascending: the order in which a slab is opened.</summary>
    public IReadOnlyList<ClaimMonth> Months { get; }

    /// <summary>Months that have claims in the store.</summary>
    public int PresentCount => _present.Count(p => p);

    /// <summary>The month <paramref name="back"/> months before t0.</summary>
    public ClaimMonth Month(int back) => T0.Plus(-back);

    /// <summary>Where that month stands in the opened slab.</summary>
    public static int Position(int back) => Length - 1 - back;

    /// <summary>Whether the store has claims of that month.</summary>
    public bool IsPresent(int back) => _present[back];

    /// <summary>Completed years on the last day of t0; -1 if the month of birth is unknown (decisions C5).</summary>
    public int Age(ClaimMonth birthMonth) => birthMonth.IsNone || birthMonth > T0 ? -1 : T0.MonthsSince(birthMonth) / 12;
}
