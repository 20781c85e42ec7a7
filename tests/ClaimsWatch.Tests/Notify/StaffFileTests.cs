using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Notify.Post;
using ClaimsWatch.Notify.StaffFiles;

namespace ClaimsWatch.Tests.Notify;

public sealed class StaffFileTests
{
    private static readonly string Id = LetterIds.For("R2026-09", [7], new HashSet<string>())[7];

    [Fact]
    public void Returns_are_read_and_a_wrong_number_is_rejected_by_line()
    {
        var read =
            ReturnsFile.Parse(
                $"letter_id,returned_on,reason\n{Id},2026-12-01,宛先不明\n1234-5678-9012,2026-12-01,宛先不明\n{Id},2026-12-01,なんとなく\n",
                "returns.csv");

        Assert.Equal(new Return(Id, new DateOnly(2026, 12, 1), "宛先不明"), Assert.Single(read.Rows));
        Assert.Equal([(3, "bad-letter-id"), (4, "not-in-list")], read.Rejects.Select(reject => (reject.Line, reject.Code)));
        Assert.Equal(read.RowsIn, read.Rows.Count + read.RowsRejected);
    }

    [Fact]
    public void Contacts_take_fixed_lists_only_and_no_referral_without_consent()
    {
        const string Header = "お知らせ番号,日付,方法,連絡した人,紹介の希望,同意,紹介先,初回相談日,結果\n";

        var good = ContactsFile.Parse(Header + $"{Id},2026/12/3,電話,本人,はい,はい,薬局,2026-12-10,紹介した\n", "contacts.csv");
        var bad = ContactsFile.Parse(Header + $"{Id},2026/12/3,電話,本人,はい,いいえ,薬局,,紹介した\n", "contacts.csv");

        Assert.Equal(20261210, Assert.Single(good.Rows).FirstVisitOn);
        Assert.Equal("referral-without-consent", Assert.Single(bad.Rejects).Code);
    }

    [Fact]
    public void Opt_outs_come_by_number_or_by_letter_and_numbers_are_never_quoted()
    {
        var byNumber =
            OptOutsFile.Parse(
                "insurer_number,symbol,number,branch,birth_date,from\n138057,12-34,5678,01,1970-01-02,2026-11-01\n" +
            "138057,,,01,bad,2026-11-01\n", "o.csv");
        var byLetter = OptOutsFile.Parse($"letter_id,from\n{Id},20261101\n", "o.csv");

        Assert.Equal("5678", Assert.Single(byNumber.Rows).Insured!.Number);
        Assert.Equal("***", byNumber.Rows[0].Insured!.ToString());
        Assert.All(byNumber.Rejects, reject => Assert.Equal("***", reject.Found));
        Assert.Equal((Id, new DateOnly(2026, 11, 1)), (byLetter.Rows[0].LetterId, byLetter.Rows[0].From));
    }

    [Fact]
    public void An_empty_list_with_a_header_says_nobody_and_a_file_without_one_is_refused()
    {
        Assert.Equal(0, OptOutsFile.Parse("letter_id,from\n", "o.csv").RowsIn);
        Assert.Equal(ExitCode.Input, Assert.Throws<UserError>(() => OptOutsFile.Parse("", "o.csv")).ExitCode);
    }

    [Fact]
    public void A_missing_column_is_named_in_both_languages()
    {
        var error = Assert.Throws<UserError>(() => ReturnsFile.Parse("letter_id,reason\n", "returns.csv"));

        Assert.Contains("返戻日", error.Message, StringComparison.Ordinal);
        Assert.Contains("returned_on", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void History_knows_both_arms_and_refuses_a_selection_after_its_letter()
    {
        const string Header =
            "insurer_number,symbol,number,branch,birth_date,round,selection_month,letter_month,arm,band,stratum,delivered\n";

        var read = HistoryFile.Parse(
            Header + "138057,1,2,01,19700102,R7,2025-04,2025-06,letter,12-15,2x12-15,1\n" +
            "138057,1,3,01,19700102,R7,202504,202506,holdout,12-15,2x12-15,\n" +
            "138057,1,4,01,19700102,R7,2025-06,2025-06,letter,12-15,2x12-15,1\n", "h.csv");

        Assert.Equal([Arm.Letter, Arm.Holdout], read.Rows.Select(row => row.Arm));
        Assert.Equal([true, false], read.Rows.Select(row => row.Delivered));
        Assert.Equal("selection-after-letter", Assert.Single(read.Rejects).Code);
        Assert.Equal(new ClaimMonth(202506), read.Rows[0].ToPastLetter(9).LetterMonth);
    }

    [Fact]
    public void Pulled_letters_have_a_reason_of_the_list()
    {
        var read = PulledFile.Parse($"letter_id,pulled_on,reason\n{Id},2026-11-23,死亡\n", "p.csv");

        Assert.Equal(new PulledLetter(Id, new DateOnly(2026, 11, 23), "死亡"), Assert.Single(read.Rows));
    }

    [Fact]
    public void A_row_of_another_width_is_rejected_not_shifted()
    {
        var read = ReturnsFile.Parse($"letter_id,returned_on,reason\n{Id},2026-12-01\n", "r.csv");

        Assert.Equal("bad-width", Assert.Single(read.Rejects).Code);
    }
}
