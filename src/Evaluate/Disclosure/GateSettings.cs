namespace ClaimsWatch.Evaluate.Disclosure;

/// <summary>
/// The rules of what may be shown (profile <c>ndb</c>, after the NDB guideline draft of 2024-09-18; evaluation.md 4).
/// </summary>
public sealed record GateSettings
{
    /// <summary>
    /// Smallest count of people that is shown; 1 to one less are hidden, 0 is shown. May be raised, never lowered below 10.
    /// </summary>
    public int PersonsMin { get; init; } = 10;

    /// <summary>Values a hidden count must be able to take beyond one, given everything shown.</summary>
    public int SpreadMin { get; init; } = 3;

    /// <summary>Totals in released tables are rounded to a multiple of this; 1 leaves them exact.</summary>
    public int TotalsRoundedTo { get; init; } = 10;

    /// <summary>Oral and external quantities below this are hidden when the number of patients is not known.</summary>
    public double QuantityMin { get; init; } = 1000;

    /// <summary>Injections below this are hidden when the number of patients is not known.</summary>
    public double InjectionMin { get; init; } = 400;

    /// <summary>Whether a count of people may be shown.</summary>
    public bool MayShow(long persons) => persons == 0 || persons >= Math.Max(PersonsMin, 10);

    /// <summary>
    /// Whether a quantity of medicine may be shown: by the number of patients, or by size when that is not known.
    /// </summary>
    public bool MayShowQuantity(long? patients, double quantity, bool injection) =>
        patients is { } known ? MayShow(known) : quantity == 0 || quantity >= (injection ? InjectionMin : QuantityMin);

    /// <summary>A total as released.</summary>
    public long Rounded(long total) =>
        TotalsRoundedTo <= 1 ? total : (total + (TotalsRoundedTo / 2)) / TotalsRoundedTo * TotalsRoundedTo;
}
