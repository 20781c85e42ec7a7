using ClaimsWatch.Evaluate.Reports;

namespace ClaimsWatch.Evaluate.Designs;

/// <summary>What the report of one design says besides its numbers; every text Japanese and English.</summary>
/// <param name="Title">Title.</param>
/// <param name="Subtitle">Who is compared with whom.</param>
/// <param name="Checklist">Reporting standards.</param>
public sealed record DesignWords(string Title, string Subtitle, IReadOnlyList<ChecklistItem> Checklist)
{
    /// <summary>What the main number compares, with {0} for the number.</summary>
    public required string Compared { get; init; }

    /// <summary>What must follow a sentence that claims a difference.</summary>
    public required string Caveat { get; init; }

    /// <summary>Heading of the section on how alike the groups are.</summary>
    public required string BalanceHeading { get; init; }

    /// <summary>What must hold for the number to be an effect.</summary>
    public required IReadOnlyList<string> Assumptions { get; init; }

    /// <summary>How the numbers were made.</summary>
    public required IReadOnlyList<string> Methods { get; init; }

    /// <summary>What is estimated, in ICH E9(R1) words.</summary>
    public required IReadOnlyList<IReadOnlyList<string>> Estimand { get; init; }

    /// <summary>Whether the main number is a ratio; else a difference per person-month.</summary>
    public bool IsRatio { get; init; }

    /// <summary>Letters sent by judgement.</summary>
    public static DesignWords Observational { get; } =
        new(Texts.ObservationalTitle, Texts.ObservationalSubtitle, Checklists.Observational)
        {
            Compared = Texts.ObservationalCompared,
            Caveat = Texts.NotByLotCaveat,
            BalanceHeading = Texts.BalanceHeading,
            Assumptions = Texts.ObservationalAssumptions,
            Methods = Texts.ObservationalMethods,
            Estimand = Texts.ObservationalEstimand,
            IsRatio = true,
        };

    /// <summary>Letters one after another.</summary>
    public static DesignWords Waitlist { get; } = new(Texts.WaitlistTitle, Texts.WaitlistSubtitle, Checklists.Waitlist)
    {
        Compared = Texts.WaitlistCompared,
        Caveat = Texts.WaitlistCaveat,
        BalanceHeading = Texts.WaitlistBalanceHeading,
        Assumptions = Texts.WaitlistAssumptions,
        Methods = Texts.WaitlistMethods,
        Estimand = Texts.WaitlistEstimand,
    };

    /// <summary>Two groups month by month.</summary>
    public static DesignWords EventStudy { get; } = new(Texts.EventReportTitle, Texts.EventSubtitle, Checklists.Observational)
    {
        Compared = Texts.EventCompared,
        Caveat = Texts.NotByLotCaveat,
        BalanceHeading = Texts.EventBalanceHeading,
        Assumptions = Texts.EventAssumptions,
        Methods = Texts.EventMethods,
        Estimand = Texts.EventEstimand,
    };

    /// <summary>A whole population before and after.</summary>
    public static DesignWords Series { get; } = new(Texts.SeriesReportTitle, Texts.SeriesSubtitle, Checklists.Series)
    {
        Compared = Texts.SeriesCompared,
        Caveat = Texts.SeriesCaveat,
        BalanceHeading = Texts.SeriesBalanceHeading,
        Assumptions = Texts.SeriesAssumptions,
        Methods = Texts.SeriesMethods,
        Estimand = Texts.SeriesEstimand,
        IsRatio = true,
    };

    /// <summary>The same beside a comparison series.</summary>
    public static DesignWords ComparedSeries { get; } = Series with
    {
        Subtitle = Texts.ComparedSeriesSubtitle,
        Compared = Texts.ComparedSeriesCompared,
    };
}
