using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Codes;
using ClaimsWatch.Core.Columns;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Evaluate.Measures;
using ClaimsWatch.Evaluate.Panels;
using ClaimsWatch.Evaluate.Reports;

namespace ClaimsWatch.Tests.Evaluate;

public sealed class MeasuresTests
{
    private const int Zolpidem = 1129009;

    /// <summary>デパス錠０．５ｍｇ of the built-in list stands for any watched tablet; its ingredient is given by the line.</summary>
    private const int HalfMilligramTablet = 611170513;

    [Theory]
    [InlineData("0+30,30+30,60+30,170+30", 300, "E90")] // 90 days, then none for 80
    [InlineData("0+30,30+30,60+30,134+30", 180, "")] // a gap of 44 days is none
    [InlineData("0+30,30+30,60+30,135+30", 180, "E90")] // of 45 days it is
    [InlineData("0+30,30+30,60+29", 300, "")] // 89 days are no long course
    [InlineData("0+30,30+30,60+30", 133, "")] // nobody looked long enough after day 90
    [InlineData("0+30,30+30,60+30", 134, "E90")]
    [InlineData("0+30,20+30,40+30,120+30", 300, "E150")] // early refills are used up one after another
    [InlineData("0+30,30+30,60+30,90+30/0.5", 135, "F90")] // half is a fall
    [InlineData("0+30,30+30,60+30,90+30/0.51", 135, "")]
    [InlineData("0+30,30+30,60+29,89+30/0.5", 135, "")] // before 90 days it is none
    [InlineData("0+30,30+30,60+30,90+30/0.2/b", 135, "")] // another ingredient is a switch, not a fall
    public void A_long_course_that_ends_or_falls_is_seen(string fills, int lastDay, string events)
    {
        var found = SupplyCourse.Events(fills.Split(',').Select(Parse), lastDay);

        Assert.Equal(events, string.Join(',', found.Select(e => $"{(e.IsFall ? 'F' : 'E')}{e.Day}")));
    }

    [Theory]
    [InlineData("デパス錠０．５ｍｇ", 0.5)]
    [InlineData("ゾルピデム酒石酸塩錠10mg「○○」", 10.0)]
    [InlineData("アムロジピン2.5mg・アトルバスタチン5mg配合錠", null)]
    [InlineData("ロキソプロフェンナトリウム錠", null)]
    public void A_strength_is_what_the_name_states_once(string name, double? mg) =>
        Assert.Equal((decimal?)mg, Strength.MgOf(name));

    [Fact]
    public void A_stop_of_a_hypnotic_followed_by_an_admission_is_counted_in_its_month()
    {
        var panel = Build(
            [.. Enumerable.Range(3, 4).Select(m => Tablet(20240000 + (m * 100) + 1, 30, 15, Zolpidem))],
            [new ClaimRow(1, 900, (int)ClaimKind.Inpatient, 9, 0, 5, 1000, 1000, 0, 202408, 202410)]);

        // The last supply, of June, covers its 30 days: 1 July is the first day without.
        Assert.Equal([202407], Months(panel, MeasureCatalog.BzraStop));
        Assert.Equal([202407], Months(panel, MeasureCatalog.BzraStopThenHarm));
        Assert.Equal([202408], Months(panel, MeasureCatalog.Admission));
        Assert.Equal([202405, 202406], Months(panel, MeasureCatalog.LongBzra));
    }

    [Fact]
    public void A_refill_in_time_is_no_stop()
    {
        var panel = Build([.. Enumerable.Range(3, 10).Select(m => Tablet(20240000 + (m * 100) + 1, 31, 15, Zolpidem))], []);

        Assert.Empty(Months(panel, MeasureCatalog.BzraStop));
    }

