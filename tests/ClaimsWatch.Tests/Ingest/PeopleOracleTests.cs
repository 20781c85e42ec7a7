using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;
using ClaimsWatch.Core.Identities;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Ingest.People;

namespace ClaimsWatch.Tests.Ingest;

/// <summary>Linking on records against the plain way on objects:
/// random households with twins, missing 枝番, changed numbers and aliases.</summary>
public sealed class PeopleOracleTests
{
    private const int Seeds = 60;
    private static readonly TestPseudonyms s_keys = new();

    /// <summary>A year of somebody's insurer, month by month: the same random rosters and claims to both ways.</summary>
    private sealed class Town(int seed)
    {
        private readonly Random _random = new(seed);
        private readonly List<RosterMember> _moving = [];

        public List<RosterMember> People { get; } = [];

        public Identity Somebody()
        {
            var number = $"{(_random.Next(4) == 0 ? "0" : "")}{_random.Next(1, 12)}";
            return new Identity(
                _random.Next(8) == 0 ? "39139998" : "39139999", _random.Next(3) == 0 ? "１２" : "12", number,
                _random.Next(3) == 0 ? "" : $"0{_random.Next(1, 4)}",
                $"{"山川"[_random.Next(2)]}田{(_random.Next(3) == 0 ? "" : "　")}{"葵凛蓮"[_random.Next(3)]}",
                _random.Next(2) == 0 ? "" : "ヤマダ",
                (Sex)_random.Next(0, 3), _random.Next(9) == 0 ? 0 : 20000101 + _random.Next(3));
        }

        // Most stay as they are; some change number or name, some lose their insurance, some are new,
        // some are not listed any more.
        public List<RosterMember> NextRoster(bool withIds)
        {
            for (var i = 0; i < 12; i++)
            {
                People.Add(new RosterMember(
                    withIds && _random.Next(6) != 0 ? $"P{People.Count}" : "", Somebody(), 20200401 + _random.Next(3), 0,
                    EndReason.None, "本人",
                    "", $"町{_random.Next(4)}", "", true, false, _random.Next(3)));
            }

            for (var i = 0; i < People.Count; i++)
            {
                var member = People[i];
                switch (_random.Next(12))
                {
                    case 0:
                        People[i] = member with { LostOn = 20240401 + _random.Next(20), EndReason = EndReason.Moved };
                        break;
                    case 1:
                        People[i] = member with { LostOn = 20240401 };
                        People.Add(member with
                        {
                            Identity = member.Identity with { Number = $"{_random.Next(12, 18)}" },
                            AcquiredOn = 20240401
                        });
                        break;
                    case 2:
                        People[i] = member with { Identity = member.Identity with { Name = "海野　葵" } };
                        break;
                    case 3:
                        People.RemoveAt(i);
                        break;
                }
            }

            People.AddRange(_moving);
            _moving.Clear();
            return Shuffled(People);
        }

        public List<Identity> NextClaims()
        {
            List<Identity> claims = [.. Enumerable.Range(0, 20).Select(_ => Somebody())];
            foreach (var member in Shuffled(People).Take(15))
            {
                claims.Add(_random.Next(3) == 0 ? member.Identity with { Branch = "" } : member.Identity);
                if (_random.Next(8) == 0)
                {
                    // Claims under a new number come before the roster has it.
                    var renewed = member with
                    {
                        Identity = member.Identity with { Number = $"{_random.Next(20, 60)}" },
                        AcquiredOn = 20240501
                    };
                    claims.Add(renewed.Identity);
                    _moving.Add(renewed);
                }
            }

            return claims;
        }

        public AliasMap SomeAlias(IReadOnlyList<LinkedIdentity> known)
        {
            var persons = known.Select(k => k.Person).Distinct().Order().ToList();
            return persons.Count < 4 || _random.Next(2) == 0 ? AliasMap.None
                : AliasMap.Of([new PersonAlias(persons[0], persons[1], false, AliasBasis.Staff, "係長", new DateOnly(2024, 6, 1))]);
        }

