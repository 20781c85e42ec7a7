using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Documents;
using ClaimsWatch.Notify.Review;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;

namespace ClaimsWatch.Tests.Notify;

public sealed class WorklistTests
{
    private static readonly Round Round =
        new("R2026-09", new ClaimMonth(202609), new ClaimMonth(202611), new DateOnly(2026, 11, 20), "00", 100, .5, []);

    private static Candidate Person(
        long id, int rank, Sex sex = Sex.Female, string rule = "R02", Tier tier = Tier.A,
        params ExclusionHit[] exclusions) => new(
        id, id, sex, 45, "12-15", new MonthFacts(new ClaimMonth(202609), 14, 10, 6, 4, 12), [9, 10, 11, 12, -1, 14],
        [new RuleHit(rule, tier, 14, 12, Randomise.Yes)], exclusions, [], rank, rank is > 0 and <= 2, .125, "months-mean");

    private static WorklistInput Input() => new(
        Round,
        [Person(8000000000000000001, 2), Person(8000000000000000002, 1, Sex.Male), Person(8000000000000000003, 3)],
        new Dictionary<string, string> { ["R02"] = "続けて多い" },
        new Dictionary<string, string>(),
        [new SexCount("全員", 900, 1000, 3)],
        [new SettingLine("rules.R02.countMin", "14", "基準月の件数")]);

    /// <summary>Writes the list, changes its text rows as a spreadsheet program would, and reads it back.</summary>
    private static WorklistReading Edited(Action<List<List<string>>> edit)
    {
        var sheet = WorkbookReader.Read(new MemoryStream(Worklist.Write(Input())))[0];
        var width = sheet.Rows[2].Count;
        var rows = sheet.Rows.Select(row => row.Concat(Enumerable.Repeat("", width - Math.Min(width, row.Count))).ToList())
            .ToList();
        edit(rows);
        var columns = rows[2].Select(header => new Column(header, 10)).ToList();
        var saved =
            new Workbook(
                [new Sheet("候補", columns, [.. rows.Skip(3).Select(row => (IReadOnlyList<Cell>)[.. row.Select(Cell.Text)])])])
                    .ToXlsx();
        return WorklistReader.Read(new MemoryStream(saved), "candidates.xlsx", Input(), "係長", new DateOnly(2026, 11, 22));
    }

    private static int Column(List<List<string>> rows, string header) => rows[2].IndexOf(header);

    private static void Set(List<List<string>> rows, int row, string header, string value) =>
        rows[3 + row][Column(rows, header)] = value;

    [Fact]
    public void Every_workbook_passes_the_OpenXml_validator()
    {
        var candidates = Worklist.Write(Input());
        var followUp =
            FollowUpList.Write(
                Input() with { Candidates = [Person(5, 0, rule: "R01", tier: Tier.Staff)] }, new DateOnly(2026, 11, 22),
                FollowUpState.None, new FollowUpSettings());
        var paper = ApprovalPaper.Write(
            new ApprovalFacts(
                Round, "保健事業", ["R02 続けて多い"], [new SexCount("全員", 1, 2, 0)], [], ["R22"], [], Samples.Windows, "standard/1",
                ["当事者"], 110),
            new DateOnly(2026, 11, 22));

        foreach (var bytes in new[] { candidates, followUp, paper })
        {
            using var document = SpreadsheetDocument.Open(new MemoryStream(bytes), false);
            Assert.Empty(
                new OpenXmlValidator(FileFormatVersions.Office2013).Validate(document).Select(error => error.Description));
        }
    }

    [Fact]
    public void People_stand_in_rank_order_as_text_and_without_identity()
    {
        var sheet = WorkbookReader.Read(new MemoryStream(Worklist.Write(Input())))[0];

        Assert.Equal(
            ["8000000000000000002", "8000000000000000001", "8000000000000000003"], sheet.Rows.Skip(3).Select(row => row[0]));
        Assert.DoesNotContain("氏名", sheet.Rows[2]);
        Assert.Equal("9 10 11 12 – 14", sheet.Rows[3][12]);
        Assert.Equal("R02 続けて多い", sheet.Rows[3][13]);
    }

    [Fact]
    public void Names_stand_there_only_when_asked_for_and_do_not_disturb_reading()
    {
        var input = Input() with { Names = new Dictionary<long, string> { [8000000000000000001] = "見本　花子" } };
        var bytes = Worklist.Write(input);

        var sheet = WorkbookReader.Read(new MemoryStream(bytes))[0];
        var reading = WorklistReader.Read(new MemoryStream(bytes), "c.xlsx", Input(), "係長", new DateOnly(2026, 11, 22));

        Assert.Equal("見本　花子", sheet.Rows[4][1]);
        Assert.Empty(reading.Problems);
        Assert.Equal(3, reading.Undecided.Count);
    }

