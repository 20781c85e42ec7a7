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

    /// <summary>Sent the reply card back.</summary>
    public const string Answered = "answered";

    /// <summary>Found the letter easy to understand (わかりやすい).</summary>
    public const string FoundClear = "found_clear";

    /// <summary>Was glad that it came (届いてよかった).</summary>
    public const string Pleased = "pleased";

    /// <summary>Found it unpleasant (不快だった).</summary>
    public const string Displeased = "displeased";

    /// <summary>Showed it to a pharmacy or a doctor.</summary>
    public const string ShowedIt = "showed_it";

    /// <summary>
    /// The kind that everyone with this kind has too; null for none. Shown apart, the two counts would give away how many have
    /// one without the other.
    /// </summary>
    public static string? BaseOf(string kind) => kind switch
    {
        Connected or HarmStated => Contacted,
        FoundClear or Pleased or Displeased or ShowedIt => Answered,
        _ => null,
    };

    /// <summary>All kinds, in reporting order.</summary>
    public static IReadOnlyList<string> Kinds { get; } =
        [Contacted, Connected, OptedOut, HarmStated, Answered, FoundClear, Pleased, Displeased, ShowedIt];
}
