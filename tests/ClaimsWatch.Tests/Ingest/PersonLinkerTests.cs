using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Identities;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Ingest.People;
using ClaimsWatch.Store.Vault;

namespace ClaimsWatch.Tests.Ingest;

public sealed class PersonLinkerTests
{
    private static readonly TestPseudonyms s_keys = new();

    private static Identity Id(string name, int birth, Sex sex = Sex.Female, string branch = "", string number = "123",
        string insurer = "39139999", string kana = "") =>
        new(insurer, "12", number, branch, name, kana, sex, birth);

    private static RosterMember Member(Identity identity, string personId = "", int acquired = 20200401, int lost = 0,
        EndReason reason = EndReason.None) =>
        new(personId, identity, acquired, lost, reason, "", "", "", "", true, false, 0);

    private static LinkedPeople Link(params Identity[] identities) => PersonLinker.Link(identities, [], 0, [], [], s_keys);

    private static LinkedIdentity Of(LinkedPeople people, Identity identity) => people.ByKey[s_keys.KeyOf(identity)];

    [Fact]
    public void A_family_under_one_number_is_as_many_persons()
    {
        var father = Id("山田 太郎", 19750101, Sex.Male, "01");
        var mother = Id("山田 花子", 19760202, Sex.Female, "02");
        var child = Id("山田 一郎", 20100303, Sex.Male);

        var people = Link(father, mother, child);

        Assert.Equal(3, people.New.Select(i => i.Person).Distinct().Count());
        Assert.Single(people.New.Select(i => i.Household).Distinct());
        Assert.Equal((Linkage.Branch, Linkage.BirthAndSex), (Of(people, father).Linkage, Of(people, child).Linkage));
    }

    [Fact]
    public void A_record_without_branch_finds_the_person_with_one()
    {
        var with = Id("山田 花子", 19760202, branch: "02");
        var without = Id("山田 花子", 19760202);

        var people = Link(without, with);

        Assert.Equal(Of(people, with).Person, Of(people, without).Person);
        Assert.Equal(Linkage.BirthAndSex, Of(people, without).Linkage);
    }

    [Fact]
    public void Twins_of_one_sex_are_told_apart_by_branch()
    {
        var people = Link(Id("山田 葵", 20150505, branch: "03"), Id("山田 凛", 20150505, branch: "04"));

        Assert.Equal(2, people.New.Select(i => i.Person).Distinct().Count());
    }

    [Fact]
    public void Twins_without_branch_are_told_apart_by_given_name()
    {
        var (first, second) = (Id("山田 葵", 20150505), Id("山田 凛", 20150505));

        var people = Link(first, second);

        Assert.NotEqual(Of(people, first).Person, Of(people, second).Person);
        Assert.Contains(people.New, i => i.Linkage == Linkage.GivenName);
    }

    [Fact]
    public void A_twin_first_seen_later_gets_an_own_pseudonym_and_the_first_keeps_hers()
    {
        var (first, second) = (Id("山田 葵", 20150505), Id("山田 凛", 20150505));
        var before = Link(first);

        var after = PersonLinker.Link([first, second], [], 0, before.New, [], s_keys);

        Assert.Equal(Of(before, first).Person, Of(after, first).Person);
        Assert.NotEqual(Of(after, first).Person, Of(after, second).Person);
    }

    [Theory]
    [InlineData("鈴木　花子")] // family name after marriage
    [InlineData("山田花子")] // no space
    [InlineData("山田　花子")] // full-width space
    [InlineData("")]
    public void Another_spelling_of_the_same_given_name_is_the_same_person(string name)
    {
        var people = Link(Id("山田 花子", 19760202), Id(name, 19760202));

        Assert.Single(people.New.Select(i => i.Person).Distinct());
    }