    [Fact]
    public void Decisions_come_back_with_role_reason_and_day()
    {
        var reading = Edited(rows =>
        {
            Set(rows, 0, "判断", "送付");
            Set(rows, 1, "判断", "見送り");
            Set(rows, 1, "理由", "すでに支援している");
            Set(rows, 1, "判断した人（職名）", "保健師");
        });

        Assert.Empty(reading.Problems);
        Assert.Equal(
            [
                new Decision("R2026-09", 8000000000000000001, DecisionKind.Skip, "すでに支援している", "保健師", new DateOnly(2026, 11, 22)),
                new Decision("R2026-09", 8000000000000000002, DecisionKind.Send, "", "係長", new DateOnly(2026, 11, 22)),
            ],
            reading.Decisions);
        Assert.Equal([8000000000000000003], reading.Undecided);
    }

    [Theory]
    [InlineData("個人（仮名の番号）", "8000000000000000009", "unknown-person")]
    [InlineData("個人（仮名の番号）", "8E+18", "unknown-person")]
    [InlineData("個人（仮名の番号）", "8000000000000000001", "person-twice")]
    [InlineData("判断", "送信", "unknown-decision")]
    [InlineData("件数", "3", "changed-row")]
    [InlineData("順位", "", "changed-row")]
    [InlineData("あてはまった条件", "R02", "changed-row")]
    public void Every_edit_that_cannot_be_taken_has_a_name_and_a_row(string header, string value, string code)
    {
        var reading = Edited(rows => Set(rows, 2, header, value));

        Assert.Contains(reading.Problems, problem => problem.Code == code && problem.Line == 4);
        Assert.Throws<UserError>(() => reading.ThrowIfChanged("candidates.xlsx"));
    }

    [Fact]
    public void A_row_taken_out_is_noticed()
    {
        var problem = Assert.Single(Edited(rows => rows.RemoveAt(4)).Problems);

        Assert.Equal(("row-missing", "8000000000000000001"), (problem.Code, problem.Found));
    }

    [Fact]
    public void Not_sending_needs_a_reason_from_the_list()
    {
        Assert.Equal("reason-missing", Assert.Single(Edited(rows => Set(rows, 0, "判断", "見送り")).Problems).Code);
        Assert.Contains(
            Edited(rows =>
            {
                Set(rows, 0, "判断", "見送り");
                Set(rows, 0, "理由", "なんとなく");
            }).Problems,
            problem => problem.Code == "unknown-reason");
        Assert.Equal("reason-without-decision", Assert.Single(Edited(rows => Set(rows, 0, "理由", "そのほか")).Problems).Code);
    }

    [Fact]
    public void A_sheet_without_our_header_is_refused()
    {
        var other = new Workbook([new Sheet("候補", [new Column("x", 9)], [])]).ToXlsx();

        Assert.Throws<UserError>(
            () => WorklistReader.Read(new MemoryStream(other), "c.xlsx", Input(), "係長", new DateOnly(2026, 11, 22)));
    }

    [Fact]
    public void Counts_stand_by_sex_with_what_was_counted_and_what_could_not_be_judged()
    {
        var input = Input() with
        {
            Notes = ["2026-09 のレセプト 3 件（調剤を除くと 2 件）。"],
            ByRule = [new SexCount("条件：R02", 4, 5, 0)],
            CannotJudge = [new SexCount("判定できない：R22", 900, 1000, 3)],
        };
        var sheet = WorkbookReader.Read(new MemoryStream(Worklist.Write(input)))[1];

        Assert.Contains(sheet.Rows, row => row.Contains("2026-09 のレセプト 3 件（調剤を除くと 2 件）。"));
        Assert.Contains(sheet.Rows, row => row.SequenceEqual(["条件：R02", "4", "5", "0", "9"]));
        Assert.Contains(sheet.Rows, row => row.SequenceEqual(["判定できない：R22", "900", "1000", "3", "1903"]));

        Assert.Contains(sheet.Rows, row => row.SequenceEqual(["全員", "900", "1000", "3", "1903"]));
        Assert.Contains(sheet.Rows, row => row.SequenceEqual(["順位のついた方", "1", "2", "0", "3"]));
    }

