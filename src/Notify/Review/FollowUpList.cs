using System.Globalization;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Core.Text;
using ClaimsWatch.Documents;

namespace ClaimsWatch.Notify.Review;

/// <summary>When something must have been looked at.</summary>
public sealed record FollowUpSettings
{
    /// <summary>Days until a case must have an answer.</summary>
    public int DaysToAnswer { get; init; } = 30;

    /// <summary>
    /// Days until a case with a sign of acute danger (X23) or of medicines that must not meet (R22) must have one.
    /// </summary>
    public int DaysToAnswerUrgent { get; init; } = 3;
}

/// <summary>A person that staff should look at instead of a letter.</summary>
/// <param name="Person">Pseudonym.</param>
/// <param name="Reasons">Rule and exclusion ids, in order.</param>
/// <param name="Due">Until when.</param>
/// <param name="Urgent">X23 or R22.</param>
public sealed record FollowUpCase(long Person, IReadOnlyList<string> Reasons, DateOnly Due, bool Urgent);

/// <summary>A row of the list as staff left it.</summary>
/// <param name="Round">The round.</param>
/// <param name="Person">Pseudonym.</param>
/// <param name="Owner">Role that looks after it.</param>
/// <param name="Action">What was done, of the fixed list; empty while nothing was.</param>
/// <param name="Closed">結了.</param>
/// <param name="On">Day it was read.</param>
public sealed record FollowUpAnswer(string Round, long Person, string Owner, string Action, bool Closed, DateOnly On);

/// <summary>
/// <c>followup.xlsx</c> (個別支援の検討リスト, decisions A9): R01, R21, R22, X23, everyone under a HOLD or ROUTE exclusion, and whom staff
/// decided to look at, so that nobody is sent nowhere. Not on it: people who are no longer insured, and HOLD or ROUTE people whom a
/// HARD exclusion takes out as well. X23 is never a cold call: case conference first.
/// </summary>
public static class FollowUpList
{
    private static readonly string[] UrgentIds = ["R22", "X23"];
    private static readonly double[] Widths = [23, 6, 6, 46, 34, 11, 11, 7, 14, 12, 26, 8];

    /// <summary>Who belongs on the list, urgent first, then by due date and person.</summary>
    /// <param name="candidates">Everyone the round found.</param>
    /// <param name="decisions">What staff decided; 個別支援で検討 puts a person on the list.</param>
    /// <param name="detectedOn">Day the round was detected: due dates count from it.</param>
    /// <param name="settings">How long a case may wait.</param>
    public static IReadOnlyList<FollowUpCase> Cases(
        IReadOnlyList<Candidate> candidates, IReadOnlyList<Decision> decisions, DateOnly detectedOn, FollowUpSettings settings)
    {
        var decided = decisions.Where(decision => decision.Kind == DecisionKind.FollowUp).Select(decision => decision.Person).ToHashSet();
        return
        [
            .. candidates.Select(candidate => CaseOf(candidate, decided, detectedOn, settings)).OfType<FollowUpCase>()
                .OrderByDescending(item => item.Urgent).ThenBy(item => item.Due).ThenBy(item => item.Person),
        ];
    }

    /// <summary>Cases that nobody has closed, in the same order.</summary>
    public static IReadOnlyList<FollowUpCase> Open(IReadOnlyList<FollowUpCase> cases, IReadOnlyList<FollowUpAnswer> answers)
    {
        var closed = answers.Where(answer => answer.Closed).Select(answer => answer.Person).ToHashSet();
        return [.. cases.Where(item => !closed.Contains(item.Person))];
    }

    /// <summary>Whether a workbook that staff give back is this list and not the worklist.</summary>
    public static bool IsIn(Stream workbook, string file) => SheetTable.Has(workbook, file, Texts.FollowUpSheet);

    /// <summary>The workbook.</summary>
    /// <param name="input">The round and its people.</param>
    /// <param name="decisions">What staff decided so far.</param>
    /// <param name="answers">What staff wrote on the list so far.</param>
    /// <param name="settings">How long a case may wait.</param>
    public static byte[] Write(
        WorklistInput input, IReadOnlyList<Decision> decisions, IReadOnlyList<FollowUpAnswer> answers, FollowUpSettings settings)
    {
        var people = input.Candidates.ToDictionary(candidate => candidate.Person);
        var written = answers.ToDictionary(answer => answer.Person);
        var rows = Cases(input.Candidates, decisions, input.Round.DetectedOn, settings)
            .Select(item => Row(item, people[item.Person], input, written.GetValueOrDefault(item.Person)));
        var columns =
            Texts.FollowUpHeaders.Select((header, index) => new Column(header, Widths[index]) { Wrap = Widths[index] >= 30 })
                .ToList();
        columns[8] = columns[8] with { Editable = true, Prompt = Texts.DecidedByPrompt };
        columns[9] = columns[9] with { Editable = true };
        columns[10] = columns[10] with { Editable = true, Choices = Texts.FollowUpActions };
        columns[11] = columns[11] with { Editable = true, Choices = [Texts.Closed] };
        return new Workbook(
        [
            new Sheet(Texts.FollowUpSheet, columns, [.. rows])
            {
                Notes = [Texts.FollowUpTitle(input.Round.Id, JapaneseDate.EraMonth(input.Round.AsOf)), Texts.FollowUpHowTo],
                FrozenColumns = 1,
                Landscape = true,
            },
        ]).ToXlsx();
    }

