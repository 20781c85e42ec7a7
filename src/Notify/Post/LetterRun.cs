using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Core.Identities;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Notify.Letters;
using ClaimsWatch.Notify.Lint;

namespace ClaimsWatch.Notify.Post;

/// <summary>Everything a run of letters needs.</summary>
/// <param name="Round">Round id.</param>
/// <param name="Persons">Who gets a letter: <see cref="PrintDay.Print"/>.</param>
/// <param name="Facts">Numbers by person.</param>
/// <param name="Addressees">From the vault, by person.</param>
/// <param name="Earlier">All letters ever recorded, of this round too.</param>
public sealed record LetterRunInput(
    string Round, IReadOnlyList<long> Persons, IReadOnlyDictionary<long, LetterFacts> Facts,
    IReadOnlyDictionary<long, Addressee> Addressees,
    IReadOnlyList<LetterRecord> Earlier);

/// <summary>One file for the printer.</summary>
/// <param name="Number">From 1.</param>
/// <param name="LetterIds">Letters in order.</param>
/// <param name="Html">The document.</param>
public sealed record LetterBatch(int Number, IReadOnlyList<string> LetterIds, string Html)
{
    /// <inheritdoc/>
    public override string ToString() => $"batch {Number}";
}

/// <summary>Somebody whose letter could not be made; they go to the staff list, nobody is lost.</summary>
/// <param name="Person">Pseudonym.</param>
/// <param name="Rule">Why, a stable code or a lint rule.</param>
/// <param name="Reason">Why, in words without identities.</param>
/// <param name="ByLint">Whether the lint refused it.</param>
public sealed record BlockedLetter(long Person, string Rule, string Reason, bool ByLint);

/// <summary>What a run gives; nothing is written yet, so a dry run is the same call.</summary>
/// <param name="Batches">Print files.</param>
/// <param name="Mailing">Envelopes in print order.</param>
/// <param name="Records">For the ledger, in print order.</param>
/// <param name="Blocked">Who gets none, by person.</param>
/// <param name="Warnings">W findings, each once.</param>
/// <param name="Pages">Printed pages.</param>
/// <param name="Vendor">The same letters as a print vendor merges them, in print order.</param>
/// <param name="Mark">What makes these letters samples; empty when they may be posted.</param>
public sealed record LetterRunResult(
    IReadOnlyList<LetterBatch> Batches, IReadOnlyList<MailingRow> Mailing, IReadOnlyList<LetterRecord> Records,
    IReadOnlyList<BlockedLetter> Blocked, IReadOnlyList<LintFinding> Warnings, int Pages,
    IReadOnlyList<VendorRow> Vendor, string Mark);

/// <summary>Composes all letters of a round: once a person, in postal order, in files of a size a browser can print.</summary>
public static class LetterRun
{
    /// <summary>Composes; the order of the input does not matter.</summary>
    /// <exception cref="UserError">Somebody already has a letter of this round (exit 7).</exception>
    public static LetterRunResult Prepare(LetterComposer composer, LetterSettings settings, LetterRunInput input,
        DateOnly today) =>
        Prepare(_ => composer, settings, input, today);

    /// <summary>Composes with more than one version of the letter; each print file holds one version.</summary>
    /// <param name="composerOf">The version of a person, one composer a version.</param>
    /// <param name="settings">Layout.</param>
    /// <param name="input">People, facts, addresses.</param>
    /// <param name="today">Day of printing.</param>
    /// <exception cref="UserError">Somebody already has a letter of this round (exit 7).</exception>
    public static LetterRunResult Prepare(
        Func<long, LetterComposer> composerOf, LetterSettings settings, LetterRunInput input, DateOnly today)
    {
        RefuseSecondLetter(input);
        var ids = LetterIds.For(
            input.Round, input.Persons, input.Earlier.Select(record => record.LetterId).ToHashSet(StringComparer.Ordinal));
        var made = new List<Made>();
        var blocked = new List<BlockedLetter>();
        foreach (var person in input.Persons.Order())
        {
            if (Obstacle(input, person) is { } obstacle)
            {
                blocked.Add(obstacle);
                continue;
            }

            var composer = composerOf(person);
            var composed = composer.Compose(ids[person], input.Facts[person], input.Addressees[person]);
            if (composed.Letter is { } letter)
            {
                made.Add(new Made(composer, input.Addressees[person], letter));
            }
            else
            {
                var why = composed.Findings.First(finding => finding.Level == LintLevel.Block);
                blocked.Add(new BlockedLetter(person, why.Rule, why.Instead, composed.IsLintRefusal));
            }
        }

        return Bundle(settings, input.Round, made, blocked, today);
    }