    [Fact]
    public void Doses_are_counted_where_strength_and_table_are_known_and_lines_say_for_how_many()
    {
        // 20 tablets of 0.5 mg are one defined daily dose of zolpidem (10 mg); etizolam has none.
        var panel = Build([Tablet(20240801, 10, 20, Zolpidem), Tablet(20240802, 10, 20, 1179025)], []);
        var row = panel.Rows(0).Single(r => r.Month.Value == 202408);

        Assert.Equal(1, row.Covariates[MeasureCatalog.DddBzra.PlaceIn(panel.CovariateNames)]);
        Assert.Equal(2, row.Covariates[MeasureCatalog.LinesBzra.PlaceIn(panel.CovariateNames)]);
        Assert.Equal(1, row.Covariates[MeasureCatalog.LinesBzraWithDdd.PlaceIn(panel.CovariateNames)]);
    }

    [Fact]
    public void A_watched_group_has_doses_where_a_verified_table_has_them_and_lines_otherwise()
    {
        // 16 tablets of 0.5 mg are one defined daily dose of clonazepam (8 mg); tramadol and pregabalin have none.
        var panel = Build([Tablet(20240801, 10, 16, 1139003), Tablet(20240802, 10, 16, 1149038),
            Tablet(20240803, 10, 16, 1190017), Tablet(20240804, 10, 16, 1190023)], []);
        var row = panel.Rows(0).Single(r => r.Month.Value == 202408);

        double Of(Measure measure) => row.Covariates[measure.PlaceIn(panel.CovariateNames)];
        Assert.Equal((1, 1, 1),
            (Of(MeasureCatalog.DddAntiepileptic), Of(MeasureCatalog.LinesAntiepileptic),
                Of(MeasureCatalog.LinesAntiepilepticWithDdd)));
        Assert.Equal((1, 1, 1),
            (Of(MeasureCatalog.LinesOpioid), Of(MeasureCatalog.LinesGabapentinoid), Of(MeasureCatalog.LinesOtherWatched)));
        Assert.Equal((0, 0), (Of(MeasureCatalog.DddBzra), Of(MeasureCatalog.LinesBzra)));
    }

    [Fact]
    public void Every_watched_group_without_a_verified_dose_says_so_in_the_name_of_its_column()
    {
        var groups = WatchList.BuiltIn.All.GroupBy(i => i.Group);

        Assert.All(groups, g =>
        {
            var known = g.Any(i => MeasureCatalog.Ddd.Of(i.Ingredient) is not null);
            var measures = MeasureCatalog.Of(g.Key);
            Assert.Equal(known, measures.Doses is not null);
            Assert.Equal(!known, measures.Lines.Label.Contains("検証されたDDDなし", StringComparison.Ordinal));
        });
    }

    [Fact]
    public void Emergency_care_is_a_harm_of_its_month()
    {
        var emergency = new ClaimsWatch.Detect.Tallies.Clinical.WatchedActs(ActList.BuiltIn);
        Assert.Equal([113013810], emergency.Emergency);
        Assert.False(emergency.KnowsEmergencyAdmissions);

        var panel = Build(
            [], [new ClaimRow(1, 900, (int)ClaimKind.Outpatient, 9, 0, 1, 1000, 1000, 0, 202408, 202410)],
            [new ActRow(1, 900, 9, 113013810, 1, 202408, 202410)]);

        Assert.Equal([202408], Months(panel, MeasureCatalog.Emergency));
        Assert.Contains(HarmLimits.Default, l => l.Measure == MeasureCatalog.Emergency.Id);
    }

