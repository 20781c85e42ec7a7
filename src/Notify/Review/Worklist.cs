using System.Globalization;
using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Core.Text;
using ClaimsWatch.Documents;

namespace ClaimsWatch.Notify.Review;

/// <summary>
/// <c>candidates.xlsx</c>: the ranked people for staff to decide on, with counts by sex and settings; no identity unless asked
/// for. Excluded people and those past the threshold are in <see cref="FollowUpList"/>.
/// </summary>
public static class Worklist
{
    private static readonly double[] Widths = [23, 7, 6, 6, 8, 9, 11, 7, 12, 9, 9, 9, 22, 40, 10, 44];

    private const int ReasonsShown = 3;

    /// <summary>The workbook.</summary>
    public static byte[] Write(WorklistInput input)
    {
        var ranked = Ranked(input.Candidates);
        var columns = Columns(input);
        var rows =
            ranked.Select(candidate => (IReadOnlyList<Cell>)[.. Row(candidate, input), Cell.Empty, Cell.Empty, Cell.Empty]);
        return new Workbook(
        [
            new Sheet(
                Texts.WorklistSheet, columns, [.. rows])
                    { Notes = Notes(input.Round, ranked), FrozenColumns = 1, Landscape = true },
            CountSheet(input),
            SettingSheet(input.Settings),
        ]).ToXlsx();
    }

    /// <summary>People to decide on, in rank order.</summary>
    internal static IReadOnlyList<Candidate> Ranked(IReadOnlyList<Candidate> candidates) =>
        [.. candidates.Where(candidate => candidate.Rank > 0).OrderBy(candidate => candidate.Rank)
            .ThenBy(candidate => candidate.Person)];

    /// <summary>Headers of what staff must not change, without the name.</summary>
    internal static IReadOnlyList<string> FixedHeaders => Texts.WorklistHeaders;

    /// <summary>Fixed cells of a person, in the order of <see cref="FixedHeaders"/>.</summary>
    internal static IReadOnlyList<Cell> FixedCells(Candidate candidate, WorklistInput input)
    {
        var facts = candidate.Facts;
        return
        [
            Cell.Text(candidate.Person.ToString(CultureInfo.InvariantCulture)),
            Cell.Integer(candidate.Rank),
            Cell.Text(candidate.Selected ? Texts.Selected : ""),
            Cell.Text(Texts.SexWord(candidate.Sex)),
            candidate.Age < 0 ? Cell.Empty : Cell.Integer(candidate.Age),
            Cell.Text(candidate.Band),
            Cell.Text(JapaneseDate.EraMonth(facts.Month)),
            Cell.Integer(facts.Claims),
            Cell.Integer(facts.ClaimsWithoutDispensing),
            Cell.Integer(facts.Institutions),
            Cell.Integer(facts.Pharmacies),
            Cell.Integer(facts.VisitDays),
            Cell.Text(
                string.Join(
                    " ", candidate.Counts.Select(count => count < 0 ? "–" : count.ToString(CultureInfo.InvariantCulture)))),
            Cell.Text(string.Join("、", candidate.Hits.Select(hit => input.RuleName(hit.Rule)))),
            double.IsFinite(candidate.Score) ? Cell.Decimal((decimal)candidate.Score, 4) : Cell.Empty,
            // Facts that raised the place; what lowered it is in `explain`.
            Cell.Text(string.Join("、", candidate.Reasons.Where(r => r.Contribution > 0).Take(ReasonsShown).Select(r => r.Ja))),
        ];
    }

    private static List<string> Notes(Round round, IReadOnlyList<Candidate> ranked)
    {
        var rankedBy = ranked.Select(candidate => candidate.ScoreName).Where(name => name.Length > 0).Distinct()
            .Select(Texts.WorklistRankedBy);
        var title = Texts.WorklistTitle(round.Id, JapaneseDate.EraMonth(round.SelectionMonth), JapaneseDate.EraMonth(round.AsOf));
        var notes = new List<string> { string.Join("　", [title, .. rankedBy]), Texts.WorklistHowTo };
        if (round.Marks.Count > 0)
        {
            notes.Insert(0, Texts.SampleMark([], round.Marks));
        }

        return notes;
    }

