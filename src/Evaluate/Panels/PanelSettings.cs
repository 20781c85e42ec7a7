using ClaimsWatch.Core.Claims;

namespace ClaimsWatch.Evaluate.Panels;

/// <summary>Lengths of the windows around a letter (decisions D1); all in months.</summary>
public sealed record PanelSettings
{
    /// <summary>The end of the name of strata whose control arm gets its letter after three months (decisions A4).</summary>
    public const string DelayedStratumSuffix = "d3";

    /// <summary>PRE: months just before the selection month.</summary>
    public int PreMonths { get; init; } = 5;

    /// <summary>POST: months from the month of posting.</summary>
    public int PostMonths { get; init; } = 6;

    /// <summary>
    /// POST of people whose control arm waits three months at most: it ends when the control's letter goes out.
    /// </summary>
    public int DelayedPostMonths { get; init; } = 3;

    /// <summary>Selection month for panels that don't say; none means the month before posting.</summary>
    public ClaimMonth SelectionMonth { get; init; }

    /// <summary>Selection month of an episode.</summary>
    public ClaimMonth SelectionOf(PanelEpisode episode) =>
        !episode.SelectionMonth.IsNone ? episode.SelectionMonth
        : !SelectionMonth.IsNone ? SelectionMonth
        : episode.LetterMonth.Plus(-1);

    /// <summary>Months of POST of an episode.</summary>
    public int PostMonthsOf(PanelEpisode episode) =>
        episode.Stratum.EndsWith(DelayedStratumSuffix, StringComparison.Ordinal) ? DelayedPostMonths : PostMonths;

    /// <summary>The window a month lies in; null before PRE and after POST.</summary>
    public Window? WindowOf(PanelEpisode episode, ClaimMonth month)
    {
        var selection = SelectionOf(episode);
        if (month < selection)
        {
            return selection.MonthsSince(month) <= PreMonths ? Window.Pre : null;
        }

        if (month == selection)
        {
            return Window.Selection;
        }

        return month < episode.LetterMonth ? Window.Gap
            : month.MonthsSince(episode.LetterMonth) < PostMonthsOf(episode) ? Window.Post
            : null;
    }
}
