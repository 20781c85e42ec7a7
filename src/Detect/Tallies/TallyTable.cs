using ClaimsWatch.Core.Claims;

namespace ClaimsWatch.Detect.Tallies;

/// <summary>What is known of a person beside the integers; sex is here for reporting and never reaches a rule.</summary>
public readonly record struct TalliedPerson(long Person, long Household, Sex Sex, ClaimMonth BirthMonth);

/// <summary>What everyone of a slab adds up to, whether or not their integers are kept.</summary>
/// <param name="Stored">Everyone in the slab.</param>
/// <param name="Unlinked">People whose receipts could not be linked; left out.</param>
/// <param name="Absent">Linked people not at risk in t0 and without a receipt in the window; left out.</param>
/// <param name="WithReceipt">People with a receipt in scope in t0.</param>
/// <param name="MedicinesUnknown">People with 調剤 receipts without lines, or lines of unknown drugs or prescribers, in t0.</param>
/// <param name="Receipts">Receipts in scope in t0.</param>
/// <param name="WithoutDispensing">Of them without 調剤.</param>
/// <param name="MedicationLines">Medicine lines in t0.</param>
/// <param name="Diagnoses">Diagnoses in t0.</param>
/// <param name="Acts">Stored acts in t0.</param>
public readonly record struct SlabTotals(
    SexCounts Stored, SexCounts Unlinked, SexCounts Absent, SexCounts WithReceipt, SexCounts MedicinesUnknown, long Receipts,
    long WithoutDispensing, long MedicationLines, long Diagnoses, long Acts)
{
    /// <summary>People judged.</summary>
    public SexCounts Present => Stored - Unlinked - Absent;

    /// <summary>Sum.</summary>
    public static SlabTotals operator +(SlabTotals a, SlabTotals b) => new(
        a.Stored + b.Stored, a.Unlinked + b.Unlinked, a.Absent + b.Absent, a.WithReceipt + b.WithReceipt,
        a.MedicinesUnknown + b.MedicinesUnknown, a.Receipts + b.Receipts, a.WithoutDispensing + b.WithoutDispensing,
        a.MedicationLines + b.MedicationLines, a.Diagnoses + b.Diagnoses,
        a.Acts + b.Acts);

    /// <summary>Sum.</summary>
    public static SlabTotals Add(SlabTotals left, SlabTotals right) => left + right;
}

/// <summary>One slab's people and integers, ascending by person.</summary>
/// <param name="Slab">Number of the slab.</param>
/// <param name="Persons">People whose integers are kept.</param>
/// <param name="Values">A row of integers a person, row after row.</param>
/// <param name="Totals">What everyone adds up to.</param>
public sealed record TallyPart(int Slab, IReadOnlyList<TalliedPerson> Persons, IReadOnlyList<long> Values, SlabTotals Totals);

/// <summary>One row of integers a person, the same from any engine; parts in slab order.</summary>
public sealed class TallyTable(TallyPlan plan, IReadOnlyList<TallyPart> parts)
{
    private readonly List<long[]> _values = [.. parts.Select(p => p.Values as long[] ?? [.. p.Values])];

    /// <summary>Order, names and parameters of the columns.</summary>
    public TallyPlan Plan { get; } = plan;

    /// <summary>Parts in slab order.</summary>
    public IReadOnlyList<TallyPart> Parts { get; } = parts;

    /// <summary>What everyone adds up to.</summary>
    public SlabTotals Totals => Parts.Aggregate(default(SlabTotals), (sum, part) => sum + part.Totals);

    /// <summary>The integers of one person of one part.</summary>
    public ReadOnlySpan<long> Row(int part, int person) => _values[part].AsSpan(person * Plan.Width, Plan.Width);
}