    [Fact]
    public void Nobody_under_hold_route_or_past_the_threshold_is_sent_nowhere()
    {
        var today = new DateOnly(2026, 11, 22);
        var cases = FollowUpList.Cases(
            [
                Person(1, 1),
                Person(2, 0, rule: "R01", tier: Tier.Staff),
                Person(3, 0, exclusions: new ExclusionHit("X06", ExclusionClass.Hold, "x")),
                Person(4, 0, exclusions: new ExclusionHit("X12", ExclusionClass.Route, "x")),
                Person(5, 0, exclusions: new ExclusionHit("X23", ExclusionClass.Hard, "x")),
                Person(6, 0, exclusions: new ExclusionHit("X08", ExclusionClass.Hard, "x")),
                Person(7, 0,
                    exclusions: [new ExclusionHit("X06", ExclusionClass.Hold, "x"),
                        new ExclusionHit("X13", ExclusionClass.Hard, "x")]),
                Person(8, 0, rule: "R01", tier: Tier.Staff, exclusions: new ExclusionHit("X10", ExclusionClass.Hard, "death")),
            ],
            today, [new FollowUpReason(1, "職員の判断", today.AddDays(5))], new FollowUpSettings());

        Assert.Equal([5, 2, 3, 4, 1], cases.Select(item => item.Person));
        Assert.Equal(today.AddDays(3), cases[0].Due);
        Assert.Equal(today.AddDays(30), cases[1].Due);
        Assert.Equal(today.AddDays(35), cases[4].Due); // staff decided five days later
    }

    [Fact]
    public void The_list_of_another_round_is_one_clear_error_and_not_one_a_row()
    {
        var other = Input() with { Round = Round with { Id = "R2026-08" } };
        var today = new DateOnly(2026, 11, 22);
        var list = Assert.Throws<UserError>(() => WorklistReader.Read(
            new MemoryStream(Worklist.Write(other)), "candidates.xlsx", Input(), "係長", today));
        var followUp = Assert.Throws<UserError>(() => FollowUpList.Read(
            new MemoryStream(FollowUpList.Write(
                other with { Candidates = [Person(5, 0, rule: "R01", tier: Tier.Staff)] }, today, FollowUpState.None,
                new FollowUpSettings())),
            "followup.xlsx", Round.Id, new HashSet<long> { 5 }));

        Assert.All([list, followUp], error =>
        {
            Assert.Equal(ExitCode.TooManyRejects, error.ExitCode);
            Assert.Contains("R2026-08", error.Message, StringComparison.Ordinal);
            Assert.Contains("--round R2026-08", error.Next, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void A_list_without_its_title_is_another_rounds_if_it_knows_nobody()
    {
        var strangers = Assert.Throws<UserError>(() => Edited(rows =>
        {
            for (var row = 3; row < rows.Count; row++)
            {
                rows[row][0] = $"{900 + row}";
            }
        }));
        var one = Edited(rows => Set(rows, 1, "個人（仮名の番号）", "901"));

        Assert.Contains("R2026-09", strangers.Message, StringComparison.Ordinal);
        Assert.Contains(one.Problems, problem => problem.Code == "unknown-person");
    }

    [Fact]
    public void A_follow_up_case_is_closed_only_with_an_action()
    {
        var input =
            Input() with
            {
                Candidates = [Person(5, 0, rule: "R01", tier: Tier.Staff),
                Person(6, 0, rule: "R01", tier: Tier.Staff)]
            };
        var sheet =
            WorkbookReader.Read(
                new MemoryStream(FollowUpList.Write(input, new DateOnly(2026, 11, 22), FollowUpState.None,
                    new FollowUpSettings())))[0];
        var header = sheet.Rows[2];
        (IReadOnlyList<FollowUpAnswer> Answers, IReadOnlyList<Reject> Problems) Read(string action, string closed)
        {
            var rows = sheet.Rows.Skip(3).Select((row, index) => (IReadOnlyList<Cell>)
                [.. row.Concat(Enumerable.Repeat("", 12)).Take(10).Select(Cell.Text), Cell.Text(index == 0 ? action : ""),
                    Cell.Text(index == 0 ? closed : "")]);
            var saved = new Workbook([new Sheet("検討リスト", [.. header.Select(text => new Column(text, 9))], [.. rows])]).ToXlsx();
            return FollowUpList.Read(new MemoryStream(saved), "followup.xlsx", Round.Id, new HashSet<long> { 5, 6 });
        }

        Assert.Equal([true, false], Read("事例検討をした", "済").Answers.Select(answer => answer.Closed));
        var again = WorkbookReader.Read(new MemoryStream(FollowUpList.Write(
            input, new DateOnly(2026, 11, 22), new FollowUpState([], [new FollowUpAnswer(5, "保健師", "事例検討をした", true)]),
            new FollowUpSettings())))[0];
        Assert.Contains(again.Rows, row => row[0] == "5" && row[10] == "事例検討をした" && row[11] == "済");
        Assert.Equal("row-missing", Assert.Single(FollowUpList.Read(
            new MemoryStream(FollowUpList.Write(input, new DateOnly(2026, 11, 22), FollowUpState.None, new FollowUpSettings())),
            "followup.xlsx", Round.Id, new HashSet<long> { 5, 6, 7 }).Problems).Code);
        Assert.Equal("closed-without-action", Assert.Single(Read("", "済").Problems).Code);
        Assert.Equal("unknown-action", Assert.Single(Read("放置", "").Problems).Code);
    }
}
