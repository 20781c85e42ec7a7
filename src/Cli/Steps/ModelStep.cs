using System.Text.Json;
using ClaimsWatch.Cli.Commands;
using ClaimsWatch.Cli.Printing;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Detect;
using ClaimsWatch.Detect.Score;
using ClaimsWatch.Synth.Worlds;

namespace ClaimsWatch.Cli.Steps;

/// <summary>`model`: compares scores, and fits the one that earned its place.</summary>
public static class ModelStep
{
    /// <summary>What ranks people, workspace-relative.</summary>
    public const string ModelFile = "model/score.json";

    private const int MonthsCompared = 6;
    private const double DriftLimit = 0.25;

    /// <summary>All baselines and models on three invented worlds that differ in process.</summary>
    public static CommandResult Worlds(CommandContext context, int persons, int months, ulong seed)
    {
        var tables = new List<ResultTable>();
        var notes = new List<string>();
        var json = new List<object>();
        foreach (var process in Enum.GetValues<CountProcess>())
        {
            context.Progress($"world {process}");
            var world = new CountWorld(new CountWorldSettings(persons, months, process, seed));
            var settings = new ScoreSettings { Seed = seed };
            var evaluation = Evaluation.Run(world, new DetectSettings(), settings, context.Threads, context.Progress);
            tables.AddRange(ModelPages.Tables(evaluation, $"{process}", context.Japanese));
            notes.AddRange(ModelPages.Notes(evaluation, $"{process}", context.Japanese));
            json.Add(new { World = process, evaluation.Split, evaluation.Outcomes });
        }

        return new CommandResult(new { Schema = "claimswatch.model-worlds/1", Synthetic = true, Persons = persons, Months = months, Seed = seed, Worlds = json }, tables, notes);
    }

    /// <summary>The comparison on a workspace; with another workspace, fitted here and judged there.</summary>
    public static (ScoreEvaluation Evaluation, CommandResult Result) Evaluate(Session session, Session? testOn)
    {
        var context = session.Context;
        var store = session.Workspace.OpenStore();
        var evaluation = Evaluation.Run(
            store, testOn?.Workspace.OpenStore() ?? store, session.Settings.Detect, session.Settings.Score, context.Threads, context.Progress);
        return (evaluation, new CommandResult(
            new
            {
                Schema = "claimswatch.model-evaluate/1", Disclosure = "internal", session.Settings.Marks, External = testOn is not null, evaluation.Split,
                evaluation.Outcomes,
            },
            ModelPages.Tables(evaluation, "", context.Japanese), ModelPages.Notes(evaluation, "", context.Japanese)));
    }

    /// <summary>Fits, judges, and writes what ranks people from now on, with its card, checklist and manifest.</summary>
    /// <exception cref="UserError">History is too short for any model (exit 6).</exception>
    public static CommandResult Train(Session session, ScoreOutcome outcome)
    {
        var (evaluation, shown) = Evaluate(session, null);
        if (evaluation.Split is not { } split)
        {
            return shown with { ExitCode = ExitCode.Nothing };
        }

        var judged = evaluation.Outcomes.First(o => o.Outcome == outcome);
        var chosen = evaluation.Models.First(m => m.Outcome == outcome);
        var file = new ScoreModelFile(
            ScoreModelFile.SchemaName, session.Settings.Insurer.Number, session.Today, outcome, chosen.Id, judged.UseModel, evaluation.DataHash, split,
            session.Settings.Score, chosen.Calibration, chosen.Body, evaluation.Spreads);
        var run = new RunScope(session, "model-train");
        run.Commit.Stage(ModelFile, JsonSerializer.Serialize(file, ResultPrinter.Json) + "\n");
        foreach (var lang in new[] { "ja", "en" })
        {
            run.Commit.Stage($"model/card.{lang}.md", ModelCard.Write(file, evaluation, session.Settings.Marks, lang == "ja"));
            run.Commit.Stage($"model/tripod-ai.{lang}.md", ModelCard.Checklist(file, evaluation, lang == "ja"));
        }

        run.Count("train_rows", judged.TrainRows);
        run.Count("test_rows", judged.TestRows);
        run.Finish(shown.Json);
        return shown with { Notes = [.. shown.Notes, ModelFile, $"model/card.{session.Context.Lang}.md", $"model/tripod-ai.{session.Context.Lang}.md"] };
    }

