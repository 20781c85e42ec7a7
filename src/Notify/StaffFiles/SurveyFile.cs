namespace ClaimsWatch.Notify.StaffFiles;

/// <summary>An answer to the reply card; nobody has to answer, and no answer is ever counted against anybody.</summary>
/// <param name="LetterId">Which letter.</param>
/// <param name="On">Day it came.</param>
/// <param name="Understood">わかりやすさ.</param>
/// <param name="Showed">Whom the letter was shown to.</param>
/// <param name="Feeling">How it felt to get it.</param>
public sealed record SurveyReply(string LetterId, DateOnly On, string Understood, string Showed, string Feeling);

/// <summary>Answers to the reply card (survey: letter_id, on, understood, showed, feeling);
/// fixed lists, no free text (decisions E3).</summary>
public static class SurveyFile
{
    /// <summary>わかりやすさ.</summary>
    public static IReadOnlyList<string> Understandings { get; } = ["わかりやすい", "ふつう", "わかりにくい", "無回答"];

    /// <summary>Whom it was shown to.</summary>
    public static IReadOnlyList<string> Shown { get; } = ["薬局", "医師", "薬局と医師", "家族", "だれにも", "無回答"];

    /// <summary>Glad to get the letter.</summary>
    public const string Pleased = "届いてよかった";

    /// <summary>Found it unpleasant.</summary>
    public const string Displeased = "不快だった";

    /// <summary>Answers that say that a pharmacy or a doctor saw it.</summary>
    public static IReadOnlyList<string> ToProfessionals { get; } = ["薬局", "医師", "薬局と医師"];

    /// <summary>How it felt.</summary>
    public static IReadOnlyList<string> Feelings { get; } = [Pleased, "どちらでもない", Displeased, "無回答"];

    private static readonly StaffColumn[] Columns =
    [
        new("letter_id", "お知らせ番号"), new("on", "日付"), new("understood", "わかりやすさ"), new("showed", "見せた相手"), new("feeling", "感想"),
    ];

    /// <summary>Reads the file.</summary>
    public static StaffRows<SurveyReply> Parse(string csv, string file) => StaffTable.Read(csv, file, Columns, row =>
    {
        var value = new SurveyReply(
            row.LetterId("letter_id"), row.Day("on"), row.OneOf("understood", Understandings), row.OneOf("showed", Shown),
            row.OneOf("feeling", Feelings));
        return row.IsGood ? value : null;
    });
}
