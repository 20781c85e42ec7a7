using ClaimsWatch.Core.Programme;

namespace ClaimsWatch.Notify.Review;

/// <summary>A number of people by administrative sex.</summary>
/// <param name="Label">What was counted, in Japanese.</param>
/// <param name="Male">男.</param>
/// <param name="Female">女.</param>
/// <param name="Unknown">Not recorded.</param>
public sealed record SexCount(string Label, int Male, int Female, int Unknown);

/// <summary>A setting as staff should see it.</summary>
/// <param name="Name">Key, such as <c>rules.R06.institutionsMin</c>.</param>
/// <param name="Value">Value in force.</param>
/// <param name="Meaning">What it does.</param>
public sealed record SettingLine(string Name, string Value, string Meaning);

/// <summary>What stands in the worklist. Names of rules and exclusions come from their cards, through the caller.</summary>
/// <param name="Round">The round.</param>
/// <param name="Candidates">Everyone found, in any order.</param>
/// <param name="RuleNames">和名 by rule id.</param>
/// <param name="ExclusionNames">和名 by exclusion id.</param>
/// <param name="Attrition">Steps from all persons to the list, by sex.</param>
/// <param name="Settings">Settings in force.</param>
public sealed record WorklistInput(
    Round Round, IReadOnlyList<Candidate> Candidates, IReadOnlyDictionary<string, string> RuleNames,
    IReadOnlyDictionary<string, string> ExclusionNames, IReadOnlyList<SexCount> Attrition, IReadOnlyList<SettingLine> Settings)
{
    /// <summary>What was counted, in words, with and without 調剤 (decisions C1); stands above the counts.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>People each rule found, and of them those whom no other rule found, before exclusions.</summary>
    public IReadOnlyList<SexCount> ByRule { get; init; } = [];

    /// <summary>What could not be judged, with the people it is about: cannot judge is not nobody (decisions A2).</summary>
    public IReadOnlyList<SexCount> CannotJudge { get; init; } = [];

    /// <summary>Names by person, only for <c>review export --with-names</c> (decisions B9); null otherwise.</summary>
    public IReadOnlyDictionary<long, string>? Names { get; init; }

    internal string RuleName(string id) => RuleNames.TryGetValue(id, out var name) ? $"{id} {name}" : id;

    // A reason is the id of a rule or an exclusion, or words.
    internal string NameOf(string reason) =>
        RuleNames.ContainsKey(reason) ? RuleName(reason) : ExclusionNames.ContainsKey(reason) ? ExclusionName(reason) : reason;

    internal string ExclusionName(string id) => ExclusionNames.TryGetValue(id, out var name) ? $"{id} {name}" : id;
}
