using System.CommandLine;
using ClaimsWatch.Cli.Printing;
using ClaimsWatch.Cli.Steps;
using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Detect;
using ClaimsWatch.Detect.Profiles;
using ClaimsWatch.Store;

namespace ClaimsWatch.Cli.Commands;

/// <summary>Other programmes' definitions on this office's data, and what a setting would do;
/// nothing is decided or written.</summary>
internal static class ProfileVerbs
{
    /// <summary>One programme's own list.</summary>
    public static Option<string> Profile { get; } = new("--profile")
    {
        Description = "one programme's own list instead (out/YYYY-MM/internal/profile-NAME.csv), and decide nothing; profiles: "
            + string.Join(' ', ProfileCatalog.Names()),
    };

    /// <summary>Several lists side by side.</summary>
    public static Option<string> Compare { get; } = new("--compare")
    {
        Description = "count how several programmes' lists overlap, such as sendai,kdb,osaka, and decide nothing",
    };

    /// <summary>What the generator knows.</summary>
    public static Option<string> Against { get; } = new("--against")
    {
        Description = "invented people only: precision and recall against the truth/ folder that synth wrote, and decide nothing",
    };

    /// <summary>Profiles asked for; none for an ordinary detection.</summary>
    /// <exception cref="UserError">There is no such profile.</exception>
    public static IReadOnlyList<Profile> Asked(ParseResult parsed) =>
    [
        .. new[] { parsed.GetValue(Profile), parsed.GetValue(Compare) }
            .SelectMany(names => (names ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .Distinct(StringComparer.Ordinal)
            .Select(name => ProfileCatalog.Find(name) ?? throw new UserError(
                ExitCode.Usage, $"there is no profile '{name}'", "--profile, --compare",
                "write one of: " + string.Join(' ', ProfileCatalog.Names()))),
    ];

    /// <summary>Counts the lists.</summary>
    public static CommandResult Run(Session session, ClaimMonth month, IReadOnlyList<Profile> profiles)
    {
        var (store, request) = DetectStep.Ask(session, month);
        var found = ProfileRun.Compare(store, request, session.Settings.Detect, profiles);
        var result = ProfilePages.Result(request.T0, found, session.Settings.Marks, session.Context.Japanese);
        return result with
        {
            Notes =
            [
                .. result.Notes,
                profiles.Count == 1
                    ? (session.Context.Japanese ? "一覧: " : "list: ") + List(session, found.Lists[0])
                    : (session.Context.Japanese ? "図: " : "plot: ") + Plot(session, request.T0, found),
            ],
        };
    }

    // The programme's own list, by pseudonym and internal; the ledger does not hear of it.
    private static string List(Session session, ProfileList list)
    {
        var path = session.Workspace.Paths.At(
            $"{WorkspacePaths.OutOf(ClaimMonth.Of(session.Today))}/internal/profile-{list.Profile.Name}.csv");
        OutputFile.Write(path, ProfilePages.Csv(list, session.Settings.Marks));
        return path;
    }

    // The plot is drawn beside the other results; nothing is decided and the ledger does not hear of it.
    private static string Plot(Session session, ClaimMonth t0, ProfileComparison found)
    {
        var name = $"compare-{string.Join('-', found.Lists.Select(l => l.Profile.Name))}.html";
        var path = session.Workspace.Paths.At($"{WorkspacePaths.OutOf(ClaimMonth.Of(session.Today))}/internal/{name}");
        OutputFile.Write(path, stream => stream.Write(DetectionPage.Write(t0, found, session.Settings.Marks)));
        return path;
    }

    /// <summary><c>whatif --rule R06.institutionsMin=4</c>.</summary>
    public static Command WhatIf(VerbScope scope)
    {
        var rule = new Option<string[]>("--rule")
        {
            Description =
                "change to try, such as R06.institutionsMin=4, X16.on=1, countScope=outpatient,dental or lettersMax=100; may be "
                    + "repeated",
            Required = true,
            AllowMultipleArgumentsPerToken = true,
        };
        var month = new Option<string>("--month") { Description = "month to count on (default: the latest mature one)" };
        var command =
            new Command("whatif", "count what a setting would do before it is used; nothing is written") { rule, month };
        scope.Reading(command, (parsed, session) =>
        {
            var changes = parsed.GetValue(rule)!.Select(ChangeOf).ToList();
            var (store, request) = DetectStep.Ask(session, VerbScope.Month(parsed.GetValue(month), "--month"));
            var result = Detect.WhatIf.Run(store, request, session.Settings.Detect, changes);
            return ProfilePages.Result(request.T0, result, session.Settings.Marks, session.Context.Japanese);
        });
        return command;
    }

    private static (string Key, string Value) ChangeOf(string text) =>
        text.Split('=') is [{ Length: > 0 } key, { Length: > 0 } value]
            ? (Prefix(key) + key, value)
            : throw new UserError(ExitCode.Usage, $"'{text}' is not a change", "--rule",
                "write SETTING=VALUE, such as R06.institutionsMin=4");

    private static string Prefix(string key) =>
        key.Length < 2 || !char.IsAsciiDigit(key[1]) ? "" : key[0] switch { 'R' => "rules.", 'X' => "exclusions.", _ => "" };
}
