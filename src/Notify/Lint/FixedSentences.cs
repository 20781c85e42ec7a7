namespace ClaimsWatch.Notify.Lint;

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

    /// <summary>All of them, longest first.</summary>
    public static IReadOnlyList<string> All { get; } =
        [Confidentiality, DoNotStop, Purpose, NoChangeIsFine, NeededCare, LastLetter, DataAge, NoReply];

    /// <summary>What a letter with facts must carry.</summary>
    public static IReadOnlyList<string> OfLetter { get; } = [Confidentiality, DoNotStop, Purpose, NeededCare, DataAge, NoReply];

    /// <summary>Values for the template, by name.</summary>
    public static IReadOnlyDictionary<string, object?> ForTemplate { get; } =
        new Dictionary<string, object?>(StringComparer.Ordinal)
    {
        ["purpose"] = Purpose,
        ["noReply"] = NoReply,
        ["dataAge"] = DataAge,
        ["neededCare"] = NeededCare,
        ["doNotStop"] = DoNotStop,
        ["confidentiality"] = Confidentiality,
        ["optOutStart"] = OptOutStart,
        ["noChangeIsFine"] = NoChangeIsFine,
        ["lastLetter"] = LastLetter,
    };

    /// <summary>The same with readings (漢字《かんじ》), for やさしい日本語.</summary>
    public static IReadOnlyDictionary<string, string> WithReadings { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["purpose"] = "これは、あなたの受診《じゅしん》とお薬《くすり》の記録《きろく》をまとめたお知《し》らせです。",
        ["noReply"] = "お返事《へんじ》は必要《ひつよう》ありません。",
        ["dataAge"] = "今《いま》の状況《じょうきょう》とは違《ちが》うことがあります。",
        ["neededCare"] = "必要《ひつよう》な受診《じゅしん》の方《かた》にも届《とど》くことがあります。",
        ["doNotStop"] = "自分《じぶん》の判断《はんだん》でお薬《くすり》をやめたり、減《へ》らしたりしないでください。",
        ["confidentiality"] =
            "ご相談《そうだん》の内容《ないよう》は、あなたの同意《どうい》なく、勤務先《きんむさき》・ご家族《かぞく》・警察《けいさつ》にお伝《つた》えしません。"
            + "命《いのち》の危険《きけん》があるときと、法律《ほうりつ》で定《さだ》めがあるときを除《のぞ》きます。",
        ["optOutStart"] = "今後《こんご》このお知《し》らせが不要《ふよう》な方《かた》は、",
        ["noChangeIsFine"] = "受診《じゅしん》のようすが変《か》わっていなくても、問題《もんだい》ありません。",
        ["lastLetter"] = "このお知《し》らせは、今回《こんかい》で終《お》わりです。",
    };
}
