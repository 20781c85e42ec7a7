using ClaimsWatch.Detect;

namespace ClaimsWatch.Cli.Steps;

/// <summary>
/// What one レセプト is in an office's counts, and how many there were with and without 調剤, under every output of a round (decisions C1).
/// </summary>
internal static class ScopeNote
{
    /// <summary>The scope, and the receipts of the month of each round that was detected here.</summary>
    public static IReadOnlyList<string> Lines(Session session, params IEnumerable<string> rounds) => Lines(session, session.Context.Japanese, rounds);

    /// <summary>Japanese and English, as reports take them.</summary>
    public static string Both(Session session, IReadOnlyList<string> rounds) =>
        string.Join(" ", Lines(session, ja: true, rounds)) + "‖" + string.Join(" ", Lines(session, ja: false, rounds));

    private static IReadOnlyList<string> Lines(Session session, bool ja, IEnumerable<string> rounds)
    {
        var counted = rounds.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(session.Book.DetectionOf).OfType<DetectionSummary>()
            .SelectMany(summary => summary.CountedIn(ja)).Distinct(StringComparer.Ordinal).ToList();
        return counted.Count > 0 ? counted : [Detect.Texts.Scope(session.Settings.Detect).In(ja ? "ja" : "en")];
    }

    /// <summary>Of a researcher's panel: the program did not count it.</summary>
    public static string OfPanel(bool ja) => ja
        ? "件数は渡されたパネルのものです。何を1件と数え、調剤を含むかは、パネルを作った人が書くことです。"
        : "Claims are those of the panel: whoever made it has to say what counts and whether 調剤 does.";

    /// <summary>The same as one text, for JSON.</summary>
    public static string Text(Session session, params IEnumerable<string> rounds) => string.Join(' ', Lines(session, rounds));
}
