using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Notify.Windows;

namespace ClaimsWatch.Tests.Notify;

public sealed class WindowDirectoryTests
{
    private static readonly DateOnly ConfirmedOn = new(2026, 1, 31);

    private static readonly ConsultationWindow Always =
        new(WindowKinds.Helpline, "架空電話", "", "0999-00-0009", "24時間", false, "", null, null);

    private static ConsultationWindow Window(DateOnly? on, DateOnly? expires = null, string kind = WindowKinds.Insurer) =>
        new(kind, "架空窓口", "", "0999-00-0001", "平日 9時～17時", true, "課長", on, expires);

    [Theory]
    [InlineData("2027-01-30", true)]
    [InlineData("2027-01-31", true)]
    [InlineData("2027-02-01", false)]
    [InlineData("2026-01-30", false)]
    public void A_confirmation_holds_twelve_months(string today, bool holds) =>
        Assert.Equal(holds, Window(ConfirmedOn).IsConfirmed(DateOnly.Parse(today)));

    [Fact]
    public void An_earlier_expiry_ends_it_earlier_and_a_later_one_does_not_lengthen_it()
    {
        Assert.Equal(new DateOnly(2026, 6, 30), Window(ConfirmedOn, new DateOnly(2026, 6, 30)).ConfirmedUntil);
        Assert.Equal(new DateOnly(2027, 1, 31), Window(ConfirmedOn, new DateOnly(2030, 1, 1)).ConfirmedUntil);
    }

    [Fact]
    public void An_expired_promise_blocks_and_names_whom_to_ask()
    {
        var check =
            WindowDirectory.Check(
                [Window(ConfirmedOn), Window(new DateOnly(2027, 1, 1)) with { Name = "別の窓口" }], new DateOnly(2027, 2, 1));

        var error = Assert.Throws<UserError>(check.ThrowIfUnusable);
        Assert.Equal(ExitCode.Refused, error.ExitCode);
        Assert.Contains("架空窓口（0999-00-0001）", error.Next, StringComparison.Ordinal);
        Assert.DoesNotContain("別の窓口", error.Next, StringComparison.Ordinal);
    }

    [Fact]
    public void A_window_that_promises_nothing_needs_no_confirmation_but_one_confirmed_window_must_be_there()
    {
        var silent = Window(null) with { ConfidentialityStatement = false };

        Assert.Empty(WindowDirectory.Check([silent, Window(new DateOnly(2026, 12, 1)), Always],
            new DateOnly(2027, 1, 1)).Problems);
        Assert.Single(WindowDirectory.Check([silent, Always], new DateOnly(2027, 1, 1)).Problems);
    }

    [Fact]
    public void A_line_that_answers_day_and_night_must_be_there()
    {
        var window = Window(new DateOnly(2026, 12, 1));

        Assert.Single(WindowDirectory.Check([window], new DateOnly(2027, 1, 1)).Problems);
        Assert.Empty(WindowDirectory.Check([window with { Hours = "２４時間" }], new DateOnly(2027, 1, 1)).Problems);
    }

    [Theory]
    [InlineData("2027-01-31", false)]
    [InlineData("2027-02-01", true)]
    public void An_entry_that_has_run_out_blocks_even_if_it_promises_nothing(string today, bool blocks)
    {
        var entry = Always with { Name = "期限のある窓口", ExpiresOn = new DateOnly(2027, 1, 31) };

        var check = WindowDirectory.Check([Window(new DateOnly(2026, 12, 1)), entry], DateOnly.Parse(today));

        Assert.Equal(blocks, check.ToAsk.Contains(entry));
        Assert.Equal(blocks, check.Problems.Count > 0);
    }

    private static readonly Place Reader = new("9990112", "みなも県みなも市あお町1-1", 3);

    [Theory]
    [InlineData("", true)]
    [InlineData("みなも市", true)]
    [InlineData("となり市;みなも市", true)]
    [InlineData("となり市", false)]
    [InlineData("999-01", true)]
    [InlineData("９９９０１", true)]
    [InlineData("999-02", false)]
    [InlineData("支部3", true)]
    [InlineData("支部4", false)]
    public void A_window_is_near_by_name_postal_code_or_branch(string area, bool near) =>
        Assert.Equal(near, WindowArea.Nearness(area, Reader) > 0);

    [Fact]
    public void Of_each_kind_the_nearest_is_named_and_beside_it_those_for_everybody()
    {
        ConsultationWindow Of(string kind, string name, string area) => Always with { Kind = kind, Name = name, Area = area };
        ConsultationWindow[] all =
        [
            Of(WindowKinds.Insurer, "本部", "となり市"), Of(WindowKinds.HealthCentre, "県の保健所", "みなも県"),
            Of(WindowKinds.HealthCentre, "市の保健所", "みなも県みなも市"), Of(WindowKinds.HealthCentre, "となりの保健所", "となり市"),
            Of(WindowKinds.Helpline, "全国の電話", ""), Of(WindowKinds.Helpline, "市の電話", "みなも市"),
            Of(WindowKinds.SelfHelp, "遠い集まり", "となり市"),
        ];

        Assert.Equal(["本部", "市の保健所", "全国の電話", "市の電話"], WindowArea.Near(all, Reader).Select(window => window.Name));
    }

    [Theory]
    [InlineData(WindowKinds.Hospital)]
    [InlineData(WindowKinds.Police)]
    public void Hospitals_and_police_alone_are_not_enough(string kind) =>
        Assert.NotEmpty(
            WindowDirectory.Check([Window(new DateOnly(2026, 12, 1), kind: kind)], new DateOnly(2027, 1, 1)).Problems);

    [Fact]
    public void Reads_a_directory_with_Japanese_headers_and_rejects_bad_rows_by_line()
    {
        const string Csv = "種別,窓口名,電話,受付時間,秘密を守る旨,確認者,確認日\r\n" +
            "保険者,架空市 健康推進課,0999-00-0001,平日 9時～17時,あり,課長,2026/6/1\r\n" +
            "占い,架空,0999-00-0002,毎日,,,\r\n" +
            "薬局,架空薬剤師会,0999-00-0003,平日,はい,会長,2026-13-01\r\n";

        var read = WindowDirectory.Parse(Csv, "windows.csv");

        Assert.Equal(new DateOnly(2026, 6, 1), Assert.Single(read.Rows).ConfirmedOn);
        Assert.Equal([(3, "not-in-list"), (4, "bad-day")], read.Rejects.Select(reject => (reject.Line, reject.Code)));
        Assert.Equal((3, 2), (read.RowsIn, read.RowsRejected));
    }

    [Fact]
    public void The_sample_directory_comes_back_from_its_own_file()
    {
        var windows = SampleWindows.ConfirmedOn(new DateOnly(2026, 6, 1))
            .Select((window, index) => index == 0
                ? window with { ClosedDays = [new DateOnly(2026, 8, 13), new DateOnly(2026, 8, 14)] } : window)
            .ToList();

        var read = WindowDirectory.Parse(SampleWindows.ToCsv(windows), "windows.csv");

        Assert.Empty(read.Rejects);
        Assert.Equal(windows.Select(Plain), read.Rows.Select(Plain));
        Assert.Equal(windows[0].ClosedDays, read.Rows[0].ClosedDays);
    }

    // Lists compare by reference: a shared empty one stands for the closed days.
    private static ConsultationWindow Plain(ConsultationWindow window) => window with { ClosedDays = NoDays };

    private static readonly IReadOnlyList<DateOnly> NoDays = [];
}
