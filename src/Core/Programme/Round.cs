using ClaimsWatch.Core.Claims;

namespace ClaimsWatch.Core.Programme;

/// <summary>How far a round has come; it only goes forward (decisions A1).</summary>
public enum RoundState
{
    /// <summary>Candidates found and frozen.</summary>
    Detected,

    /// <summary>Staff decisions are in.</summary>
    Reviewed,

    /// <summary>Approved by a named person.</summary>
    Approved,

    /// <summary>Letter or holdout drawn.</summary>
    Allocated,

    /// <summary>Letters rendered.</summary>
    Printed,

    /// <summary>Letters posted.</summary>
    Posted,

    /// <summary>The last month of POST is mature.</summary>
    Mature,

    /// <summary>Outcomes reported.</summary>
    Reported,
}

/// <summary>One month's programme.</summary>
/// <param name="Id">Name, <c>R2024-11</c>: R and t0.</param>
/// <param name="SelectionMonth">t0.</param>
/// <param name="AsOf">Newest delivery known when it was detected.</param>
/// <param name="DetectedOn">Day of detection.</param>
/// <param name="SettingsHash">SHA-256 of the settings used.</param>
/// <param name="Budget">Letters to be printed, K.</param>
/// <param name="HoldoutShare">h.</param>
/// <param name="Marks">見本, synthetic, enrich: printed on every output (decisions B10).</param>
public sealed record Round(
    string Id, ClaimMonth SelectionMonth, ClaimMonth AsOf, DateOnly DetectedOn, string SettingsHash, int Budget,
    double HoldoutShare,
    IReadOnlyList<string> Marks);

/// <summary>What staff decided about a candidate.</summary>
public enum DecisionKind
{
    /// <summary>送付.</summary>
    Send,

    /// <summary>見送り.</summary>
    Skip,

    /// <summary>個別支援で検討.</summary>
    FollowUp,
}

/// <summary>A decision by a named role, on a day.</summary>
public sealed record Decision(string Round, long Person, DecisionKind Kind, string Reason, string DecidedBy, DateOnly DecidedOn);

/// <summary>The office's approval (起案番号).</summary>
public sealed record Approval(string Round, string By, string Reference, DateOnly On, bool Automatic);

/// <summary>Arm of a round.</summary>
public enum Arm
{
    /// <summary>Gets the letter.</summary>
    Letter,

    /// <summary>Waits (対照).</summary>
    Holdout,
}

/// <summary>One person in a frozen draw.</summary>
/// <param name="Person">Pseudonym.</param>
/// <param name="Household">Allocation unit.</param>
/// <param name="Sex">Administrative sex.</param>
/// <param name="Band">Risk band.</param>
/// <param name="Stratum"><c>&lt;sex&gt;x&lt;band&gt;</c>, with <c>d3</c> for people who may be delayed at most three
/// months.</param>
/// <param name="Block">Block number within the stratum, from 0.</param>
/// <param name="Arm">What the draw gave.</param>
public sealed record AllocatedPerson(long Person, long Household, Sex Sex, string Band, string Stratum, int Block, Arm Arm);

/// <summary>The frozen draw of a round: made once, never again; nobody changes arm after it.</summary>
/// <param name="Round">Round id.</param>
/// <param name="SelectionMonth">t0.</param>
/// <param name="ListHash">SHA-256 of the frozen list, hexadecimal.</param>
/// <param name="Seed">SHA-256(list hash ‖ public number), hexadecimal (decisions A5).</param>
/// <param name="PublicNumber">The public number drawn after the freeze, with source and date.</param>
/// <param name="DrawnOn">Day of the draw.</param>
/// <param name="ReleaseMonth">Until this month both arms are locked: planned letter month + 7 (decisions A3).</param>
/// <param name="Persons">Everyone drawn, by person.</param>
public sealed record Allocation(
    string Round, ClaimMonth SelectionMonth, string ListHash, string Seed, string PublicNumber, DateOnly DrawnOn,
    ClaimMonth ReleaseMonth,
    IReadOnlyList<AllocatedPerson> Persons);

/// <summary>A rendered letter. The id is printed on it and says nothing about the person.</summary>
public sealed record LetterRecord(string LetterId, string Round, long Person, string TemplateVersion,
    DateOnly PrintedOn, string TextHash);

/// <summary>Someone of either arm who was taken out on the day of printing, with the reason (decisions D2).</summary>
public sealed record ExcludedToday(string Round, long Person, Arm Arm, string Exclusion, string Reason, DateOnly On);

/// <summary>Letters of a round went to the post; <see cref="Month"/> is the letter month.</summary>
public sealed record Posting(string Round, DateOnly On)
{
    /// <summary>Month of posting.</summary>
    public ClaimMonth Month => ClaimMonth.Of(On);
}

/// <summary>A letter came back (宛先不明): never re-sent.</summary>
public sealed record Return(string LetterId, DateOnly ReturnedOn, string Reason);

/// <summary>Someone got in touch (decisions E3; fixed lists, no free text).</summary>
public sealed record Contact(
    string LetterId, DateOnly On, string Channel, string Who, bool WantsReferral, bool Consent,
    string ReferredTo, int FirstVisitOn,
    string Outcome);

/// <summary>A person does not want letters, from a day on.</summary>
public sealed record OptOut(long Person, DateOnly From);

/// <summary>A letter of an earlier round or year, known by import-history.</summary>
/// <param name="Person">Pseudonym.</param>
/// <param name="Round">Name of the earlier round.</param>
/// <param name="SelectionMonth">t0 of that round, none if unknown.</param>
/// <param name="LetterMonth">Month of posting.</param>
/// <param name="Arm">Letter or holdout.</param>
/// <param name="Band">Risk band then.</param>
/// <param name="Stratum">Stratum then.</param>
/// <param name="Delivered">False if it came back.</param>
public sealed record PastLetter(
    long Person, string Round, ClaimMonth SelectionMonth, ClaimMonth LetterMonth, Arm Arm, string Band,
    string Stratum, bool Delivered);
