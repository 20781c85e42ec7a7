using System.CommandLine;
using System.Globalization;
using ClaimsWatch.Cli.Printing;
using ClaimsWatch.Cli.Steps;
using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Detect;
using ClaimsWatch.Detect.Profiles;

namespace ClaimsWatch.Cli.Commands;

/// <summary>Other programmes' definitions on this office's data, and what a setting would do; nothing is decided or written.</summary>
internal static class ProfileVerbs
{
    /// <summary>One programme's own list.</summary>
    public static Option<string> Profile { get; } = new("--profile")
    {
        Description = "count one programme's own list instead, and decide nothing; profiles: " + string.Join(' ', ProfileCatalog.All.Select(p => p.Name)),
    };

    /// <summary>Several lists side by side.</summary>
    public static Option<string> Compare { get; } = new("--compare")
    {
        Description = "count how several programmes' lists overlap, such as sendai,kdb,osaka, and decide nothing",
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
                "write one of: " + string.Join(' ', ProfileCatalog.All.Select(p => p.Name)))),
    ];

    /// <summary>Counts the lists.</summary>
    public static CommandResult Run(Session session, ClaimMonth month, IReadOnlyList<Profile> profiles)
    {
        var (store, request) = DetectStep.Ask(session, month);
        var found = ProfileRun.Compare(store, request, session.Settings.Detect, profiles);
        return ProfilePages.Result(request.T0, found, session.Settings.Marks, session.Context.Japanese);
    }

    /// <summary><c>whatif --rule R06.institutionsMin=4</c>.</summary>
    public static Command WhatIf(VerbScope scope)
    {
        var rule = new Option<string[]>("--rule")
        {
            Description = "change to try, such as R06.institutionsMin=4, X16.on=1 or lettersMax=100; may be repeated",
            Required = true,
            AllowMultipleArgumentsPerToken = true,
        };
        var month = new Option<string>("--month") { Description = "month to count on (default: the latest mature one)" };
        var command = new Command("whatif", "count what a setting would do before it is used; nothing is written") { rule, month };
        scope.Reading(command, (parsed, session) =>
        {
            var changes = parsed.GetValue(rule)!.Select(ChangeOf).ToList();
            var (store, request) = DetectStep.Ask(session, VerbScope.Month(parsed.GetValue(month), "--month"));
            try
            {
                var result = Detect.WhatIf.Run(store, request, session.Settings.Detect, changes);
                return ProfilePages.Result(request.T0, result, session.Settings.Marks, session.Context.Japanese);
            }
            catch (ArgumentException problem)
            {
                throw new UserError(
                    ExitCode.Settings, problem.Message.Split(" (Parameter")[0], "--rule", "docs/rules.md and docs/settings.md name every setting and its default");
            }
        });
        return command;
    }

    private static (string Key, double Value) ChangeOf(string text)
    {
        var parts = text.Split('=');
        return parts is [{ Length: > 0 }, _] && double.TryParse(parts[1], NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            ? (parts[0][..1] switch { "R" => $"rules.{parts[0]}", "X" => $"exclusions.{parts[0]}", _ => parts[0] }, value)
            : throw new UserError(ExitCode.Usage, $"'{text}' is not a change", "--rule", "write SETTING=NUMBER, such as R06.institutionsMin=4");
    }
}
