using ClaimsWatch.Notify.Letters;
using ClaimsWatch.Notify.Lint;

namespace ClaimsWatch.Notify;

/// <summary>Words about templates, Japanese and English side by side.</summary>
internal static partial class Texts
{
    public const string InsteadOfForeign = "短いお知らせには要らない言葉です。別の言い方にします。 / a slip needs no word that judges or frightens";
    public const string InsteadOfNoReport =
        "書面で確認した窓口に、プログラムが印刷します（一覧の「通報しない旨の確認日」）。 / printed by the program beside a window that confirmed it in writing";
    public const string RawBracesNext = "{{ }} と書いてください。 / write {{ }}";
    public const string UnknownVariableNext =
        "使える変数は `claimswatch letters variables` で見られます。 / `claimswatch letters variables` lists them";
    public const string TemplateNext = "`claimswatch letters preview` で確かめてください。 / check it with `claimswatch letters preview`";
    public const string KindHasNoLetter = "宛名のあるお知らせのひな形ではありません。 / this template is not an addressed letter";
    public const string KindHasNoLetterNext =
        "template.json の kind を letter、reminder、closing のどれかにします。 / kind must be letter, reminder or closing";
    public const string KindIsLetter = "宛名のあるお知らせは letters で作ります。 / an addressed letter is made by `letters`";
    public const string NoConsent = "ご本人の同意の記録がありません。 / no recorded consent of the person";
    public const string NoConsentNext =
        "同意を得たら、contacts に同意「はい」、紹介先「医療機関」で記録します。 / record the consent in contacts, with referral to a 医療機関";

    // "these are not reported", beside one window only
    public const string NoReportStatement = "ご相談の内容を通報しません。";

    // "the family can ask too", "medicines from shops are not in the record"
    public const string FamilyLine = "ご家族《かぞく》の方《かた》もご相談《そうだん》いただけます。";
    public const string OverTheCounterLine = "市販《しはん》のお薬《くすり》やサプリメントは、この記録《きろく》に入《はい》っていません。いっしょに薬局《やっきょく》で話《はな》すことができます。";
    public const string FactsTooOld =
        "記録が1年より前のものです。お知らせを出しません。 / the record is more than a year old: no letter is sent";
    public const string Unknown = "不明";
    public const string UnderTen = "10未満";
    public const string NotYetSet = "日程は調整中";
    public const string NotWritten = "（担当者が記入）";
    public const string NotAsked =
        "ご本人からの連絡の記録がありません。 / no recorded contact by the person themself";
    public const string NotAskedNext = "ご本人が希望したら、contacts に「本人」で記録します。 / record the person's own contact first";

