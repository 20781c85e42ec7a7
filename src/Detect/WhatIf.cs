using ClaimsWatch.Core.Columns;
using ClaimsWatch.Core.Diagnostics;

namespace ClaimsWatch.Detect;

/// <summary>What a change of settings would do, counted before it is used; nothing is frozen or written.</summary>
/// <param name="Changes">Key, value now, value tried, as a person writes them.</param>
/// <param name="Before">With the settings as they are.</param>
/// <param name="After">With the change.</param>
public sealed record WhatIfResult(IReadOnlyList<(string Key, string Now, string Tried)> Changes, DetectResult Before,
    DetectResult After)
{
    /// <summary>People who would become candidates.</summary>
    public IReadOnlyList<long> Joining => Difference(After, Before);

    /// <summary>People who would no longer be.</summary>
    public IReadOnlyList<long> Leaving => Difference(Before, After);

    private static IReadOnlyList<long> Difference(DetectResult of, DetectResult without) =>
        [.. of.Candidates.Select(c => c.Person).Except(without.Candidates.Select(c => c.Person)).Order()];
}

/// <summary>Detects twice with two settings.</summary>
public static class WhatIf
{
    /// <summary>Counts the effect of some changes.</summary>
    /// <exception cref="UserError">A setting does not exist or its value cannot be used (exit 5).</exception>
    public static WhatIfResult Run(
        IClaimStore store, DetectRequest request, DetectSettings settings, IReadOnlyList<(string Key, string Value)> changes)
    {
        var changed = settings;
        var list = new List<(string, string, string)>();
        foreach (var (key, value) in changes)
        {
            list.Add((key, SettingChange.Read(changed, key), value));
            changed = SettingChange.Apply(changed, key, value);
        }

        return changed.Problems() is [var problem, ..]
            ? throw new UserError(
                ExitCode.Settings, $"{problem.Key} cannot be {problem.Found}", problem.Key,
                $"write {problem.Expected}; docs/settings.md lists every key")
            : new WhatIfResult(list, Detector.Run(store, request, settings), Detector.Run(store, request, changed));
    }
}