    [Fact]
    public void Answers_to_the_card_never_give_away_how_few_answered_otherwise()
    {
        var panel = Admitted(0, 0);
        // Twelve answered, eleven of them were glad: the twelfth is alone.
        var facts = Enumerable.Range(0, 12)
            .SelectMany(i => i < 11 ? (string[])[PersonFact.Answered, PersonFact.Pleased] : [PersonFact.Answered])
            .Zip(Enumerable.Range(0, 11).SelectMany(i => (int[])[i, i]).Append(11),
                (kind, i) => new PersonFact(kind, "R", i)).ToArray();
        var named = new Panel(panel.Episodes.Select((e, i) => (e with { Person = $"{i}" }, panel.Rows(i).AsEnumerable())),
            panel.CovariateNames);

        var tables = ReleaseTables.Of(Outcomes.Measure(named, new PanelSettings(), new ProgrammeRecords { Facts = facts }),
            new ClaimsWatch.Evaluate.Disclosure.GateSettings());

        var answered = tables["response_answered"].Rows[0];
        var pleased = tables["response_pleased"].Rows;
        Assert.Equal(12, answered[1].Value);
        Assert.All(pleased.Select(r => r[1]), c => Assert.DoesNotContain(c.Value, new double?[] { 1, 11 }));
    }

    [Fact]
    public void Supplies_of_one_ingredient_from_two_prescribers_overlap_by_day()
    {
        var panel = Build([Tablet(20240801, 10, 10, Zolpidem, prescriber: 11),
            Tablet(20240806, 10, 10, Zolpidem, prescriber: 12)], []);
        var row = panel.Rows(0).Single(r => r.Month.Value == 202408);

        Assert.Equal(5, row.Covariates[MeasureCatalog.OverlapDays.PlaceIn(panel.CovariateNames)]);
        Assert.Equal(1, row.Covariates[MeasureCatalog.DuplicateClasses.PlaceIn(panel.CovariateNames)]);
    }

    [Theory]
    [InlineData(10, 2, 0.05, true)]
    [InlineData(10, 2, 0.20, false)] // within the limit
    [InlineData(4, 2, 0.01, false)] // over it, but two people in forty may be chance
    [InlineData(2, 10, 0.05, false)] // fewer harms are none
    public void A_harm_is_over_its_limit_when_it_is_larger_and_not_by_chance(int letter, int holdout, double limit, bool exceeded)
    {
        var panel = Admitted(letter, holdout);

        var results = Outcomes.Measure(
            panel, new PanelSettings(),
            new ProgrammeRecords { HarmLimits = [new HarmLimit(MeasureCatalog.Admission.Id, limit)] });

        var finding = results.HarmFindings.Single(f => f.Scope == Scope.Male);
        Assert.Equal(exceeded, finding.Exceeded);
        Assert.Equal((letter - holdout) / 40.0, finding.Difference, 12);
    }

    [Fact]
    public void A_share_is_hidden_with_the_few_people_behind_it_and_the_verdict_stays()
    {
        var results = Outcomes.Measure(Admitted(12, 3), new PanelSettings());

        var tables = ReleaseTables.Of(results, new ClaimsWatch.Evaluate.Disclosure.GateSettings());

        var row = tables["harm_limits"].Rows.Single(r =>
            r[0].Text == MeasureCatalog.Admission.Label && r[1].Text.StartsWith("男性", StringComparison.Ordinal));
        Assert.Equal("＊", row[2].Text);
        Assert.StartsWith("限度を超えた", row[4].Text, StringComparison.Ordinal);
        Assert.DoesNotContain(tables["inpatient"].Rows.SelectMany(r => r.Skip(1)), c => c.Value is 3 or 37);
    }

    [Fact]
    public void A_share_is_hidden_when_it_would_tell_how_few_people_left()
    {
        // 15 of 38 and 12 of 40: with the shown 15 the share of the letter arm would give 38, and so the two who left.
        var panel = Admitted(15, 12);
        var left = new Panel(panel.Episodes.Select((e, i) =>
            (e, panel.Rows(i).Where(r => i is < 38 or >= 40 || r.Month.Value < 202407))), panel.CovariateNames);

        var tables =
            ReleaseTables.Of(Outcomes.Measure(left, new PanelSettings()), new ClaimsWatch.Evaluate.Disclosure.GateSettings());

        var limit = tables["harm_limits"].Rows.Single(r =>
            r[0].Text == MeasureCatalog.Admission.Label && r[1].Text.StartsWith("男性", StringComparison.Ordinal));
        var row = tables["measures"].Rows.Single(r => r[1].Text.StartsWith("男性", StringComparison.Ordinal));
        Assert.Equal("＊", limit[2].Text);
        Assert.Equal("＊", row[3].Text);
        Assert.Equal("＊", row[6].Text);
    }

