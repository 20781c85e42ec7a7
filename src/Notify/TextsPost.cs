using ClaimsWatch.Notify.Post;

namespace ClaimsWatch.Notify;

/// <summary>Words about printing and posting.</summary>
internal static partial class Texts
{
    // mailing list: sequence, bundle, letter number, postal code, address, name, honorific, pages
    public static readonly IReadOnlyList<string> MailingHeaders = ["通し番号", "束", "お知らせ番号", "郵便番号", "住所", "氏名", "敬称", "枚数"];
    public const string MailingSheet = "発送リスト";
    public const string Honorific = "様";

    // why somebody gets no letter
    public const string NoFacts = "基準月の記録がありません。 / no record of the month";
    public const string AddressSourceNever =
        "事業所の住所、または出どころのわからない住所には送りません。 / never to an employer's address or one of unknown origin";
    public const string ListsStaleNext =
        "新しい一覧を取り込んでください。該当がなければ、見出しだけのファイル（該当なし）を取り込みます。 / "
        + "take in newer lists; if nobody is on one, a file with its header only";
    public const string SecondLetterNext =
        "この回の手紙はもう作られています。一人に一通です。 / letters of this round exist already: one a person";

    // "contains names and addresses: destroy after posting"
    public static string MailingNote(string round) => $"{round}　氏名と住所を含みます。発送が済んだら、決められた方法で廃棄してください。";

    public static string SecondLetter(int count) =>
        $"同じ回で二通目になる方が{count}人います。 / {count} people would get a second letter of the round";

    public static string ListsStale(IReadOnlyList<ListDate> lists, int days) =>
        
        $"印刷日の{days}日前までの一覧が必要です / lists must be at most {days} days old: " +
            string.Join("、", lists.Select(list => $"{list.Name}（{(list.AsOf is { } day ? $"{day:yyyy-MM-dd}" : "なし")}）"));

    // "n closed days follow: people who ring up would find nobody"
    public static string BeforeLongWeekend(int days) => $"発送のすぐ後に{days}日続きの休みがあります。電話をかけてもつながらない方が出ます。 / "
        + $"{days} closed days follow";

    public static string WindowClosed(string window, IReadOnlyList<DateOnly> days) =>
        $"{window}は{string.Join("、", days.Select(day => $"{day:M/d}"))}が休みです。 / closed";

    public static string TooManyCalls(int letters, int calls, int capacity) =>
        $"{letters}通でおよそ{calls}本の電話が見込まれ、受けられる{capacity}本を超えます。何日かに分けてください。 / "
        + $"about {calls} calls, {capacity} can be taken: post on several days";
}
