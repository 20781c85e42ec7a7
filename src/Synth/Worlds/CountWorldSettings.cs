using ClaimsWatch.Core.Claims;

namespace ClaimsWatch.Synth.Worlds;

/// <summary>How people's receipts move from month to month. All assumed: worlds to test a score in, not fitted to レセプト.</summary>
public enum CountProcess
{
    /// <summary>Everyone keeps a level of their own; months differ by chance and season only,
    /// so the level is all there is to know.</summary>
    Persistent,

    /// <summary>AR(1): levels drift and come back slowly; some who go to many places climb for months.</summary>
    Middle,

    /// <summary>Short episodes far above a low level; some who go to many places climb for months.</summary>
    Episodic,
}

/// <summary>A world of people with many receipts: far more of them cross 20 than in any insurer, so that a score has something to
/// learn.</summary>
/// <param name="Persons">People, 1 to 200,000.</param>
/// <param name="Months">Claim months, 1 to 120.</param>
/// <param name="Process">How receipts move.</param>
/// <param name="Seed">Seed of everything.</param>
public sealed record CountWorldSettings(int Persons, int Months, CountProcess Process, ulong Seed)
{
    /// <summary>First claim month.</summary>
    public ClaimMonth Start { get; init; } = new(202101);

    /// <summary>Share of receipts that arrive one to four deliveries late (月遅れ).</summary>
    public double LateShare { get; init; } = 0.03;

    /// <summary>Height of the pollen and influenza season; 0 is none.</summary>
    public double Season { get; init; } = 0.12;

    /// <summary>
    /// A trap: sixteen months later, receipts of people who crossed four to eleven months on are corrected to nine visit days.
    /// Only a score that reads what was not yet delivered can gain from it.
    /// </summary>
    public bool Trap { get; init; } = true;
}
