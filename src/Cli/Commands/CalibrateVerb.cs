using System.CommandLine;
using ClaimsWatch.Cli.Printing;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Evaluate.Panels;
using ClaimsWatch.Evaluate.Reports;

namespace ClaimsWatch.Cli.Commands;

/// <summary>outcomes calibrate: what the estimators promise, measured on invented panels.</summary>
internal static class CalibrateVerb
{
    public static Command Of(VerbScope scope)
    {
        var replicates = new Option<int>("--replicates") { Description = "invented panels", DefaultValueFactory = _ => 2000 };
        var persons = new Option<int>("--persons") { Description = "people in each", DefaultValueFactory = _ => 600 };
        var seed = new Option<long>("--seed")
        { Description = "seed of the first panel; the next ones count up", DefaultValueFactory = _ => 20_261_122 };
        var male = new Option<double>("--male-ratio")
        { Description = "planted rate ratio for men; 1 plants nothing", DefaultValueFactory = _ => 1 };
        var female = new Option<double>("--female-ratio")
        { Description = "planted rate ratio for women", DefaultValueFactory = _ => 1 };
        var command =
            new Command("calibrate", "type I error and coverage of the estimators, by sex, on invented panels with fixed seeds")
        {
            replicates, persons, seed, male, female,
        };
        scope.Bare(command, (parsed, context) =>
        {
            var settings = new SimulatorSettings
            {
                Persons = parsed.GetValue(persons),
                LetterRatio = (parsed.GetValue(male), parsed.GetValue(female)),
            };
            if (parsed.GetValue(replicates) < 1 || settings.Persons < 4 || parsed.GetValue(seed) < 0
                || !(settings.LetterRatio.Male > 0) || !(settings.LetterRatio.Female > 0))
            {
                throw new UserError(
                    ExitCode.Usage, "these numbers make no panels", "outcomes calibrate",
                    "give at least 1 replicate, 4 persons, a seed of 0 or more and ratios above 0");
            }

            var report = Calibration.Run(settings, (ulong)parsed.GetValue(seed), parsed.GetValue(replicates));
            return Page(report, settings, parsed.GetValue(seed), context.Japanese);
        });
        return command;
    }

    private static CommandResult Page(CalibrationReport report, SimulatorSettings settings, long seed, bool ja)
    {
        string[] headers = ja
            ? ["推定", "回数", "p<.05の割合", "区間が真値を含む割合", "±3誤差以内", "偏り", "偏りの誤差"]
            : ["estimator", "panels", "share p < .05", "coverage", "within 3 MC SE", "bias", "SE of bias"];
        var table = new ResultTable(
            ja ? "人工データでの検定の大きさと区間の被覆率" : "size and coverage on invented panels", headers,
            [
                .. report.Rows.Select(r => (IReadOnlyList<string>)
                [
                    r.Id, $"{r.Replicates}", $"{r.RejectionRate:0.0000}", $"{r.Coverage:0.0000}",
                    r.IsWithinThreeErrors ? "yes" : "NO",
                    $"{r.Bias:0.00000}", $"{r.BiasError:0.00000}",
                ]),
            ]);
        IReadOnlyList<string> lines = report.ReportsThatClaim is { } claims
            ? [ja ? $"効果があると書いた報告: {report.Replicates}件中{claims}件（効果は入れていません）"
                : $"reports that claimed an effect: {claims} of {report.Replicates} (none was planted)"]
            : [];
        return new CommandResult(
            new
            {
                Schema = "claimswatch.calibration/1",
                Seed = seed,
                settings.Persons,
                Male = settings.LetterRatio.Male,
                Female = settings.LetterRatio.Female,
                report.Replicates,
                report.ReportsThatClaim,
                report.Rows,
            },
            [table], lines);
    }
}
