using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Notify.Letters;
using ClaimsWatch.Notify.Lint;
using ClaimsWatch.Notify.Windows;

namespace ClaimsWatch.Tests.Notify;

public sealed class LetterComposerTests
{
    private const string Id = "0000-0000-0000";

    private static LetterTemplate With(string from, string to)
    {
        var template = Samples.Reviewed;
        Assert.Contains(from, template.Body, StringComparison.Ordinal);
        return template with { Body = template.Body.Replace(from, to, StringComparison.Ordinal) };
    }

    [Fact]
    public void A_letter_carries_name_address_facts_in_the_era_and_its_number_on_two_pages()
    {
        var letter = Samples.Composer().Compose(Id, LetterFacts.Sample, Samples.Person).Letter!;

        Assert.Equal(2, letter.Pages);
        string Slot(string name) => letter.Slots.First(slot => slot.Name == name).Value;
        Assert.Equal("見本　髙子", Slot("name"));
        Assert.Equal("999-0012", Slot("postalCode"));
        Assert.Equal("令和8年9月", Slot("month"));
        Assert.Equal("令和8年11月", Slot("recordsThrough"));
        Assert.Equal("6", Slot("institutions"));
        Assert.Equal("4", Slot("pharmacies"));
        Assert.Equal("14", Slot("claims"));
        Assert.Equal([1, 2], letter.Slots.Where(slot => slot.Name == "letterId").Select(slot => slot.Page));
    }

    [Fact]
    public void The_same_letter_twice_is_the_same_text()
    {
        RenderedLetter Make() => Samples.Composer().Compose(Id, LetterFacts.Sample, Samples.Person).Letter!;

        Assert.Equal(Make().Html, Make().Html);
        Assert.Equal(Make().TextHash, Make().TextHash);
    }

