using ClaimsWatch.Notify.Post;

namespace ClaimsWatch.Notify;

/// <summary>Words about printing and posting.</summary>
internal static partial class Texts
{
    // mailing list: sequence, bundle, letter number, postal code, address, name, honorific, pages
    public static readonly IReadOnlyList<string> MailingHeaders = ["通し番号", "束", "お知らせ番号", "郵便番号", "住所", "氏名", "敬称", "枚数"];
    // merge file: as the mailing list, address by line, then what is printed, bars, characters to look at
    public static readonly IReadOnlyList<string> VendorHeaders =
    [
        "通し番号", "束", "お知らせ番号", "郵便番号", "住所1", "住所2", "住所3", "氏名", "敬称", "記録の月", "医療機関", "薬局", "請求の記録", "かかった日数",
        "届いた記録", "カスタマバーコード", "確かめる文字",
    ];
    public static readonly IReadOnlyList<string> BundleHeaders = ["束", "郵便番号の上3けた", "はじめ", "おわり", "通数"];
    public static readonly IReadOnlyList<string> LookAtHeaders = ["お知らせ番号", "印刷を目で確かめる文字", "この端末での印刷"];
    public const string VendorSheet = "差し込み";
    public const string BundleSheet = "区分け表";
    public const string LookAtSheet = "文字の確認";

    public static string NoGlyph(IEnumerable<string> characters) => $"この端末の書体にありません：{string.Join(' ', characters)}";

    public const string Unprintable =
        "氏名か住所に、印刷できない文字（外字）があります。手書きの封筒にしてください。 / a character that cannot be printed: write this envelope by hand";
    // people who asked to be called: letter, asked on, by whom, then empty columns for staff
    public static readonly IReadOnlyList<string> CallHeaders = ["お知らせ番号", "希望の日", "希望した人", "かけた日時", "つながった", "担当"];
    public const string CallSheet = "架電リスト";
    public const string CallNote = "お電話を希望された方だけの一覧です。氏名と電話番号は、担当者が別に確かめます。通話台本：letters piece call-script";
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