        private List<T> Shuffled<T>(List<T> items)
        {
            T[] shuffled = [.. items];
            _random.Shuffle(shuffled);
            return [.. shuffled];
        }
    }

    [Fact]
    public void Rosters_and_claims_find_whom_the_plain_linker_finds()
    {
        var (found, merges, kept) = (0, 0, 0);
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var town = new Town(seed);
            IReadOnlyList<LinkedIdentity> known = [];
            IReadOnlyList<LinkedMember> members = [];
            for (var month = 0; month < 4; month++)
            {
                var (roster, claims) = (seed % 7 == 0 ? [] : town.NextRoster(seed % 5 != 0), town.NextClaims());
                var aliases = town.SomeAlias(known);
                var plain = PlainLinker.Link(claims, roster, 20240430 + month, known, members, s_keys, aliases);
                var fast = PersonLinker.Link(claims, roster, 20240430 + month, known, members, s_keys, aliases);

                Assert.Equal(plain.Members, fast.Members);
                Assert.Equal(plain.New, fast.New);
                Assert.Equal(plain.Merges, fast.Merges);
                Assert.Equal(plain.Conflicts, fast.Conflicts);
                Assert.Equal(plain.ByKey.Count, fast.ByKey.Count);
                Assert.All(claims, c => Assert.Equal(plain.ByKey[s_keys.KeyOf(c)], fast.ByKey[s_keys.KeyOf(c)]));
                foreach (var asked in Enumerable.Range(0, 40)
                    .Select(_ => town.Somebody() with { Sex = Sex.Unknown, Name = "", Kana = "" }))
                {
                    Assert.Equal(plain.Find(asked), fast.Find(asked));
                    found += plain.Find(asked) != 0 ? 1 : 0;
                }

                (merges, kept) =
                    (merges + plain.Merges.Count, kept + plain.Members.Count(m => members.Any(k => k.Person == m.Person)));
                known = [.. known.Concat(plain.New).OrderBy(i => i.Key)];
                members = PlainMerge.Merge(members, plain.Members).Members;
            }
        }

