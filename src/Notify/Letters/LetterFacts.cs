using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Programme;

namespace ClaimsWatch.Notify.Letters;

/// <summary>
/// What a letter says about its reader: one month in numbers and how old they are. No medicine, no institution, no score.
/// </summary>
/// <param name="Month">t0 in numbers.</param>
/// <param name="RecordsThrough">Newest delivery month the numbers come from (as-of).</param>
public sealed record LetterFacts(MonthFacts Month, ClaimMonth RecordsThrough)
{
    /// <summary>The person's own record of the month, for the second sheet; empty if there is none or it is not wanted.</summary>
    public IReadOnlyList<RecordLine> Record { get; init; } = [];

    /// <summary>An invented month, for samples.</summary>
    public static LetterFacts Sample { get; } =
        new(new MonthFacts(new ClaimMonth(202609), 14, 10, 6, 4, 12), new ClaimMonth(202611)) { Record = RecordSheet.Sample };

    /// <summary>The same as a letter of a day would have it: two months old.</summary>
    public static LetterFacts SampleOn(DateOnly today) => Sample with
    {
        Month = Sample.Month with { Month = ClaimMonth.Of(today).Plus(-2) },
        RecordsThrough = ClaimMonth.Of(today),
        Record = [.. Sample.Record.Select(line =>
            line with { Day = (ClaimMonth.Of(today).Plus(-2).Value * 100) + (line.Day % 100) })],
    };
}
