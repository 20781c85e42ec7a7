using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Store;
using ClaimsWatch.Store.Ledger;

namespace ClaimsWatch.Tests.Store;

public sealed class CommitTests : IDisposable
{
    private static readonly DateOnly s_today = new(2026, 11, 22);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Stopped_at_any_step_a_commit_leaves_the_old_or_the_new_state()
    {
        for (var stopAt = 0; ; stopAt++)
        {
            var root = _folder.File($"w{stopAt}");
            Workspace.Create(root, seed: 1).Dispose();
            Change(root, "old", -1);

            var stopped = Change(root, "new", stopAt);
            var reopened = State(root);

            if (stopped is null)
            {
                Assert.True(stopAt >= 7, "a commit of four files has at least eight moments");
                Assert.Equal(Expected("new"), reopened);
                return;
            }

            // Once the intent is in the ledger the commit goes on; before, it never was.
            Assert.Equal(Expected(stopped == CommitStep.Staged ? "old" : "new"), reopened);
        }
    }

    [Fact]
    public void A_disk_that_is_full_while_files_are_staged_leaves_the_old_state()
    {
        var root = _folder.File("w");
        Workspace.Create(root, seed: 1).Dispose();
        Change(root, "old", -1);

        using (var workspace = Workspace.Open(root, write: true))
        {
            var commit = workspace.Begin();
            commit.Stage("store/a", "new");
            var left = Assert.Single(Verification.Run(workspace));
            Assert.Contains("次に書き込むコマンドが片付けます", Verification.Next([left]), StringComparison.Ordinal);
            var full = Assert.Throws<IOException>(
                () => commit.Stage("store/b", (Stream _) => throw new IOException("No space left on device")));
            Assert.Contains("No space", full.Message);
        }

        // Before anybody opens the workspace again.
        Assert.False(Directory.Exists(System.IO.Path.Combine(root, "store/.staging")));
        Assert.Equal(Expected("old"), State(root));
    }

    [Fact]
    public void Stopped_again_while_rolling_forward_it_still_arrives()
    {
        var root = _folder.File("w");
        Workspace.Create(root, seed: 1).Dispose();
        Change(root, "old", -1);
        Change(root, "new", 1);

        // The first roll-forward dies after one file: here, by hand, what it would have done by then.
        File.Move(System.IO.Path.Combine(root, "store/.staging/00000"), System.IO.Path.Combine(root, "store/a"), overwrite: true);

        Assert.Equal(Expected("new"), State(root));
    }

    [Theory]
    [InlineData("00000")]
    [InlineData("00002")] // the last
    public void A_staged_file_that_was_altered_meanwhile_stops_the_roll_forward_before_any_is_moved(string staged)
    {
        var root = _folder.File("w");
        Workspace.Create(root, seed: 1).Dispose();
        Change(root, "old", -1);
        Change(root, "new", 1);
        File.WriteAllText(System.IO.Path.Combine(root, "store/.staging", staged), "forged");

        var error = Assert.Throws<UserError>(() => Workspace.Open(root, write: true));

        Assert.Equal(ExitCode.Refused, error.ExitCode);
        Assert.Equal("old a", File.ReadAllText(System.IO.Path.Combine(root, "store/a")));
        Assert.Equal("d", File.ReadAllText(System.IO.Path.Combine(root, "store/d")));
    }

    [Fact]
    public void A_reader_does_not_finish_anothers_commit()
    {
        var root = _folder.File("w");
        Workspace.Create(root, seed: 1).Dispose();
        Change(root, "new", 1);

        using var workspace = Workspace.Open(root, write: false);

        Assert.True(File.Exists(workspace.Paths.At("store/.staging/00000")));
        Assert.Contains(Verification.Run(workspace), f => f.Part == VerifiedPart.Staging);
    }

    [Fact]
    public void Two_writers_exclude_each_other()
    {
        using var first = Workspace.Create(_folder.File("w"), seed: 1);

        Assert.Throws<UserError>(() => Workspace.Open(_folder.File("w"), write: true));
        using var reader = Workspace.Open(_folder.File("w"), write: false);
        Assert.Throws<InvalidOperationException>(reader.Begin);
    }

    [Fact]
    public void A_path_outside_the_workspace_is_refused()
    {
        using var workspace = Workspace.Create(_folder.File("w"), seed: 1);

        Assert.Throws<InvalidOperationException>(() => workspace.Begin().Stage("../elsewhere", "x"));
    }

    [Fact]
    public void Nothing_to_change_leaves_no_entry()
    {
        using var workspace = Workspace.Create(_folder.File("w"), seed: 1);

        Assert.True(workspace.Begin().IsEmpty);
        Assert.Equal(LedgerHead.Empty, workspace.Begin().Apply(s_today, "r"));
    }

    [Fact]
    public void A_commit_that_was_given_up_leaves_nothing_behind()
    {
        using var workspace = Workspace.Create(_folder.File("w"), seed: 1);
        var givenUp = workspace.Begin();
        givenUp.Stage("store/a", "never");

        var next = workspace.Begin();
        next.Stage("store/b", "b");
        next.Apply(s_today, "r");

        Assert.False(File.Exists(workspace.Paths.At("store/a")));
        Assert.Throws<InvalidOperationException>(() => givenUp.Apply(s_today, "r"));
        Assert.Empty(Verification.Run(workspace));
    }

    [Fact]
    public void A_second_init_is_refused()
    {
        Workspace.Create(_folder.File("w"), seed: 1).Dispose();

        Assert.Throws<UserError>(() => Workspace.Create(_folder.File("w"), seed: 2));
    }

    // Writes four places, of which the last is removed in the new state; returns the step it was stopped at.
    private static CommitStep? Change(string root, string content, int stopAt)
    {
        using var workspace = Workspace.Open(root, write: true);
        var moment = 0;
        CommitStep? stopped = null;
        var commit = workspace.Begin(step =>
        {
            if (moment++ == stopAt)
            {
                stopped = step;
                throw new TimeoutException("power cut");
            }
        });
        commit.Stage("store/a", content + " a");
        commit.Stage("out/2024-05/b", content + " b");
        commit.Stage("vault/c", content + " c");
        if (content == "new")
        {
            commit.Remove("store/d");
        }
        else
        {
            commit.Stage("store/d", "d");
        }

        commit.Append("note", "R", new Note(content));
        try
        {
            commit.Apply(s_today, "r");
        }
        catch (TimeoutException)
        {
        }

        return stopped;
    }

    private static string State(string root)
    {
        using var workspace = Workspace.Open(root, write: true);
        Assert.Empty(Verification.Run(workspace));
        string Read(string path) => File.Exists(workspace.Paths.At(path)) ? File.ReadAllText(workspace.Paths.At(path)) : "-";
        return string.Join(' ', Read("store/a"), Read("out/2024-05/b"), Read("vault/c"), Read("store/d"),
            string.Join(',', workspace.Ledger.Read<Note>("note").Select(n => n.Text)));
    }

    private static string Expected(string content) =>
        content == "old" ? "old a old b old c d old" : "new a new b new c - old,new";

    private sealed record Note(string Text);
}
