namespace ClaimsWatch.Ingest;

/// <summary>One message for people, in both languages.</summary>
/// <param name="Ja">Japanese.</param>
/// <param name="En">English.</param>
public readonly record struct Message(string Ja, string En)
{
    /// <summary>Both, for errors that end a run.</summary>
    public string Both => $"{Ja} / {En}";
}

/// <summary>Every text that Ingest shows to people.</summary>
public static class Texts
{
    /// <summary>A physical line without end.</summary>
    public static Message LineTooLong { get; } = new("1行が64MBを超えています", "a line is longer than 64 MiB");

    /// <summary>What to do about it.</summary>
    public static Message LineTooLongNext { get; } =
        new("レセプトファイルかどうか、改行があるかを確かめてください", "check that this is a claim file with line breaks");

    /// <summary>Second delivery of the same bytes.</summary>
    public static Message AlreadyDelivered { get; } = new(
        "同じ内容のファイルは取込み済みです。何も保存していません", "already delivered: the same bytes were ingested before, nothing was stored");

    /// <summary>No bytes, or blank lines only.</summary>
    public static Message EmptyFile { get; } = new(
        "ファイルが空です。提供元に再送を依頼してください", "the file is empty: ask its sender for it again");

    /// <summary>Nothing recognised.</summary>
    public static Message UnknownFormat { get; } = new(
        "知らない形式のファイルです。レセプト・資格・マスター・停止申出のどれにも見えません",
        "a format not known: it looks like neither claims, roster, master nor opt-outs");

    /// <summary>UTF-8 where CP932 is specified.</summary>
    public static Message Utf8Claims { get; } = new(
        "文字コードがUTF-8です（仕様はShift_JIS）。そのまま読みました", "the file is UTF-8 (the specification says Shift_JIS); it was read as it is");

    /// <summary>The last line has no newline.</summary>
    public static Message NoFinalNewline { get; } = new(
        "最後の行に改行がありません。ファイルが途中で切れていないか確かめてください",
        "the last line has no line break: check whether the file was cut off");

    /// <summary>The last receipt was rejected.</summary>
    public static Message CutOff { get; } = new(
        "ファイルが途中で切れています。最後のレセプトを除き、それより前は取り込みました。再送を依頼してください",
        "the file is cut off: its last receipt was rejected, what came before was kept. Ask for it again");

    /// <summary>Provider file without GO.</summary>
    public static Message NoTrailer { get; } = new(
        "GOレコードがありません。ファイルが途中で切れていないか確かめてください", "there is no GO record: check whether the file was cut off");

    /// <summary>Recognised by name, other content.</summary>
    public static Message NoReceipts { get; } = new(
        "レセプトが1件もありません。ファイル名と中身が合っているか確かめてください",
        "not one receipt: check that the file's name and content agree");

    /// <summary>訪問看護.</summary>
    public static Message Experimental { get; } = new(
        "訪問看護の読込みは試験的です。公表された項目定義で確かめていません",
        "home nursing is experimental: its layout is not verified against a public specification");

    /// <summary>Institution codes that lost their leading zeros.</summary>
    public static Message ShortInstitutions(int count) => new(
        $"医療機関コードが7桁に足りない記録が{count}行あります。先頭の0が落ちたものとして読みました",
        $"{count} institution codes have fewer than 7 digits; they were read as if their leading zeros had been lost");

    /// <summary>No insurer number in the settings.</summary>
    public static Message TransfersNotJudged { get; } = new(
        "設定に保険者番号がないため、振替レセプトを見分けられません",
        "no insurer number in the settings, so transferred receipts can't be told apart");

    /// <summary>No roster.</summary>
    public static Message EligibilityFromClaims { get; } = new(
        "資格ファイルがないため、在籍月は最初と最後のレセプトの間とみなしました。番号の変わった方は persons chain で確かめてください",
        "no roster: persons count as insured from their first to their last claim month; persons chain shows who may have "
            + "changed number");

    /// <summary>Masters other than drugs.</summary>
    public static Message MasterNotUsed { get; } = new(
        "このマスターはまだ使いません。内蔵の表で読みました", "this master is not used yet: the built-in table applies");

    /// <summary>テキスト情報 and the like beside the claims.</summary>
    public static Message TextInfoNotUsed { get; } = new(
        "テキスト情報ファイルは使いません", "text-information files beside the claims are not used");

