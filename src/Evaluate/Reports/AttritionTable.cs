using ClaimsWatch.Evaluate.Disclosure;

namespace ClaimsWatch.Evaluate.Reports;

/// <summary>People whom one step of the selection took out, or who were left at its end, added over the rounds
/// reported.</summary>
/// <param name="Id">Step, rule or exclusion.</param>
/// <param name="Words">What it is, Japanese and English.</param>
/// <param name="Men">Men.</param>
/// <param name="Women">Women.</param>
public sealed record SelectionStep(string Id, string Words, int Men, int Women);

/// <summary>From everybody insured to those selected, by reason and sex; each person of a round stands in one row.</summary>
internal static class AttritionTable
{
    /// <summary>Its id among the released tables.</summary>
    public const string Id = "attrition";

    /// <summary>The table, before the gate; none if the rounds were not detected here.</summary>
    public static IEnumerable<CountTable> Of(IReadOnlyList<SelectionStep> steps)
    {
        var shown = steps.Where(s => s.Men + s.Women > 0).ToList();
        if (shown.Count == 0)
        {
            yield break;
        }

        var cells = new long[shown.Count, 2];
        for (var r = 0; r < shown.Count; r++)
        {
            (cells[r, 0], cells[r, 1]) = (shown[r].Men, shown[r].Women);
        }

        yield return new CountTable(
            Id, Texts.AttritionTitle, [.. shown.Select(s => s.Words)],
            [Texts.SexLabel(Core.Claims.Sex.Male), Texts.SexLabel(Core.Claims.Sex.Female)], cells)
        {
            Corner = Texts.AttritionHeader,
        };
    }
}
