namespace ClaimsWatch.Cli.Settings;

/// <summary>How long a workspace keeps what; the insurer's own rules decide, these are limits for the working copy.</summary>
public sealed record RetentionSettings
{
    /// <summary>Claim months kept in the store, counted back from the newest;
    /// at least 36 (twelve months of history, letter, evaluation).</summary>
    public int StoreMonths { get; init; } = 60;

    /// <summary>Calendar months that letters and mailing lists stay under <c>out/</c>; at least 12.</summary>
    public int LettersMonths { get; init; } = 24;

    /// <summary>Months after the last insured or claim month that an identity stays in the vault; at least 12.</summary>
    public int IdentityMonths { get; init; } = 24;
}