    private static List<Column> Columns(WorklistInput input)
    {
        var columns = FixedHeaders.Select((header, index) => new Column(header, Widths[index]) { Wrap = Widths[index] >= 40 })
            .ToList();
        if (input.Names is not null)
        {
            columns.Insert(1, new Column(Texts.NameHeader, 18));
        }

        columns.Add(
            new Column(Texts.DecisionHeader, 16) { Choices = Texts.Decisions, Editable = true, Prompt = Texts.DecisionPrompt });
        columns.Add(new Column(Texts.ReasonHeader, 26) { Choices = Texts.Reasons, Editable = true, Prompt = Texts.ReasonPrompt });
        columns.Add(new Column(Texts.DecidedByHeader, 16) { Editable = true, Prompt = Texts.DecidedByPrompt });
        return columns;
    }

    private static List<Cell> Row(Candidate candidate, WorklistInput input)
    {
        var cells = FixedCells(candidate, input).ToList();
        if (input.Names is not null)
        {
            cells.Insert(1, Cell.Text(input.Names.GetValueOrDefault(candidate.Person, "")));
        }

        return cells;
    }

    private static Sheet CountSheet(WorklistInput input)
    {
        var ranked = Ranked(input.Candidates);
        var branches = ranked.Where(candidate => candidate.Branch != 0).GroupBy(candidate => candidate.Branch)
            .OrderBy(group => group.Key);
        var lines = input.Attrition
            .Append(Count(Texts.CountRanked, ranked))
            .Append(Count(Texts.CountSelected, Within(ranked)))
            .Concat(branches.Select(group => Count(Texts.CountSelectedOfBranch(group.Key), Within([.. group]))))
            .Concat(ranked.SelectMany(candidate => candidate.Hits.Select(hit => (hit.Rule, candidate)))
                .GroupBy(pair => pair.Rule, pair => pair.candidate)
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => Count(Texts.CountByRule(input.RuleName(group.Key)), [.. group])))
            .Concat(input.ByRule)
            .Concat(input.CannotJudge);
        return SexSheet(Texts.CountSheet, lines, [Texts.CountNote, .. input.Notes]);
    }

    private static IReadOnlyList<Candidate> Within(IReadOnlyList<Candidate> people) =>
        [.. people.Where(candidate => candidate.Selected)];

    /// <summary>A sheet of counts with a column for each sex and their sum.</summary>
    internal static Sheet SexSheet(string name, IEnumerable<SexCount> lines, IReadOnlyList<string> notes)
    {
        var rows = lines.Select(line => (IReadOnlyList<Cell>)
        [
            Cell.Text(line.Label), Cell.Integer(line.Male), Cell.Integer(line.Female), Cell.Integer(line.Unknown),
            Cell.Integer(line.Male + line.Female + line.Unknown),
        ]);
        var columns = Texts.CountHeaders.Select((header, index) => new Column(header, index == 0 ? 52 : 9)).ToList();
        return new Sheet(name, columns, [.. rows]) { Notes = notes, Filter = false };
    }

    /// <summary>Counts people by sex.</summary>
    internal static SexCount Count(string label, IReadOnlyList<Candidate> people) => new(
        label, people.Count(person => person.Sex == Sex.Male), people.Count(person => person.Sex == Sex.Female),
        people.Count(person => person.Sex == Sex.Unknown));

    /// <summary>A sheet of settings.</summary>
    internal static Sheet SettingSheet(IReadOnlyList<SettingLine> settings)
    {
        var rows = settings.OrderBy(line => line.Name, StringComparer.Ordinal)
            .Select(line => (IReadOnlyList<Cell>)[Cell.Text(line.Name), Cell.Text(line.Value), Cell.Text(line.Meaning)]);
        var columns = Texts.SettingHeaders.Select((header, index) => new Column(header, index == 1 ? 18 : 44)).ToList();
        return new Sheet(Texts.SettingSheet, columns, [.. rows]) { Filter = false };
    }
}