    private static readonly Dictionary<string, string> VariableMeanings = new(StringComparer.Ordinal)
    {
        ["mark"] = "見本の印。本番は空",
        ["date"] = "作成した年月（令和）",
        ["sender.name"] = "保険者の名前",
        ["sender.department"] = "担当課",
        ["sender.role"] = "お答えする職種",
        ["sender.postalCode"] = "返戻先の郵便番号",
        ["sender.address"] = "返戻先の住所",
        ["sender.phone"] = "電話",
        ["sender.hours"] = "受付時間",
        ["formats"] = "ほかの形（大きな文字など）。なければ空",
        ["windows"] = "相談窓口の一覧（#each）",
        ["windows[].name"] = "窓口名",
        ["windows[].about"] = "話せること",
        ["windows[].phone"] = "電話",
        ["windows[].hours"] = "受付時間",
        ["windows[].confirmed"] = "秘密を守る旨を確認したか（#if）",
        ["windows[].anonymous"] = "名前を言わずに話せるか（#if）",
        ["windows[].familyOnly"] = "家族だけで話せるか（#if）",
        ["marked"] = "◇や☆の付く窓口があるか（#if）",
        ["windows[].noReport"] = "通報しない旨の一文。書面の確認がなければ空",
        ["letterId"] = "お知らせ番号",
        ["postalCode"] = "郵便番号",
        ["addressLines"] = "住所の行（#each、this）",
        ["name"] = "氏名",
        ["pages"] = "総ページ数",
        ["barcode"] = "カスタマバーコードの棒（#each、this）。使わないときは空",
        ["familyLine"] = "ご家族あての一文。設定しなければ空",
        ["overTheCounterLine"] = "市販薬の一文。設定しなければ空",
        ["replyCard"] = "返信はがきを付けるか（#if）",
        ["survey"] = "感想の二次元コード（#if）。設定しなければ空",
        ["survey.size"] = "二次元コードの大きさ（viewBox の中だけ）",
        ["survey.path"] = "二次元コードの線（d の中だけ）",
        ["facts.month"] = "記録の月",
        ["facts.institutions"] = "医療機関の数",
        ["facts.pharmacies"] = "薬局の数",
        ["facts.claims"] = "請求の記録の件数",
        ["facts.visitDays"] = "かかった日数",
        ["facts.recordsThrough"] = "いつまでに届いた記録か",
        ["facts.age"] = "何か月前の記録か。半年たたないうちは空",
        ["record"] = "ご本人の記録のページ（#each）。付けないときは空",
        ["record[].page"] = "ページ番号",
        ["record[].rows"] = "記録の行（#each）",
        ["rows[].day"] = "月日",
        ["rows[].place"] = "受け取ったところ（既定は「A医院」）",
        ["rows[].medicine"] = "お薬の名前",
        ["rows[].quantity"] = "量",
        ["rows[].days"] = "日数",
        ["programme.month"] = "記録の月",
        ["programme.letters"] = "お送りした数（10未満は「10未満」）",
        ["programme.postedOn"] = "投函日、または予定日",
        ["programme.contacts"] = "ご相談の数（10未満は「10未満」）",
        ["programme.referrals"] = "紹介した数（10未満は「10未満」）",
        ["year.name"] = "年度",
        ["year.letters"] = "その年度に送った人（10未満は「10未満」）",
        ["year.contacts"] = "その年度に連絡のあった人（10未満は「10未満」）",
        ["year.connectedMen"] = "つながった男の人（10未満は「10未満」）",
        ["year.connectedWomen"] = "つながった女の人（10未満は「10未満」）",
        ["person.name"] = "同意したご本人の氏名",
        ["person.letterId"] = "お知らせ番号",
        ["person.consentOn"] = "同意の日",
        ["person.month"] = "お知らせの記録の月",
        ["person.institutions"] = "その月の医療機関の数",
        ["person.pharmacies"] = "その月の薬局の数",
        ["person.claims"] = "その月の請求の記録の件数",
        ["person.postedOn"] = "お知らせを送った日",
        ["person.contacts"] = "これまでの連絡（日・方法・結果）。なければ「なし」",
        ["setup.insurerName"] = "保険者の名前",
        ["setup.insurerNumber"] = "保険者番号",
        ["setup.from"] = "求める最初の診療年月",
        ["setup.to"] = "求める最後の診療年月",
        ["setup.version"] = "プログラムの版",
        ["setup.sha256"] = "プログラムのファイルの SHA-256",
        ["setup.runtime"] = "動いている環境",
        ["setup.workspace"] = "作業フォルダー",
    };

    // "this record is about n months old"
    public static string FactsAge(int months) => $"この記録《きろく》は、およそ{months}か月前《げつまえ》のものです。";

    // contacts so far: day, how, how it ended
    public static string Contacts(IEnumerable<Core.Programme.Contact> contacts)
    {
        var lines = contacts.OrderBy(c => c.On).Select(c => $"{c.On:yyyy-MM-dd} {c.Channel}（{c.Outcome}）").ToList();
        return lines.Count == 0 ? None : string.Join("、", lines);
    }

    public static string FirstSentence(string sentence) => $"最初の文は「{sentence}」にします。 / this must be the first sentence";

    public static string RawBraces(string found) => $"「{found}」は使えません。データがそのまま入ってしまいます。 / raw braces would let data in unescaped";

    public static string UnknownVariable(string name) => $"変数「{name}」はありません。 / there is no variable '{name}' here";

    public static string UnknownTemplate(string name) => $"ひな形「{name}」はありません。 / there is no template set '{name}'";

    public static string TooManyPlaces(int count, int most) =>
        $"窓口が{count}か所あります。このひな形に入るのは{most}か所までです。 / {most} windows at most";

    // A医院, B医院 … AA医院; the letter says nothing but "not the same one"
    public static string PlaceLetter(int number, bool pharmacy)
    {
        var letters = number < 26 ? $"{(char)('Ａ' + number)}" : $"{(char)('Ａ' + (number / 26) - 1)}{(char)('Ａ' + (number % 26))}";
        return letters + (pharmacy ? "薬局" : "医院");
    }

    public static IReadOnlyList<TemplateVariable> Variables(string prefix, IReadOnlyList<TextKind> kinds,
        params IReadOnlyList<string> names) =>
        [.. names.Select(name => new TemplateVariable(prefix + name, VariableMeanings[prefix + name], kinds))];
}
