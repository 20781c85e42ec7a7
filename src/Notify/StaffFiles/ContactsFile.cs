using ClaimsWatch.Core.Programme;
using ClaimsWatch.Core.Text;

namespace ClaimsWatch.Notify.StaffFiles;

/// <summary>
/// Who got in touch (contacts: letter_id, on, channel, who, wants_referral, consent, referred_to, first_visit_on, outcome);
/// fixed lists only, so that no story about a person is kept (decisions E3).
/// </summary>
public static class ContactsFile
{
    /// <summary>The person asked to be called.</summary>
    public const string CallWanted = "電話の希望";

    /// <summary>The person wants no more letters.</summary>
    public const string StopWanted = "送付停止の希望";

    /// <summary>A complaint.</summary>
    public const string Complaint = "苦情";

    /// <summary>The person says that something happened to them.</summary>
    public const string Harm = "有害事象の訴え";

    /// <summary>Outcomes after which nothing more is sent to the person, from that day on (decisions A3, A11).</summary>
    public static IReadOnlyList<string> Stopping { get; } = [StopWanted, Complaint, Harm];

    /// <summary>How.</summary>
    public static IReadOnlyList<string> Channels { get; } = ["電話", "来所", "訪問", "返信はがき", "メール", "その他"];

    /// <summary>Who.</summary>
    public static IReadOnlyList<string> People { get; } = ["本人", "家族"];

    /// <summary>Where to.</summary>
    public static IReadOnlyList<string> Places { get; } = ["医療機関", "薬局", "精神保健福祉センター", "保健所", "福祉", "その他", "なし"];

    /// <summary>How it ended; 苦情 and 有害事象の訴え stop everything for that person (decisions A3, A11).</summary>
    public static IReadOnlyList<string> Outcomes { get; } =
        ["相談のみ", "紹介した", "情報を送った", CallWanted, StopWanted, Complaint, Harm, "記録の訂正の希望", "その他"];

    private static readonly StaffColumn[] Columns =
    [
        new("letter_id", "お知らせ番号"), new("on", "日付"), new("channel", "方法"), new("who", "連絡した人"), new("wants_referral", "紹介の希望"),
        new("consent", "同意"), new("referred_to", "紹介先", Required: false), new("first_visit_on", "初回相談日", Required: false),
        new("outcome", "結果"),
    ];

    /// <summary>Reads the file; a referral without consent is rejected.</summary>
    public static StaffRows<Contact> Parse(string csv, string file) => StaffTable.Read(csv, file, Columns, row =>
    {
        var on = row.Day("on");
        var consent = row.YesNo("consent");
        var referred = row.OptionalOneOf("referred_to", Places);
        var visit = row.OptionalDay("first_visit_on");
        var value = new Contact(
            row.LetterId("letter_id"), on, row.OneOf("channel", Channels), row.OneOf("who", People),
            row.YesNo("wants_referral"), consent, referred,
            visit is { } day ? JapaneseDate.ToNumber(day) : 0, row.OneOf("outcome", Outcomes));
        if (row.IsGood && referred.Length > 0 && referred != "なし" && !consent)
        {
            row.Reject("consent", "referral-without-consent", "はい: nobody is referred without consent");
        }

        return row.IsGood ? value : null;
    });
}
