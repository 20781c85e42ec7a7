using ClaimsWatch.Core.Columns;
using ClaimsWatch.Detect.Exclusions;

namespace ClaimsWatch.Detect.Adjustments;

/// <summary>
/// Takes visits out of a person's count, or counts several institutions as one; the person stays. Off unless switched on, because
/// each is a guess from the claims (decisions C1), and then both counts are shown.
/// </summary>
public interface ICountAdjustment
{
    /// <summary>Its card.</summary>
    ExclusionCard Card { get; }

    /// <summary>Whether it is switched on.</summary>
    bool IsOn { get; }

    /// <summary>Whether it needs an imported table that is not there.</summary>
    bool LacksTable => false;

    /// <summary>What it does, in words.</summary>
    Phrase Words { get; }

    /// <summary>
    /// Whether the visits of a month at one institution do not count, and with them the 調剤 receipts of its prescriptions.
    /// </summary>
    /// <param name="person">The person's rows; the month before the first one asked for is opened too.</param>
    /// <param name="position">Position of the month.</param>
    /// <param name="institution">The institution.</param>
    bool LeavesOut(scoped in PersonHistory person, int position, long institution) => false;

    /// <summary>The institution under which this one is counted.</summary>
    long InstitutionOf(long institution) => institution;
}

/// <summary>THE list of count adjustments, in id order.</summary>
public static class AdjustmentCatalog
{
    /// <summary>Every adjustment with these settings and tables.</summary>
    public static IReadOnlyList<ICountAdjustment> Create(ExclusionSettings settings, ImportedTables tables) =>
    [
        new X16ReferredVisits(settings.X16, tables.Watched),
        new X17Rehabilitation(settings.X17, tables.Watched),
        new X18OtherDepartments(settings.X18, tables.Departments),
        new X20OneOrganisation(settings.X20, tables.InstitutionGroups),
    ];

    /// <summary>Whether any of them changes the count.</summary>
    public static bool IsAnyOn(ExclusionSettings settings) => Create(settings, ImportedTables.None).Any(a => a.IsOn);
}
