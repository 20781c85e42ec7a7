using ClaimsWatch.Cli.Commands;
using ClaimsWatch.Cli.Printing;
using ClaimsWatch.Cli.Steps;

namespace ClaimsWatch.Benchmarks;

/// <summary>
/// `score-worlds [--persons N] [--months M] [--seed S] [--out FILE.md]`: what `claimswatch model evaluate --worlds --lang en`
/// prints, as Markdown.
/// </summary>
internal static class ScoreWorlds
{
    public static int Run(string[] args)
    {
        var (persons, months, seed) = (Arguments.Number(args, "--persons", 4000), Arguments.Number(args, "--months", 66),
            Arguments.Number(args, "--seed", 1));
        using var output = Arguments.Output(args);
        var context = new CommandContext(
            ".", OutputFormat.Table, "en", null, Environment.ProcessorCount, false, false, true, Console.Out,
            Console.Error, _ => null);
        var result = ModelStep.Worlds(context, persons, months, (ulong)seed);
        output.WriteLine("# Every score on three invented worlds");
        output.WriteLine();
        output.WriteLine(
            $"`dotnet run -c Release --project benchmarks/ClaimsWatch.Benchmarks -- score-worlds --persons {persons} --months "
                + $"{months} --seed {seed}`. "
            + "Invented people with far more crossings than any insurer has: it shows that the comparison works, not how well "
            + "anyone's future is foretold. "
            + "Persistent is the world where a person's own level is all there is to know; Middle drifts (AR(1), .85); Episodic "
            + "has short episodes.");
        output.WriteLine();
        foreach (var note in result.Notes)
        {
            output.WriteLine($"- {note}");
        }

        foreach (var table in result.Tables)
        {
            Write(output, table);
        }

        return 0;
    }

    private static void Write(TextWriter output, ResultTable table)
    {
        output.WriteLine();
        output.WriteLine($"## {table.Title}");
        output.WriteLine();
        output.WriteLine($"| {string.Join(" | ", table.Columns)} |");
        output.WriteLine($"|{string.Concat(Enumerable.Repeat("---|", table.Columns.Count))}");
        foreach (var row in table.Rows)
        {
            output.WriteLine($"| {string.Join(" | ", row)} |");
        }
    }
}