    [Fact]
    public void Measures_survive_export_and_are_measured_again()
    {
        var panel = Admitted(12, 3);

        var back = PanelCsv.Read(PanelCsv.Write(panel), "panel.csv").Panel;

        var there = MeasureResults.Of(panel, new PanelSettings(), PersonTable.Of(panel, new PanelSettings()));
        var again = MeasureResults.Of(back, new PanelSettings(), PersonTable.Of(back, new PanelSettings()));
        Assert.Equal(there.Select(m => m.Difference.Inference), again.Select(m => m.Difference.Inference));
    }

    private static Panel Admitted(int letter, int holdout) => new(
        Enumerable.Range(0, 80).Select(i => (
            new PanelEpisode($"{i:00}", "R", Sex.Male, i < 40 ? Arm.Letter : Arm.Holdout, new ClaimMonth(202407),
                new ClaimMonth(202406), "12-15", "1x12-15", "", i < 40),
            ClaimMonth.Range(new ClaimMonth(202401), new ClaimMonth(202412)).Select(m => new PanelRow(
                m, 5 + (i % 3), 2, 10, m.Days, [m.Value == 202409 && (i < 40 ? i < letter : i - 40 < holdout) ? 1 : 0])))),
        [MeasureCatalog.Admission.Id]);

    private static int[] Months(Panel panel, Measure measure) =>
        [.. panel.Rows(0).Where(r => r.Covariates[measure.PlaceIn(panel.CovariateNames)] > 0).Select(r => r.Month.Value)];

    private static Panel Build(MedicationRow[] lines, ClaimRow[] claims, ActRow[]? acts = null)
    {
        var months = ClaimMonth.Range(new ClaimMonth(202401), new ClaimMonth(202503)).ToArray();
        var store = new ArrayClaimStore(
            [new PersonRow(1, 2, 195001, 202401, 202503, 1, 1), new PersonRow(77, 1, 195001, 202401, 202503, 1, 77)],
            months.Select(m => new EnrolmentRow(1, m.Value, m.Days, m.Days, 0, 0)),
            months.Select(m => new ClaimRow(77, m.Value, 1, 9, 0, 1, 1, 1, 0, m.Value, m.Plus(2).Value)).Concat(claims),
            lines, acts: acts);
        var draw = new Allocation(
            "R", new ClaimMonth(202405), "", "", "", new DateOnly(2024, 6, 1), new ClaimMonth(202501),
            [new AllocatedPerson(1, 1, Sex.Female, "8-11", "2x8-11", 0, Arm.Letter)]);
        return PanelBuilder.Build(store, [new EvaluatedRound(draw, new ClaimMonth(202406), new HashSet<long>())], AsOf.Now,
            new PanelBuildSettings
            {
                EmergencyActs =
                new ClaimsWatch.Detect.Tallies.Clinical.WatchedActs(ActList.BuiltIn).Emergency
            });
    }

    private static MedicationRow Tablet(int day, int days, double tablets, int ingredient, long prescriber = 11) => new(
        1, day, 13, prescriber, 1, HalfMilligramTablet, ingredient, ingredient / 10_000, 5, (int)Route.Oral, 16, tablets,
        days, day, day / 100,
        new ClaimMonth(day / 100).Plus(2).Value);

    private static Fill Parse(string text)
    {
        var parts = text.Split('+', '/');
        return new Fill(
            int.Parse(parts[0]), int.Parse(parts[1]), parts.Length > 3 ? 2 : 1,
            parts.Length > 2 ? double.Parse(parts[2], System.Globalization.CultureInfo.InvariantCulture) : 1);
    }
}
