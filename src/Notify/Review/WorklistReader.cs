using System.Globalization;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Documents;

namespace ClaimsWatch.Notify.Review;

/// <summary>What came back from staff.</summary>
/// <param name="Decisions">One a decided person, by person.</param>
/// <param name="Undecided">People whose decision is still blank.</param>
/// <param name="Problems">Every edit that cannot be taken; with any of these, none of the decisions should be used.</param>
public sealed record WorklistReading(
    IReadOnlyList<Decision> Decisions, IReadOnlyList<long> Undecided, IReadOnlyList<Reject> Problems)
{
    /// <summary>Throws with the first problems when there are any (exit 4).</summary>
    public void ThrowIfChanged(string file)
    {
        if (Problems.Count > 0)
        {
            var shown = Problems.Take(5)
                .Select(problem => Texts.WorklistProblem(problem.Line, problem.Field, problem.Code, problem.Expected));
            throw new UserError(
                ExitCode.TooManyRejects, Texts.WorklistRefused(Problems.Count, shown), file, Texts.WorklistRefusedNext);
        }
    }
}

/// <summary>
/// Reads decisions out of <c>candidates.xlsx</c>; every cell that staff should not change is compared with what was written.
/// </summary>
public static class WorklistReader
{
    /// <summary>Reads a workbook that <see cref="Worklist.Write"/> made and Excel or LibreOffice saved.</summary>
    /// <param name="workbook">The file.</param>
    /// <param name="file">Its name, for messages.</param>
    /// <param name="input">What was exported.</param>
    /// <param name="decidedBy">Role written where a row names none.</param>
    /// <param name="today">Day of the decision.</param>
    /// <exception cref="UserError">The file is no workbook, or has no sheet or header of ours (exit 3),
    /// or is another round's list (exit 4).</exception>
    public static WorklistReading Read(Stream workbook, string file, WorklistInput input, string decidedBy, DateOnly today)
    {
        var sheet =
            SheetTable.Open(
                workbook, file, Texts.WorklistSheet,
                [.. Worklist.FixedHeaders, Texts.DecisionHeader, Texts.ReasonHeader, Texts.DecidedByHeader]);
        var known = Worklist.Ranked(input.Candidates).ToDictionary(candidate => candidate.Person);
        sheet.RefuseOfAnotherRound(input.Round.Id, file, known.ContainsKey);
        var seen = new HashSet<long>();
        var decisions = new List<Decision>();
        var undecided = new List<long>();
        var problems = new List<Reject>();
        foreach (var row in sheet.Rows)
        {
            var before = problems.Count;
            if (Person(row, known, seen, file, problems) is not { } candidate)
            {
                continue;
            }

            CompareFixed(row, candidate, input, file, problems);
            var decision = ReadDecision(row, candidate, input.Round.Id, decidedBy, today, file, problems);
            if (problems.Count > before)
            {
                continue;
            }

            if (decision is null)
            {
                undecided.Add(candidate.Person);
            }
            else
            {
                decisions.Add(decision);
            }
        }

        problems.AddRange(known.Keys.Where(person => !seen.Contains(person)).Order()
            .Select(person => new Reject(
                file, 0, Texts.PersonHeader, "row-missing", person.ToString(CultureInfo.InvariantCulture), Texts.RowMissing)));
        return new WorklistReading([.. decisions.OrderBy(decision => decision.Person)], [.. undecided.Order()], problems);
    }

    private static Candidate? Person(
        SheetRow row, Dictionary<long, Candidate> known, HashSet<long> seen, string file, List<Reject> problems)
    {
        var text = row[Texts.PersonHeader];
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var person)
            || !known.TryGetValue(person, out var candidate))
        {
            problems.Add(Problem(file, row, Texts.PersonHeader, "unknown-person", text, Texts.UnknownPerson));
            return null;
        }

        if (!seen.Add(person))
        {
            problems.Add(Problem(file, row, Texts.PersonHeader, "person-twice", text, Texts.PersonTwice));
            return null;
        }

        return candidate;
    }

    private static void CompareFixed(SheetRow row, Candidate candidate, WorklistInput input, string file, List<Reject> problems)
    {
        var cells = Worklist.FixedCells(candidate, input);
        for (var i = 0; i < cells.Count; i++)
        {
            var header = Worklist.FixedHeaders[i];
            if (!SheetTable.Same(cells[i], row[header]))
            {
                problems.Add(Problem(file, row, header, "changed-row", row[header], Texts.WasWritten(cells[i].Content)));
            }
        }
    }

    private static Decision? ReadDecision(
        SheetRow row, Candidate candidate, string round, string decidedBy, DateOnly today, string file, List<Reject> problems)
    {
        var (word, reason) = (row[Texts.DecisionHeader], row[Texts.ReasonHeader]);
        if (word.Length == 0)
        {
            if (reason.Length > 0)
            {
                problems.Add(
                    Problem(file, row, Texts.DecisionHeader, "reason-without-decision", reason,
                        string.Join(" | ", Texts.Decisions)));
            }

            return null;
        }

        if (Texts.DecisionOf(word) is not { } kind)
        {
            problems.Add(Problem(file, row, Texts.DecisionHeader, "unknown-decision", word, string.Join(" | ", Texts.Decisions)));
            return null;
        }

        // Only a fixed reason: free text about a person would be kept for years.
        if (reason.Length > 0 && !Texts.Reasons.Contains(reason, StringComparer.Ordinal))
        {
            problems.Add(Problem(file, row, Texts.ReasonHeader, "unknown-reason", reason, string.Join(" | ", Texts.Reasons)));
        }
        else if (reason.Length == 0 && kind != DecisionKind.Send)
        {
            problems.Add(Problem(file, row, Texts.ReasonHeader, "reason-missing", "", string.Join(" | ", Texts.Reasons)));
        }

        var by = row[Texts.DecidedByHeader];
        return new Decision(round, candidate.Person, kind, reason, by.Length > 0 ? by : decidedBy, today);
    }

    private static Reject Problem(string file, SheetRow row, string field, string code, string found, string expected) =>
        new(file, row.Number, field, code, found.Length <= 40 ? found : found[..40], expected);
}
