using System.Globalization;
using ClaimsWatch.Notify.StaffFiles;
using ClaimsWatch.Notify.Windows;

namespace ClaimsWatch.Notify;

/// <summary>
/// Words for people: what the lint, the letters and the staff files say. Staff read Japanese; the English stands beside it as
/// the comment
/// of each entry.
/// </summary>
internal static partial class Texts
{
    // "Notice of your visits and medicines"
    public const string LetterTitle = "受診とお薬の記録のお知らせ";

    // "write it as an offer or a suggestion"
    public const string InsteadOfImperative = "「～できます」「～をおすすめします」のように、選べる言い方にします。";

    // "end the sentence with a full stop"
    public const string InsteadOfExclamation = "「。」で終えます。";

    // "say it once, positively"
    public const string InsteadOfDoubleNegative = "打ち消しは一つにします。";

    // "put a positive sentence between them, or say one of them positively"
    public const string InsteadOfNegativeRun = "打ち消しの文を続けません。どちらかを「～できます」にします。";

    // "turn one request into an offer"
    public const string InsteadOfRequests = "お願いの文を続けません。「～できます」「～をおすすめします」にします。";

    // "use black or the neutral green of the template"
    public const string InsteadOfRed = "赤い文字は使いません。黒か、もとの色にします。";

    // "keep bold for the sentence that must be seen"
    public const string InsteadOfBold = "太字は「自分の判断で…」の一文だけにします。";

    // "the first sentence says what the letter is"
    public const string PurposeFirst = "最初の文は「これは、あなたの受診とお薬の記録をまとめたお知らせです。」にします。";

    // month, institutions, pharmacies, claims, dispensing counts as one
    public const string FactMonth = "「令和○年○月の記録」";
    public const string FactInstitutions = "「医療機関 ○か所」";
    public const string FactPharmacies = "「薬局 ○か所」";
    public const string FactClaims = "「請求の記録 ○件」";
    public const string FactDispensing = "「薬局の請求も1件と数えます」";

    // "no window with phone and hours that is neither a hospital nor the police"
    public const string MissingWindow = "電話番号と受付時間のある、病院・警察以外の相談窓口が必要です。";

    // "no sender line with a phone number"
    public const string MissingSender = "「お問い合わせ」と電話番号の行が必要です。";

    // what page one must not show
    public const string WhatMedicine = "お薬の名前";
    public const string WhatInstitution = "医療機関や薬局の名前";
    public const string WhatInsuredNumber = "記号・番号や長い数字";

    // address problems; they never quote the address
    public const string AddressIncomplete = "氏名・郵便番号・住所のどれかがありません。資格のデータを確かめてください。";
    public const string NameTooLong = "氏名が窓に入りません。手書きの封筒にしてください。";

    // template files
    public const string StyleFetches = "スタイルが外のファイルを読もうとしています（url、@import）。";
    public const string StyleFetchesNext = "letter.css から url( ) と @import を取り除いてください。";
    public const string CardIncomplete = "template.json に id、version、reviewers が必要です。";
    public const string CardNext = "ひな形の template.json と見比べてください。";

    // windows
    public const string WindowsFile = "相談窓口一覧";
    public const string WindowsNext = "相談窓口一覧に窓口を足してください。";
    public const string NoConfirmedWindow = "秘密を守る旨を確認した窓口が一つもありません。";
    public const string TooManyWindowsNext = "地域で絞るか、一覧を短くしてください。";

    // staff files
    public const string FileEmpty = "ファイルに見出しの行がありません。";

    // "sentence of n characters; m at most"
    public static string InsteadOfLong(int length, int most) => $"{length}字あります。{most}字までに分けます。";

    public static string InsteadOfLongMean(double mean, double most) =>
        string.Create(CultureInfo.InvariantCulture, $"一文の平均が{mean:0.0}字です。{most:0}字までにします。");

    public static string InsteadOfKanji(double share, double most) =>
        string.Create(CultureInfo.InvariantCulture, $"漢字が{share * 100:0}％です。{most * 100:0}％までにします。");

    // "this must stand in the letter"
    public static string Missing(string what) => $"手紙に必要です：{what}";

    public static string NotOnPageOne(string what) => $"1枚目に{what}を書きません。";

    public static string AddressTooLong(int lines) => $"住所が{lines}行に入りません。手書きの封筒にしてください。";

    public static string CardUnreadable(string why) => $"template.json を読めません：{why}";

    public static string ConfirmationExpired(int count) => $"秘密を守る旨の確認がないか、期限の切れた窓口が{count}か所あります。";

    public static string WindowsAsk(IReadOnlyList<string> windows) => "次の窓口に確かめ、確認者と確認日を一覧に書いてください：" + string.Join("、", windows);

    public static string TooManyWindows(int count, int lines, int most) =>
        $"窓口{count}か所を印刷すると{lines}行になります。2枚目に入るのは{most}行までです。";

    public static string HeaderMissing(string name, string japanese) => $"見出し「{japanese}」（{name}）がありません。";

    public static string HeaderTwice(string japanese) => $"見出し「{japanese}」が二つあります。";

    public static string HeaderExpected(IReadOnlyList<StaffColumn> columns) =>
        "見出し：" + string.Join(
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
        WindowKinds.Hospital => "治療のこと",
        WindowKinds.Police => "緊急のとき",
        _ => "困りごと",
    };
}
