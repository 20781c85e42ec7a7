using System.CommandLine;
using ClaimsWatch.Cli.Steps;
using ClaimsWatch.Detect.Score;

namespace ClaimsWatch.Cli.Commands;

/// <summary>model train, evaluate, card, compare.</summary>
internal static class ModelVerbs
{
    public static void AddTo(RootCommand root, VerbScope scope) =>
        root.Add(new Command("model", "a score for who will reach 20, judged against simple baselines")
        {
            Train(scope), Evaluate(scope), Card(scope), Compare(scope),
        });

    private static Command Train(VerbScope scope)
    {
        var outcome = new Option<string>("--outcome")
        { Description = "what to foretell: settled or once", DefaultValueFactory = _ => "settled" };
        outcome.AcceptOnlyFromAmong("settled", "once");
        var seed = Seed();
        var command = new Command("train", "fit, judge, and write what ranks people: a model only if it beats the best baseline")
            { outcome, seed };
        scope.Writing(command, (parsed, session) =>
            ModelStep.Train(session, parsed.GetValue(outcome) == "once" ? ScoreOutcome.Once : ScoreOutcome.Settled,
                parsed.GetValue(seed)));
        return command;
    }

    private static Command Card(VerbScope scope)
    {
        var command = new Command("card", "the model card of what ranks people now");
        scope.Reading(command, (_, session) => ModelStep.Card(session));
        return command;
    }

    private static Command Compare(VerbScope scope)
    {
        var command =
            new Command("compare", "the newest people and outcomes against those of training: drift and calibration by month");
        scope.Reading(command, (_, session) => ModelStep.Compare(session));
        return command;
    }

    private static Command Evaluate(VerbScope scope)
    {
        var worlds = new Option<bool>("--worlds") { Description = "on three synthetic worlds, without a workspace" };
        var persons = new Option<int>("--persons")
        { Description = "people of a synthetic world", DefaultValueFactory = _ => 4000 };
        var months = new Option<int>("--months")
        { Description = "claim months of a synthetic world", DefaultValueFactory = _ => 66 };
        var seed = Seed();
        var trainOn = new Option<string>("--train-on") { Description = "workspace to fit on (default: --workspace)" };
        var testOn = new Option<string>("--test-on") { Description = "another workspace to judge on (external validation)" };
        var command =
            new Command("evaluate", "fit and judge every baseline and model: precision at the budget, by sex, with intervals")
        {
            worlds, persons, months, seed, trainOn, testOn,
        };
        scope.Bare(command, (parsed, context) =>
        {
            if (parsed.GetValue(worlds))
            {
                return ModelStep.Worlds(context, parsed.GetValue(persons), parsed.GetValue(months), parsed.GetValue(seed) ?? 1);
            }

            using var session = Session.Open(context, write: false, parsed.GetValue(trainOn));
            using var other = parsed.GetValue(testOn) is { } folder ? Session.Open(context, write: false, folder) : null;
            return ModelStep.Evaluate(session, other, parsed.GetValue(seed)).Result;
        });
        return command;
    }

    private static Option<ulong?> Seed() =>
        new("--seed")
        { Description = "seed of split, sampling and bootstrap, and of a synthetic world (default: score.seed; worlds: 1)" };
}
