using ClaimsWatch.Detect;

namespace ClaimsWatch.Cli.Steps;

/// <summary>A count of people by sex with its words, as later papers print it.</summary>
public sealed record SummaryLine(string Id, string Words, int Male, int Female, int Unknown);

/// <summary>What approval, print day, worklist and report need to know about a detection later on.</summary>
/// <param name="Steps">People left after each step.</param>
/// <param name="Exclusions">People each exclusion applied to.</param>
/// <param name="CannotJudge">What could not be judged, in words.</param>
/// <param name="BlocksLetters">Ids of it that block letters until acknowledged by name.</param>
public sealed record DetectionSummary(
    IReadOnlyList<SummaryLine> Steps, IReadOnlyList<SummaryLine> Exclusions, IReadOnlyList<string> CannotJudge,
        IReadOnlyList<string> BlocksLetters)
{
    /// <summary>No detection is known.</summary>
    public static DetectionSummary None { get; } = new([], [], [], []);

    /// <summary>What was counted, in words, with and without 調剤.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The same in English; a ledger of an earlier version has none.</summary>
    public IReadOnlyList<string> NotesEn { get; init; } = [];

    /// <summary>The scope and the receipts of the month, without the season.</summary>
    public IEnumerable<string> CountedIn(bool ja) => (ja || NotesEn.Count == 0 ? Notes : NotesEn).SkipLast(1);

    /// <summary>People each rule found, and of them those whom no other rule found.</summary>
    public IReadOnlyList<SummaryLine> ByRule { get; init; } = [];

    /// <summary>People that what could not be judged is about.</summary>
    public IReadOnlyList<SummaryLine> NotJudged { get; init; } = [];

    /// <summary>The summary of a result.</summary>
    public static DetectionSummary Of(DetectResult result) => new(
        [.. result.Attrition.Select(a => Line(a.Step, a.Name.Ja, a.Remaining))],
        [.. result.ExcludedByReason.Select(e => Line(e.Exclusion, $"{e.Exclusion} {e.Name.Ja}（{e.Reason}）", e.Persons))],
        [.. result.NotEvaluable.Select(n => $"{n.Id} {n.Why.Ja}")],
        [.. result.NotEvaluable.Where(n => n.BlocksLetters).Select(n => n.Id)])
    {
        Notes = [.. Counted(result).Select(n => n.Ja)],
        NotesEn = [.. Counted(result).Select(n => n.En)],
        ByRule =
        [
            .. result.ByRule.Where(r => r.Persons.Everyone > 0).SelectMany(r => new[]
            {
                Line(r.Rule, $"条件：{r.Rule} {r.Name.Ja}（除外の前）", r.Persons),
                Line(r.Rule, $"　うち {r.Rule} だけの方", r.Alone),
            }),
        ],
        NotJudged = [.. result.NotEvaluable.Select(n => Line(n.Id, $"{VerdictWord(n.Verdict)}：{n.Id} {n.Why.Ja}", n.Persons))],
    };

    /// <summary>What was counted: scope, receipts with and without 調剤, both counts if an adjustment is on,
    /// season (decisions C1).</summary>
    public static IReadOnlyList<Phrase> Counted(DetectResult result)
    {
        var notes = new List<Phrase> { result.Scope, Words(result.Month, result.Totals) };
        if (result.Unadjusted is { } plain)
        {
            notes.Add(BeforeAdjustments(Words(result.Month, plain.Totals)));
        }

        notes.Add(result.Season);
        return notes;
    }

    /// <summary>Receipts of a month with and without 調剤, in words.</summary>
    public static Phrase Words(Core.Claims.ClaimMonth month, ReceiptTotals totals) => new(
        $"{month} のレセプト {totals.Receipts:#,0} 件（調剤を除くと {totals.WithoutDispensing:#,0} 件）。",
        $"Receipts of {month}: {totals.Receipts:#,0} ({totals.WithoutDispensing:#,0} without 調剤).");

    /// <summary>The same said of the count that no adjustment has changed.</summary>
    public static Phrase BeforeAdjustments(Phrase words) => new($"調整の前: {words.Ja}", $"Before adjustments: {words.En}");

    /// <summary>判定できない or 一部だけ判定.</summary>
    public static string VerdictWord(Verdict verdict) => verdict == Verdict.Cannot ? "判定できない" : "一部だけ判定";

    private static SummaryLine Line(string id, string words, SexCounts counts) =>
        new(id, words, counts.Male, counts.Female, counts.Unknown);
}
