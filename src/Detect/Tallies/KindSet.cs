using ClaimsWatch.Core.Claims;

namespace ClaimsWatch.Detect.Tallies;

/// <summary>A set of claim kinds as bits.</summary>
public readonly record struct KindSet(int Bits)
{
    /// <summary>Kinds at which a person sees a doctor or dentist without staying: 医科入院外, 歯科.</summary>
    public static KindSet Visits { get; } = Of([ClaimKind.Outpatient, ClaimKind.Dental]);

    /// <summary>Kinds of a stay in hospital.</summary>
    public static KindSet Stays { get; } = Of([ClaimKind.Inpatient, ClaimKind.Dpc]);

    /// <summary>The set of these kinds.</summary>
    public static KindSet Of(IEnumerable<ClaimKind> kinds) => new(kinds.Aggregate(0, (bits, kind) => bits | (1 << (int)kind)));

    /// <summary>The set without 調剤.</summary>
    public KindSet WithoutDispensing => new(Bits & ~(1 << (int)ClaimKind.Dispensing));

    /// <summary>Whether a stored kind is in the set.</summary>
    public bool Has(int kind) => kind is >= 0 and < 31 && (Bits & (1 << kind)) != 0;
}