    /// <summary>Two pseudonyms for one roster id.</summary>
    public static Message MergesPending(int count) => new(
        $"資格ファイルの同じ個人IDに当たる別々の仮IDが{count}件、統合されていません（分けると決めたもの、または同じ回に両方がいるもの）",
        $"{count} pseudonyms that the roster gives one id stay apart: somebody separated them, or both are in the same round");

    /// <summary>Drugs without a master row.</summary>
    public static Message UnknownDrugs(string share) => new(
        $"マスターにない医薬品の行が{share}%あります。医薬品マスターを取り込んでください",
        $"{share} % of medicine lines have a code not in the master: ingest the drug master");

    /// <summary>A month's receipts against the month before.</summary>
    public static Message MonthCount(string month, int count, int before) => new(
        $"{month}のレセプトは{count}件で、前月は{before}件です。届いていないファイルがないか確かめてください",
        $"{month} has {count} receipts, the month before {before}: check that no file is missing");

    /// <summary>調剤 points.</summary>
    public static Message DispensingPoints(long wrong, long lines) => new(
        $"調剤の薬剤料が、単位薬剤料×調剤数量と合わない行が{lines}行中{wrong}行あります",
        $"of {lines} dispensing lines, {wrong} have points that are not unit points times quantity");

    /// <summary>医科 totals.</summary>
    public static Message ReceiptTotals(long wrong, long receipts) => new(
        $"明細の点数×回数の合計が、合計点数（HO）と合わないレセプトが{receipts}件中{wrong}件あります",
        $"of {receipts} receipts, {wrong} have lines that do not add up to their total (HO)");

    /// <summary>Dates that can't be.</summary>
    public static Message ImpossibleDates(long wrong, long receipts) => new(
        $"ありえない日付（月の外の調剤日、未来の診療開始日、生年月日など）のあるレセプトが{receipts}件中{wrong}件あります",
        $"of {receipts} receipts, {wrong} have a date that can't be: dispensed outside the month, ill after it, born after it");

    /// <summary>A kind of file that did not come.</summary>
    public static Message KindMissing(string kind, int usual) => new(
        $"{kind} のファイルがありません（直近3か月は毎月あり、中央値{usual}件）。届いていないファイルがないか確かめてください",
        $"no {kind} file came; each of the last three months had one (median {usual} receipts): check for a missing file");

    /// <summary>A kind of file of unusual size.</summary>
    public static Message KindCount(string kind, int now, int usual) => new(
        $"{kind} のレセプトは{now}件です（直近3か月の中央値{usual}件）",
        $"{now} receipts in {kind} files, the median of the last three months is {usual}");

    /// <summary>Receipts of nobody.</summary>
    public static Message Unlinked(long unlinked, long all) => new(
        $"本人が分からないレセプトが{all}件中{unlinked}件あります（抽出の対象外）",
        $"of {all} receipts, {unlinked} have no person; detection leaves them out");

    /// <summary>Linkage that differs by sex.</summary>
    public static Message LinkageBySex(string male, string female) => new(
        $"名前や推定だけで結び付いたレセプトの割合が男女で違います（男{male}%・女{female}%）。男女別の評価に影響することがあります",
        $"receipts linked by name, by chaining or not at all: men {male} %, women {female} %; outcomes by sex may be biased");

    /// <summary>Lists inside the program.</summary>
    public static Message BuiltInLists(string ja, string en) => new(
        $"{ja}は、取り込んだマスターがないため内蔵の小さな表で読みました（masters import で取り込めます）",
        $"{en}: no master was imported, the small built-in list was used (masters import FILE brings one)");

    /// <summary>Records that disagree.</summary>
    public static Message Conflicts(int count, int persons) => new(
        $"性別か生年月日が記録の間で食い違う人が{persons}人中{count}人います",
        $"of {persons} persons, records of {count} disagree on sex or birth date");

    /// <summary>Same key, different days.</summary>
    public static Message SplitForReview(int count) => new(
        $"同じ人・機関・月で算定日が違うレセプトが{count}組あります（分割として両方残しました）",
        $"{count} groups of receipts share person, institution and month but not days (kept as split)");

    /// <summary>The accounting identity in words.</summary>
    public static Message Accounting(long rowsIn, long stored, long skipped, long rejected) => new(
        $"読んだ行 {rowsIn} ＝ 保存 {stored} ＋ 保存しない {skipped} ＋ 使えない {rejected}",
        $"rows in {rowsIn} = stored {stored} + not stored {skipped} + rejected {rejected}");

