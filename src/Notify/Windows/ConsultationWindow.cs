namespace ClaimsWatch.Notify.Windows;

/// <summary>A place that listens (相談窓口).</summary>
/// <param name="Kind">One of <see cref="WindowKinds"/>.</param>
/// <param name="Name">Name as printed.</param>
/// <param name="Area">Where it serves (<see cref="WindowArea"/>); empty for everywhere.</param>
/// <param name="Phone">Phone with hyphens, or a short number such as #7119.</param>
/// <param name="Hours">When it answers.</param>
/// <param name="ConfidentialityStatement">Whether it says that talks stay inside (decisions A7).</param>
/// <param name="ConfirmedBy">Who confirmed it, by role; empty if nobody did.</param>
/// <param name="ConfirmedOn">When; null if never.</param>
/// <param name="ExpiresOn">Last day it may be printed; null for twelve months after the confirmation.</param>
public sealed record ConsultationWindow(
    string Kind, string Name, string Area, string Phone, string Hours, bool ConfidentialityStatement, string ConfirmedBy,
    DateOnly? ConfirmedOn,
    DateOnly? ExpiresOn)
{
    /// <summary>Days it does not answer although it is a working day; used before posting.</summary>
    public IReadOnlyList<DateOnly> ClosedDays { get; init; } = [];

    /// <summary>Whether a family may talk there without the person (家族だけの相談).</summary>
    public bool FamilyOnly { get; init; }

    /// <summary>Whether one may talk there without saying a name (匿名の相談).</summary>
    public bool Anonymous { get; init; }

    /// <summary>Whether it answers day and night.</summary>
    public bool IsAlwaysOpen => Lint.Rules.RequiredWindowsRule.AlwaysOpen().IsMatch(Hours);

    /// <summary>Whether it can be reached by phone at stated hours and is neither a hospital nor the police (letters 4.2 item
    /// 7).</summary>
    public bool IsExit => Phone.Length > 0 && Hours.Length > 0
        && Kind is not (WindowKinds.Hospital or WindowKinds.SpecialistHospital or WindowKinds.Police);

    /// <summary>Who confirmed in writing that talks are not reported to the police (「通報しません」), by role;
    /// empty if nobody did.</summary>
    public string NoReportBy { get; init; } = "";

    /// <summary>Day of that written confirmation; null without one.</summary>
    public DateOnly? NoReportOn { get; init; }

    /// <summary>Whether 「通報しません」 may be printed beside it on a day: confirmed in writing, dated,
    /// at most twelve months old.</summary>
    public bool MaySayNoReport(DateOnly today) =>
        NoReportBy.Length > 0 && NoReportOn is { } on && on <= today && today <= on.AddMonths(ConfirmationMonthsMax)
            && (ExpiresOn is not { } end || today <= end);

    /// <summary>How long a confirmation holds, in months (decisions A7, fixed).</summary>
    public const int ConfirmationMonthsMax = 12;

    /// <summary>
    /// Last day of the confirmation: twelve months after it was given, or earlier if the window said so; null without one.
    /// </summary>
    public DateOnly? ConfirmedUntil
    {
        get
        {
            if (!ConfidentialityStatement || ConfirmedBy.Length == 0 || ConfirmedOn is not { } on)
            {
                return null;
            }

            var limit = on.AddMonths(ConfirmationMonthsMax);
            return ExpiresOn is { } end && end < limit ? end : limit;
        }
    }

    /// <summary>Whether the promise of confidentiality may be printed for it on a day.</summary>
    public bool IsConfirmed(DateOnly today) => ConfirmedUntil is { } until && ConfirmedOn <= today && today <= until;

    /// <summary>
    /// Whether somebody must be asked before it is printed: its entry has run out, or it claims confidentiality and nobody
    /// confirmed that in the last twelve months.
    /// </summary>
    public bool NeedsConfirmation(DateOnly today) => ExpiresOn < today || (ConfidentialityStatement && !IsConfirmed(today));
}

/// <summary>Kinds of windows; the letter says for each what one can talk about.</summary>
public static class WindowKinds
{
    /// <summary>The insurer's own 保健師.</summary>
    public const string Insurer = "保険者";

    /// <summary>A pharmacy or the pharmacists' association.</summary>
    public const string Pharmacy = "薬局";

    /// <summary>精神保健福祉センター.</summary>
    public const string MentalHealthCentre = "精神保健福祉センター";

    /// <summary>保健所.</summary>
    public const string HealthCentre = "保健所";

    /// <summary>#7119 and the like.</summary>
    public const string UrgentAdvice = "救急相談";

    /// <summary>Telephone lines for any trouble.</summary>
    public const string Helpline = "電話相談";

    /// <summary>専門医療機関 for dependence (依存症専門医療機関).</summary>
    public const string SpecialistHospital = "専門医療機関";

    /// <summary>回復施設.</summary>
    public const string Recovery = "回復施設";

    /// <summary>自助グループ.</summary>
    public const string SelfHelp = "自助グループ";

    /// <summary>家族教室.</summary>
    public const string Family = "家族教室";

    /// <summary>女性相談.</summary>
    public const string Women = "女性相談";

    /// <summary>A hospital or clinic.</summary>
    public const string Hospital = "病院";

    /// <summary>Police.</summary>
    public const string Police = "警察";

    /// <summary>All kinds, in the order of the letter.</summary>
    public static IReadOnlyList<string> All { get; } =
        [
            Insurer, Pharmacy, MentalHealthCentre, HealthCentre, Helpline, Women, Recovery, SelfHelp, Family, UrgentAdvice,
            SpecialistHospital, Hospital, Police,
        ];
}
