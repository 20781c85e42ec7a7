using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;
using ClaimsWatch.Detect;
using ClaimsWatch.Detect.Adjustments;
using ClaimsWatch.Evaluate.Reports;

namespace ClaimsWatch.Cli.Steps;

/// <summary>
/// What one レセプト is in an office's counts, and how many there were with and without 調剤, under every output of a round (decisions
/// C1).
/// </summary>
internal static class ScopeNote
{
    private static readonly Projection s_read = new(
    [
        new(Schema.Persons, 1, ["person", "linkage"]), new(Schema.Eligibility, 1, ["person"]),
        new(Schema.Claims, 1, ["person", "kind", "institution", "prescriber_institution"]),
    ]);

    /// <summary>The scope, and the receipts of the month of each round that was detected here.</summary>
    public static IReadOnlyList<string> Lines(Session session, params IEnumerable<string> rounds) =>
        Lines(session, session.Context.Japanese, rounds, null);

    /// <summary>The same where a store is read as it was known, with its latest complete month.</summary>
    public static IReadOnlyList<string> Lines(Session session, IEnumerable<string> rounds,
        (IClaimStore Store, ClaimMonth Complete) known) =>
        Lines(session, session.Context.Japanese, rounds, known);

    /// <summary>Japanese and English, as reports take them.</summary>
    public static string Both(Session session, IReadOnlyList<string> rounds,
        (IClaimStore Store, ClaimMonth Complete)? known = null) =>
        string.Join(" ", Lines(session, ja: true, rounds, known)) + "‖"
            + string.Join(" ", Lines(session, ja: false, rounds, known));

    /// <summary>The same in Japanese: papers of an office have no English.</summary>
    public static string Japanese(Session session, params IEnumerable<string> rounds) =>
        string.Join("", Lines(session, ja: true, rounds, null));

    /// <summary>A report that says, in both languages, what one claim is and how many there were.</summary>
    public static ReportContext In(
        Session session, ReportContext context, IReadOnlyList<string> rounds,
        (IClaimStore Store, ClaimMonth Complete)? known = null)
    {
        var counted = Both(session, rounds, known);
        return context with { Provenance = [.. context.Provenance, Provenance(counted)], Counted = counted };
    }

    /// <summary>The line of a report's provenance that holds it.</summary>
    public static (string Name, string Value) Provenance(string both) => ("件数の数え方と件数‖what one claim is, and how many", both);

    /// <summary>The scope, and the receipts of the newest complete month as they lie in the store:
    /// for outputs that belong to no round.</summary>
    public static IReadOnlyList<string> OfStore(Session session) => OfStore(session, session.Context.Japanese, null);

    private static IReadOnlyList<string> OfStore(Session session, bool ja, (IClaimStore Store, ClaimMonth Complete)? known)
    {
        var settings = session.Settings.Detect;
        var scope = Detect.Texts.Scope(settings).In(ja ? "ja" : "en");
        var (store, complete) = known ?? Now(session);
        if (store.Months.Count == 0)
        {
            return [scope];
        }

        var month = complete.IsNone ? store.Months[^1] : complete;
        var words = DetectionSummary.Words(month, Totals(store, month, settings.CountScope));
        return [scope, (AdjustmentCatalog.IsAnyOn(settings.Exclusions) ? DetectionSummary.BeforeAdjustments(words) : words)
            .In(ja ? "ja" : "en")];
    }

    private static (IClaimStore Store, ClaimMonth Complete) Now(Session session)
    {
        var store = session.Workspace.OpenStore();
        return (store, DetectStep.Maturity(session, store).T0);
    }

    // As a detection counts them: receipts that belong to nobody known are left out.
    private static ReceiptTotals Totals(IClaimStore store, ClaimMonth month, IReadOnlyCollection<ClaimKind> scope)
    {
        var (all, without) = (0L, 0L);
        ClaimKind[] others = [.. scope.Where(kind => kind != ClaimKind.Dispensing)];
        for (var slab = 0; slab < store.SlabCount; slab++)
        {
            using var opened = store.Open(slab, [month], AsOf.Now, s_read);
            foreach (var history in opened)
            {
                if (history.Linkage != Linkage.Unlinked)
                {
                    all += history.Claims(0).CountReceipts(scope);
                    without += history.Claims(0).CountReceipts(others);
                }
            }
        }

        return new ReceiptTotals(all, without);
    }

    private static IReadOnlyList<string> Lines(
        Session session, bool ja, IEnumerable<string> rounds, (IClaimStore Store, ClaimMonth Complete)? known)
    {
        var counted = rounds.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(session.Book.DetectionOf)
            .OfType<DetectionSummary>()
            .SelectMany(summary => summary.CountedIn(ja)).Distinct(StringComparer.Ordinal).ToList();
        return counted.Count > 0 ? counted : OfStore(session, ja, known);
    }

    /// <summary>Of a researcher's panel: the program did not count it. Japanese and English, as reports take them.</summary>
    public const string OfPanelBoth =
        "件数は渡されたパネルのものです。何を1件と数え、調剤を含むかは、パネルを作った人が書くことです。"
        + "‖Claims are those of the panel: whoever made it has to say what counts and whether 調剤 does.";

    /// <summary>The same in one language.</summary>
    public static string OfPanel(bool ja) => OfPanelBoth.Split('‖')[ja ? 0 : 1];

    /// <summary>What a delivery brought: every kind, counted later or not.</summary>
    public static string OfDelivery(bool ja, int receipts, int withoutDispensing, int mapped) => (ja
        ? $"ここのレセプトは、届いたすべての種類の {receipts:#,0} 件です（調剤のファイルを除くと {withoutDispensing:#,0} 件）。"
        : $"Receipts here are all that arrived, of every kind: {receipts:#,0} ({withoutDispensing:#,0} without 調剤).")
        + (mapped == 0 ? "" : ja
            ? $"うち種類を分けていないCSVが {mapped:#,0} 件。" : $" Of them {mapped:#,0} in CSV files that hold several kinds.");

    /// <summary>The same as one text, for JSON.</summary>
    public static string Text(Session session, params IEnumerable<string> rounds) => string.Join(' ', Lines(session, rounds));
}
