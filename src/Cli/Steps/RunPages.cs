using ClaimsWatch.Cli.Printing;
using ClaimsWatch.Core.Diagnostics;

namespace ClaimsWatch.Cli.Steps;

/// <summary>What a run did, what waits, and where the results are.</summary>
public static class RunPages
{
    /// <summary>JSON with <c>steps</c> and <c>waiting</c>, tables, and the folder to open.</summary>
    public static CommandResult Result(Session session, RunOutcome outcome, bool failOnEmpty)
    {
        var ja = session.Context.Japanese;
        var results = StatusStep.ResultFiles(session);
        var tables = new List<ResultTable>
        {
            new(
                ja ? "したこと" : "done", ja ? ["手順", "月", "回", "結果"] : ["verb", "month", "round", "result"],
                [.. Rows(outcome.Steps, ja)]),
        };
        if (outcome.Outcomes is { } measured)
        {
            tables.Add(OutcomesPages.Table(measured.Results, ja));
        }

        List<string> notes = [.. session.Settings.Marks.Count == 0 ? []
            : new[] { (ja ? "印: " : "marks: ") + string.Join(", ", session.Settings.Marks) }];
        if (outcome.Steps.Count == 0)
        {
            notes.Add(ja ? "新しくすることはありません。" : "nothing is due");
        }

        notes.AddRange(DataNote.Lines(session));
        string[] rounds = [.. session.Book.Rounds.Select(r => r.Id).TakeLast(1)];
        notes.AddRange(ScopeNote.Lines(session, rounds));
        notes.AddRange(outcome.Remarks);
        notes.AddRange(outcome.Waiting.Select(w => (ja ? "待ち: " : "waiting: ") + $"{w.What} — {w.Who}: claimswatch {w.Command}"));
        notes.AddRange(results.Select(r =>
            (ja ? "結果: " : "result: ") + Path.GetRelativePath(Environment.CurrentDirectory, session.Workspace.Paths.At(r))));
        return new CommandResult(
            new
            {
                Schema = "claimswatch.run/1",
                Disclosure = "internal",
                session.Settings.Marks,
                Workspace = session.Workspace.Paths.Root,
                Steps = outcome.Steps.Select(s => new { s.Verb, s.Month, s.Round, s.Words, s.Result }),
                outcome.Waiting,
                Results = results,
                Data = DataNote.Of(session),
                CountScope = ScopeNote.Text(session, rounds),
            },
            tables, notes, outcome.Steps.Count == 0 && failOnEmpty ? ExitCode.Nothing : ExitCode.Ok);
    }

    // Deliveries in a row are one line: a first run may read years.
    private static IEnumerable<IReadOnlyList<string>> Rows(IReadOnlyList<DoneStep> steps, bool ja)
    {
        for (var i = 0; i < steps.Count; i++)
        {
            var first = steps[i];
            if (first.Read is not { } totals)
            {
                yield return [first.Verb, first.Month, first.Round, first.Words];
                continue;
            }

            var months = first.Month;
            while (i + 1 < steps.Count && steps[i + 1].Read is { } more)
            {
                totals = totals.Plus(more);
                months = $"{first.Month}…{steps[++i].Month}";
            }

            var words = Texts.IngestWords(totals);
            yield return [first.Verb, months, "", ja ? words.Ja : words.En];
        }
    }
}