    [Fact]
    public void Variant_characters_do_not_make_two_people()
    {
        var people = Link(Id("髙﨑 惠", 19760202), Id("高崎 恵", 19760202));

        Assert.Single(people.New.Select(i => i.Person).Distinct());
    }

    [Fact]
    public void The_same_number_of_two_insurers_is_two_persons()
    {
        var people = Link(Id("山田 花子", 19760202, branch: "01"), Id("山田 花子", 19760202, branch: "01", insurer: "39139998"));

        Assert.Equal(2, people.New.Select(i => i.Person).Distinct().Count());
    }

    [Fact]
    public void One_branch_used_for_two_members_does_not_merge_them()
    {
        var people = Link(Id("山田 太郎", 19750101, Sex.Male, "00"), Id("山田 一郎", 20100303, Sex.Male, "00"));

        Assert.Equal(2, people.New.Select(i => i.Person).Distinct().Count());
    }

    [Fact]
    public void A_mistyped_birth_date_is_the_same_person_and_a_conflict()
    {
        var people = Link(Id("山田 花子", 19760202, branch: "02"), Id("山田 花子", 19760203, branch: "02"));

        Assert.Single(people.New.Select(i => i.Person).Distinct());
        Assert.Equal(1, people.Conflicts);
    }

    [Fact]
    public void The_roster_comes_first_and_follows_a_change_of_number()
    {
        var old = Id("山田 花子", 19760202, branch: "02");
        var renewed = Id("山田 花子", 19760202, branch: "01", number: "999");
        var roster = PersonLinker.Link([], [Member(old, "P1", lost: 20240401), Member(renewed, "P1", acquired: 20240401)],
            20240531, [], [], s_keys);

        var people = PersonLinker.Link([old, renewed], [], 0, [], roster.Members, s_keys);

        Assert.Equal(s_keys.PersonOf("P1"), Of(people, old).Person);
        Assert.Equal(Of(people, old).Person, Of(people, renewed).Person);
        Assert.Equal(Linkage.Roster, Of(people, old).Linkage);
    }

    [Fact]
    public void A_person_seen_in_claims_first_keeps_the_pseudonym_when_the_roster_comes()
    {
        var identity = Id("山田 花子", 19760202, branch: "02");
        var claims = Link(identity);

        var roster = PersonLinker.Link([], [Member(identity, "P1")], 20240531, claims.New, [], s_keys);
        var later = PersonLinker.Link([identity with { Name = "山田花子" }], [], 0, claims.New, roster.Members, s_keys);

        Assert.Equal(claims.New[0].Person, roster.Members[0].Person);
        Assert.Equal(claims.New[0].Person, later.New[0].Person);
    }

    [Fact]
    public void Two_pseudonyms_of_one_roster_id_stay_and_are_told()
    {
        var (old, renewed) = (Id("山田 花子", 19760202, branch: "02"), Id("山田 花子", 19760202, branch: "01", number: "999"));
        var claims = Link(old, renewed);

        var roster =
            PersonLinker.Link([], [Member(old, "P1", lost: 20240401), Member(renewed, "P1")], 20240531, claims.New, [], s_keys);

        Assert.Equal(claims.New.Select(i => i.Person).Order(),
            new[] { Assert.Single(roster.Merges).From, roster.Merges[0].To }.Order());
        Assert.Equal(roster.Merges[0].To, roster.Members[0].Person);
    }

    [Fact]
    public void Claims_under_a_new_number_that_the_roster_shows_later_are_a_merge()
    {
        var (old, renewed) = (Id("山田 花子", 19760202, branch: "02"), Id("山田 花子", 19760202, branch: "01", number: "999"));
        var before = PersonLinker.Link([], [Member(old, "P1")], 20240430, [], [], s_keys);
        var claims = PersonLinker.Link([renewed], [], 0, [], before.Members, s_keys);

        var roster = PersonLinker.Link(
            [], [Member(old, "P1", lost: 20240501), Member(renewed, "P1", acquired: 20240501)], 20240531, claims.New,
            before.Members, s_keys);

        Assert.Equal([new PersonMerge(claims.New[0].Person, s_keys.PersonOf("P1"))], roster.Merges);
    }

