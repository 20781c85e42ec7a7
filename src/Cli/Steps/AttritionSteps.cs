using ClaimsWatch.Detect;
using ClaimsWatch.Detect.Exclusions;
using ClaimsWatch.Evaluate.Reports;

namespace ClaimsWatch.Cli.Steps;

/// <summary>Attrition of some rounds for the outcome report, from what each detection wrote down:
/// whoever a step took out, and who was selected.</summary>
internal static class AttritionSteps
{
    /// <summary>Steps in the order of the selection, added over the rounds;
    /// none for rounds that were not detected here.</summary>
    public static IReadOnlyList<SelectionStep> Of(Session session, IEnumerable<string> rounds)
    {
        var steps = new List<SelectionStep>();
        foreach (var summary in rounds.Distinct(StringComparer.Ordinal).Select(session.Book.DetectionOf)
            .OfType<DetectionSummary>())
        {
            var left = summary.Steps;
            for (var i = 1; i < left.Count; i++)
            {
                Add(steps, left[i].Id, Words(left[i]), left[i - 1].Male - left[i].Male, left[i - 1].Female - left[i].Female);
            }

            if (left.Count > 0)
            {
                Add(steps, "selected", "選ばれた人‖selected", left[^1].Male, left[^1].Female);
            }
        }

        return [.. steps.Where(s => s.Id != "selected"), .. steps.Where(s => s.Id == "selected")];
    }

    private static void Add(List<SelectionStep> steps, string id, string words, int men, int women)
    {
        var at = steps.FindIndex(s => s.Id == id && s.Words == words);
        if (at < 0)
        {
            steps.Add(new SelectionStep(id, words, men, women));
        }
        else
        {
            steps[at] = steps[at] with { Men = steps[at].Men + men, Women = steps[at].Women + women };
        }
    }

    // The ledger has the Japanese words; the English ones belong to the same step or reason.
    private static string Words(SummaryLine line)
    {
        var isExclusion = line.Id is ['X', ..];
        var codes = isExclusion
            ? ExclusionCatalog.Create(new ExclusionSettings()).Where(e => e.Card.Id == line.Id).SelectMany(e => e.Card.Reasons)
            .Select(r => r.Reason) : [line.Id];
        var phrase = codes.Select(Detect.Texts.Of).FirstOrDefault(p => p.Ja == line.Words);
        var id = isExclusion ? $"{line.Id} " : "";
        return $"{id}{line.Words}‖{id}{phrase?.En ?? line.Words}";
    }
}
