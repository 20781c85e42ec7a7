using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;
using ClaimsWatch.Core.Identities;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Ingest.People;

namespace ClaimsWatch.Tests.Ingest;

public sealed class PersonChainTests
{
    private static readonly TestPseudonyms s_keys = new();
    private static readonly Identity s_old = Id("山田　花子", "123");
    private static readonly Identity s_new = Id("山田 花子", "999");

    private static Identity Id(string name, string number, string branch = "", int birth = 19760202, Sex sex = Sex.Female,
        string kana = "") =>
        new("39139999", "12", number, branch, name, kana, sex, birth);

    /// <summary>Each identity with the first and last month of its person.</summary>
    private static IReadOnlyList<ChainProposal> Propose(params (Identity Identity, int First, int Last)[] people) =>
        Propose(AliasMap.None, [], people);

    private static IReadOnlyList<ChainProposal> Propose(AliasMap aliases, Identity[] onRoster,
        params (Identity Identity, int First, int Last)[] people)
    {
        var linked = PersonLinker.Link([.. people.Select(p => p.Identity)], [], 0, [], [], s_keys);
        long Person(Identity identity) => linked.ByKey[s_keys.KeyOf(identity)].Person;
        var table = people.GroupBy(p => Person(p.Identity))
            .Select(g => new PersonRow(g.Key, 2, 197602, g.Min(p => p.First), g.Max(p => p.Last), 3, g.Key))
            .OrderBy(p => p.PersonId).ToList();
        return PersonChain.Propose(linked.New, aliases, PersonColumns.FromRows(table), onRoster.Select(Person).ToHashSet());
    }

    private static long PersonOf(Identity identity) => PersonLinker.Link([identity], [], 0, [], [], s_keys).New[0].Person;

    [Fact]
    public void One_number_after_the_other_with_one_name_is_proposed()
    {
        var proposal = Assert.Single(Propose((s_old, 202304, 202403), (s_new, 202404, 202409)));

        Assert.Equal((PersonOf(s_old), PersonOf(s_new), 202403, 202404),
            (proposal.From, proposal.To, proposal.LastMonth.Value, proposal.FirstMonth.Value));
    }

    [Fact]
    public void Three_numbers_in_a_row_are_two_proposals() =>
        Assert.Equal(2, Propose((s_old, 202304, 202306), (s_new, 202306, 202309), (Id("山田花子", "777"), 202310, 202401)).Count);

    [Theory]
    [InlineData(202304, 202405, 202404, 202409)] // both at once: two people of one name
    [InlineData(202201, 202203, 202305, 202409)] // thirteen months of nothing
    public void Months_that_do_not_follow_each_other_are_not(int first, int last, int nextFirst, int nextLast) =>
        Assert.Empty(Propose((s_old, first, last), (s_new, nextFirst, nextLast)));

    [Fact]
    public void Twelve_months_without_a_claim_are_still_one_person() =>
        Assert.Single(Propose((s_old, 202201, 202203), (s_new, 202304, 202409)));

    [Fact]
    public void Twins_who_move_together_stay_two()
    {
        var twin = Id("山田 凛", "123");
        var (moved, movedTwin) = (Id("山田 花子", "999"), Id("山田 凛", "999"));

        var proposals =
            Propose((s_old, 202304, 202403), (twin, 202304, 202403), (moved, 202404, 202409), (movedTwin, 202404, 202409));

        Assert.Equal(2, proposals.Count);
        Assert.Equal(4, proposals.SelectMany(p => new[] { p.From, p.To }).Distinct().Count());
    }

    [Fact]
    public void A_parent_and_a_child_of_one_name_stay_two() =>
        Assert.Empty(Propose((s_old, 202304, 202403), (Id("山田 花子", "999", birth: 20100101), 202404, 202409)));

    [Fact]
    public void A_third_with_the_same_name_and_birth_date_leaves_everybody_alone() =>
        Assert.Empty(Propose((s_old, 202304, 202403), (s_new, 202404, 202409), (Id("山田 花子", "555"), 202304, 202409)));

    [Fact]
    public void A_family_name_that_changed_with_the_number_is_a_weaker_proposal()
    {
        Assert.False(Assert.Single(Propose((s_old, 202304, 202403), (Id("鈴木 花子", "999"), 202404, 202409))).IsWholeName);
        Assert.True(Assert.Single(Propose((s_old, 202304, 202403), (s_new, 202404, 202409))).IsWholeName);
    }

    [Theory]
    [InlineData(202405, 1)] // one month between
    [InlineData(202406, 0)]
    public void A_given_name_alone_bridges_one_month_only(int first, int proposals) =>
        Assert.Equal(proposals, Propose((s_old, 202304, 202403), (Id("鈴木 花子", "999"), first, 202409)).Count);

    [Fact]
    public void Two_of_one_given_name_who_both_fit_leave_everybody_alone() =>
        Assert.Empty(Propose((s_old, 202304, 202403), (Id("鈴木 花子", "999"), 202404, 202409),
            (Id("佐藤 花子", "555"), 202404, 202409)));

    [Fact]
    public void A_given_name_that_can_not_be_told_from_the_family_name_is_none() =>
        Assert.Empty(Propose((Id("山田花子", "123"), 202304, 202403), (Id("鈴木花子", "999"), 202404, 202409)));

    [Fact]
    public void Whoever_is_followed_by_the_whole_name_is_not_also_followed_by_the_given_name() =>
        Assert.True(Assert.Single(Propose((s_old, 202304, 202403), (s_new, 202404, 202409), (Id("鈴木 花子", "555"), 202404, 202409)))
            .IsWholeName);

    [Fact]
    public void Kana_will_do_where_the_name_is_written_otherwise() =>
        Assert.Single(Propose((Id("齊藤 ハナ", "123", kana: "サイトウハナ"), 202304, 202403),
            (Id("斎藤 花", "999", kana: "サイトウ　ハナ"), 202404, 202409)));

    [Fact]
    public void Two_members_of_the_roster_are_two_people() =>
        Assert.Empty(Propose(AliasMap.None, [s_old, s_new], (s_old, 202304, 202403), (s_new, 202404, 202409)));

    [Fact]
    public void Who_was_separated_is_not_proposed_again()
    {
        var merged = new PersonAlias(PersonOf(s_old), PersonOf(s_new), false, AliasBasis.Chained, "係長", new DateOnly(2024, 6, 1));

        Assert.Empty(Propose(AliasMap.Of([merged, merged with { Undone = true }]), [], (s_old, 202304, 202403),
            (s_new, 202404, 202409)));
        Assert.Empty(Propose(AliasMap.Of([merged]), [], (s_old, 202304, 202403), (s_new, 202404, 202409)));
    }
}
