using System.CommandLine;
using ClaimsWatch.Cli.Printing;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Evaluate.Reports;

namespace ClaimsWatch.Cli.Commands;

/// <summary>outcomes meta: the results of several branches put together, without their people.</summary>
internal static class MetaVerb
{
    public static Command Of(VerbScope scope)
    {
        var files = new Argument<string[]>("FILES")
        { Description = "internal/results.csv of each branch", Arity = ArgumentArity.OneOrMore };
        var command = new Command("meta", "random-effects meta-analysis over branches, by sex") { files };
        scope.Bare(command, (parsed, context) =>
        {
            var rows = MetaAnalysis.Of([.. parsed.GetValue(files)!.Select(f => (f, ReadText(f)))]);
            string[] headers = context.Japanese
                ? ["結果", "支部", "率比", "95%CI", "p", "I²", "予測区間"]
                : ["result", "branches", "rate ratio", "95 % CI", "p", "I²", "prediction interval"];
            return new CommandResult(
                new
                {
                    Schema = "claimswatch.meta/1",
                    Disclosure = "internal",
                    Results = rows.Select(r => r.Fields.Prepend(("id", r.Id)).ToDictionary(f => f.Item1, f => f.Item2)),
                },
                [new ResultTable(context.Japanese ? "支部をまとめた率比" : "rate ratios over branches", headers, [.. rows.Select(Row)])],
                []);
        });
        return command;
    }

    private static IReadOnlyList<string> Row(Result row)
    {
        string Number(string name) => row[name] is double value ? value.ToString("0.00") : "–";
        return
        [
            row.Id, $"{row["n_obs"]}", Number("rate_ratio"), $"{Number("rr_lo")}–{Number("rr_hi")}",
            row["p"] is double p ? p.ToString("0.000") : "–", Number("I2"),
            $"{Number("prediction_lo")}–{Number("prediction_hi")}",
        ];
    }

    private static string ReadText(string path) => File.Exists(path)
        ? File.ReadAllText(path)
        : throw new UserError(ExitCode.Input, "there is no such file", Path.GetFullPath(path), "check the path");
}