    /// <summary>Reads the list back; a row is open until it is closed with an action.</summary>
    /// <returns>Answers by person, and every row that cannot be taken.</returns>
    public static (IReadOnlyList<FollowUpAnswer> Answers, IReadOnlyList<Reject> Problems) Read(
        Stream workbook, string file, string round, IReadOnlySet<long> known, DateOnly today)
    {
        var table = SheetTable.Open(workbook, file, Texts.FollowUpSheet, Texts.FollowUpHeaders);
        var answers = new SortedDictionary<long, FollowUpAnswer>();
        var problems = new List<Reject>();
        foreach (var row in table.Rows)
        {
            var (text, action, closed) =
                (row[Texts.PersonHeader], row[Texts.FollowUpHeaders[10]], row[Texts.FollowUpHeaders[11]]);
            if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var person) || !known.Contains(person))
            {
                problems.Add(new Reject(file, row.Number, Texts.PersonHeader, "unknown-person", text, Texts.UnknownPerson));
            }
            else if (action.Length > 0 && !Texts.FollowUpActions.Contains(action, StringComparer.Ordinal))
            {
                problems.Add(
                    new Reject(
                        file, row.Number, Texts.FollowUpHeaders[10], "unknown-action", action,
                        string.Join(" | ", Texts.FollowUpActions)));
            }
            else if (closed.Length > 0 && (closed != Texts.Closed || action.Length == 0))
            {
                problems.Add(
                    new Reject(
                        file, row.Number, Texts.FollowUpHeaders[11], "closed-without-action", closed, Texts.ClosedNeedsAction));
            }
            else if (
                !answers.TryAdd(
                    person, new FollowUpAnswer(round, person, row[Texts.FollowUpHeaders[8]], action, closed.Length > 0, today)))
            {
                problems.Add(new Reject(file, row.Number, Texts.PersonHeader, "person-twice", text, Texts.PersonTwice));
            }
        }

        problems.AddRange(known.Except(table.Rows.Select(row =>
                long.TryParse(row[Texts.PersonHeader], NumberStyles.None, CultureInfo.InvariantCulture, out var person) ? person : 0)).Order()
            .Select(person => new Reject(
                file, 0, Texts.PersonHeader, "row-missing", person.ToString(CultureInfo.InvariantCulture), Texts.RowMissing)));
        return ([.. answers.Values], problems);
    }

    private static FollowUpCase? CaseOf(
        Candidate candidate, HashSet<long> decided, DateOnly detectedOn, FollowUpSettings settings)
    {
        if (candidate.Exclusions.Any(hit => hit.Exclusion == "X10"))
        {
            return null;
        }

        var isTakenOut = candidate.Exclusions.Any(hit => hit.Class == ExclusionClass.Hard && hit.Exclusion != "X23");
        var rules = candidate.Hits.Where(hit => hit.Tier == Tier.Staff).Select(hit => hit.Rule);
        var exclusions = candidate.Exclusions.Where(hit => !isTakenOut && (hit.Class != ExclusionClass.Hard || hit.Exclusion == "X23"))
            .Select(hit => hit.Exclusion);
        var reasons = rules.Concat(exclusions).Concat(decided.Contains(candidate.Person) ? [Texts.StaffDecision] : [])
            .Distinct(StringComparer.Ordinal).ToList();
        if (reasons.Count == 0)
        {
            return null;
        }

        var urgent = reasons.Exists(reason => UrgentIds.Contains(reason, StringComparer.Ordinal));
        return new FollowUpCase(
            candidate.Person, reasons, detectedOn.AddDays(urgent ? settings.DaysToAnswerUrgent : settings.DaysToAnswer), urgent);
    }

    private static IReadOnlyList<Cell> Row(FollowUpCase item, Candidate candidate, WorklistInput input, FollowUpAnswer? written) =>
    [
        Cell.Text(item.Person.ToString(CultureInfo.InvariantCulture)),
        Cell.Text(Texts.SexWord(candidate.Sex)),
        candidate.Age < 0 ? Cell.Empty : Cell.Integer(candidate.Age),
        Cell.Text(string.Join("、", item.Reasons.Select(id =>
            id.StartsWith('R') ? input.RuleName(id) : id.StartsWith('X') ? input.ExclusionName(id) : id))),
        Cell.Text(Texts.FollowUpApproach(item.Reasons)),
        Cell.Text(JapaneseDate.EraMonth(candidate.Facts.Month)),
        Cell.Text(JapaneseDate.EraMonth(input.Round.AsOf)),
        Cell.Integer(candidate.Facts.Claims),
        written is null ? Cell.Empty : Cell.Text(written.Owner),
        Cell.Date(item.Due),
        written is null ? Cell.Empty : Cell.Text(written.Action),
        written is { Closed: true } ? Cell.Text(Texts.Closed) : Cell.Empty,
    ];
}
