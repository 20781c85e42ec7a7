using ClaimsWatch.Notify.Letters;
using ClaimsWatch.Notify.Lint;

namespace ClaimsWatch.Tests.Notify;

public sealed class LetterLintTests
{
    private const string WholeLetter =
        """
        これは、あなたの受診とお薬の記録をまとめたお知らせです。お返事は必要ありません。
        令和8年9月の記録
        医療機関 6か所、薬局 4か所、請求の記録 14件
        薬局の請求も1件と数えます。今の状況とは違うことがあります。必要な受診の方にも届くことがあります。
        自分の判断でお薬をやめたり、減らしたりしないでください。
        健康推進課 0999-00-0001 平日 9時～17時
        救急の病院案内 0999-00-0005 24時間
        ご相談の内容は、あなたの同意なく、勤務先・ご家族・警察にお伝えしません。命の危険があるときと、法律で定めがあるときを除きます。
        今後このお知らせが不要な方は、お電話ください。
        お問い合わせ 健康推進課 0999-00-0001
        """;

    private static IReadOnlyList<string> Rules(string text, bool sentencesOnly = true) =>
        [.. LetterLint.CheckText(text, sentencesOnly).Select(finding => finding.Rule)];

    [Fact]
    public void A_plain_text_with_everything_a_letter_needs_passes() =>
        Assert.Empty(LetterLint.CheckText(WholeLetter, sentencesOnly: false));

    [Theory]
    [InlineData("これは、あなたの受診とお薬の記録をまとめたお知らせです。", "required-sentence")]
    [InlineData("お返事は必要ありません。", "required-sentence")]
    [InlineData("今の状況とは違うことがあります。", "required-sentence")]
    [InlineData("必要な受診の方にも届くことがあります。", "required-sentence")]
    [InlineData("自分の判断でお薬をやめたり、減らしたりしないでください。", "required-sentence")]
    [InlineData("命の危険があるときと、法律で定めがあるときを除きます。", "required-sentence")]
    [InlineData("令和8年9月の記録", "required-fact")]
    [InlineData("医療機関 6か所", "required-fact")]
    [InlineData("薬局 4か所", "required-fact")]
    [InlineData("請求の記録 14件", "required-fact")]
    [InlineData("薬局の請求も1件と数えます。", "required-fact")]
    [InlineData("平日 9時～17時", "required-window")]
    [InlineData("健康推進課 0999-00-0001 平日 9時～17時", "required-window")]
    [InlineData("24時間", "required-24-hours")]
    [InlineData("救急の病院案内 0999-00-0005 24時間", "required-24-hours")]
    [InlineData("今後このお知らせが不要な方は、お電話ください。", "required-opt-out")]
    [InlineData("お問い合わせ 健康推進課 0999-00-0001", "required-sender")]
    public void Anything_required_that_is_missing_blocks(string part, string rule)
    {
        Assert.Contains(part, WholeLetter, StringComparison.Ordinal);

        var findings = LetterLint.CheckText(WholeLetter.Replace(part, "", StringComparison.Ordinal), sentencesOnly: false);

        Assert.Contains(findings, finding => finding.Rule == rule && finding.Level == LintLevel.Block);
    }

    [Theory]
    [InlineData("架空病院 0999-00-0001 平日 9時～17時")]
    [InlineData("架空警察署 0999-00-0001 平日 9時～17時")]
    public void A_hospital_or_the_police_alone_is_no_way_out(string window)
    {
        var text = WholeLetter.Replace("健康推進課 0999-00-0001 平日 9時～17時", window, StringComparison.Ordinal);

        Assert.Contains("required-window", Rules(text, sentencesOnly: false));
    }

    [Fact]
    public void The_purpose_comes_first() =>
        Assert.Contains("purpose-first", Rules("大切なお話があります。\n" + WholeLetter, sentencesOnly: false));

    [Fact]
    public void Sentences_only_asks_for_nothing_that_a_letter_needs() =>
        Assert.Empty(LetterLint.CheckText("相談は無料です。", sentencesOnly: true));

    [Theory]
    [InlineData("受診しなさい。", "imperative")]
    [InlineData("手帳を持参のこと。", "imperative")]
    [InlineData("薬をためるな。", "imperative")]
    [InlineData("お知らせです!", "exclamation")]
    [InlineData("お知らせです！", "exclamation")]
    [InlineData("心配がないわけではありません。", "double-negative")]
    [InlineData("費用はかかりません。予約もいりません。", "negative-run")]
    [InlineData("電話をかけてください。用紙を書いてください。", "T15")]
    public void Tone_that_orders_or_shouts_is_found(string text, string rule) => Assert.Contains(rule, Rules(text));

    [Theory]
    [InlineData("お体とこころのこと")]
    [InlineData("費用はかかりません。電話でお話しできます。予約もいりません。")]
    [InlineData("お返事は必要ありません。自分の判断でお薬をやめたり、減らしたりしないでください。")]
    [InlineData("必要な受診は続けてください。お電話ください。")]
    [InlineData("どうぞご相談ください。")]
    public void Tone_that_informs_is_left_alone(string text) => Assert.Empty(LetterLint.CheckText(text, sentencesOnly: true));

    [Theory]
    [InlineData(50, false)]
    [InlineData(51, true)]
    public void A_sentence_has_at_most_fifty_characters(int length, bool found)
    {
        // A short sentence beside it keeps the mean below its own limit.
        var text = new string('あ', length - 1) + "。" + "はい。";

        Assert.Equal(found, Rules(text).Contains("sentence-length"));
    }

    [Theory]
    [InlineData(40, 40, false)]
    [InlineData(40, 41, true)]
    public void Sentences_have_at_most_forty_characters_on_average(int first, int second, bool found)
    {
        var text = new string('あ', first - 1) + "。" + new string('い', second - 1) + "。";

        Assert.Equal(
            found, LetterLint.CheckText(text, sentencesOnly: true)
                .Any(finding => finding is { Rule: "sentence-length", Line: 0 }));
    }

    [Theory]
    [InlineData(35, false)]
    [InlineData(36, true)]
    public void At_most_thirty_five_percent_are_kanji(int kanji, bool found)
    {
        // 100 characters in sentences of 25, full stops included.
        var characters = new string('山', kanji) + new string('あ', 96 - kanji);
        var text = string.Concat(characters.Chunk(24).Select(part => new string(part) + "。"));

        Assert.Equal(found, Rules(text).Contains("kanji-ratio"));
    }

    [Fact]
    public void The_shipped_letter_passes_its_own_lint_without_even_a_warning()
    {
        var letter = Samples.Composer(LetterTemplate.Standard).Preview();

        Assert.NotNull(letter.Letter);
        Assert.Empty(letter.Findings);
    }

    [Theory]
    [InlineData("color: #c00", true)]
    [InlineData("color: red", true)]
    [InlineData("color: #d01010", true)]
    [InlineData("color: #2f6f5e", false)]
    [InlineData("color: #999", false)]
    [InlineData("background-color: #c00", false)]
    public void Red_text_blocks(string style, bool found)
    {
        var document = new LintDocument([new LintLine(1, 1, "本文です。")], [], $"<p style=\"{style}\">本文です。</p>");

        Assert.Equal(found, LetterLint.Check(document).Any(finding => finding.Rule == "red-text"));
    }
}
