using ClaimsWatch.Notify.Letters;
using ClaimsWatch.Notify.Lint;

namespace ClaimsWatch.Tests.Notify;

/// <summary>Each of the 65 terms in each position of a letter: wherever an editor writes it, a B term stops the letter.</summary>
public sealed class TermPositionTests
{
    private static readonly string Letter = Html("standard", new LetterSettings { FamilyLine = true, RecordSheet = true });

    private static readonly (string Position, string Html, string Before)[] Places =
    [
        ("opening", Letter, "<p class=\"lead\">"), ("heading", Letter, "</h1>"), ("lead", Letter, "</p>\n<div class=\"facts\">"),
        ("box", Letter, "<ul class=\"numbers\">"), ("figures", Letter, "</ul>"), ("body", Letter, "<p class=\"calm\">"),
        ("steps", Letter, "<li>お薬手帳"), ("bold", Letter, "</strong>"), ("footer", Letter, "</p>\n<p class=\"page-number\""),
        ("page number", Letter, "1 / "), ("second sheet", Letter, "<h1>ご相談の窓口"), ("window table", Letter, "</th>"),
        ("family line", Letter, "ご家族の方も"), ("record sheet", Letter, "<table class=\"record\">"),
        ("record heading", Letter, "あなたの記録（"),
        .. InsertSentences.Languages.Select(language =>
            ($"insert {language}", Html("insert-" + language, new LetterSettings()), "</ul>")),
    ];

    public static TheoryData<int> Numbers => [.. Enumerable.Range(1, 65)];

    private static string Html(string name, LetterSettings settings)
    {
        var set = ShippedTemplates.Find(name)!;
        return set.Card.IsAddressed
            ? Samples.Composer(set, settings: settings).Preview().Letter!.Html
            : PieceComposer.Compose(set, Sender.Sample, Samples.Windows, settings, Samples.Today, [], PieceFacts.Sample).Html;
    }

    private static IReadOnlyList<LintFinding> With(string sentence, (string Position, string Html, string Before) place)
    {
        var at = place.Html.IndexOf(place.Before, StringComparison.Ordinal);
        Assert.True(at >= 0, $"{place.Position}: nothing to put words before");
        return LetterLint.Check(
            LetterText.Read(place.Html.Insert(at, sentence)), TextKind.Letter,
            place.Position.StartsWith("insert ", StringComparison.Ordinal) ? place.Position[7..] : "ja");
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void A_B_term_blocks_and_a_W_term_warns_in_every_position(int number)
    {
        var term = TermList.Shipped[number - 1];
        var spoken = term.Pattern is null ? "電話をかけてください。用紙を書いてください。"
            : $"、{TermListTests.SpokenOf(term).First(term.Pattern.IsMatch)}。";
        var positions =
            Places.Where(place => term.Pattern is not null || !place.Position.StartsWith("insert ", StringComparison.Ordinal));

        Assert.All(positions, place => Assert.True(
            With(spoken, place).Any(finding => finding.Rule == term.Id && finding.Level == term.Level),
            $"{term.Id} {term.Avoid}: not found as {place.Position}"));
        Assert.Contains(LetterLint.CheckText(spoken, sentencesOnly: true),
            finding => finding.Rule == term.Id && finding.Level == term.Level);
    }

    [Fact]
    public void A_term_with_readings_above_its_kanji_is_the_same_term() =>
        Assert.Contains(With("<p><ruby>乱<rt>らん</rt></ruby><ruby>用<rt>よう</rt></ruby></p>", Places[0]),
            finding => finding.Rule == "T01");

    [Fact]
    public void A_term_in_a_name_is_data_and_no_judgement() =>
        Assert.DoesNotContain(
            With("<p><span data-slot=\"windowName\">架空市 保健指導センター</span>で話せます。</p>", Places[5]), finding => finding.Rule == "T12");

    [Fact]
    public void Calling_words_a_page_number_or_a_mark_does_not_hide_them() =>
        Assert.All(["data-page-number=\"1\"", "data-mark=\"1\"", "aria-hidden=\"true\""], attribute => Assert.Contains(
            With($"<p {attribute}>乱用</p>", Places[0]), finding => finding.Rule == "T01"));
}
