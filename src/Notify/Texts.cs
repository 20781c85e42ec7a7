using System.Globalization;
using ClaimsWatch.Notify.StaffFiles;
using ClaimsWatch.Notify.Windows;

namespace ClaimsWatch.Notify;

/// <summary>
/// Words for people: what the lint, the letters and the staff files say, Japanese and English side by side. What patients read
/// and
/// what stands in the sheets of staff is Japanese only.
/// </summary>
internal static partial class Texts
{
    // "Notice of your visits and medicines"
    public const string LetterTitle = "受診とお薬の記録のお知らせ";
    public const string InsteadOfImperative = "「～できます」「～をおすすめします」のように、選べる言い方にします。 / write it as an offer or a suggestion";
    public const string InsteadOfExclamation = "「。」で終えます。 / end the sentence with a full stop";
    public const string InsteadOfDoubleNegative = "打ち消しは一つにします。 / use one negation";
    public const string InsteadOfNegativeRun =
        "打ち消しの文を続けません。どちらかを「～できます」にします。 / two negative sentences in a row: make one of them positive";
    public const string InsteadOfRequests =
        "お願いの文を続けません。「～できます」「～をおすすめします」にします。 / two requests in a row: make one of them an offer";
    public const string InsteadOfRed = "赤い文字は使いません。黒か、もとの色にします。 / no red text: use black or the colour of the template";
    public const string InsteadOfBold = "太字は「自分の判断で…」の一文だけにします。 / keep bold for the one sentence that must be seen";

    // month, institutions, pharmacies, claims, dispensing counts as one
    public const string FactMonth = "「令和○年○月の記録」";
    public const string FactInstitutions = "「医療機関 ○か所」";
    public const string FactPharmacies = "「薬局 ○か所」";
    public const string FactClaims = "「請求の記録 ○件」";
    public const string FactDispensing = "「薬局の請求も1件と数えます」";
    public const string MissingWindow =
        "電話番号と受付時間のある、病院・警察以外の相談窓口が必要です。 / needed: a window with phone and hours that is neither a hospital nor the police";
    public const string MissingAlwaysOpen =
        "24時間つながる窓口（電話番号と「24時間」）が必要です。 / needed: a line with a phone number that answers 24 hours a day";
    public const string MissingSender = "「お問い合わせ」と電話番号の行が必要です。 / needed: a line that begins お問い合わせ and holds a phone number";

    // what page one must not show
    public const string WhatMedicine = "お薬の名前";
    public const string WhatInstitution = "医療機関や薬局の名前";
    public const string WhatInsuredNumber = "記号・番号や長い数字";

    public const string AddressIncomplete =
        "氏名・郵便番号・住所のどれかがありません。資格のデータを確かめてください。 / name, postal code or address is missing: check the roster";
    public const string NameTooLong =
        "氏名が窓に入りません。手書きの封筒にしてください。 / the name does not fit the window: write this envelope by hand";

    public const string StyleFetches = "スタイルが外のファイルを読もうとしています（url、@import）。 / the style sheet fetches a file (url, @import)";
    public const string StyleFetchesNext =
        "letter.css から url( ) と @import を取り除いてください。 / take url( ) and @import out of letter.css";
    public const string StyleWrites =
        "スタイルが文字を書き足しています（content）。ことばの点検が見えません。 / the style sheet writes words (content) that the lint cannot see";
    public const string StyleWritesNext = "文字は letter.hbs に書いてください。 / write the words in letter.hbs";
    public const string WordsInSlotNext =
        "<span data-slot=\"…\"> の中は {{変数}} を一つだけにします。ことばは外に書きます。 / a data-slot holds one {{variable}}; words stand outside";
    public const string BareDataNext =
        "データは <span data-slot=\"…\">{{変数}}</span> の中に書きます。 / data stand in <span data-slot=\"…\">{{variable}}</span>";
    public const string CardIncomplete =
        "template.json に id、version、reviewers が必要です。 / template.json needs id, version and reviewers";
    public const string CardNext =
        "ひな形の template.json と見比べてください。 / compare it with the template.json that came with the program";

