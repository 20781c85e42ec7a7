using System.Text.RegularExpressions;
using ClaimsWatch.Cli.Commands;
using ClaimsWatch.Cli.Steps;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Store;
using ClaimsWatch.Store.Ledger;

namespace ClaimsWatch.EndToEnd.Tests;

/// <summary>The power is cut at every moment of printing; run again, everybody has one letter,
/// and the files are those of the ledger.</summary>
public sealed class ExactlyOnceTests : IDisposable
{
    private readonly string _folder = Claimswatch.NewFolder("once");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Cut_off_at_any_moment_and_run_again_everybody_has_exactly_one_letter()
    {
        var office = Drawn();
        CutEverywhere(office, null, new DateOnly(2024, 11, 22));

        // The same for what follows, each in its month; the closing letter comes a year after the first because there was a
        // reminder.
        Call("letters", "--yes").Expect(0);
        Call("letters", "posted", "--date", "2024-11-25").Expect(0);
        DateOnly[] months = [new(2025, 2, 22), new(2025, 3, 24), new(2025, 11, 21)];
        LaterKind[] kinds = [LaterKind.Reminder, LaterKind.Delayed, LaterKind.Closing];
        foreach (var (kind, day) in kinds.Zip(months))
        {
            Freshen(office, day);
            using (var session = Open(office, day))
            {
                if (LaterPlan.Of(session, session.Book.Rounds[^1].Id).Single(l => l.Kind == kind).State == LaterState.Nobody)
                {
                    Assert.Equal(LaterKind.Delayed, kind); // only this one depends on what the rules found
                    continue;
                }
            }

            CutEverywhere(office, kind, day);
            Persons(office, kind, day, -1, out _);
            Posted(office, kind, day);
        }
    }

    private void CutEverywhere(string office, LaterKind? kind, DateOnly day)
    {
        var expected = Persons(Copy(office, $"whole{kind}"), kind, day, -1, out var whole);
        Assert.Null(whole);
        Assert.True(expected.Count > 3, $"{kind}: only {expected.Count} letters");
        var moments = 0;
        for (; ; moments++)
        {
            var folder = Copy(office, $"cut{kind}{moments}");
            Persons(folder, kind, day, moments, out var cut);
            if (cut is null)
            {
                break;
            }

            // Run again, as a scheduler would: either it prints, or it says that it was printed.
            Assert.Equal(expected, Persons(folder, kind, day, -1, out _));
            Assert.Equal(Files(Path.Combine(_folder, $"whole{kind}")), Files(folder));
        }

        Assert.True(moments >= 6, $"only {moments} moments");
    }

    private Called Call(params string[] arguments) =>
        Claimswatch.Run(_folder, [.. arguments, "-w", "office", "--today", "2024-11-22", "--quiet"]);

    private string Drawn()
    {
        var office = Deliveries.Make(_folder, members: 200, months: 9, enrich: 400);
        var settings = Path.Combine(office, "claimswatch.json");
        File.WriteAllText(settings, File.ReadAllText(settings)
            .Replace("\"detect\":", "\"schedule\": { \"closing\": true }, \"detect\":", StringComparison.Ordinal));
        Call("run").Expect(0);
        var decided = Path.Combine(_folder, "decided.xlsx");
        Decisions.SendAll(office, decided);
        Call("review", "import", decided).Expect(0);
        Call("approve", "--by", "課長", "--ref", "7-1").Expect(0);
        Call("allocate", "--public-number", "123456 宝くじ 2024-11-22").Expect(0);
        return office;
    }

    private static Session Open(string folder, DateOnly day) => Session.Open(
        new CommandContext(folder, OutputFormat.Json, "ja", day, 1, false, true, true, TextWriter.Null, TextWriter.Null,
            _ => null), write: true);

    // Lists of the week and windows that confirmed again, as an office has them on the day of printing.
    private static void Freshen(string office, DateOnly day)
    {
        using var session = Open(office, day);
        var commit = session.Workspace.Begin();
        commit.Append(NewEntry.Of(EntryKinds.Lists, "",
            [new DeliveredList("ROSTER", "roster.csv", day), new DeliveredList("OPTOUT", "optouts.csv", day)]));
        commit.Apply(day, "lists");
        var windows = Path.Combine(office, "windows.csv");
        File.WriteAllText(windows, Regex.Replace(File.ReadAllText(windows), @"20\d{2}-\d{2}-\d{2}", $"{day:yyyy-MM-dd}"));
    }

    private static void Posted(string office, LaterKind kind, DateOnly day)
    {
        using var session = Open(office, day);
        RecordStep.Posted(session, LaterLetters.Name(session.Book.Rounds[^1].Id, kind), day);
    }

    private static IReadOnlyList<long> Persons(string folder, LaterKind? kind, DateOnly day, int cutAt, out CommitStep? cut)
    {
        using var session = Open(folder, day);
        var round = session.Book.Rounds[^1];
        var name = kind is { } later ? LaterLetters.Name(round.Id, later) : round.Id;
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
        var how = new PrintOptions(Pdf: false, DryRun: false, "");
        try
        {
            _ = kind is { } which ? LettersStep.ExecuteLater(session, round, which, how)
                : LettersStep.Execute(session, round, how);
        }
        catch (TimeoutException)
        {
        }
        catch (UserError refused) when (refused.ExitCode == ExitCode.Refused && session.Book.IsPrinted(name))
        {
        }

        cut = at;
        return [.. session.Book.Letters.Where(l => l.Round == name).Select(l => l.Person)];
    }

    private static SortedDictionary<string, string> Files(string folder) => new(
        Directory.EnumerateFiles(Path.Combine(folder, "out"), "*", SearchOption.AllDirectories)
            .ToDictionary(path => Path.GetRelativePath(folder, path), FileHash.Of, StringComparer.Ordinal),
        StringComparer.Ordinal);

    private string Copy(string office, string name)
    {
        var target = Path.Combine(_folder, name);
        foreach (var file in Directory.EnumerateFiles(office, "*", SearchOption.AllDirectories)
            .Where(f => !f.Contains("/incoming/", StringComparison.Ordinal)))
        {
            var copy = Path.Combine(target, Path.GetRelativePath(office, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        return target;
    }
}
