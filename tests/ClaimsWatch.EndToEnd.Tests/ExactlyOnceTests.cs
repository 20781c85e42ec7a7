using ClaimsWatch.Cli.Commands;
using ClaimsWatch.Cli.Steps;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Store;

namespace ClaimsWatch.EndToEnd.Tests;

/// <summary>The power is cut at every moment of printing; run again, everybody has one letter, and the files are those of the ledger.</summary>
public sealed class ExactlyOnceTests : IDisposable
{
    private readonly string _folder = Claimswatch.NewFolder("once");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Cut_off_at_any_moment_and_run_again_everybody_has_exactly_one_letter()
    {
        var office = Drawn();
        var expected = Persons(Copy(office, "whole"), -1, out var whole);
        Assert.Null(whole);
        Assert.True(expected.Count > 3);

        var moments = 0;
        for (; ; moments++)
        {
            var folder = Copy(office, $"cut{moments}");
            Persons(folder, moments, out var cut);
            if (cut is null)
            {
                break;
            }

            // Run again, as a scheduler would: either it prints, or it says that it was printed.
            Assert.Equal(expected, Persons(folder, -1, out _));
            Assert.Equal(Files(Path.Combine(_folder, "whole")), Files(folder));
        }

        Assert.True(moments >= 6, $"only {moments} moments");
    }

    private string Drawn()
    {
        var office = Deliveries.Make(_folder, members: 200, months: 9, enrich: 400);
        Called Call(params string[] arguments) => Claimswatch.Run(_folder, [.. arguments, "-w", "office", "--today", "2024-11-22", "--quiet"]);
        Call("run").Expect(0);
        var decided = Path.Combine(_folder, "decided.xlsx");
        Decisions.SendAll(office, decided);
        Call("review", "import", decided).Expect(0);
        Call("approve", "--by", "課長", "--ref", "7-1").Expect(0);
        Call("allocate", "--public-number", "123456 宝くじ 2024-11-22").Expect(0);
        return office;
    }

    private static IReadOnlyList<long> Persons(string folder, int cutAt, out CommitStep? cut)
    {
        var context = new CommandContext(
            folder, OutputFormat.Json, "ja", new DateOnly(2024, 11, 22), 1, false, true, true, TextWriter.Null, TextWriter.Null, _ => null);
        using var session = Session.Open(context, write: true);
        var moment = 0;
        CommitStep? at = null;
        session.Workspace.Probe = step =>
        {
            if (moment++ == cutAt)
            {
                at = step;
                throw new TimeoutException("power cut");
            }
        };
        try
        {
            LettersStep.Execute(session, session.Book.Rounds[^1], new PrintOptions(Pdf: false, DryRun: false, ""));
        }
        catch (TimeoutException)
        {
        }
        catch (UserError refused) when (refused.ExitCode == ExitCode.Refused && session.Book.IsPrinted(session.Book.Rounds[^1].Id))
        {
        }

        cut = at;
        return [.. session.Book.Letters.Select(l => l.Person)];
    }

    private static SortedDictionary<string, string> Files(string folder) => new(
        Directory.EnumerateFiles(Path.Combine(folder, "out"), "*", SearchOption.AllDirectories)
            .ToDictionary(path => Path.GetRelativePath(folder, path), FileHash.Of, StringComparer.Ordinal),
        StringComparer.Ordinal);

    private string Copy(string office, string name)
    {
        var target = Path.Combine(_folder, name);
        foreach (var file in Directory.EnumerateFiles(office, "*", SearchOption.AllDirectories).Where(f => !f.Contains("/incoming/", StringComparison.Ordinal)))
        {
            var copy = Path.Combine(target, Path.GetRelativePath(office, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        return target;
    }
}
