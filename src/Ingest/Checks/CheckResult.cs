namespace ClaimsWatch.Ingest.Checks;

/// <summary>How bad a finding is.</summary>
public enum Severity
{
    /// <summary>To know.</summary>
    Info,

    /// <summary>To look at.</summary>
    Warning,
}

/// <summary>One finding about a delivery.</summary>
/// <param name="Id">Stable, kebab-case.</param>
/// <param name="Severity">How bad.</param>
/// <param name="Message">For people.</param>
public sealed record CheckResult(string Id, Severity Severity, Message Message);
