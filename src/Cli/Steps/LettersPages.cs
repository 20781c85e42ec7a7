using ClaimsWatch.Cli.Printing;
using ClaimsWatch.Core.Programme;

namespace ClaimsWatch.Cli.Steps;

/// <summary>The result of printing as the contract's JSON and as tables; numbers only, no person.</summary>
public static class LettersPages
{
    /// <summary><c>letters --format json</c>.</summary>
    public static object Json(Round round, LettersOutcome outcome, string countScope) => new
    {
        Schema = "claimswatch.letters/1",
        Disclosure = "internal",
        round.Marks,
        Round = round.Id,
        Rendered = outcome.Letters.Records.Count,
        BlockedByLint = outcome.Letters.Blocked.Count(b => b.ByLint),
        Blocked = outcome.Letters.Blocked.GroupBy(b => b.Rule).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new { Rule = g.Key, N = g.Count() }),
        ExcludedToday = outcome.Day.Counts.Sum(c => c.Excluded),
        ExcludedByArm =
            outcome.Day.Counts.Select(c => new { Arm = AllocatePages.Name(c.Arm), Sex = (int)c.Sex, c.Allocated, c.Excluded }),
        outcome.Letters.Pages,
        Sample = outcome.Letters.Mark,
        LookAtCharacters = outcome.Letters.Vendor.Count(row => row.LookAt.Count > 0),
        outcome.NoGlyph,
        Fonts = outcome.FontNote,
        Files = outcome.Files,
        Pdf = outcome.PdfNote,
        CountScope = countScope,
    };

    /// <summary>A table for people.</summary>
    public static ResultTable Table(LettersOutcome outcome, bool ja) => new(
        ja ? $"手紙 {outcome.Letters.Records.Count} 通・{outcome.Letters.Pages} ページ"
            : $"{outcome.Letters.Records.Count} letters, {outcome.Letters.Pages} pages",
        ja ? ["群", "性別", "割り付け", "当日除外"] : ["arm", "sex", "allocated", "excluded today"],
        [
            .. outcome.Day.Counts.Select(c => (IReadOnlyList<string>)
                [AllocatePages.ArmWord(c.Arm, ja), AllocatePages.SexWord(c.Sex, ja), $"{c.Allocated}", $"{c.Excluded}"]),
        ]);
}
