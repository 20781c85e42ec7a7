using System.Text;
using ClaimsWatch.Core.Columns;
using ClaimsWatch.Core.Identities;
using ClaimsWatch.Ingest;
using static ClaimsWatch.Tests.Ingest.ClaimText;

namespace ClaimsWatch.Tests.Ingest;

public sealed class FormerNumberTests
{
    private const string Header = "個人ID,保険者番号,記号,番号,枝番,氏名,性別,生年月日,資格取得日\n";

    private static DeliveredFile Roster(string number, int asOf) => File(
        $"roster_{asOf}.csv",
        Encoding.UTF8.GetBytes(
            $"{Header}P1,{Insurer},12,{number},01,高橋　花子,2,19800101,20200401\n"
                + $"P2,{Insurer},12,{number},02,高橋　一郎,1,19780505,20200401\n"),
        asOf / 100);

    private static DeliveredFile Claim(string number) =>
        File("11_RECODEINFO_MED.CSV", InsurerFile(Outpatient(Search(5), "202404", "高橋　花子", 2, "19800101", number, "")), 202407);

    [Fact]
    public void A_first_claim_under_a_number_that_the_roster_gave_up_finds_the_member()
    {
        var first = Read(Roster("777", 20240520));
        var second = ReadNext(first, Roster("888", 20240620));
        var known = second with { NewIdentities = [.. first.NewIdentities, .. second.NewIdentities] };

        var third = ReadNext(known, Claim("777"));

        Assert.Equal(first.Members.Single(m => m.Member.PersonId == "P1").Person, third.Months[0].Claims.Person.Span[0]);
    }

    [Fact]
    public void The_number_given_up_and_the_claim_may_come_in_one_delivery()
    {
        var first = Read(Roster("777", 20240520));

        var second = ReadNext(first, Roster("888", 20240620), Claim("777"));

        Assert.Equal(first.Members.Single(m => m.Member.PersonId == "P1").Person, second.Months[0].Claims.Person.Span[0]);
    }

    [Fact]
    public void A_former_number_is_kept_once_and_an_unchanged_roster_keeps_none()
    {
        var first = Read(Roster("777", 20240520));
        var second = ReadNext(first, Roster("888", 20240620));

        // A vault whose rows are kept by person and day may still hold the old row.
        var again = ReadNext(
            second with { Members = [.. first.Members, .. second.Members] }, Roster("888", 20240720));

        Assert.Equal(["777", "777"], second.NewIdentities.Select(i => i.Identity.Number));
        Assert.Empty(again.NewIdentities);
        Assert.Empty(ReadNext(first, Roster("777", 20240620)).NewIdentities);
    }
}