    public const string WindowsFile = "相談窓口一覧 / consultation windows";
    public const string WindowsNext = "相談窓口一覧に窓口を足してください。 / add a window to the directory";
    public const string NoConfirmedWindow = "秘密を守る旨を確認した窓口が一つもありません。 / no window has confirmed that talks stay inside";
    public const string TooManyWindowsNext = "地域で絞るか、一覧を短くしてください。 / choose by area, or shorten the list";

    public const string Yes = "はい";
    public const string No = "いいえ";
    public const string FileEmpty = "ファイルに見出しの行がありません。 / the file has no header row";

    public static string WordsInSlot(string content) => $"データの枠に、ことばが入っています / words in a data slot: {content}";

    public static string BareData(string variable) => $"データが枠の外にあります / data outside a data slot: {variable}";

    // "sentence of n characters; m at most"
    public static string InsteadOfLong(int length, int most) =>
        $"{length}字あります。{most}字までに分けます。 / {length} characters, {most} at most";

    public static string InsteadOfLongMean(double mean, double most) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"一文の平均が{mean:0.0}字です。{most:0}字までにします。 / {mean:0.0} characters on average, {most:0} at most");

    public static string InsteadOfKanji(double share, double most) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"漢字が{share * 100:0}％です。{most * 100:0}％までにします。 / {share * 100:0} % kanji, {most * 100:0} % at most");

    // "this must stand in the letter"
    public static string Missing(string what) => $"手紙に必要です：{what} / the letter needs this";

    public static string NotOnPageOne(string what) => $"1枚目に{what}を書きません。 / not on page one";

    public static string AddressTooLong(int lines) =>
        $"住所が{lines}行に入りません。手書きの封筒にしてください。 / the address does not fit {lines} lines: write it by hand";

    public static string CardUnreadable(string why) => $"template.json を読めません / template.json cannot be read: {why}";

    public static string ConfirmationExpired(int count) =>
        $"秘密を守る旨の確認がないか、期限の切れた窓口が{count}か所あります。 / {count} windows lack a valid confirmation";

    public static string WindowsAsk(IReadOnlyList<string> windows) =>
        "次の窓口に確かめ、確認者と確認日を一覧に書いてください / ask these and note who confirmed and when: " + string.Join("、", windows);

    public static string TooManyWindows(int count, int lines, int most) =>
        $"窓口{count}か所を印刷すると{lines}行になります。2枚目に入るのは{most}行までです。 / {lines} lines of windows, {most} at most";

    public static string HeaderMissing(string name, string japanese) =>
        $"見出し「{japanese}」（{name}）がありません。 / the header {name} is missing";

    public static string HeaderTwice(string japanese) => $"見出し「{japanese}」が二つあります。 / the header stands twice";

    public static string HeaderExpected(IReadOnlyList<StaffColumn> columns) =>
        "見出し / headers: " + string.Join(
            "、", columns.Select(
                column => column.Required ? $"{column.Japanese}（{column.Name}）" : $"[{column.Japanese}（{column.Name}）]"));

    // "SAMPLE: not yet read by …"
    public static string SampleMark(IReadOnlyList<string> rolesMissing, IReadOnlyList<string> marks)
    {
        var reasons = new List<string>(marks);
        if (rolesMissing.Count > 0)
        {
            reasons.Add($"{string.Join("・", rolesMissing)}の確認がまだです");
        }

        return reasons.Count == 0 ? "" : $"見本（{string.Join("、", reasons)}）";
    }

    // what one can talk about at a window
    public static string WindowAbout(string kind) => kind switch
    {
        WindowKinds.Insurer => "お薬や受診のこと、健康のこと",
        WindowKinds.Pharmacy => "お薬の重なり、飲み合わせ",
        WindowKinds.MentalHealthCentre => "こころの健康、お薬の悩み",
        WindowKinds.HealthCentre => "からだとこころの健康",
        WindowKinds.UrgentAdvice => "急な体調の変化で迷うとき",
        WindowKinds.Helpline => "つらい気持ち、困りごと",
        WindowKinds.Women => "女性の悩みごと（どなたでも）",
        WindowKinds.Recovery => "回復のこと、暮らしのこと",
        WindowKinds.SelfHelp => "同じ経験のある方との話",
        WindowKinds.Family => "ご家族の悩みごと",
        WindowKinds.SpecialistHospital => "治療のこと",
        WindowKinds.Hospital => "治療のこと",
        WindowKinds.Police => "緊急のとき",
        _ => "困りごと",
    };
}
