using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Store;
using ClaimsWatch.Store.Ledger;

namespace ClaimsWatch.Tests.Store;

public sealed class RunRecordTests : IDisposable
{
    private static readonly DateOnly s_today = new(2026, 11, 22);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Ids_count_the_runs_of_the_workspace()
    {
        using var workspace = Workspace.Create(_folder.File("w"), seed: 1);

        var ids = new[] { workspace.StartRun("ingest", s_today).Id, workspace.StartRun("detect", s_today.AddDays(1)).Id };

        Assert.Equal(["20261122-0001-ingest", "20261123-0002-detect"], ids);
    }

    [Fact]
    public void Rejects_are_written_in_file_and_line_order_with_quotes_where_needed()
    {
        using var workspace = Workspace.Create(_folder.File("w"), seed: 1);
        var run = workspace.StartRun("ingest", s_today);

        run.WriteRejects(
        [
            new("b.csv", 2, "RE[3] 診療年月", "bad-month", "x,\"y\"", "YYYYMM"),
            new("b.csv", 1, "RE[3]", "bad-month", "13", "YYYYMM", 4), new("a.csv", 9, "IY[2]", "bad-code", "", "9桁"),
        ]);

        Assert.Equal(
            """"
            file,line,field,code,found,expected,rows
            a.csv,9,IY[2],bad-code,,9桁,1
            b.csv,1,RE[3],bad-month,13,YYYYMM,4
            b.csv,2,RE[3] 診療年月,bad-month,"x,""y""",YYYYMM,1

            """".ReplaceLineEndings("\n"),
            File.ReadAllText(System.IO.Path.Combine(workspace.Paths.Runs, run.Id, "rejects.csv")));
    }

    [Fact]
    public void The_log_is_a_line_an_event()
    {
        using var workspace = Workspace.Create(_folder.File("w"), seed: 1);
        var run = workspace.StartRun("ingest", s_today);

        run.Log("file-read", new { file = "a.csv", rows = 12 });
        run.Log("done");

        Assert.Equal(
            ["{\"n\":1,\"what\":\"file-read\",\"detail\":{\"file\":\"a.csv\",\"rows\":12}}",
                "{\"n\":2,\"what\":\"done\",\"detail\":null}"],
            File.ReadAllLines(System.IO.Path.Combine(workspace.Paths.Runs, run.Id, "log.jsonl")));
    }

    [Fact]
    public void A_manifest_guards_the_tail_of_the_ledger()
    {
        using var workspace = Workspace.Create(_folder.File("w"), seed: 1);
        var commit = workspace.Begin();
        commit.Append("note", "", new RunInput("x", "y", 1));
        var run = workspace.StartRun("ingest", s_today);
        var head = commit.Apply(s_today, run.Id);
        run.WriteManifest(Manifest(run.Id, head));

        Assert.Equal([head], RunRecord.Heads(workspace.Paths));
        Assert.Empty(Verification.Run(workspace));

        run.WriteManifest(Manifest(run.Id, new LedgerHead(2, "ff")));
        var finding = Assert.Single(Verification.Run(workspace));
        Assert.Equal(VerifiedPart.Ledger, finding.Part);
    }

    [Theory]
    [InlineData("store/a", "changed", "the file was changed")]
    [InlineData("store/a", null, "the file is missing")]
    [InlineData("store/b", "stranger", "no commit wrote this file")]
    public void Files_are_compared_with_their_commits(string path, string? content, string what)
    {
        using var workspace = Workspace.Create(_folder.File("w"), seed: 1);
        var commit = workspace.Begin();
        commit.Stage("store/a", "as written");
        commit.Apply(s_today, "r");
        File.Delete(workspace.Paths.At(path));
        if (content is not null)
        {
            File.WriteAllText(workspace.Paths.At(path), content);
        }

        var finding = Assert.Single(Verification.Run(workspace));
        Assert.Equal((VerifiedPart.Files, path), (finding.Part, finding.Where));
        Assert.EndsWith(what, finding.What, StringComparison.Ordinal);
    }

    [Fact]
    public void People_may_edit_what_lies_under_out()
    {
        using var workspace = Workspace.Create(_folder.File("w"), seed: 1);
        var commit = workspace.Begin();
        commit.Stage("out/2024-05/candidates.xlsx", "as written");
        commit.Apply(s_today, "r");
        File.WriteAllText(workspace.Paths.At("out/2024-05/candidates.xlsx"), "filled in");

        Assert.Empty(Verification.Run(workspace));
    }

    private static RunManifest Manifest(string run, LedgerHead head) => new(
        run, "ingest", s_today, "0.1.0", "internal", [], "", "", null, [], new Dictionary<string, int>(), head);
}
