using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;
using ClaimsWatch.Detect;

namespace ClaimsWatch.Cli.Steps;

/// <summary>People near the threshold who never had a letter: what an office's own variance and regression to the mean come
/// from.</summary>
public static class NeverLettered
{
    /// <summary>
    /// Percent change from the selection month to the mean of POST among people who never had a letter (decisions D3): regression
    /// to the mean as this office has it. Null with fewer than 30 people or too few months.
    /// </summary>
    public static double? Regression(Session session, IClaimStore store)
    {
        var windows = session.Settings.Panel;
        var needed = windows.PreMonths + 1 + windows.PostMonths;
        if (store.Months.Count < needed)
        {
            return null;
        }

        var lettered = session.Book.LetterMonths().Select(l => l.Key).ToHashSet();
        var (_, selection, post) = Totals(store, store.Months.Skip(store.Months.Count - needed).ToList(), windows.PreMonths,
            session.Settings.Detect, lettered);
        return selection.Count < 30 || selection.Sum() == 0 ? null
            : 100 * ((post.Sum() / windows.PostMonths / selection.Sum()) - 1);
    }

    /// <summary>PRE and POST totals of people whose count in the month between lies in a band from the second on.</summary>
    /// <param name="store">Claims.</param>
    /// <param name="months">PRE months, the selection month, POST months, consecutive.</param>
    /// <param name="preMonths">Months of PRE.</param>
    /// <param name="settings">Count scope and bands.</param>
    /// <param name="lettered">People to leave out.</param>
    public static (IReadOnlyList<double> Pre, IReadOnlyList<double> Selection, IReadOnlyList<double> Post) Totals(
        IClaimStore store, IReadOnlyList<ClaimMonth> months, int preMonths, DetectSettings settings, IReadOnlySet<long> lettered)
    {
        var pre = new List<double>();
        var selection = new List<double>();
        var post = new List<double>();
        var least = settings.BandStarts.Count > 1 ? settings.BandStarts[1] : settings.Rules.R01.ReceiptsMin / 2;
        for (var slab = 0; slab < store.SlabCount; slab++)
        {
            using var opened = store.Open(slab, months, AsOf.Now);
            foreach (var history in opened)
            {
                if (lettered.Contains(history.Person))
                {
                    continue;
                }

                var counts = Counts(history, months, settings);
                if (counts is not null && counts[preMonths] >= least && counts[preMonths] < settings.Rules.R01.ReceiptsMin)
                {
                    pre.Add(counts.Take(preMonths).Sum());
                    selection.Add(counts[preMonths]);
                    post.Add(counts.Skip(preMonths + 1).Sum());
                }
            }
        }

        return (pre, selection, post);
    }

    // Null if the person was not at risk in every month.
    private static int[]? Counts(PersonHistory history, IReadOnlyList<ClaimMonth> months, DetectSettings settings)
    {
        var counts = new int[months.Count];
        for (var m = 0; m < months.Count; m++)
        {
            if (history.AtRisk(months[m]).DaysAtRisk == 0)
            {
                return null;
            }

            counts[m] = history.Claims(m).CountReceipts(settings.CountScope);
        }

        return counts;
    }
}
