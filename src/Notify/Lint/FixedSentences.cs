namespace ClaimsWatch.Notify.Lint;

/// <summary>A sentence that stands in letters word for word.</summary>
/// <param name="Id">Its name in templates, after <c>fixed.</c>, and the reason why the tone rules leave it alone.</param>
/// <param name="Text">The sentence.</param>
/// <param name="Readings">The same with readings after kanji (漢字《かんじ》).</param>
public sealed record FixedSentence(string Id, string Text, string Readings);

/// <summary>
/// Sentences that every letter must carry word for word (decisions A7, letters 4.2); they are exempt from the tone rules.
/// </summary>
public static class FixedSentences
{
    /// <summary>What the letter is, first of all (4.2 item 1).</summary>
    public const string Purpose = "これは、あなたの受診とお薬の記録をまとめたお知らせです。";

    /// <summary>Nobody has to answer (4.2 item 9).</summary>
    public const string NoReply = "お返事は必要ありません。";

    /// <summary>The data are old (4.2 item 2).</summary>
    public const string DataAge = "今の状況とは違うことがあります。";

    /// <summary>It may reach people whose visits are needed (4.2 item 3).</summary>
    public const string NeededCare = "必要な受診の方にも届くことがあります。";

    /// <summary>The one sentence in bold (4.2 item 5).</summary>
    public const string DoNotStop = "自分の判断でお薬をやめたり、減らしたりしないでください。";

    /// <summary>Confidentiality and its two exceptions (decisions A7); only for windows that confirmed it.</summary>
    public const string Confidentiality =
        "ご相談の内容は、あなたの同意なく、勤務先・ご家族・警察にお伝えしません。命の危険があるときと、法律で定めがあるときを除きます。";

    /// <summary>How to stop these letters, with the means in between (4.2 item 9).</summary>
    public const string OptOutStart = "今後このお知らせが不要な方は、";

    /// <summary>A reminder never reads as failure.</summary>
    public const string NoChangeIsFine = "受診のようすが変わっていなくても、問題ありません。";

    /// <summary>First sentence of the closing letter.</summary>
    public const string LastLetter = "このお知らせは、今回で終わりです。";

    private static readonly FixedSentence[] Listed =
    [
        new("purpose", Purpose, "これは、あなたの受診《じゅしん》とお薬《くすり》の記録《きろく》をまとめたお知《し》らせです。"),
        new("noReply", NoReply, "お返事《へんじ》は必要《ひつよう》ありません。"),
        new("dataAge", DataAge, "今《いま》の状況《じょうきょう》とは違《ちが》うことがあります。"),
        new("neededCare", NeededCare, "必要《ひつよう》な受診《じゅしん》の方《かた》にも届《とど》くことがあります。"),
        new("doNotStop", DoNotStop, "自分《じぶん》の判断《はんだん》でお薬《くすり》をやめたり、減《へ》らしたりしないでください。"),
        new(
            "confidentiality", Confidentiality,
            "ご相談《そうだん》の内容《ないよう》は、あなたの同意《どうい》なく、勤務先《きんむさき》・ご家族《かぞく》・警察《けいさつ》にお伝《つた》えしません。"
            + "命《いのち》の危険《きけん》があるときと、法律《ほうりつ》で定《さだ》めがあるときを除《のぞ》きます。"),
        new("optOutStart", OptOutStart, "今後《こんご》このお知《し》らせが不要《ふよう》な方《かた》は、"),
        new("noChangeIsFine", NoChangeIsFine, "受診《じゅしん》のようすが変《か》わっていなくても、問題《もんだい》ありません。"),
        new("lastLetter", LastLetter, "このお知《し》らせは、今回《こんかい》で終《お》わりです。"),
    ];

    /// <summary>Whole sentences, longest first; a text that holds one word for word is exempt from the tone rules
    /// there.</summary>
    public static IReadOnlyList<FixedSentence> All { get; } =
        [.. Listed.Where(sentence => sentence.Text.EndsWith('。')).OrderByDescending(sentence => sentence.Text.Length)];

    /// <summary>What a letter with facts must carry.</summary>
    public static IReadOnlyList<string> OfLetter { get; } = [Confidentiality, DoNotStop, Purpose, NeededCare, DataAge, NoReply];

    /// <summary>Values for the template, by id.</summary>
    public static IReadOnlyDictionary<string, object?> ForTemplate { get; } =
        Listed.ToDictionary(sentence => sentence.Id, object? (sentence) => sentence.Text, StringComparer.Ordinal);

    /// <summary>The same with readings (漢字《かんじ》), for やさしい日本語.</summary>
    public static IReadOnlyDictionary<string, string> WithReadings { get; } =
        Listed.ToDictionary(sentence => sentence.Id, sentence => sentence.Readings, StringComparer.Ordinal);

    /// <summary>How a template writes a required sentence: <c>{{fixed.doNotStop}}</c>;
    /// empty for a sentence that is not on the list.</summary>
    internal static string VariableOf(string text) =>
        Listed.FirstOrDefault(sentence => sentence.Text == text) is { } found ? $"{{{{fixed.{found.Id}}}}}" : "";
}