    [Fact]
    public void Under_an_alias_a_new_spelling_of_either_number_finds_the_one_person_and_remembers_the_other()
    {
        var (old, renewed) = (Id("山田 花子", 19760202, branch: "02"), Id("山田 花子", 19760202, branch: "01", number: "999"));
        var known = Link(old, renewed).New;
        var (from, to) = (known.Single(i => i.Identity == old).Person, known.Single(i => i.Identity == renewed).Person);
        var aliases = AliasMap.Of([new PersonAlias(from, to, false, AliasBasis.Staff, "係長", new DateOnly(2024, 6, 1))]);

        var later = PersonLinker.Link([old with { Name = "山田花子" }, renewed with { Name = "山田花子" }], [], 0, known, [],
            s_keys, aliases).New;

        Assert.Equal([from, to], later.OrderBy(i => i.Identity.Number, StringComparer.Ordinal).Select(i => i.Person));
        Assert.All(later, i => Assert.Equal(to, aliases.Resolve(i.Person)));
    }

    [Fact]
    public void Leading_zeros_lost_by_a_spreadsheet_do_not_lose_the_person()
    {
        var roster =
            PersonLinker.Link([], [Member(Id("山田 花子", 19760202, branch: "02", number: "45"), "P1")], 20240531, [], [], s_keys);

        var people = PersonLinker.Link([Id("山田 花子", 19760202, branch: "02", number: "00045")], [], 0, [], roster.Members, s_keys);

        Assert.Equal(s_keys.PersonOf("P1"), people.New[0].Person);
    }

    [Fact]
    public void An_opt_out_finds_its_person_by_number_and_birth_date()
    {
        var people = Link(Id("山田 太郎", 19750101, Sex.Male, "01"), Id("山田 花子", 19760202, Sex.Female, "02"));

        Assert.Equal(Of(people, Id("山田 花子", 19760202, Sex.Female, "02")).Person, people.Find(Id("", 19760202, Sex.Unknown)));
        Assert.Equal(0, people.Find(Id("", 19990101, Sex.Unknown)));
    }

    [Fact]
    public void The_result_does_not_depend_on_the_order_of_identities()
    {
        const int seed = 20240601;
        var random = new Random(seed);
        var identities = Enumerable.Range(0, 300).Select(i => Id(
            $"山田 {"葵凛蓮湊"[random.Next(4)]}", 20000101 + random.Next(3), (Sex)random.Next(1, 3),
            random.Next(3) == 0 ? "" : $"0{random.Next(1, 4)}", $"{random.Next(1, 20)}")).ToArray();
        var expected = Link(identities).New.Select(i => (i.Key, i.Person, i.Linkage)).ToList();

        random.Shuffle(identities);

        Assert.Equal(expected, Link(identities).New.Select(i => (i.Key, i.Person, i.Linkage)));
    }

    [Fact]
    public void Pseudonyms_that_collide_do_not_depend_on_the_order_of_identities()
    {
        // 300 numbers in 512 pseudonyms: a third of them meet one that is taken.
        static List<(IdentityKey Key, long Person)> Linked(Identity[] identities) =>
            [.. PersonLinker.Link(identities, [], 0, [], [], IdentityVault.Empty(VaultKey.FromSeed(1), personBits: 9))
                .New.Select(i => (i.Key, i.Person))];

        var identities = Enumerable.Range(0, 300).Select(i => Id("山田 花子", 19760202, branch: "01", number: $"{i}")).ToArray();
        var expected = Linked(identities);

        new Random(7).Shuffle(identities);

        Assert.Equal(300, expected.Select(p => p.Person).Distinct().Count());
        Assert.Equal(expected, Linked(identities));
    }
}
