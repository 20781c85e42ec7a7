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
public sealed record FollowUpAnswer(long Person, string Owner, string Action, bool Closed);

/// <summary>Why somebody came onto the list after the detection: a decision of staff, the day of printing, a letter that could
/// not be made.</summary>
/// <param name="Person">Pseudonym.</param>
/// <param name="Reason">Id of an exclusion, or words.</param>
/// <param name="On">Day.</param>
public sealed record FollowUpReason(long Person, string Reason, DateOnly On);

/// <summary>What is known about the list beside the detection.</summary>
/// <param name="Later">Reasons that came later.</param>
/// <param name="Answers">What staff wrote, as imported last.</param>
public sealed record FollowUpState(IReadOnlyList<FollowUpReason> Later, IReadOnlyList<FollowUpAnswer> Answers)
{
    /// <summary>As on the day of detection.</summary>
    public static FollowUpState None { get; } = new([], []);
}

/// <summary>
/// <c>followup.xlsx</c> (個別支援の検討リスト, decisions A9): R01, R21, R22, X23, everyone under a HOLD or ROUTE exclusion, and whom staff
/// decided to look at, so that nobody is sent nowhere. Not on it: people who are no longer insured, and HOLD or ROUTE people whom
/// a HARD exclusion takes out as well. X23 is never a cold call: case conference first.
/// </summary>
public static class FollowUpList
{
    private static readonly string[] UrgentIds = ["R22", "X23"];
    private static readonly double[] Widths = [23, 6, 6, 46, 34, 11, 11, 7, 14, 12, 26, 8];

    /// <summary>Who belongs on the list, urgent first, then by due date and person.</summary>
    /// <param name="candidates">Everyone found.</param>
    /// <param name="detectedOn">Day of detection, from which days are counted.</param>
    /// <param name="later">Reasons that came later.</param>
    /// <param name="settings">Days to answer.</param>
    public static IReadOnlyList<FollowUpCase> Cases(
        IReadOnlyList<Candidate> candidates, DateOnly detectedOn, IReadOnlyList<FollowUpReason> later, FollowUpSettings settings)
    {
        var after = later.ToLookup(reason => reason.Person);
        return
        [
            .. candidates.Select(candidate => CaseOf(candidate, detectedOn, [.. after[candidate.Person]], settings))
            .OfType<FollowUpCase>()
                .OrderByDescending(item => item.Urgent).ThenBy(item => item.Due).ThenBy(item => item.Person),
        ];
    }

    /// <summary>The workbook.</summary>
    /// <param name="input">Round, people, names of rules and exclusions.</param>
    /// <param name="detectedOn">Day of detection.</param>
    /// <param name="state">What came since.</param>
    /// <param name="settings">Days to answer.</param>
    public static byte[] Write(WorklistInput input, DateOnly detectedOn, FollowUpState state, FollowUpSettings settings)
    {
        var people = input.Candidates.ToDictionary(candidate => candidate.Person);
        var answers = state.Answers.ToDictionary(answer => answer.Person);
        var rows = Cases(input.Candidates, detectedOn, state.Later, settings)
            .Select(item => Row(item, people[item.Person], answers.GetValueOrDefault(item.Person), input));
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
                Notes = [Texts.FollowUpTitle(input.Round.Id, JapaneseDate.EraMonth(input.Round.AsOf)),
                    Texts.FollowUpHowTo, .. input.Notes],
                FrozenColumns = 1,
                Landscape = true,
            },
        ]).ToXlsx();
    }

    /// <summary>Reads the list back; a row is open until it is closed with an action.</summary>
    /// <returns>Answers by person, and every row that cannot be taken.</returns>
    /// <exception cref="UserError">The list is another round's (exit 4).</exception>
    public static (IReadOnlyList<FollowUpAnswer> Answers, IReadOnlyList<Reject> Problems) Read(
        Stream workbook, string file, string round, IReadOnlySet<long> known)
    {
        var table = SheetTable.Open(workbook, file, Texts.FollowUpSheet, Texts.FollowUpHeaders);
        table.RefuseOfAnotherRound(round, file, known.Contains);
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
                !answers.TryAdd(person, new FollowUpAnswer(person, row[Texts.FollowUpHeaders[8]], action, closed.Length > 0)))
            {
                problems.Add(new Reject(file, row.Number, Texts.PersonHeader, "person-twice", text, Texts.PersonTwice));
            }
        }

        problems.AddRange(known.Except(table.Rows.Select(row =>
                long.TryParse(row[Texts.PersonHeader], NumberStyles.None, CultureInfo.InvariantCulture, out var person)
                    ? person : 0)).Order()
            .Select(person => new Reject(
                file, 0, Texts.PersonHeader, "row-missing", person.ToString(CultureInfo.InvariantCulture), Texts.RowMissing)));
        return ([.. answers.Values], problems);
    }

    private static FollowUpCase? CaseOf(
        Candidate candidate, DateOnly detectedOn, IReadOnlyList<FollowUpReason> later, FollowUpSettings settings)
    {
        if (candidate.Exclusions.Any(hit => hit.Exclusion == "X10"))
        {
            return null;
        }

        var isTakenOut = candidate.Exclusions.Any(hit => hit.Class == ExclusionClass.Hard && hit.Exclusion != "X23");
        var rules = candidate.Hits.Where(hit => hit.Tier == Tier.Staff).Select(hit => hit.Rule);
        var exclusions =
            candidate.Exclusions.Where(hit => !isTakenOut && (hit.Class != ExclusionClass.Hard || hit.Exclusion == "X23"))
            .Select(hit => hit.Exclusion);
        var found = rules.Concat(exclusions).Distinct(StringComparer.Ordinal).ToList();
        var reasons = found.Concat(later.Select(reason => reason.Reason)).Distinct(StringComparer.Ordinal).ToList();
        if (reasons.Count == 0)
        {
            return null;
        }

        var since = found.Count > 0 ? detectedOn : later.Min(reason => reason.On);
        var urgent = reasons.Exists(reason => UrgentIds.Contains(reason, StringComparer.Ordinal));
        return new FollowUpCase(
            candidate.Person, reasons, since.AddDays(urgent ? settings.DaysToAnswerUrgent : settings.DaysToAnswer), urgent);
    }

    private static IReadOnlyList<Cell> Row(FollowUpCase item, Candidate candidate, FollowUpAnswer? answer, WorklistInput input) =>
    [
        Cell.Text(item.Person.ToString(CultureInfo.InvariantCulture)),
        Cell.Text(Texts.SexWord(candidate.Sex)),
        candidate.Age < 0 ? Cell.Empty : Cell.Integer(candidate.Age),
        Cell.Text(string.Join("、", item.Reasons.Select(input.NameOf))),
        Cell.Text(Texts.FollowUpApproach(item.Reasons)),
        Cell.Text(JapaneseDate.EraMonth(candidate.Facts.Month)),
        Cell.Text(JapaneseDate.EraMonth(input.Round.AsOf)),
        Cell.Integer(candidate.Facts.Claims),
        Cell.Text(answer?.Owner ?? ""),
        Cell.Date(item.Due),
        Cell.Text(answer?.Action ?? ""),
        Cell.Text(answer is { Closed: true } ? Texts.Closed : ""),
    ];
}
