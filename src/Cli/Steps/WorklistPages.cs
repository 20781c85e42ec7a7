using System.Text.Json;
using System.Text.Json.Nodes;
using ClaimsWatch.Cli.Settings;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Detect;
using ClaimsWatch.Detect.Exclusions;
using ClaimsWatch.Detect.Rules;
using ClaimsWatch.Notify.Review;

namespace ClaimsWatch.Cli.Steps;

/// <summary>Puts the names, counts and settings that Notify prints in the worklist together from Detect's cards.</summary>
public static class WorklistPages
{
    /// <summary>What stands in the workbooks of a round.</summary>
    public static WorklistInput Input(
        Round round, IReadOnlyList<Candidate> people, DetectionSummary summary, WorkspaceSettings settings) => new(
        round, people,
        RuleCatalog.Create(settings.Detect.Rules).ToDictionary(r => r.Card.Id, r => r.Card.NameJa, StringComparer.Ordinal),
        ExclusionCatalog.Create(settings.Detect.Exclusions)
            .ToDictionary(e => e.Card.Id, e => e.Card.NameJa, StringComparer.Ordinal),
        Counts(summary.Steps),
        SettingLines(settings))
        {
            Notes = summary.Notes,
            ByRule = Counts(summary.ByRule),
            CannotJudge = Counts(summary.NotJudged),
        };

    /// <summary>The same of a round in the ledger.</summary>
    public static WorklistInput Input(Session session, Round round, IReadOnlyList<Candidate> people) =>
        Input(round, people, session.Book.DetectionOf(round.Id) ?? DetectionSummary.None, session.Settings);

    private static IReadOnlyList<SexCount> Counts(IReadOnlyList<SummaryLine> lines) =>
        [.. lines.Select(l => new SexCount(l.Words, l.Male, l.Female, l.Unknown))];

    private static List<SettingLine> SettingLines(WorkspaceSettings settings)
    {
        var lines = new List<SettingLine>();
        Flatten(JsonNode.Parse(SettingsFile.Write(settings))!["detect"]!, "detect", lines);
        return lines;
    }

    private static void Flatten(JsonNode node, string path, List<SettingLine> lines)
    {
        if (node is JsonObject fields)
        {
            foreach (var (name, value) in fields)
            {
                if (value is not null)
                {
                    Flatten(value, $"{path}.{name}", lines);
                }
            }
        }
        else
        {
            lines.Add(new SettingLine(path, node.ToJsonString(new JsonSerializerOptions()), Detect.Texts.UnitOf(path)?.Ja ?? ""));
        }
    }
}
