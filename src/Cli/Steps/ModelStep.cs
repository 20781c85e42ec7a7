using System.Security.Cryptography;
using System.Text.Json;
using ClaimsWatch.Cli.Commands;
using ClaimsWatch.Cli.Printing;
using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Detect;
using ClaimsWatch.Detect.Score;
using ClaimsWatch.Store;
using ClaimsWatch.Synth.Worlds;

namespace ClaimsWatch.Cli.Steps;

/// <summary>`model`: compares scores, and fits the one that earned its place.</summary>
public static class ModelStep
{
    /// <summary>What ranks people, workspace-relative.</summary>
    public const string ModelFile = "model/score.json";

    /// <summary>People and forecasts since training, workspace-relative;
    /// written by <c>detect</c>, shown by <c>status</c>.</summary>
    public const string DriftFile = "model/drift.json";

    private static readonly string[] s_trainedOn = ["claims", "medications", "acts", "eligibility", "persons"];

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

        return new CommandResult(new
        {
            Schema = "claimswatch.model-worlds/1",
            Synthetic = true,
            Persons = persons,
            Months = months,
            Seed = seed,
            Worlds = json
        }, tables, notes);
    }

    /// <summary>The comparison on a workspace; with another workspace, fitted here and judged there.</summary>
    /// <exception cref="UserError">Both are one workspace (exit 2).</exception>
    public static (ScoreEvaluation Evaluation, CommandResult Result) Evaluate(Session session, Session? testOn, ulong? seed)
    {
        if (testOn is not null && testOn.Workspace.Paths.Root == session.Workspace.Paths.Root)
        {
            throw new UserError(
                ExitCode.Usage, "a model cannot be validated externally on the data it was fitted on",
                testOn.Workspace.Paths.Root,
                "name another workspace with --test-on, or leave it out: people and months are split then");
        }

        var context = session.Context;
        var store = session.Workspace.OpenStore();
        var evaluation = Evaluation.Run(
            store, testOn?.Workspace.OpenStore() ?? store, session.Settings.Detect, Seeded(session, seed), context.Threads,
            context.Progress);
        return (evaluation, new CommandResult(
            new
            {
                Schema = "claimswatch.model-evaluate/1",
                Disclosure = "internal",
                session.Settings.Marks,
                External = testOn is not null,
                TrainedOn = session.Settings.Insurer.Number,
                JudgedOn = (testOn ?? session).Settings.Insurer.Number,
                evaluation.Split,
                TooLittle = evaluation.Short,
                evaluation.Outcomes,
                CountScope = string.Join(' ', ScopeNote.OfStore(session)),
            },
            ModelPages.Tables(evaluation, "", context.Japanese),
            [.. ModelPages.Notes(evaluation, "", context.Japanese), .. ScopeNote.OfStore(session)]));
    }

    /// <summary>Fits, judges, and writes what ranks people from now on, with its card, checklist and manifest.</summary>
    /// <remarks>With too little history or too few outcomes nothing is written, and the notes say that rules rank.</remarks>
    public static CommandResult Train(Session session, ScoreOutcome outcome, ulong? seed)
    {
        var (evaluation, shown) = Evaluate(session, null, seed);
        if (evaluation.Split is not { } split || evaluation.Outcomes.All(o => o.Outcome != outcome))
        {
            return shown;
        }

        var judged = evaluation.Outcomes.First(o => o.Outcome == outcome);
        var chosen = evaluation.Models.First(m => m.Outcome == outcome);
        var file = new ScoreModelFile(
            ScoreModelFile.SchemaName, session.Settings.Insurer.Number, OriginOf(session), session.Today, outcome,
            chosen.Id, judged.UseModel,
            evaluation.DataHash, split, Seeded(session, seed), chosen.Calibration, chosen.Body, evaluation.Spreads);
        var run = new RunScope(session, "model-train");
        run.Commit.Stage(ModelFile, JsonSerializer.Serialize(file, ResultPrinter.Json) + "\n");
        foreach (var lang in new[] { "ja", "en" })
        {
            var counted = ScopeNote.Both(session, []).Split('‖')[lang == "ja" ? 0 : 1];
            run.Commit.Stage($"model/card.{lang}.md",
                ModelCard.Write(file, evaluation, session.Settings.Marks, counted, lang == "ja"));
            run.Commit.Stage($"model/tripod-ai.{lang}.md", ModelCard.Checklist(file, evaluation, lang == "ja"));
        }

        foreach (var path in TrainedOn(session))
        {
            run.Input(session.Workspace.Paths.Relative(path), FileHash.Of(path), new FileInfo(path).Length);
        }

        run.Count("train_rows", judged.TrainRows);
        run.Count("test_rows", judged.TestRows);
        run.Finish(shown.Json);
        return shown with
        {
            Notes =
            [.. shown.Notes, ModelFile, $"model/card.{session.Context.Lang}.md", $"model/tripod-ai.{session.Context.Lang}.md"]
        };
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
            throw new UserError(ExitCode.Input, "this is not a score model", path,
                "run claimswatch model train, or remove the file to rank without a model");
        }

        return (file.Insurer == session.Settings.Insurer.Number && file.Origin == OriginOf(session))
            || session.Settings.Score.Adapt
            ? file
            : throw new UserError(
                ExitCode.Refused,
                $"the model was fitted on other data (insurer '{file.Insurer}', {file.FittedOn:yyyy-MM-dd}), not on this "
                    + $"workspace's (insurer '{session.Settings.Insurer.Number}')",
                path, "run claimswatch model train here, or set score.adapt to true to use it all the same");
    }

    /// <summary>People and forecasts since training, as the last detection found them;
    /// null without one, or if another model ranks now.</summary>
    public static ScoreDrift? Drift(Session session, ScoreModelFile model)
    {
        var path = session.Workspace.Paths.At(DriftFile);
        var drift = File.Exists(path) ? JsonSerializer.Deserialize<ScoreDrift>(File.ReadAllText(path), ResultPrinter.Json) : null;
        return drift is { Schema: ScoreDrift.SchemaName } && drift.Model == model.Key ? drift : null;
    }

    /// <summary>The drift at a month as a file.</summary>
    public static string DriftText(Session session, ScoreModelFile model, ClaimStore store, ClaimMonth t0) =>
        JsonSerializer.Serialize(
        ScoreDrift.Of(store, session.Settings.Detect, model, t0, session.Context.Threads, Drift(session, model)),
        ResultPrinter.Json) + "\n";

    // Same or other workspace, and nothing else: the key cannot be found from it.
    private static string OriginOf(Session session) =>
        Convert.ToHexStringLower(SHA256.HashData(session.Workspace.Key.Derive("score-model-origin")))[..16];

    private static ScoreSettings Seeded(Session session, ulong? seed) =>
        seed is { } given ? session.Settings.Score with { Seed = given } : session.Settings.Score;

    private static IEnumerable<string> TrainedOn(Session session) => s_trainedOn
        .Select(table => Path.Combine(session.Workspace.Paths.Store, table)).Where(Directory.Exists)
        .SelectMany(folder => Directory.EnumerateFiles(folder, "*.parquet", SearchOption.AllDirectories))
        .Order(StringComparer.Ordinal);

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
                Schema = "claimswatch.model-card/1",
                Disclosure = "internal",
                session.Settings.Marks,
                model.Scorer,
                model.Outcome,
                model.EarnedItsPlace,
                model.FittedOn,
                model.DataHash,
                model.Split,
                Card = text,
            },
            [], [text]);
    }

    /// <summary>
    /// People of the newest mature month against those of training (PSI by feature), and observed ÷ expected of the newest
    /// horizons.
    /// </summary>
    /// <exception cref="UserError">Nothing was trained, or no month is mature.</exception>
    public static CommandResult Compare(Session session)
    {
        var model = Ranking(session) ?? throw new UserError(
            ExitCode.Input, "there is no model", session.Workspace.Paths.At(ModelFile), "run claimswatch model train");
        var store = session.Workspace.OpenStore();
        var t0 = DetectStep.Maturity(session, store).T0;
        if (t0.IsNone)
        {
            throw new UserError(ExitCode.Input, "no claim month is mature yet", session.Workspace.Paths.Store,
                "ingest more deliveries");
        }

        var drift = ScoreDrift.Of(store, session.Settings.Detect, model, t0, session.Context.Threads, null);
        return new CommandResult(
            new
            {
                Schema = "claimswatch.model-compare/1",
                Disclosure = "internal",
                session.Settings.Marks,
                model.Scorer,
                model.Outcome,
                Drift = drift,
                CountScope = string.Join(' ', ScopeNote.OfStore(session))
            },
            ModelPages.Tables(drift, session.Context.Japanese),
            [.. ModelPages.Notes(drift, session.Context.Japanese), .. ScopeNote.OfStore(session)]);
    }
}
