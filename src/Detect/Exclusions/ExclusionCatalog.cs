using ClaimsWatch.Core.Programme;
using ClaimsWatch.Detect.Adjustments;

namespace ClaimsWatch.Detect.Exclusions;

/// <summary>Limits of all exclusions; the property names are the settings' keys.</summary>
public sealed record ExclusionSettings
{
    /// <summary>精神科への継続した通院.</summary>
    public X06PsychiatricCare.Settings X06 { get; init; } = new();

    /// <summary>未成年.</summary>
    public X08Minors.Settings X08 { get; init; } = new();

    /// <summary>死亡・資格喪失・転出・75歳到達.</summary>
    public X10NotInsured.Settings X10 { get; init; } = new();

    /// <summary>最近の手紙.</summary>
    public X14RecentLetter.Settings X14 { get; init; } = new();

    /// <summary>紹介による受診 (a count adjustment).</summary>
    public X16ReferredVisits.Settings X16 { get; init; } = new();

    /// <summary>リハビリテーション (a count adjustment).</summary>
    public X17Rehabilitation.Settings X17 { get; init; } = new();

    /// <summary>数えない診療科 (a count adjustment).</summary>
    public X18OtherDepartments.Settings X18 { get; init; } = new();

    /// <summary>本院・分院、同じ会社の薬局 (a count adjustment).</summary>
    public X20OneOrganisation.Settings X20 { get; init; } = new();

    /// <summary>The same without count adjustments, for the count that is shown beside.</summary>
    public ExclusionSettings WithoutAdjustments() => this with
    {
        X16 = new X16ReferredVisits.Settings(),
        X17 = new X17Rehabilitation.Settings(),
        X18 = new X18OtherDepartments.Settings(),
        X20 = new X20OneOrganisation.Settings(),
    };

    /// <summary>Limits that can't be used: letters to children and letters more often than agreed are not settable.</summary>
    public IEnumerable<SettingProblem> Problems() =>
    [
        .. SettingProblem.Unless(X06.MonthsMin is >= 1 and <= 3, "exclusions.X06.monthsMin", X06.MonthsMin, "from 1 to 3"),
        .. SettingProblem.Unless(X08.AgeMin is >= 18 and <= 75, "exclusions.X08.ageMin", X08.AgeMin, "from 18 to 75"),
        .. SettingProblem.Unless(X10.Turning75Days >= 0, "exclusions.X10.turning75Days", X10.Turning75Days, "0 or more"),
        .. SettingProblem.Unless(X14.MonthsBetween >= 6, "exclusions.X14.monthsBetween", X14.MonthsBetween, "6 or more"),
        .. SettingProblem.Unless(X14.LettersMaxIn12Months is 1 or 2, "exclusions.X14.lettersMaxIn12Months",
            X14.LettersMaxIn12Months, "1 or 2"),
        .. SettingProblem.Unless(X17.ActsMin >= 1, "exclusions.X17.actsMin", X17.ActsMin, "1 or more"),
    ];
}

/// <summary>THE list of exclusions, in id order, which is the order of the attrition table.</summary>
public static class ExclusionCatalog
{
    /// <summary>Every exclusion with these limits.</summary>
    public static IReadOnlyList<IExclusion> Create(ExclusionSettings settings) =>
    [
        new X01Cancer(),
        new X02Dialysis(),
        new X03Stay(),
        new X04HomeCare(),
        new X05PublicProgrammes(),
        new X06PsychiatricCare(settings.X06),
        new X07Dependence(),
        new X08Minors(settings.X08),
        new X09Pregnancy(),
        new X10NotInsured(settings.X10),
        new X11Shielded(),
        new X12WorkplaceAddress(),
        new X13OptedOut(),
        new X14RecentLetter(settings.X14),
        new X15UnderSupport(),
        new X19UnsureIdentity(),
        new X21PublicAssistance(),
        new X22StaffHold(),
        new X23SelfHarmSignals(),
        new X24ComparisonPeriod(),
    ];

    /// <summary>All that apply, in id order.</summary>
    public static IReadOnlyList<ExclusionHit> Apply(IReadOnlyList<IExclusion> exclusions, ExclusionSubject subject) =>
        [.. exclusions.Select(e => e.Applies(subject)).OfType<ExclusionHit>()];

    /// <summary>What the exclusions that apply looked at, as evidence of t0; counts of nothing are left out.</summary>
    public static IReadOnlyList<Evidence> Evidence(
        IReadOnlyList<IExclusion> exclusions, IReadOnlyList<ExclusionHit> hits, ExclusionSubject subject,
            Core.Claims.ClaimMonth t0) =>
    [
        .. exclusions.Where(e => hits.Any(h => h.Exclusion == e.Card.Id)).SelectMany(e => e.Facts(subject).Where(f => f.Value > 0)
            .Select(f => new Evidence(e.Card.Id, f.Fact, t0, f.Value))),
    ];

    /// <summary>
    /// The re-check on the day of printing, for people of BOTH arms (decisions D2). <paramref name="atRiskDays"/> are the newest
    /// insured days known, of t0 or later; whoever was at risk at detection and has no newer word stays so.
    /// <paramref name="signals"/> are those of the newest claims (<see cref="NewestSignals"/>).
    /// </summary>
    public static IReadOnlyList<ExclusionHit> OnTheDay(
        int age, int atRiskDays, Standing standing, DateOnly today, ExclusionSettings settings,
        ClinicalSignals? signals = null) =>
        Apply(
            Create(settings),
            new ExclusionSubject(standing.Person, age, atRiskDays, standing, today, CheckPoint.PrintDay)
            {
                Signals = signals ?? ClinicalSignals.None,
            });
}