    private static LetterRunResult Bundle(
        LetterSettings settings, string round, List<Made> made, List<BlockedLetter> blocked, DateOnly today)
    {
        // Post offices and mailing houses sort by postal code; the letter's number settles ties, so the order says nothing
        // about a person.
        var ordered = made
            .OrderBy(item => item.By.TemplateVersion, StringComparer.Ordinal)
            .ThenBy(item => AddressLines.PostalCode(item.To.PostalCode), StringComparer.Ordinal)
            .ThenBy(item => item.Letter.LetterId, StringComparer.Ordinal)
            .ToList();
        var batches = ordered.GroupBy(item => item.By.TemplateVersion, StringComparer.Ordinal)
            .SelectMany(version => version.Chunk(settings.BatchLettersMax))
            .Select((items, index) => new LetterBatch(
                index + 1, [.. items.Select(item => item.Letter.LetterId)],
                items[0].By.Document(items.Select(item => item.Letter))))
            .ToList();
        var bundles = batches.SelectMany(batch => batch.LetterIds.Select(id => (id, batch.Number)))
            .ToDictionary(pair => pair.id, pair => pair.Number, StringComparer.Ordinal);
        var mailing = ordered.Select((item, index) => new MailingRow(
            index + 1, bundles[item.Letter.LetterId], item.Letter.LetterId, AddressLines.PostalCode(item.To.PostalCode),
            item.To.Address.Trim(), item.To.Name,
            item.Letter.Pages)).ToList();
        var records = ordered.Select(item => item.Letter.ToRecord(round, item.To.Person, item.By.TemplateVersion, today));
        var warnings = ordered.SelectMany(item => item.Letter.Warnings).Distinct();
        return new LetterRunResult(
            batches, mailing, [.. records], blocked, [.. warnings], ordered.Sum(item => item.Letter.Pages),
            [.. mailing.Zip(ordered, (envelope, item) => VendorRow.Of(envelope, item.Letter))],
            ordered.Select(item => item.By.Mark).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
                .LastOrDefault(""));
    }

    private sealed record Made(LetterComposer By, Addressee To, RenderedLetter Letter);

    private static BlockedLetter? Obstacle(LetterRunInput input, long person)
    {
        if (!input.Facts.ContainsKey(person))
        {
            return new BlockedLetter(person, "no-facts", Texts.NoFacts, ByLint: false);
        }

        if (!input.Addressees.TryGetValue(person, out var to))
        {
            return new BlockedLetter(person, "no-address", Texts.AddressIncomplete, ByLint: false);
        }

        return AddressRules.Judge(to) == AddressVerdict.Never
            ? new BlockedLetter(person, "address-source", Texts.AddressSourceNever, ByLint: false)
            : null;
    }

    private static void RefuseSecondLetter(LetterRunInput input)
    {
        var repeated = input.Persons.Count - input.Persons.Distinct().Count();
        var already = input.Earlier.Where(record => record.Round == input.Round).Select(record => record.Person)
            .Intersect(input.Persons).Count();
        if (repeated + already > 0)
        {
            throw new UserError(ExitCode.Refused, Texts.SecondLetter(repeated + already), input.Round, Texts.SecondLetterNext);
        }
    }
}
