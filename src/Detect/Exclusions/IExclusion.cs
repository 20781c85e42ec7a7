using ClaimsWatch.Core.Programme;

namespace ClaimsWatch.Detect.Exclusions;

/// <summary>When exclusions are looked at.</summary>
public enum CheckPoint
{
    /// <summary>When the list is made.</summary>
    Detection,

    /// <summary>On the day of printing, for both arms alike (decisions D2).</summary>
    PrintDay,
}

/// <summary>What an exclusion may know of a person.</summary>
/// <param name="Person">Pseudonym.</param>
/// <param name="Age">Completed years on t0's last day; -1 unknown.</param>
/// <param name="AtRiskDays">Insured days of t0.</param>
/// <param name="Standing">What is known outside claims on the day.</param>
/// <param name="Today">The day.</param>
/// <param name="CheckPoint">Detection or print day.</param>
public sealed record ExclusionSubject(
    long Person, int Age, int AtRiskDays, Standing Standing, DateOnly Today, CheckPoint CheckPoint)
{
    /// <summary>What the claims up to t0 say; looked at when the list is made.</summary>
    public ClinicalSignals Signals { get; init; } = ClinicalSignals.None;

    /// <summary>Whether claims of this pseudonym disagree on sex or never say it.</summary>
    public bool RecordsDisagree { get; init; }

    /// <summary>Whether a receipt had one of these 法別番号.</summary>
    public bool HasProgramme(params ReadOnlySpan<int> numbers)
    {
        foreach (var number in Standing.PublicProgrammes)
        {
            if (numbers.Contains(number))
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>What an exclusion says of itself.</summary>
/// <param name="Id">X01 … X24.</param>
/// <param name="Slug">Kebab-case name, also of its spec file.</param>
/// <param name="NameJa">和名.</param>
/// <param name="NameEn">English name.</param>
/// <param name="Class">What it does, in words.</param>
/// <param name="Why">Why; one sentence, Japanese.</param>
/// <param name="Reasons">Every reason code it can give, with its class.</param>
/// <param name="Source">Where it comes from.</param>
public sealed record ExclusionCard(
    string Id, string Slug, string NameJa, string NameEn, string Class, string Why,
    IReadOnlyList<(string Reason, ExclusionClass Class)> Reasons, string Source);

/// <summary>Takes a person out of the letters: HARD never, HOLD not this round, ROUTE by another way.</summary>
public interface IExclusion
{
    /// <summary>Its card.</summary>
    ExclusionCard Card { get; }

    /// <summary>The exclusion if it applies, else null.</summary>
    ExclusionHit? Applies(ExclusionSubject subject);

    /// <summary>The counts it looked at, to be stored as evidence when it applies.</summary>
    IReadOnlyList<(string Fact, int Value)> Facts(ExclusionSubject subject) => [];
}
