using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Store.Ledger;
using Microsoft.Data.Sqlite;

namespace ClaimsWatch.Tests.Store.Ledger;

public sealed class LedgerTests : IDisposable
{
    private static readonly byte[] s_salt = new byte[32];
    private static readonly DateOnly s_today = new(2026, 11, 22);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Records_come_back_as_they_were()
    {
        using var ledger = New();
        var allocation = new Allocation("R2024-11", new(202411), "ab", "cd", "123 官報", s_today, new(202507),
            [new AllocatedPerson(9_100_000_000_000_000_001, 7, Sex.Female, "12-15", "2x12-15", 0, Arm.Letter)]);
        Candidate[] candidates =
        [
            new(5, 7, Sex.Male, 61, "8-11", new MonthFacts(new(202411), 9, 5, 4, 3, 8), [3, -1, 9],
                [new RuleHit("R02", Tier.A, 14.5, 12, Randomise.Yes)],
                [new ExclusionHit("X14", ExclusionClass.Hold, "recent-letter")],
                [new Evidence("R02", "count", new(202411), 9)], 1, true, 0.31, "fallback"),
        ];
        ledger.Append(s_today, "r", NewEntry.Of(EntryKinds.Allocation, "R2024-11", allocation),
            NewEntry.Of(EntryKinds.Candidates, "R2024-11", candidates));

        var read = ledger.Read<Allocation>(EntryKinds.Allocation).Single();

        Assert.Equal(allocation with { Persons = [] }, read with { Persons = [] });
        Assert.Equal(allocation.Persons, read.Persons);
        var candidate = ledger.Read<Candidate>(EntryKinds.Candidates, "R2024-11").Single();
        Assert.Equal(candidates[0].Facts, candidate.Facts);
        Assert.Equal(candidates[0].Counts, candidate.Counts);
        Assert.Equal(candidates[0].Hits, candidate.Hits);
        Assert.Equal(candidates[0].Evidence, candidate.Evidence);
    }

    [Fact]
    public void A_later_entry_of_a_round_replaces_the_earlier_in_the_newest_view_only()
    {
        using var ledger = New();
        ledger.Append(s_today, "r", NewEntry.Of(EntryKinds.OptOuts, "A", new OptOut(1, s_today)));
        ledger.Append(s_today, "r", NewEntry.Of(EntryKinds.OptOuts, "B", new OptOut(2, s_today)));
        ledger.Append(s_today, "r", NewEntry.Of<OptOut>(EntryKinds.OptOuts, "A", [new(3, s_today), new(4, s_today)]));

        Assert.Equal([2L, 3, 4], ledger.ReadNewest<OptOut>(EntryKinds.OptOuts).Select(o => o.Person));
        Assert.Equal([1L, 2, 3, 4], ledger.Read<OptOut>(EntryKinds.OptOuts).Select(o => o.Person));
        Assert.Equal([1L, 3, 4], ledger.Read<OptOut>(EntryKinds.OptOuts, "A").Select(o => o.Person));
    }

    [Fact]
    public void Views_show_persons_as_text_and_the_state_of_the_round()
    {
        using (var ledger = New())
        {
            var round = new Round("R2024-11", new(202411), new(202501), s_today, "ff", 100, 0.5, ["見本"]);
            ledger.Append(s_today, "r1", NewEntry.Of(EntryKinds.Round, round.Id, round));
            ledger.Append(s_today, "r2", NewEntry.Of(EntryKinds.Allocation, round.Id, new Allocation(
                round.Id, new(202411), "ab", "cd", "1", s_today, new(202507),
                [new(9_100_000_000_000_000_001, 7, Sex.Female, "12-15", "2x12-15", 0, Arm.Holdout)])));
            ledger.Append(s_today, "r3", NewEntry.Of(EntryKinds.Letters, round.Id, new LetterRecord(
                "L1", round.Id, 9_100_000_000_000_000_002, "v1", s_today, "ee")));
            ledger.Append(s_today, "r4", NewEntry.Of(EntryKinds.Posted, round.Id, new Posting(round.Id, s_today)));
        }

        Assert.Equal("R2024-11|2024-11|posted", Query("select round || '|' || selection_month || '|' || state from rounds"));
        Assert.Equal("text 9100000000000000001 holdout",
            Query("select typeof(person) || ' ' || person || ' ' || arm from allocation"));
        Assert.Equal("L1 2026-11-22", Query("select letter_id || ' ' || posted_on from letters"));
        Assert.Equal("4", Query("select count(*) from runs"));
        foreach (var view in new[] { "deliveries", "candidates", "decisions", "returns", "contacts", "optouts" })
        {
            Assert.Equal("0", Query($"select count(*) from {view}"));
        }
    }

