using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Core.Identities;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Documents;
using ClaimsWatch.Notify.Letters;
using ClaimsWatch.Notify.Post;

namespace ClaimsWatch.Tests.Notify;

public sealed class LetterRunTests
{
    private static readonly LetterSettings Settings = new() { BatchLettersMax = 2 };

    private static LetterRunInput Input(params long[] persons) => new(
        "R2026-09",
        persons,
        persons.Distinct().ToDictionary(person => person, _ => LetterFacts.Sample),
        persons.Distinct()
            .ToDictionary(
                person => person, person =>
                    new Addressee(person, $"見本　{person}", $"99900{90 - person:00}", "架空市中央1-1", "住基", true)),
        []);

    private static LetterRunResult Run(LetterRunInput input) =>
        LetterRun.Prepare(Samples.Composer(settings: Settings), Settings, input, Samples.Today);

    [Fact]
    public void Letters_go_in_postal_order_in_files_of_the_size_allowed()
    {
        var result = Run(Input(1, 2, 3, 4, 5));

        Assert.Equal([2, 2, 1], result.Batches.Select(batch => batch.LetterIds.Count));
        Assert.Equal(["999-0085", "999-0086", "999-0087", "999-0088", "999-0089"], result.Mailing.Select(row => row.PostalCode));
        Assert.Equal([1, 1, 2, 2, 3], result.Mailing.Select(row => row.Bundle));
        Assert.Equal(result.Mailing.Select(row => row.LetterId), result.Batches.SelectMany(batch => batch.LetterIds));
        Assert.Equal(result.Mailing.Select(row => row.LetterId), result.Records.Select(record => record.LetterId));
        Assert.Equal(10, result.Pages);
    }

    [Fact]
    public void The_order_of_the_input_changes_nothing()
    {
        var first = Run(Input(1, 2, 3, 4, 5));
        var second = Run(Input(5, 3, 1, 4, 2));

        Assert.Equal(first.Batches.Select(batch => batch.Html), second.Batches.Select(batch => batch.Html));
        Assert.Equal(first.Mailing, second.Mailing);
    }

    [Fact]
    public void Nobody_gets_two_letters_of_one_round()
    {
        var once = Run(Input(1, 2));

        Assert.Equal(ExitCode.Refused, Assert.Throws<UserError>(() => Run(Input(1, 1))).ExitCode);
        Assert.Throws<UserError>(() => Run(Input(2, 3) with { Earlier = once.Records }));
        Assert.Empty(Run(Input(3) with { Earlier = once.Records }).Blocked);
    }

    [Fact]
    public void Whoever_cannot_get_a_letter_is_named_with_the_reason_and_nobody_is_lost()
    {
        var input = Input(1, 2, 3, 4, 5);
        var addressees = input.Addressees.ToDictionary();
        addressees.Remove(2);
        addressees[3] = addressees[3] with { AddressSource = "事業所" };
        addressees[4] = addressees[4] with { Address = new string('町', 90) };
        var facts = input.Facts.ToDictionary();
        facts.Remove(5);

        var result = Run(input with { Addressees = addressees, Facts = facts });

        Assert.Equal(
            [(2, "no-address"), (3, "address-source"), (4, "address"), (5, "no-facts")],
            result.Blocked.Select(item => (item.Person, item.Rule)));
        Assert.Equal(1, Assert.Single(result.Records).Person);
        Assert.DoesNotContain(result.Blocked, item => item.ByLint);
    }

    [Fact]
    public void The_ledger_record_proves_the_text_without_holding_it()
    {
        var record = Run(Input(1)).Records[0];

        Assert.Matches("^[0-9a-f]{64}$", record.TextHash);
        Assert.Matches("^standard/[0-9]+#[0-9a-f]{8}$", record.TemplateVersion);
        Assert.DoesNotContain("見本", record.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_mailing_list_keeps_leading_zeros_and_opens_in_Excel()
    {
        var result = Run(Input(1, 2));
        var rows = result.Mailing.Select(row => row with { PostalCode = "001-0001" }).ToList();

        var csv = MailingList.ToCsv(rows);
        var sheet = WorkbookReader.Read(new MemoryStream(MailingList.ToXlsx(rows, "R2026-09")))[0];

        Assert.Equal([0xEF, 0xBB, 0xBF], csv.Take(3));
        Assert.Equal("001-0001", sheet.Rows[2][3]);
        Assert.Equal("様", sheet.Rows[2][6]);
    }
}
