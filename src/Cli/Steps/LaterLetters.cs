using ClaimsWatch.Core.Claims;

namespace ClaimsWatch.Cli.Steps;

/// <summary>Letters of a round that follow its first ones.</summary>
public enum LaterKind
{
    /// <summary>To holdouts who may wait three months at most (decisions A4).</summary>
    Delayed,

    /// <summary>The one reminder of a round (decisions A3).</summary>
    Reminder,

    /// <summary>The letter that says that no more come.</summary>
    Closing,
}

/// <summary>How far later letters are.</summary>
public enum LaterState
{
    /// <summary>There is nobody to write to, or they are in the post.</summary>
    Nobody,

    /// <summary>People wait for their month.</summary>
    Waiting,

    /// <summary>Printed, not posted.</summary>
    Printed,
}

/// <summary>Later letters of one kind.</summary>
/// <param name="Kind">Which.</param>
/// <param name="State">How far.</param>
/// <param name="From">First month in which they may be printed.</param>
/// <param name="Until">Last one; none without end.</param>
public sealed record LaterProgress(LaterKind Kind, LaterState State, ClaimMonth From, ClaimMonth Until)
{
    /// <summary>Whether they may be printed in a month.</summary>
    public bool IsDue(ClaimMonth month) => State == LaterState.Waiting && month >= From && (Until.IsNone || month <= Until);
}

/// <summary>Names under which later letters stand in the ledger: <c>R2024-11+3</c>, <c>R2024-11+reminder</c>,
/// <c>R2024-11+closing</c>.</summary>
public static class LaterLetters
{
    private const char Join = '+';

    /// <summary>All kinds, in the order of their months.</summary>
    public static IReadOnlyList<LaterKind> Kinds { get; } = [LaterKind.Delayed, LaterKind.Reminder, LaterKind.Closing];

    /// <summary>The name of a round's later letters.</summary>
    public static string Name(string round, LaterKind kind) => round + Suffix(kind);

    /// <summary>The round that letters of any name belong to.</summary>
    public static string RoundOf(string name) => name.Split(Join)[0];

    /// <summary>What kind a name is of; null for a round's first letters.</summary>
    public static LaterKind? KindOf(string name) => name.Contains(Join, StringComparison.Ordinal)
        ? Kinds.Select(kind => (LaterKind?)kind)
        .FirstOrDefault(kind => name.EndsWith(Suffix(kind!.Value), StringComparison.Ordinal))
        : null;

    /// <summary>The option of <c>letters</c>, without hyphens.</summary>
    public static string Option(LaterKind kind) => kind switch
    {
        LaterKind.Delayed => "delayed",
        LaterKind.Reminder => "reminder",
        _ => "closing",
    };

    private static string Suffix(LaterKind kind) => Join + (kind == LaterKind.Delayed ? $"{Due.DelayMonths}" : Option(kind));
}
