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
    /// <summary>The fiscal year, for the yearly meeting.</summary>
    public YearFacts Year { get; init; } = new(2026, 0, 0, 0, 0);

    /// <summary>Smallest count that is printed.</summary>
    public const int SmallestShown = 10;

    /// <summary>An invented round, for samples.</summary>
    public static ProgrammeFacts Sample { get; } = new(new ClaimMonth(202609), 240, new DateOnly(2026, 12, 1), 34, 6)
    {
        Year = new YearFacts(2026, 1310, 187, 12, 21),
    };
}

/// <summary>People of a fiscal year (April to March), by the day of posting.</summary>
/// <param name="Year">Year it begins in.</param>
/// <param name="Letters">People with a letter.</param>
/// <param name="Contacts">People who got in touch.</param>
/// <param name="ConnectedMen">Men referred with consent and seen there.</param>
/// <param name="ConnectedWomen">Women referred with consent and seen there.</param>
public sealed record YearFacts(int Year, int Letters, int Contacts, int ConnectedMen, int ConnectedWomen)
{
    /// <summary>The fiscal year a day lies in.</summary>
    public static int Of(DateOnly day) => day.Month >= 4 ? day.Year : day.Year - 1;
}

/// <summary>What papers between offices say about the set-up.</summary>
/// <param name="InsurerName">Insurer.</param>
/// <param name="InsurerNumber">保険者番号; empty to fill in by hand.</param>
/// <param name="From">First claim month asked for.</param>
/// <param name="To">Last claim month asked for.</param>
/// <param name="Version">Version of the program.</param>
/// <param name="Sha256">SHA-256 of its file.</param>
/// <param name="Runtime">What it runs on.</param>
/// <param name="Workspace">Folder it writes to.</param>
public sealed record SetupFacts(
    string InsurerName, string InsurerNumber, ClaimMonth From, ClaimMonth To, string Version, string Sha256,
    string Runtime, string Workspace)
{
    /// <summary>Invented, for samples.</summary>
    public static SetupFacts Sample { get; } = new(
        "架空市 国民健康保険", "990010", new ClaimMonth(202504), new ClaimMonth(202609), "0.0.0", new string('0', 64),
        "Windows 11（64 ビット）", @"D:\claimswatch");
}

/// <summary>One person who agreed that a doctor is told, or for whom a form is begun.</summary>
/// <param name="Name">Name; empty on a form that is filled in by hand.</param>
/// <param name="LetterId">Number of the letter.</param>
/// <param name="ConsentOn">Day of the recorded consent; null for a form.</param>
/// <param name="Record">The person's own record.</param>
public sealed record PersonFacts(string Name, string LetterId, DateOnly? ConsentOn, IReadOnlyList<RecordLine> Record)
{
    /// <summary>The month the letter was about; null on an empty form.</summary>
    public MonthFacts? Month { get; init; }

    /// <summary>Day the letter was posted; null if it was not.</summary>
    public DateOnly? PostedOn { get; init; }

    /// <summary>Contacts so far.</summary>
    public IReadOnlyList<Contact> Contacts { get; init; } = [];

    /// <inheritdoc/>
    public override string ToString() => $"person of {LetterId}";

    /// <summary>An invented person, for samples.</summary>
    public static PersonFacts Sample { get; } =
        new("架空　花子", Post.LetterIds.Sample, new DateOnly(2026, 12, 10), RecordSheet.Sample)
        {
            Month = LetterFacts.Sample.Month,
            PostedOn = new DateOnly(2026, 12, 1),
            Contacts = [new Contact(Post.LetterIds.Sample, new DateOnly(2026, 12, 8), "電話", "本人", false, false, "", 0, "電話の希望")],
        };

    /// <summary>The newest contact in which the person agreed that a doctor is told;
    /// null if none did, and then no letter is written.</summary>
    public static Contact? ConsentOf(IEnumerable<Contact> contacts, string letterId) => contacts
        .Where(contact => contact.LetterId == letterId && contact is { Consent: true, Who: "本人", ReferredTo: "医療機関" })
        .MaxBy(contact => contact.On);

    /// <summary>The refusal to print a list of medicines for somebody who did not ask themself (exit 7).</summary>
    public static UserError NotAsked(string letterId) => new(ExitCode.Refused, Texts.NotAsked, letterId, Texts.NotAskedNext);

    /// <summary>The refusal to write to a doctor about somebody who did not agree (exit 7).</summary>
    public static UserError NoConsent(string letterId) => new(ExitCode.Refused, Texts.NoConsent, letterId, Texts.NoConsentNext);
}

/// <summary>What a piece needs beside sender and windows.</summary>
/// <param name="Programme">For offices.</param>
/// <param name="Person">For a doctor's letter or a form.</param>
public sealed record PieceFacts(ProgrammeFacts? Programme, PersonFacts? Person)
{
    /// <summary>For papers between offices.</summary>
    public SetupFacts? Setup { get; init; }

