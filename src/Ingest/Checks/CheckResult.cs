namespace ClaimsWatch.Ingest.Checks;

/// <summary>How bad a finding is.</summary>
public enum Severity
{
    /// <summary>To know.</summary>
    Info,

    /// <summary>To look at.</summary>
    Warning,

    /// <summary>Numbers of this delivery can't be trusted until somebody has looked.</summary>
    Critical,
}

/// <summary>One finding about a delivery.</summary>
/// <param name="Id">Stable, kebab-case.</param>
/// <param name="Severity">How bad.</param>
/// <param name="Message">For people.</param>
public sealed record CheckResult(string Id, Severity Severity, Message Message)
{
    /// <summary>A finding for a share that may reach one limit to be noted and another to be critical;
    /// null below the first.</summary>
    internal static CheckResult? OfShare(string id, long count, long of, double warnAbove, double criticalAbove,
        Func<Message> message) =>
        of == 0 || count <= warnAbove * of ? null
        : new CheckResult(id, count > criticalAbove * of ? Severity.Critical : Severity.Warning, message());
}