    /// <summary>What ranks people in this workspace; null if nothing was trained.</summary>
    /// <exception cref="UserError">The file is damaged, or was fitted on another insurer's data (exit 7).</exception>
    public static ScoreModelFile? Ranking(Session session)
    {
        var path = session.Workspace.Paths.At(ModelFile);
        if (!File.Exists(path))
        {
            return null;
        }

        ScoreModelFile? file;
        try
        {
            file = JsonSerializer.Deserialize<ScoreModelFile>(File.ReadAllText(path), ResultPrinter.Json);
        }
        catch (JsonException)
        {
            file = null;
        }

        if (file is not { Schema: ScoreModelFile.SchemaName })
        {
            throw new UserError(ExitCode.Input, "this is not a score model", path, "run claimswatch model train, or remove the file to rank without a model");
        }

        return file.Insurer == session.Settings.Insurer.Number || session.Settings.Score.Adapt
            ? file
            : throw new UserError(
                ExitCode.Refused, $"the model was fitted on data of insurer '{file.Insurer}', not '{session.Settings.Insurer.Number}'", path,
                "run claimswatch model train here, or set score.adapt to true to use it all the same");
    }

    /// <summary>The card of the model in use, as it was written.</summary>
    /// <exception cref="UserError">Nothing was trained.</exception>
    public static CommandResult Card(Session session)
    {
        var model = Ranking(session) ?? throw new UserError(
            ExitCode.Input, "there is no model", session.Workspace.Paths.At(ModelFile), "run claimswatch model train");
        var text = File.ReadAllText(session.Workspace.Paths.At($"model/card.{session.Context.Lang}.md"));
        return new CommandResult(
            new
            {
                Schema = "claimswatch.model-card/1", Disclosure = "internal", session.Settings.Marks, model.Scorer, model.Outcome, model.EarnedItsPlace,
                model.FittedOn, model.DataHash, model.Split, Card = text,
            },
            [], [text]);
    }

    /// <summary>
    /// People of the newest index month against those of training: PSI by feature, and observed ÷ expected of the newest horizons.
    /// </summary>
    /// <exception cref="UserError">Nothing was trained.</exception>
    public static CommandResult Compare(Session session)
    {
        var model = Ranking(session) ?? throw new UserError(
            ExitCode.Input, "there is no model", session.Workspace.Paths.At(ModelFile), "run claimswatch model train");
        var builder = new CohortBuilder(session.Workspace.OpenStore(), session.Settings.Detect, model.Settings, session.Context.Threads);
        var months = builder.IndexMonths.TakeLast(MonthsCompared).ToArray();
        var newest = builder.Build(months.TakeLast(1));
        var drift = model.Spreads.Select(s => (s.Feature, Index: s.Index(newest.Column(s.Feature).ToArray()))).OrderByDescending(d => d.Index).ToList();
        var calibration = months.Select(month => (Month: month, Report: model.CalibrationOf(builder.Build([month])))).ToList();
        var ja = session.Context.Japanese;
        var red = drift.Count(d => d.Index > DriftLimit);
        return new CommandResult(
            new
            {
                Schema = "claimswatch.model-compare/1", Disclosure = "internal", session.Settings.Marks, model.Scorer, model.Outcome,
                Drift = drift.Select(d => new { d.Feature, Psi = d.Index }), Calibration = calibration.Select(c => new { c.Month, c.Report }),
            },
            [
                new ResultTable(
                    ja ? "分布の変化 (PSI)" : "drift (PSI)", ja ? ["特徴量", "PSI"] : ["feature", "PSI"],
                    [.. drift.Take(10).Select(d => (IReadOnlyList<string>)[d.Feature, $"{d.Index:0.000}"])]),
                new ResultTable(
                    ja ? "月別の校正" : "calibration by month", ja ? ["基準月", "該当", "期待", "O:E 95%区間"] : ["month", "observed", "expected", "O:E 95% CI"],
                    [
                        .. calibration.Select(c => (IReadOnlyList<string>)
                        [
                            $"{c.Month}", $"{c.Report.Observed}", $"{c.Report.Expected:0.0}",
                            $"{c.Report.Ratio:0.00} [{c.Report.RatioLow:0.00}, {c.Report.RatioHigh:0.00}]",
                        ]),
                    ]),
            ],
            red == 0 ? [] : [ja ? $"{red} 項目の PSI が {DriftLimit} を超えています。model train のやり直しを検討してください。" : $"{red} features have a PSI above {DriftLimit}: consider model train again."]);
    }
}