        Assert.True(found > 100 && merges > 20 && kept > 1000,
            $"{found} found, {merges} merges, {kept} kept: too few to prove anything");
    }

    [Fact]
    public void A_roster_whose_repeated_rows_are_shared_is_linked_as_one_that_has_its_own()
    {
        var (shared, moved) = (0, 0);
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var town = new Town(seed);
            var (known, members) = (LinkedIdentities.None, LinkedMembers.None);
            for (var month = 0; month < 5; month++)
            {
                var rows = RosterMembers.Of(town.NextRoster(seed % 3 != 0));
                var (asOf, aliases) = (month == 3 ? 20240331 : 20240430 + month, town.SomeAlias(known));
                var (own, earlier) = (new RosterMembers(Copied(rows.Records)), new LinkedMembers(Copied(members.Records)));
                var repeated = new RepeatedRows(asOf >= earlier.NewestAsOf() ? earlier : LinkedMembers.None);
                var few = new RosterMembers(
                    [.. Copied(rows.Records).Select(r => repeated.TryFind(r, out var there) ? there : r)]);
                shared += few.Records.ToArray().Count(r => PersonRecords.PersonOf(r) != 0);

                var plain = RosterLinker.Link(own, asOf, known, members, s_keys, aliases);
                var fast = RosterLinker.Link(few, asOf, known, earlier, s_keys, aliases);
                var (wanted, merged) = (RosterMerge.Merge(members, plain.Members), RosterMerge.Merge(earlier, fast.Members));

                Assert.Equal((IEnumerable<LinkedMember>)plain.Members, fast.Members);
                Assert.Equal(plain.Merges, fast.Merges);
                Assert.Equal(wanted.Vanished, merged.Vanished);
                Assert.Equal(Told(wanted.Members), Told(merged.Members));
                Assert.Equal(Told(wanted.Former), Told(merged.Former));
                moved += few.Records.ToArray().Zip(fast.Members.Records.ToArray()).Count(r => r.First.Array != r.Second.Array);
                known = LinkedIdentities.Of(
                    [.. known.Concat(PersonLinker.Link(town.NextClaims(), [], 0, known, wanted.Members, s_keys).New)
                        .OrderBy(i => i.Key)]);
                members = wanted.Members;
            }
        }

        Assert.True(shared > 1000 && moved > 0, $"{shared} shared, {moved} became others: too few to prove anything");
    }

    private static ArraySegment<byte>[] Copied(ReadOnlySpan<ArraySegment<byte>> records) =>
        [.. records.ToArray().Select(r => new ArraySegment<byte>(r.ToArray()))];

    [Fact]
    public void Only_the_households_asked_for_give_the_same_as_all()
    {
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var town = new Town(seed);
            var members = PersonLinker.Link([], town.NextRoster(true), 20240430, [], [], s_keys).Members;
            var known = PersonLinker.Link(town.NextClaims(), [], 0, [], members, s_keys).New;
            List<Identity> asked = [.. Enumerable.Range(0, 20).Select(_ => town.Somebody() with { Sex = Sex.Unknown })];
            var claims = town.NextClaims();
            var all = PersonLinker.Link(claims, [], 0, known, members, s_keys);
            var fresh = LinkedIdentities.Of([.. all.New.Select(i => i with { Person = 0, Household = 0, Linkage = default })]);

            var some = PersonLinker.Link(fresh, known, members, asked, s_keys, AliasMap.None);

            Assert.Equal(all.New, some.New);
            Assert.Equal(asked.Select(all.Find), asked.Select(some.Find));
        }
    }

    [Fact]
    public void Rosters_are_put_on_top_of_each_other_as_the_plain_way_does()
    {
        var (vanished, former) = (0, 0);
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var town = new Town(seed);
            IReadOnlyList<LinkedMember> members = [];
            for (var month = 0; month < 5; month++)
            {
                // Now and then an older roster comes late.
                var linked = PersonLinker.Link([], town.NextRoster(true), month == 3 ? 20240331 : 20240430 + month, [],
                    members, s_keys).Members;
                var plain = PlainMerge.Merge(members, linked);
                var fast = RosterMerge.Merge(members, linked);

                Assert.Equal(plain.Vanished, fast.Vanished);
                Assert.Equal(Told(plain.Members), Told(fast.Members));
                Assert.Equal(Told(plain.Former), Told(fast.Former));
                members = fast.Members;
                (vanished, former) = (vanished + plain.Vanished, former + plain.Former.Count);
            }
        }

        Assert.True(vanished > 50 && former > 50, $"{vanished} vanished, {former} former: too few to prove anything");
    }

    [Fact]
    public void Persons_are_those_of_the_plain_table()
    {
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var town = new Town(seed);
            var random = new Random(seed);
            var old = PersonColumns.Empty;
            LinkedIdentities known = LinkedIdentities.None;
            for (var month = 0; month < 3; month++)
            {
                var people = PersonLinker.Link(town.NextClaims(), seed % 7 == 0 ? [] : town.NextRoster(true), 20240430 + month,
                    known, [], s_keys);
                known = LinkedIdentities.Of([.. known.Concat(people.New).OrderBy(i => i.Key)]);
                var atRisk = PersonDays.FromRoster(people.Members, new ClaimMonth(202303), new ClaimMonth(202405));
                UnlinkedPerson[] unlinked =
                    [.. Enumerable.Range(1, 4).Select(i => new UnlinkedPerson(random.Next(6), (Sex)random.Next(3), 19900101))];
                (long, int)[] seen = [.. known.Select(k => (k.Person, 202401 + random.Next(5))), (3, 202406), (999, 202406)];

                var plain = PlainPersons.Merge(old, known, people.Members, unlinked, seen, atRisk.All());
                var fast = PersonTable.Merge(
                    old, known.Select(i =>
                        new ClaimedPerson(i.Person, i.Identity.Sex, i.Identity.BirthDate, i.Linkage, i.Household)),
                    people.Members, unlinked, seen, atRisk.Spans);

                Assert.Equal(Rows(plain), Rows(fast));
                AssertSameInSlabs(atRisk);
                AssertSameInSlabs(PersonDays.FromClaims(fast));
                old = fast;
            }
        }
    }

    private static void AssertSameInSlabs(MonthsAtRisk months)
    {
        var all = Rows(months.All());
        Assert.Equal(months.Count, all.Count);
        var parts = Enumerable.Range(0, 8).Select(slab => SlabCuts.Range(slab, 3))
            .SelectMany(r => Rows(months.Of(r.Low, r.High)));
        Assert.Equal(all, parts);
        Assert.Equal(all.OrderBy(r => r.Person).ThenBy(r => r.ClaimMonth), all);
        if (months.Spans.Count > 0)
        {
            Assert.Equal(all.GroupBy(r => r.Person)
                .Select(g => new RiskSpan(g.Key, g.Min(r => r.ClaimMonth), g.Max(r => r.ClaimMonth))), months.Spans);
        }
    }

    private static List<EnrolmentRow> Rows(EnrolmentColumns columns) =>
        [.. Enumerable.Range(0, columns.Count).Select(columns.Row)];

    [Fact]
    public void From_claims_alone_everybody_linked_is_at_risk_from_the_first_to_the_last_claim()
    {
        var persons = PersonColumns.FromRows(
        [
            new PersonRow(1, 1, 199001, 202312, 202402, (int)Linkage.Branch, 9),
            new PersonRow(2, 1, 199001, 0, 0, (int)Linkage.Branch, 9),
            new PersonRow(3, 1, 199001, 202401, 202401, (int)Linkage.Unlinked, 9),
            new PersonRow(4, 2, 199001, 202402, 202402, (int)Linkage.Roster, 9),
        ]);

        Assert.Equal(
            [(1L, 202312, 31, 31), (1L, 202401, 31, 31), (1L, 202402, 29, 29), (4L, 202402, 29, 29)],
            Rows(PersonDays.FromClaims(persons).All()).Select(r => (r.Person, r.ClaimMonth, r.DaysAtRisk, r.DaysInMonth)));
    }

    [Fact]
    public void Texts_in_utf8_have_the_order_that_texts_in_utf16_have()
    {
        string[] pieces = ["", "1", "A", "é", "名", "髙", "\uD7FF", "\uE000", "ｱ", "Ａ", "\uFFFD", "𠮷", "𩸽", "\U0010FFFF"];
        var all = (from a in pieces from b in pieces from c in pieces select a + b + c).Distinct().ToList();
        var random = new Random(1);
        for (var i = 0; i < 50_000; i++)
        {
            var (left, right) = (all[random.Next(all.Count)], all[random.Next(all.Count)]);
            Assert.Equal(
                Math.Sign(string.CompareOrdinal(left, right)),
                Math.Sign(IdentityOrder.CompareText(System.Text.Encoding.UTF8.GetBytes(left),
                    System.Text.Encoding.UTF8.GetBytes(right))));
        }
    }

    private static IEnumerable<PersonRow> Rows(PersonColumns columns) => Enumerable.Range(0, columns.Count).Select(columns.Row);

    // Rows of a person that agree in what the order looks at may stand in either order.
    private static IEnumerable<string> Told(IReadOnlyList<LinkedMember> members) =>
        members.GroupBy(m => m.Person).Select(g => string.Join('|', g.Select(m => $"{m.Person} {m.Household} {m.AsOf} "
            + $"{m.Member.PersonId} {m.Member.AcquiredOn} {m.Member.LostOn} {m.Member.Identity.Number} "
            + $"{m.Member.Identity.Branch} {m.Member.Identity.Name} "
            + m.Member.Address).Order(StringComparer.Ordinal)));
}
