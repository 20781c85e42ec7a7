using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Evaluate.Panels;

namespace ClaimsWatch.Tests.Evaluate;

public sealed class PanelCsvTests
{
    private const string Header =
        "person_id,sex,arm,month,letter_month,claims,institutions,dispensed_quantity,person_days_at_risk";

    [Fact]
    public void What_is_written_is_read_back()
    {
        var panel = PanelFixture.Panel("clustered");

        var again = PanelCsv.Read(PanelCsv.Write(panel), "x.csv");

        Assert.Empty(again.Rejects);
        Assert.Equal(panel.Episodes, again.Panel.Episodes);
        Assert.Equal(panel.RowCount, again.Panel.RowCount);
        Assert.Equal(PanelCsv.Write(panel), PanelCsv.Write(again.Panel));
    }

    [Theory]
    [InlineData("letter", Arm.Letter)]
    [InlineData("1", Arm.Letter)]
    [InlineData("holdout", Arm.Holdout)]
    [InlineData("control", Arm.Holdout)]
    [InlineData("0", Arm.Holdout)]
    public void Every_word_for_an_arm_is_understood(string word, Arm arm) =>
        Assert.Equal(arm, PanelCsv.Read($"{Header}\na,1,{word},2024-11,202412,1,1,0,30\n", "x").Panel.Episodes[0].Arm);

    [Fact]
    public void Months_are_read_in_both_forms()
    {
        var panel = PanelCsv.Read($"{Header}\na,1,1,2024-11,2024-12,1,1,0,30\na,1,1,202412,202412,1,1,0,31\n", "x").Panel;

        Assert.Equal(new ClaimMonth(202412), panel.Episodes[0].LetterMonth);
        Assert.Equal([202411, 202412], panel.Rows(0).Select(r => r.Month.Value));
    }

    [Fact]
    public void Columns_may_come_in_any_order_and_extra_numbers_are_covariates()
    {
        const string Text = "age,note,month,arm,sex,person_id,letter_month,claims,institutions,"
            + "dispensed_quantity,person_days_at_risk\n"
            + "61,hello,202411,1,2,a,202412,3,2,10.5,30\n,there,202412,1,2,a,202412,3,2,10.5,31\n";

        var reading = PanelCsv.Read(Text, "x");

        Assert.Equal(["age"], reading.Panel.CovariateNames);
        Assert.Equal([61.0, double.NaN], reading.Panel.Rows(0).Select(r => r.Covariates[0]));
        Assert.Contains(reading.Notes, n => n is { Code: "column-not-numeric", Detail: "note" });
    }

    [Fact]
    public void The_version_of_the_letter_is_kept_and_is_no_covariate_even_when_it_looks_like_a_number()
    {
        var reading = PanelCsv.Read($"{Header},version\na,1,1,202411,202412,1,1,0,30,2\nb,1,0,202411,202412,1,1,0,30,\n", "x");

        Assert.Empty(reading.Panel.CovariateNames);
        Assert.Equal(["2", ""], reading.Panel.Episodes.Select(e => e.Version));
        Assert.Equal(PanelCsv.Write(reading.Panel), PanelCsv.Write(PanelCsv.Read(PanelCsv.Write(reading.Panel), "y").Panel));
    }

    [Fact]
    public void A_missing_column_is_named_with_the_accepted_ones()
    {
        var error = Assert.Throws<UserError>(() => PanelCsv.Read("person_id,sex,month,claims\na,1,202411,2\n", "p.csv"));

        Assert.Equal(ExitCode.Input, error.ExitCode);
        Assert.Contains("arm, letter_month", error.Message, StringComparison.Ordinal);
        Assert.Contains("person_days_at_risk", error.Next, StringComparison.Ordinal);
        Assert.Equal("p.csv:1", error.Where);
    }