    [Fact]
    public void Names_are_escaped_and_rare_characters_kept()
    {
        var letter = Samples.Composer().Compose(Id, LetterFacts.Sample, Samples.Person with { Name = "<𠮷田>　&髙" }).Letter!;

        Assert.Contains("&lt;𠮷田&gt;　&amp;髙", letter.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void The_short_form_of_a_letter_never_shows_whose_it_is()
    {
        var letter = Samples.Composer().Compose(Id, LetterFacts.Sample, Samples.Person).Letter!;

        Assert.DoesNotContain("髙子", letter.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("みどり町", string.Concat(letter.Sentences), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_all_four_reviewers_every_page_says_sample()
    {
        var composer = Samples.Composer(LetterTemplate.Standard);

        Assert.Contains("当事者・家族・薬剤師・保健師の確認がまだです", composer.Mark, StringComparison.Ordinal);
        var html = composer.Compose(Id, LetterFacts.Sample, Samples.Person).Letter!.Html;
        Assert.Equal(3, html.Split("class=\"watermark\"").Length);
    }

    [Fact]
    public void One_reviewer_short_is_still_a_sample_and_all_four_are_not()
    {
        var card = Samples.Reviewed.Card;

        Assert.Equal(["保健師"], (card with { Reviewers = [.. card.Reviewers.Take(3)] }).RolesMissing);
        Assert.Empty(card.RolesMissing);
        Assert.Equal("", Samples.Composer().Mark);
        Assert.Equal("見本（合成データ）", Samples.Composer(marks: ["合成データ"]).Mark);
    }

    [Theory]
    [InlineData("<p>お薬をもらいすぎです。</p>", "T18")]
    [InlineData("<p>今すぐお電話を!</p>", "exclamation")]
    [InlineData("<p style=\"color: red\">お知らせです。</p>", "red-text")]
    [InlineData("<p>架空みどり病院の記録です。</p>", "page-one-privacy")]
    [InlineData("<p>架空中央薬局駅前店の記録です。</p>", "page-one-privacy")]
    [InlineData("<p>見本クリニックの記録です。</p>", "page-one-privacy")]
    [InlineData("<p>架空ゾラム錠の記録です。</p>", "page-one-privacy")]
    [InlineData("<p>番号 12345678 の方へ。</p>", "page-one-privacy")]
    public void A_template_that_judges_or_leaks_gives_no_letter(string addition, string rule)
    {
        var composed = Samples.Composer(With("<h2>お体とこころのこと</h2>", addition)).Compose(Id, LetterFacts.Sample, Samples.Person);

        Assert.Null(composed.Letter);
        Assert.Contains(composed.Findings, finding => finding.Rule == rule && finding.Level == LintLevel.Block);
    }

    [Theory]
    [InlineData("近くの薬局でも相談できます。")]
    [InlineData("行った病院の名前は書いていません。")]
    [InlineData("病院や薬局、または診療所でも話せます。")]
    [InlineData("保険薬局でも話せます。")]
    public void Kinds_of_places_may_be_named_on_page_one(string text)
    {
        var composed = Samples.Composer(With("<h2>お体とこころのこと</h2>", $"<p>{text}</p>"))
            .Compose(Id, LetterFacts.Sample, Samples.Person);

        Assert.NotNull(composed.Letter);
    }

    [Theory]
    [InlineData("<strong>{{fixed.doNotStop}}</strong>")]
    [InlineData("{{fixed.neededCare}}")]
    [InlineData("{{fixed.confidentiality}}")]
    public void A_template_without_a_required_sentence_gives_no_letter(string part)
    {
        var composed = Samples.Composer(With(part, "")).Compose(Id, LetterFacts.Sample, Samples.Person);

        Assert.Null(composed.Letter);
        Assert.Contains(composed.Findings, finding => finding.Rule == "required-sentence");
    }

    [Fact]
    public void Data_may_hold_a_word_that_text_may_not()
    {
        var sender = Sender.Sample with { Department = "保健指導係" };
        var composer = new LetterComposer(Samples.Reviewed, sender, Samples.Windows, new LetterSettings(), Samples.Today, []);

        Assert.NotNull(composer.Compose(Id, LetterFacts.Sample, Samples.Person).Letter);
    }

    [Fact]
    public void A_name_the_template_asks_for_and_nobody_gives_is_refused_with_template_line_and_name()
    {
        var template = With("{{facts.claims}}", "{{facts.nothing}}");
        var line = template.Body.AsSpan(0, template.Body.IndexOf("facts.nothing", StringComparison.Ordinal)).Count('\n') + 1;

        var error = Assert.Throws<UserError>(() => Samples.Composer(template));

        Assert.Equal(ExitCode.Settings, error.ExitCode);
        Assert.Equal($"standard/letter.hbs:{line}", error.Where);
        Assert.Contains("facts.nothing", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_that_does_not_fit_is_refused_without_quoting_it()
    {
        var composed = Samples.Composer().Compose(Id, LetterFacts.Sample, Samples.Person with { Address = new string('町', 70) });

        Assert.Null(composed.Letter);
        Assert.DoesNotContain(
            "町町", string.Concat(composed.Findings.Select(finding => finding.Text + finding.Instead)), StringComparison.Ordinal);
    }

    [Fact]
    public void The_confidentiality_mark_stands_only_at_windows_that_confirmed()
    {
        var html = Samples.Composer().Compose(Id, LetterFacts.Sample, Samples.Person).Letter!.Html;

        Assert.Contains("架空市薬剤師会</span> ●", html, StringComparison.Ordinal);
        Assert.Contains("架空保健所</span></td>", html, StringComparison.Ordinal);
        Assert.Equal(3, html.Split("</span> ●").Length - 1);
    }

    [Fact]
    public void Too_many_windows_for_the_page_are_refused_before_anything_is_cut_off()
    {
        var windows = Samples.Windows.Concat(Samples.Windows).ToList();

        var error =
            Assert.Throws<UserError>(
                () => new LetterComposer(Samples.Reviewed, Sender.Sample, windows, new LetterSettings(),
                    Samples.Today, []).Preview());

        Assert.Equal(ExitCode.Settings, error.ExitCode);
    }

    [Fact]
    public void A_style_that_fetches_anything_is_refused() =>
        Assert.Throws<UserError>(
            () => LetterTemplate.Load(
                "{\"id\":\"x\",\"version\":\"1\",\"title\":\"\",\"reviewers\":[]}", "", "p{background:url(http://x)}", "t"));

    [Fact]
    public void A_document_puts_letters_one_after_another_with_the_window_in_millimetres()
    {
        var composer = Samples.Composer();
        var letter = composer.Compose(Id, LetterFacts.Sample, Samples.Person).Letter!;

        var html = composer.Document([letter, letter]);

        Assert.Equal(4, html.Split("<section class=\"sheet\"").Length - 1);
        Assert.Contains("--window-x: 20mm; --window-y: 12mm; --window-w: 90mm; --window-h: 45mm", html, StringComparison.Ordinal);
        Assert.DoesNotContain("http", html.Replace("http-equiv", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void A_month_in_the_first_year_of_an_era_is_gannen()
    {
        var facts = new LetterFacts(new MonthFacts(new ClaimMonth(201906), 14, 10, 6, 4, 12), new ClaimMonth(201908));

        var letter = new LetterComposer(
                Samples.Reviewed, Sender.Sample, SampleWindows.ConfirmedOn(new DateOnly(2019, 8, 1)), new LetterSettings(),
                new DateOnly(2019, 8, 20), [])
            .Compose(Id, facts, Samples.Person).Letter!;

        Assert.Equal("令和元年6月", letter.Slots.First(slot => slot.Name == "month").Value);
    }
}
