using System.Globalization;
using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Core.Text;
using ClaimsWatch.Notify.Lint;

namespace ClaimsWatch.Notify.Letters;

/// <summary>Numbers of the programme for offices and associations; counts under ten are printed as 「10未満」.</summary>
/// <param name="Month">Month of the records.</param>
/// <param name="Letters">Letters sent or planned.</param>
/// <param name="PostedOn">Day of posting, or the planned day; null if not known.</param>
/// <param name="Contacts">People who got in touch.</param>
/// <param name="Referrals">Of these, referred with consent.</param>
public sealed record ProgrammeFacts(ClaimMonth Month, int Letters, DateOnly? PostedOn, int Contacts, int Referrals)
{
    /// <summary>Smallest count that is printed.</summary>
    public const int SmallestShown = 10;

    /// <summary>An invented round, for samples.</summary>
    public static ProgrammeFacts Sample { get; } = new(new ClaimMonth(202609), 240, new DateOnly(2026, 12, 1), 34, 6);
}

/// <summary>One person who agreed that a doctor is told, or for whom a form is begun.</summary>
/// <param name="Name">Name; empty on a form that is filled in by hand.</param>
/// <param name="LetterId">Number of the letter.</param>
/// <param name="ConsentOn">Day of the recorded consent; null for a form.</param>
/// <param name="Record">The person's own record.</param>
public sealed record PersonFacts(string Name, string LetterId, DateOnly? ConsentOn, IReadOnlyList<RecordLine> Record)
{
    /// <inheritdoc/>
    public override string ToString() => $"person of {LetterId}";

    /// <summary>An invented person, for samples.</summary>
    public static PersonFacts Sample { get; } = new("架空　花子", Post.LetterIds.Sample, new DateOnly(2026, 12, 10), RecordSheet.Sample);

    /// <summary>The newest contact in which the person agreed that a doctor is told; null if none did, and then no letter is written.</summary>
    public static Contact? ConsentOf(IEnumerable<Contact> contacts, string letterId) => contacts
        .Where(contact => contact.LetterId == letterId && contact is { Consent: true, Who: "本人", ReferredTo: "医療機関" })
        .MaxBy(contact => contact.On);

    /// <summary>The refusal to write to a doctor about somebody who did not agree (exit 7).</summary>
    public static UserError NoConsent(string letterId) => new(ExitCode.Refused, Texts.NoConsent, letterId, Texts.NoConsentNext);
}

/// <summary>What a piece needs beside sender and windows.</summary>
/// <param name="Programme">For offices.</param>
/// <param name="Person">For a doctor's letter or a form.</param>
public sealed record PieceFacts(ProgrammeFacts? Programme, PersonFacts? Person)
{
    /// <summary>Invented, for previews.</summary>
    public static PieceFacts Sample { get; } = new(ProgrammeFacts.Sample, PersonFacts.Sample);

    internal IReadOnlyDictionary<string, object?> Slots(TextKind kind, LetterSettings settings)
    {
        var slots = new Dictionary<string, object?>(StringComparer.Ordinal);
        if (kind == TextKind.Office && Programme is { } programme)
        {
            slots["programme"] = ProgrammeSlots(programme);
        }

        if (kind is TextKind.Prescriber or TextKind.Form && Person is { } person)
        {
            slots["person"] = new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["name"] = person.Name,
                ["letterId"] = person.LetterId,
                ["consentOn"] = Day(person.ConsentOn),
            };
        }

        if (kind == TextKind.Prescriber)
        {
            slots["record"] = RecordSheet.Pages(Person?.Record ?? [], 2, settings.InstitutionNames);
        }

        return slots;
    }

    private static Dictionary<string, object?> ProgrammeSlots(ProgrammeFacts programme) => new(StringComparer.Ordinal)
    {
        ["month"] = JapaneseDate.EraMonth(programme.Month),
        ["letters"] = Shown(programme.Letters),
        ["postedOn"] = Day(programme.PostedOn),
        ["contacts"] = Shown(programme.Contacts),
        ["referrals"] = Shown(programme.Referrals),
        ["year"] = JapaneseDate.EraMonth(programme.Month).Split('年')[0],
    };

    private static string Shown(int count) =>
        count < ProgrammeFacts.SmallestShown ? Texts.UnderTen : count.ToString(CultureInfo.InvariantCulture);

    private static string Day(DateOnly? day) => day is { } on
        ? string.Create(CultureInfo.InvariantCulture, $"{JapaneseDate.EraMonth(ClaimMonth.Of(on))}{on.Day}日") : Texts.NotYetSet;
}
