namespace ClaimsWatch.Evaluate.Panels;

/// <summary>Something recorded about a person of a round outside the claims: got in touch, was connected, opted out.</summary>
/// <param name="Kind">One of <see cref="Kinds"/>.</param>
/// <param name="Round">Round.</param>
/// <param name="Person">Pseudonym.</param>
public sealed record PersonFact(string Kind, string Round, long Person)
{
    /// <summary>Someone of the person's side got in touch.</summary>
    public const string Contacted = "contacted";

    /// <summary>Referred with consent and seen there (窓口につながった).</summary>
    public const string Connected = "connected";

    /// <summary>Wants no more letters.</summary>
    public const string OptedOut = "opted_out";

    /// <summary>Said that something happened to them (有害事象の訴え).</summary>
    public const string HarmStated = "harm_stated";

    /// <summary>All kinds, in reporting order.</summary>
    public static IReadOnlyList<string> Kinds { get; } = [Contacted, Connected, OptedOut, HarmStated];
}
