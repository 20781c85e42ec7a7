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

    /// <summary>All of them, longest first.</summary>
    public static IReadOnlyList<string> All { get; } = [Confidentiality, DoNotStop, Purpose, NeededCare, DataAge, NoReply];

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
    };
}
