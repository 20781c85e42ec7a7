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
    public const string NoFacts = "基準月の記録がありません。";
    public const string AddressSourceNever = "事業所の住所、または出どころのわからない住所には送りません。";
    public const string ListsStaleNext = "新しい一覧を取り込んでください。該当がなければ、見出しだけのファイル（該当なし）を取り込みます。";
    public const string SecondLetterNext = "この回の手紙はもう作られています。作り直すには、先に「letters pull」で抜いた記録をつけてください。";

    // "contains names and addresses: destroy after posting"
    public static string MailingNote(string round) => $"{round}　氏名と住所を含みます。発送が済んだら、決められた方法で廃棄してください。";

    public static string SecondLetter(int count) => $"同じ回で二通目になる方が{count}人います。";

    public static string ListsStale(IReadOnlyList<ListDate> lists, int days) =>
        $"印刷日の{days}日前までの一覧が必要です：" +
            string.Join("、", lists.Select(list => $"{list.Name}（{(list.AsOf is { } day ? $"{day:yyyy-MM-dd}" : "なし")}）"));

    // "n closed days follow: people who ring up would find nobody"
    public static string BeforeLongWeekend(int days) => $"発送のすぐ後に{days}日続きの休みがあります。電話をかけてもつながらない方が出ます。";

    public static string WindowClosed(string window, IReadOnlyList<DateOnly> days) =>
        $"{window}は{string.Join("、", days.Select(day => $"{day:M/d}"))}が休みです。";

    public static string TooManyCalls(int letters, int calls, int capacity) =>
        $"{letters}通でおよそ{calls}本の電話が見込まれ、受けられる{capacity}本を超えます。何日かに分けてください。";
}