    /// <summary>Invented, for previews.</summary>
    public static PieceFacts Sample { get; } = new(ProgrammeFacts.Sample, PersonFacts.Sample) { Setup = SetupFacts.Sample };

    /// <summary>The same as a piece of a day would have them.</summary>
    public static PieceFacts SampleOn(DateOnly today)
    {
        var facts = LetterFacts.SampleOn(today);
        return Sample with
        {
            Programme = Sample.Programme! with
            {
                Month = facts.Month.Month,
                PostedOn = today.AddDays(7),
                Year = Sample.Programme.Year with { Year = YearFacts.Of(today) },
            },
            Person = Sample.Person! with
            {
                ConsentOn = today.AddDays(-2),
                PostedOn = today.AddDays(-14),
                Month = facts.Month,
                Record = facts.Record,
                Contacts = [.. Sample.Person.Contacts.Select(contact => contact with { On = today.AddDays(-5) })],
            },
            Setup = Sample.Setup! with { From = facts.Month.Month.Plus(-23), To = facts.Month.Month },
        };
    }

    internal IReadOnlyDictionary<string, object?> Slots(TextKind kind, LetterSettings settings)
    {
        var slots = new Dictionary<string, object?>(StringComparer.Ordinal);
        if (kind == TextKind.Office && Programme is { } programme)
        {
            slots["programme"] = ProgrammeSlots(programme);
            slots["year"] = YearSlots(programme.Year);
        }

        if (kind is TextKind.Prescriber or TextKind.Form or TextKind.Sheet && Person is { } person)
        {
            slots["person"] = PersonSlots(person);
        }

        if (kind is TextKind.Prescriber or TextKind.Sheet)
        {
            slots["record"] = RecordSheet.Pages(Person?.Record ?? [], kind == TextKind.Sheet ? 1 : 2, settings.InstitutionNames);
        }

        if (kind == TextKind.Paper && Setup is { } setup)
        {
            slots["setup"] = SetupSlots(setup);
        }

        return slots;
    }

    private static Dictionary<string, object?> PersonSlots(PersonFacts person)
    {
        string Number(Func<MonthFacts, int> of) =>
            person.Month is { } month ? of(month).ToString(CultureInfo.InvariantCulture) : "　";
        return new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["name"] = person.Name,
            ["letterId"] = person.LetterId,
            ["consentOn"] = Day(person.ConsentOn),
            ["month"] = person.Month is { } month ? JapaneseDate.EraMonth(month.Month) : "　",
            ["institutions"] = Number(m => m.Institutions),
            ["pharmacies"] = Number(m => m.Pharmacies),
            ["claims"] = Number(m => m.Claims),
            ["postedOn"] = person.PostedOn is null ? "　" : Day(person.PostedOn),
            ["contacts"] = Texts.Contacts(person.Contacts),
        };
    }

    private static Dictionary<string, object?> SetupSlots(SetupFacts setup) => new(StringComparer.Ordinal)
    {
        ["insurerName"] = Written(setup.InsurerName),
        ["insurerNumber"] = Written(setup.InsurerNumber),
        ["from"] = JapaneseDate.EraMonth(setup.From),
        ["to"] = JapaneseDate.EraMonth(setup.To),
        ["version"] = setup.Version,
        ["sha256"] = setup.Sha256,
        ["runtime"] = setup.Runtime,
        ["workspace"] = setup.Workspace,
    };

    private static string Written(string text) => text.Length == 0 ? Texts.NotWritten : text;

    private static Dictionary<string, object?> YearSlots(YearFacts year) => new(StringComparer.Ordinal)
    {
        ["name"] = JapaneseDate.EraMonth(new ClaimMonth((year.Year * 100) + 4)).Split('年')[0],
        ["letters"] = Shown(year.Letters),
        ["contacts"] = Shown(year.Contacts),
        ["connectedMen"] = Shown(year.ConnectedMen),
        ["connectedWomen"] = Shown(year.ConnectedWomen),
    };

    private static Dictionary<string, object?> ProgrammeSlots(ProgrammeFacts programme) => new(StringComparer.Ordinal)
    {
        ["month"] = JapaneseDate.EraMonth(programme.Month),
        ["letters"] = Shown(programme.Letters),
        ["postedOn"] = Day(programme.PostedOn),
        ["contacts"] = Shown(programme.Contacts),
        ["referrals"] = Shown(programme.Referrals),
    };

    private static string Shown(int count) =>
        count < ProgrammeFacts.SmallestShown ? Texts.UnderTen : count.ToString(CultureInfo.InvariantCulture);

    private static string Day(DateOnly? day) => day is { } on
        ? string.Create(CultureInfo.InvariantCulture, $"{JapaneseDate.EraMonth(ClaimMonth.Of(on))}{on.Day}日") : Texts.NotYetSet;
}