    [Theory]
    [InlineData("a,3,1,202411,202412,1,1,0,30", "sex")]
    [InlineData("a,1,x,202411,202412,1,1,0,30", "arm")]
    [InlineData("a,1,1,202413,202412,1,1,0,30", "month")]
    [InlineData("a,1,1,202411,hello,1,1,0,30", "letter_month")]
    [InlineData("a,1,1,202411,202412,-1,1,0,30", "claims")]
    [InlineData("a,1,1,202411,202412,1,NaN,0,30", "institutions")]
    [InlineData("a,1,1,202411,202412,1,1,,30", "dispensed_quantity")]
    [InlineData("a,1,1,202411,202412,1,1,0,31", "person_days_at_risk")]
    [InlineData("a,1,1,202411,202412,1,1,0,1.5", "person_days_at_risk")]
    [InlineData(",1,1,202411,202412,1,1,0,30", "person_id")]
    [InlineData("a,1,1,202411,202412,1,1,0", "line")]
    [InlineData("ok,2,1,202411,202412,1,1,0,30", "person_id")]
    [InlineData("ok,1,1,202410,202412,1,1,0,30", "month")]
    public void A_bad_row_is_rejected_with_its_line_and_field(string row, string field)
    {
        var reading = PanelCsv.Read($"{Header}\nok,1,1,202410,202412,1,1,0,31\n{row}\n", "p.csv");

        var reject = Assert.Single(reading.Rejects);
        Assert.Equal((3, field), (reject.Line, reject.Field));
        Assert.Equal(1, reading.Tallied.RowsStored);
        Assert.True(reading.Tallied.Balances);
    }

    [Fact]
    public void A_reject_of_a_changed_person_shows_no_value()
    {
        var reading = PanelCsv.Read($"{Header}\nok,1,1,202410,202412,1,1,0,31\nok,2,0,202411,202412,1,1,0,30\n", "p.csv");

        Assert.Equal("sex arm stratum delivered", Assert.Single(reading.Rejects).Found);
    }

    [Fact]
    public void A_name_in_the_wrong_column_is_not_repeated()
    {
        var reading = PanelCsv.Read($"{Header}\nok,1,1,202410,202412,1,1,0,31\nb,架空花子,0,202411,202412,1,1,0,30\n", "p.csv");

        Assert.Equal("***", Assert.Single(reading.Rejects).Found);
    }

    [Fact]
    public void Blank_letter_months_take_the_one_month_there_is()
    {
        var reading = PanelCsv.Read($"{Header}\na,1,1,202411,202412,1,1,0,30\nb,1,0,202411,,1,1,0,30\n", "x");

        Assert.All(reading.Panel.Episodes, e => Assert.Equal(202412, e.LetterMonth.Value));
        Assert.Contains(reading.Notes, n => n is { Code: "control-month-filled", Value: 1 });
    }

    [Fact]
    public void With_several_rounds_a_blank_letter_month_is_never_in_a_round()
    {
        var reading = PanelCsv.Read(
            $"{Header}\na,1,1,202411,202412,1,1,0,30\nc,1,1,202411,202501,1,1,0,30\nb,1,0,202411,,1,1,0,30\n", "x");

        Assert.True(reading.Panel.Episodes[1].LetterMonth.IsNone);
        Assert.Equal(2, PersonTable.Of(reading.Panel, new PanelSettings()).Persons.Count);
    }

    [Fact]
    public void A_file_without_a_usable_row_is_an_error_that_shows_the_first_problem()
    {
        var error = Assert.Throws<UserError>(() => PanelCsv.Read($"{Header}\na,9,1,202411,202412,1,1,0,30\n", "p.csv"));

        Assert.Contains("p.csv:2 sex '9'", error.Where, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(202405, null)]
    [InlineData(202406, Window.Pre)]
    [InlineData(202410, Window.Pre)]
    [InlineData(202411, Window.Selection)]
    [InlineData(202412, Window.Gap)]
    [InlineData(202501, Window.Post)]
    [InlineData(202506, Window.Post)]
    [InlineData(202507, null)]
    public void Windows_leave_out_the_selection_month_and_the_gap(int month, Window? expected)
    {
        var episode = Episode("2x8-11");

        Assert.Equal(expected, new PanelSettings().WindowOf(episode, new ClaimMonth(month)));
    }

    [Fact]
    public void The_months_after_a_three_month_delay_are_not_compared()
    {
        var settings = new PanelSettings();
        var episode = Episode("2x8-11" + PanelSettings.DelayedStratumSuffix);

        Assert.Equal(Window.Post, settings.WindowOf(episode, new ClaimMonth(202503)));
        Assert.Null(settings.WindowOf(episode, new ClaimMonth(202504)));
    }

    [Fact]
    public void Without_a_selection_month_it_is_the_month_before_posting() =>
        Assert.Equal(
            new ClaimMonth(202412), new PanelSettings().SelectionOf(Episode("1") with { SelectionMonth = ClaimMonth.None }));

    private static PanelEpisode Episode(string stratum) => new(
        "a", "R", Sex.Female, Arm.Letter, new ClaimMonth(202501), new ClaimMonth(202411), "8-11", stratum, "", true);
}