    [Theory]
    [InlineData("update entries set kind = 'x' where seq = 2")]
    [InlineData("delete from entries where seq = 2")]
    [InlineData("delete from bodies where seq = 2")]
    [InlineData("update bodies set body = '{}' where seq = 2")]
    [InlineData("update bodies set body = null, salt = null, hash = 'x' where seq = 2")]
    public void Triggers_refuse_changes(string sql)
    {
        Fill(5);

        var error = Assert.Throws<SqliteException>(() => Query(sql));

        Assert.Contains("append-only", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("update entries set round = 'other' where seq = 2", "entry 2")]
    [InlineData("update entries set at = '2026-01-01' where seq = 5", "entry 5")]
    [InlineData("delete from bodies where seq = 3; delete from entries where seq = 3", "entry 3 is missing")]
    [InlineData("delete from bodies where seq = 5; delete from entries where seq = 5", "tail was cut")]
    [InlineData("delete from bodies; delete from entries", "tail was cut")]
    [InlineData("update bodies set body = '{}' where seq = 4 and item = 1", "entry 4 (note), item 1: the body was changed")]
    [InlineData("update bodies set body = null, salt = null where seq = 4 and item = 0", "gone without a record")]
    [InlineData("delete from bodies where seq = 4 and item = 1", "entry 4 (note): an item")]
    [InlineData("insert into bodies select seq, 9, salt, body, hash from bodies where seq = 1 and item = 0",
        "entry 1 (note): an item")]
    [InlineData("insert into entries select 6, at, run, kind, round, body_hash, prev, hash from entries where seq = 5",
        "entry 6")]
    public void Verify_names_whatever_was_done_behind_the_triggers(string sql, string finding)
    {
        var head = Fill(5);
        Query("drop trigger entries_never_change; drop trigger entries_never_go; drop trigger bodies_never_go; "
            + "drop trigger bodies_only_erased; " + sql);

        using var ledger = LedgerFile.Open(_folder.File("l.db"), s_salt, write: false);

        Assert.Contains(Chain.Verify(ledger, [head]), f => f.Contains(finding, StringComparison.Ordinal));
    }

    [Fact]
    public void A_rewritten_chain_is_found_by_the_head_a_run_wrote_down()
    {
        var head = Fill(3);
        File.Delete(_folder.File("l.db"));
        Fill(4, "forged");

        using var ledger = LedgerFile.Open(_folder.File("l.db"), s_salt, write: false);

        Assert.Empty(Chain.Verify(ledger, []));
        Assert.EndsWith("entry 3 is not the one a run saw", Assert.Single(Chain.Verify(ledger, [head])),
            StringComparison.Ordinal);
    }

    [Fact]
    public void An_intact_ledger_has_no_findings_also_after_growth()
    {
        var head = Fill(3);
        using var ledger = LedgerFile.Open(_folder.File("l.db"), s_salt, write: true);
        ledger.Append(s_today, "r", NewEntry.Of("note", "", new Note("more")));

        Assert.Empty(Chain.Verify(ledger, [head, ledger.Head]));
    }

    [Fact]
    public void Erased_bodies_are_gone_from_the_file_and_the_chain_still_verifies()
    {
        using (var ledger = New())
        {
            ledger.Append(s_today, "r", NewEntry.Of<OptOut>(
                EntryKinds.OptOuts, "", [new(9_111_222_333_444_555_666, s_today), new(2, s_today)]));
            var about = ledger.About(9_111_222_333_444_555_666);
            ledger.Erase(s_today, "r", [.. about.Select(a => a.Item)]);

            Assert.Equal([2L], ledger.Read<OptOut>(EntryKinds.OptOuts).Select(o => o.Person));
            Assert.Empty(Chain.Verify(ledger, [ledger.Head]));
        }

        Assert.DoesNotContain("9111222333444555666", File.ReadAllText(_folder.File("l.db")), StringComparison.Ordinal);
    }

    [Fact]
    public void There_is_no_second_draw_no_second_posting_and_no_second_letter_to_a_person()
    {
        using var ledger = New();
        NewEntry Draw(string round) => NewEntry.Of(EntryKinds.Allocation, round, new Allocation(
            round, new(202411), "ab", "cd", "1", s_today, new(202507), []));
        NewEntry Letter(string round, long person) => NewEntry.Of(EntryKinds.Letters, round, new LetterRecord(
            "L", round, person, "v1", s_today, ""));
        NewEntry Posted(string round) => NewEntry.Of(EntryKinds.Posted, round, new Posting(round, s_today));
        ledger.Append(s_today, "r", Draw("A"), Letter("A", 1), Letter("A", 2), Posted("A"));

        foreach (var second in new[] { Draw("A"), Letter("A", 2), Posted("A") })
        {
            var error = Assert.Throws<UserError>(() => ledger.Append(s_today, "r", second));
            Assert.Equal(ExitCode.Refused, error.ExitCode);
        }

        Assert.Equal(4, ledger.Head.Seq);
        ledger.Append(s_today, "r", Draw("B"), Letter("B", 2), Posted("B"));
    }

    [Fact]
    public void A_reader_can_not_write()
    {
        Fill(1);
        using var ledger = LedgerFile.Open(_folder.File("l.db"), s_salt, write: false);

        Assert.Throws<SqliteException>(() => ledger.Append(s_today, "r", NewEntry.Of("note", "", new Note("x"))));
    }

    [Fact]
    public void A_file_that_is_no_ledger_is_refused()
    {
        File.WriteAllText(_folder.File("l.db"), "not SQLite at all, but long enough to be mistaken for it");

        Assert.Equal(
            ExitCode.Refused,
            Assert.Throws<UserError>(() => LedgerFile.Open(_folder.File("l.db"), s_salt, write: true)).ExitCode);
    }

    [Fact]
    public void The_frozen_draw_can_not_be_erased()
    {
        using var ledger = New();
        ledger.Append(s_today, "r", NewEntry.Of(EntryKinds.Allocation, "A", new Allocation(
            "A", new(202411), "ab", "cd", "1", s_today, new(202507), [new(7, 7, Sex.Female, "8-11", "2x8-11", 0, Arm.Letter)])));

        Assert.Throws<InvalidOperationException>(() => ledger.Erase(s_today, "r", [.. ledger.About(7).Select(a => a.Item)]));
    }

    [Fact]
    public void The_same_entries_give_the_same_canonical_lines()
    {
        Fill(4);
        using var first = LedgerFile.Open(_folder.File("l.db"), s_salt, write: false);
        var lines = first.Canonical().ToList();
        first.Dispose();
        File.Delete(_folder.File("l.db"));
        Fill(4);

        using var second = LedgerFile.Open(_folder.File("l.db"), s_salt, write: false);

        Assert.Equal(4, lines.Count);
        Assert.Equal(lines, second.Canonical());
    }

    private LedgerFile New() => LedgerFile.Create(_folder.File("l.db"), s_salt);

    private LedgerHead Fill(int entries, string text = "n")
    {
        using var ledger = New();
        for (var i = 1; i <= entries; i++)
        {
            ledger.Append(s_today, $"r{i}", NewEntry.Of<Note>("note", "R", [new($"{text} {i}"), new("second")]));
        }

        return ledger.Head;
    }

    private string? Query(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_folder.File("l.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar()?.ToString();
    }

    private sealed record Note(string Text);
}
