using ClaimsWatch.Core.Programme;

namespace ClaimsWatch.Detect.Exclusions;

/// <summary>Limits of all exclusions; the property names are the settings' keys.</summary>
public sealed record ExclusionSettings
{
    /// <summary>未成年.</summary>
    public X08Minors.Settings X08 { get; init; } = new();

    /// <summary>死亡・資格喪失・転出・75歳到達.</summary>
    public X10NotInsured.Settings X10 { get; init; } = new();

    /// <summary>最近の手紙.</summary>
    public X14RecentLetter.Settings X14 { get; init; } = new();

    /// <summary>Limits that can't be used: letters to children and letters more often than agreed are not settable.</summary>
    public IEnumerable<SettingProblem> Problems() =>
    [
        .. SettingProblem.Unless(X08.AgeMin is >= 18 and <= 75, "exclusions.X08.ageMin", X08.AgeMin, "from 18 to 75"),
        .. SettingProblem.Unless(X10.Turning75Days >= 0, "exclusions.X10.turning75Days", X10.Turning75Days, "0 or more"),
        .. SettingProblem.Unless(X14.MonthsBetween >= 6, "exclusions.X14.monthsBetween", X14.MonthsBetween, "6 or more"),
        .. SettingProblem.Unless(X14.LettersMaxIn12Months is 1 or 2, "exclusions.X14.lettersMaxIn12Months",
            X14.LettersMaxIn12Months, "1 or 2"),
    ];
}

/// <summary>THE list of exclusions, in id order, which is the order of the attrition table.</summary>
public static class ExclusionCatalog
{
    /// <summary>Every exclusion with these limits.</summary>
    public static IReadOnlyList<IExclusion> Create(ExclusionSettings settings) =>
    [
        new X08Minors(settings.X08),
        new X10NotInsured(settings.X10),
        new X11Shielded(),
        new X12WorkplaceAddress(),
        new X13OptedOut(),
        new X14RecentLetter(settings.X14),
        new X22StaffHold(),
        new X24ComparisonPeriod(),
    ];

    /// <summary>All that apply, in id order.</summary>
    public static IReadOnlyList<ExclusionHit> Apply(IReadOnlyList<IExclusion> exclusions, ExclusionSubject subject) =>
        [.. exclusions.Select(e => e.Applies(subject)).OfType<ExclusionHit>()];

    /// <summary>
    /// The re-check on the day of printing, for people of BOTH arms (decisions D2). <paramref name="atRiskDays"/> are the newest
    /// insured days known, of t0 or later; whoever was at risk at detection and has no newer word stays so.
    /// </summary>
    public static IReadOnlyList<ExclusionHit> OnTheDay(
        int age, int atRiskDays, Standing standing, DateOnly today, ExclusionSettings settings) =>
        Apply(Create(settings), new ExclusionSubject(standing.Person, age, atRiskDays, standing, today, CheckPoint.PrintDay));
}
