using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Detect.Score;

namespace ClaimsWatch.Detect;

/// <summary>
/// How fresh the lists are that claims know nothing of; null is a list that was never delivered (decisions A2).
/// </summary>
/// <param name="RosterAsOf">Roster (資格), with losses and moves.</param>
/// <param name="DeathsAsOf">Deaths; the roster's day if it carries them.</param>
/// <param name="ShieldingAsOf">支援措置.</param>
/// <param name="OptOutsAsOf">送付を希望しない; an explicit 「該当なし」 file counts.</param>
/// <param name="LettersKnown">Whether earlier letters are known: the ledger's own, and imported history.</param>
public sealed record ListDates(
    DateOnly? RosterAsOf, DateOnly? DeathsAsOf, DateOnly? ShieldingAsOf, DateOnly? OptOutsAsOf, bool LettersKnown)
{
    /// <summary>Whether the public payers (公費) of recent receipts were read into the standings.</summary>
    public bool PublicProgrammesKnown { get; init; }

    /// <summary>Everything is as of one day.</summary>
    public static ListDates AllOn(DateOnly day) => new(day, day, day, day, true) { PublicProgrammesKnown = true };
}

/// <summary>What one detection is about.</summary>
/// <param name="Round">Round id; ties are broken by SHA-256 of it and the person.</param>
/// <param name="T0">The month decided on.</param>
/// <param name="AsOf">Which knowledge to read.</param>
/// <param name="Today">The day, for exclusions.</param>
/// <param name="Standings">What is known outside claims; nobody in it means nothing known.</param>
/// <param name="Lists">How fresh the lists are.</param>
/// <param name="Threads">Slabs at once, at least 1; never changes a result.</param>
/// <param name="Model">What ranks people; null is level + slope, without a probability.</param>
public sealed record DetectRequest(
    string Round, ClaimMonth T0, AsOf AsOf, DateOnly Today, IReadOnlyDictionary<long, Standing> Standings, ListDates Lists,
    int Threads = 1, ScoreModelFile? Model = null)
{
    /// <summary>Tables that the office imported.</summary>
    public ImportedTables Tables { get; init; } = ImportedTables.None;
}
