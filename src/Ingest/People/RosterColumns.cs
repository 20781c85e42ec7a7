using ClaimsWatch.Ingest.Mapped;

namespace ClaimsWatch.Ingest.People;

/// <summary>Columns of the roster (資格ファイル) and of opt-outs with the headers accepted for them (decisions E3).</summary>
public static class RosterColumns
{
    /// <summary>保険者番号.</summary>
    public static CsvColumn InsurerNumber { get; } = new("insurer_number", ["保険者番号"]);

    /// <summary>番号: no person is found without it.</summary>
    public static CsvColumn Number { get; } = new("number", ["番号", "被保険者番号", "被保険者証番号", "被保険者証等番号", "証番号"], Required: true);

    /// <summary>生年月日.</summary>
    public static CsvColumn BirthDate { get; } = new("birth_date", ["生年月日"], Required: true);

    private static readonly CsvColumn s_symbol = new("symbol", ["記号", "被保険者記号", "被保険者証記号", "被保険者証等記号", "証記号"]);
    private static readonly CsvColumn s_branch = new("branch", ["枝番", "枝番号"]);

    /// <summary>Columns of the roster.</summary>
    public static IReadOnlyList<CsvColumn> Roster { get; } =
    [
        new("person_id", ["個人ID", "宛名番号", "世帯員番号", "個人コード", "加入者ID"]),
        InsurerNumber, s_symbol, Number, s_branch,
        new("name", ["氏名", "名前", "漢字氏名", "被保険者氏名"]),
        new("kana", ["カナ", "カナ氏名", "氏名カナ", "フリガナ", "カタカナ氏名"]),
        new("sex", ["性別", "男女区分", "性別コード"], Required: true),
        BirthDate,
        new("acquired_on", ["取得日", "資格取得日", "資格取得年月日"]),
        new("lost_on", ["喪失日", "資格喪失日", "資格喪失年月日"]),
        new("end_reason", ["喪失理由", "喪失事由", "資格喪失事由", "異動事由"]),
        new("relationship", ["続柄", "本人家族", "本人家族区分"]),
        new("postal_code", ["郵便番号"]),
        new("address", ["住所"]),
        new("address_source", ["住所の種類", "住所区分", "住所の出所"]),
        new("recipient_is_person", ["本人宛", "本人受取"]),
        new("shielded", ["支援措置", "DV支援措置"]),
        new("office_branch", ["支部", "支部コード", "支所"]),
    ];

    /// <summary>Columns of opt-outs (送付停止の申出). Either a letter or a person names who.</summary>
    public static IReadOnlyList<CsvColumn> OptOuts { get; } =
    [
        InsurerNumber, s_symbol, Number with { Required = false }, s_branch, BirthDate with { Required = false },
        new("letter_id", ["通知番号", "文書番号"]),
        new("from", ["停止日", "申出日", "開始日"], Required: true),
    ];
}
