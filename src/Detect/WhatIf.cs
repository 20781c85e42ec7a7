using ClaimsWatch.Core.Columns;

namespace ClaimsWatch.Detect;

/// <summary>What a change of settings would do, counted before it is used; nothing is frozen or written.</summary>
/// <param name="Changes">Key, value now, value tried.</param>
/// <param name="Before">With the settings as they are.</param>
/// <param name="After">With the change.</param>
public sealed record WhatIfResult(IReadOnlyList<(string Key, double Now, double Tried)> Changes, DetectResult Before,
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
    /// <exception cref="ArgumentException">A setting does not exist or its value cannot be used.</exception>
    public static WhatIfResult Run(
        IClaimStore store, DetectRequest request, DetectSettings settings, IReadOnlyList<(string Key, double Value)> changes)
    {
        var changed = settings;
        var list = new List<(string, double, double)>();
        foreach (var (key, value) in changes)
        {
            list.Add((key, SettingChange.Read(changed, key), value));
            changed = SettingChange.Apply(changed, key, value);
        }

        return changed.Problems() is [var problem, ..]
            ? throw new ArgumentException($"{problem.Key} cannot be {problem.Found}: {problem.Expected}", nameof(changes))
            : new WhatIfResult(list, Detector.Run(store, request, settings), Detector.Run(store, request, changed));
    }
}