    /// <summary>Members who vanished from a newer roster.</summary>
    public static Message VanishedMembers(int count) => new(
        $"新しい資格ファイルに喪失日なしで載らなくなった人が{count}人います。前回の基準日で在籍終了としました",
        $"{count} members are no longer on the newer roster without a date of loss: insured until the earlier roster's date");

    /// <summary>Bytes that are not text.</summary>
    public static Message NotText(string encoding) => new(
        $"文字コード{encoding}として読めない文字があります", $"there are bytes that are not text in {encoding}");

    /// <summary>What to do about them.</summary>
    public static Message NotTextNext { get; } = new(
        "UTF-8（BOM付き）またはShift_JISで保存し直してください", "save the file again as UTF-8 with a mark or as Shift_JIS");

    /// <summary>A roster column is missing.</summary>
    public static Message MissingColumn(string accepted) => new(
        $"必要な列がありません。次のどれかの見出しが必要です: {accepted}", $"a column is missing; one of these headers is needed: {accepted}");

    /// <summary>What to do about a missing column.</summary>
    public static Message MissingColumnNext { get; } = new(
        "1行目の見出しを直すか、列を加えてください", "correct the header in line 1 or add the column");

    /// <summary>Lines read again with a new master.</summary>
    public static Message Restated(int lines) => new(
        $"新しいマスターで、コードが分からなかった過去の{lines}行を読み直しました",
        $"{lines} earlier lines with unknown codes were read again with the new master");

    /// <summary>Tables that a mapping does not give.</summary>
    public static Message MappedWithoutLines(IReadOnlyList<string> tables) => new(
        $"対応表で読んだファイルです。{string.Join('・', tables.Select(t => TableJa(t)))}の行はありません（使えるルールは ingest --check-mapping で分かります）",
        $"read through a mapping without {string.Join(", ", tables)}: ingest --check-mapping says what can be judged");

    /// <summary>Codes that no table translates.</summary>
    public static Message UnmappedCodes(int lines) => new(
        $"コード変換表にないコードの行が{lines}行あります。薬は成分不明、傷病名はICD-10不明として保存しました",
        $"{lines} lines have a code that the code table does not translate: stored with unknown ingredient or ICD-10");

    /// <summary>Lines whose receipt is not in the delivery.</summary>
    public static Message LinesWithoutReceipt(long lines) => new(
        $"{lines}行は、同じ納品のどのレセプトにもつながりません。保存していません",
        $"{lines} lines belong to no receipt of this delivery and were not stored");

    private static string TableJa(string table) => table switch
    {
        "medications" => "薬",
        "diagnoses" => "傷病名",
        _ => "診療行為",
    };

    /// <summary>What to do about a mapping.</summary>
    public static Message MappingNext { get; } = new(
        "対応表を直すか、足りないファイルを一緒に指定してください。例は sample-data/mappings/ にあります",
        "correct the mapping or name the missing file too; sample-data/mappings/ has worked examples");

    /// <summary>A field that no mapping may give.</summary>
    public static Message UnknownField(string field) => new($"対応表の項目 {field} はありません", $"there is no field {field}");

    /// <summary>A mapping without what a receipt needs.</summary>
    public static Message MappingLacks(string field) => new(
        $"対応表に {field} がありません（または値が正しくありません）", $"the mapping does not give {field}, or gives it a wrong value");

    /// <summary>The second file of a mapping.</summary>
    public static Message JoinedFile { get; } = new(
        "もう1つのファイルから引く表として使いました", "used as the table that the other file looks up");

    /// <summary>A join without its file.</summary>
    public static Message JoinMissing(string contains) => new(
        $"名前に「{contains}」を含むファイルも要ります", $"a file with '{contains}' in its name is needed too");

    /// <summary>Rows of a 過誤一覧 without a receipt.</summary>
    public static Message WithdrawalsNotFound(int count) => new(
        $"過誤一覧の{count}件は、届いたレセプトの中に検索番号がありません",
        $"{count} rows of the list of withdrawn receipts name a 検索番号 that was never delivered");

    /// <summary>Opt-outs of persons not found.</summary>
    public static Message OptOutsNotFound(int count) => new(
        $"停止申出{count}件の該当者が見つかりません。被保険者番号を確かめてください",
        $"{count} opt-outs match nobody: check their numbers");
}
