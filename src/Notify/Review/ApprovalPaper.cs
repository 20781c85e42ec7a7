using ClaimsWatch.Core.Programme;
using ClaimsWatch.Core.Text;
using ClaimsWatch.Documents;
using ClaimsWatch.Notify.Windows;

namespace ClaimsWatch.Notify.Review;

/// <summary>What the head of the office is asked to approve.</summary>
/// <param name="Round">The round.</param>
/// <param name="Purpose">保健事業 or 研究 (decisions A12).</param>
/// <param name="Criteria">Rules in force, one a line, in words.</param>
/// <param name="Steps">From all persons to those proposed, by sex.</param>
/// <param name="Exclusions">Excluded people by reason and sex.</param>
/// <param name="CannotJudge">Rules and exclusions that this data cannot judge (decisions A2).</param>
/// <param name="Decisions">Staff decisions of the round.</param>
/// <param name="Windows">Consultation windows as they will be printed.</param>
/// <param name="TemplateVersion">Letter to be used.</param>
/// <param name="RolesMissing">Who has not read it yet (decisions A10).</param>
/// <param name="PostageYen">Postage a letter, yen; 0 unknown.</param>
public sealed record ApprovalFacts(
    Round Round, string Purpose, IReadOnlyList<string> Criteria, IReadOnlyList<SexCount> Steps,
    IReadOnlyList<SexCount> Exclusions,
    IReadOnlyList<string> CannotJudge, IReadOnlyList<Decision> Decisions, IReadOnlyList<ConsultationWindow> Windows,
    string TemplateVersion,
    IReadOnlyList<string> RolesMissing, int PostageYen)
{
    /// <summary>What counts as one receipt, and how many there were with and without 調剤 (decisions C1).</summary>
    public string Counted { get; init; } = "";

    /// <summary>The letter as it will be read, sentence by sentence, to an invented person; or why there is none.</summary>
    public IReadOnlyList<string> Sample { get; init; } = [];
}

/// <summary><c>実施伺い.xlsx</c>: the paper an office circulates before letters go out (decisions E4).</summary>
public static class ApprovalPaper
{
    /// <summary>The workbook.</summary>
    public static byte[] Write(ApprovalFacts facts, DateOnly today)
    {
        var columns = new[] { new Column(Texts.ApprovalItem, 24), new Column(Texts.ApprovalContent, 80) { Wrap = true } };
        var rows = Lines(facts, today).Select(line => (IReadOnlyList<Cell>)[Cell.Text(line.Item), Cell.Text(line.Content)]);
        return new Workbook(
        [
            new Sheet(Texts.ApprovalSheet, columns, [.. rows]) { Notes = [Texts.ApprovalTitle(facts.Round.Id)], Filter = false },
            Worklist.SexSheet(Texts.ApprovalSteps, facts.Steps, []),
            Worklist.SexSheet(Texts.ApprovalExclusions, facts.Exclusions, []),
            WindowSheet(facts.Windows, today),
            new Sheet(
                Texts.ApprovalSample, [new Column(Texts.ApprovalContent, 110) { Wrap = true }],
                [.. facts.Sample.Select(line => (IReadOnlyList<Cell>)[Cell.Text(line)])]) { Filter = false },
        ]).ToXlsx();
    }

    private static IEnumerable<(string Item, string Content)> Lines(ApprovalFacts facts, DateOnly today)
    {
        var round = facts.Round;
        var send = facts.Decisions.Count(decision => decision.Kind == DecisionKind.Send);
        var letters = Math.Min(round.Budget, send);
        yield return (Texts.ApprovalPurpose, Texts.PurposeWords(facts.Purpose));
        yield return (Texts.ApprovalMonth, JapaneseDate.EraMonth(round.SelectionMonth));
        yield return (Texts.ApprovalAsOf, JapaneseDate.EraMonth(round.AsOf));
        yield return (Texts.ApprovalCriteria, string.Join('\n', facts.Criteria));
        yield return (Texts.ApprovalCounted, facts.Counted);
        yield return (Texts.ApprovalNumbers, Texts.DecisionCounts(
            send,
            facts.Decisions.Count(decision => decision.Kind == DecisionKind.Skip),
            facts.Decisions.Count(decision => decision.Kind == DecisionKind.FollowUp)));
        yield return (
            Texts.ApprovalCannotJudge, facts.CannotJudge.Count == 0 ? Texts.None : string.Join('\n', facts.CannotJudge));
        yield return (Texts.ApprovalComparison, Texts.ComparisonWords(round.HoldoutShare, round.Budget));
        yield return (Texts.ApprovalLetter, Texts.LetterWords(facts.TemplateVersion, facts.RolesMissing));
        yield return (
            Texts.ApprovalPostage, facts.PostageYen > 0 ? Texts.PostageWords(letters, facts.PostageYen) : Texts.ToFillIn);
        yield return (
            Texts.ApprovalWindows,
            Texts.WindowWords(facts.Windows.Count, facts.Windows.Count(window => window.IsConfirmed(today))));
        yield return (Texts.ApprovalMarks, round.Marks.Count == 0 ? Texts.None : Texts.SampleMark([], round.Marks));
        yield return (Texts.ApprovalMadeOn, JapaneseDate.EraDay(today));
        yield return (Texts.ApprovalReference, Texts.ToFillIn);
    }

    private static Sheet WindowSheet(IReadOnlyList<ConsultationWindow> windows, DateOnly today)
    {
        double[] widths = [22, 32, 18, 26, 20, 13, 13, 12];
        var columns = Texts.WindowHeaders.Select((header, index) => new Column(header, widths[index])).ToList();
        var rows = windows.Select(window => (IReadOnlyList<Cell>)
        [
            Cell.Text(window.Kind), Cell.Text(window.Name), Cell.Text(window.Phone), Cell.Text(window.Hours),
            Cell.Text(window.ConfirmedBy),
            Cell.Date(window.ConfirmedOn), Cell.Date(window.ConfirmedUntil), Cell.Text(Texts.ConfirmationState(window, today)),
        ]);
        return new Sheet(Texts.ApprovalWindows, columns, [.. rows]) { Landscape = true, Filter = false };
    }
}
