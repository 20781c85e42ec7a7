using ClaimsWatch.Documents;
using ClaimsWatch.Notify.Letters;
using ClaimsWatch.Notify.Post;

namespace ClaimsWatch.Tests.Notify;

public sealed class VendorFileTests
{
    private static LetterRunResult Run(params (long Person, string Postal, string Name)[] people)
    {
        var settings = new LetterSettings { BatchLettersMax = 2 };
        var input = new LetterRunInput(
            "R2026-09", [.. people.Select(p => p.Person)], people.ToDictionary(p => p.Person, _ => LetterFacts.Sample),
            people.ToDictionary(p => p.Person, p =>
                Samples.Person with { Person = p.Person, PostalCode = p.Postal, Name = p.Name }), []);
        return LetterRun.Prepare(Samples.Composer(settings: settings), settings, input, Samples.Today);
    }

    [Fact]
    public void The_merge_file_says_what_the_letters_say_one_row_a_letter()
    {
        var result = Run((1, "9990011", "見本　一"), (2, "9990022", "見本　二"));

        var sheets = WorkbookReader.Read(new MemoryStream(VendorFile.ToXlsx(result.Vendor, "R2026-09")));

        Assert.Equal(result.Mailing, result.Vendor.Select(row => row.Envelope));
        var row = sheets[0].Rows.First(cells => cells.Count > 2 && cells[2] == result.Mailing[0].LetterId);
        Assert.Equal("999-0011", row[3]);
        Assert.Equal("見本　一", row[7]);
        Assert.Equal("14", row[12]);
        Assert.Equal(CustomerBarcode.BarCount, row[15].Length);
    }

    [Fact]
    public void Bundles_are_counted_by_print_file_and_post_office_and_add_up()
    {
        var result = Run((1, "9990011", "一"), (2, "9990022", "二"), (3, "9980001", "三"), (4, "9990033", "四"), (5, "0010001", "五"));

        var bundles = VendorFile.Bundles(result.Mailing);

        Assert.Equal([(1, "001", 1), (1, "998", 1), (2, "999", 2), (3, "999", 1)],
            bundles.Select(b => (b.Bundle, b.Area, b.Letters)));
        Assert.Equal(5, bundles.Sum(b => b.Letters));
    }

    [Theory]
    [InlineData("𠮷田", "U+20BB7")]
    [InlineData("邉\U000E0100", "U+E0100")]
    [InlineData("山﨑", "U+FA11")]
    [InlineData("髙橋", "")]
    public void Rare_characters_are_printed_and_named_for_somebody_to_look_at(string name, string expected)
    {
        var result = Run((1, "9990011", name));

        Assert.Equal(expected, string.Join(' ', Assert.Single(result.Vendor).LookAt));
        Assert.Contains(name, result.Batches[0].Html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_character_that_no_font_has_is_marked_with_its_letter_and_no_name()
    {
        var row = Assert.Single(Run((1, "9990011", "髙橋")).Vendor) with { NoGlyph = ["U+9AD9"] };

        var sheet = WorkbookReader.Read(new MemoryStream(VendorFile.ToXlsx([row], "R2026-09")))[2];

        Assert.Contains(sheet.Rows, cells => cells.SequenceEqual([row.Envelope.LetterId, "", "この端末の書体にありません：U+9AD9"]));
    }

    [Theory]
    [InlineData("山\uE000")]
    [InlineData("山〓")]
    public void A_name_with_a_character_that_stands_for_nothing_is_reported_and_not_printed(string name)
    {
        var result = Run((1, "9990011", name));

        Assert.Empty(result.Batches);
        Assert.Equal("address", Assert.Single(result.Blocked).Rule);
    }
}
