namespace ClaimsWatch.Detect.Tallies.Psychotropics;

/// <summary>
/// 抗不安薬 and 睡眠薬 as 別紙36 of the 診療報酬 notice lists them by name, resolved to YJ first 7 through the 医薬品マスター of
/// 2024-03-21; names that this edition does not hold are left out, never guessed.
/// </summary>
public static class SleepAndAnxiety
{
    private static readonly HashSet<int> s_anxiolytics =
    [
        1124013, // オキサゾラム（セレナール）
        1124014, // クロキサゾラム（セパゾン）
        1124015, // クロラゼプ酸二カリウム（メンドン）
        1124017, // ジアゼパム
        1124020, // ブロマゼパム
        1124021, // メダゼパム
        1124022, // ロラゼパム
        1124023, // アルプラゾラム
        1124024, // フルタゾラム（コレミナール）
        1124025, // メキサゾラム（メレックス）
        1124026, // トフィソパム
        1124028, // クロルジアゼポキシド
        1124029, // ロフラゼプ酸エチル
        1129008, // タンドスピロン
        BenzodiazepineAgonists.Clotiazepam,
        BenzodiazepineAgonists.Etizolam,
    ];

    private static readonly HashSet<int> s_hypnotics =
    [
        1124001, // エスタゾラム
        1124002, // フルラゼパム（ダルメート）
        1124003, // ニトラゼパム
        1124005, // ハロキサゾラム（ソメリン）
        1124007, // トリアゾラム
        1124008, // フルニトラゼパム
        1124009, // ブロチゾラム
        1124030, // クアゼパム
        1129006, // リルマザホン（リスミー）
        1129007, // ゾピクロン
        1129009, // ゾルピデム
        1190016, // ラメルテオン
        1190023, // スボレキサント（ベルソムラ）
        1190027, // レンボレキサント（デエビゴ）
        BenzodiazepineAgonists.Eszopiclone,
    ];

    /// <summary>Whether an ingredient is of 薬効 11, the nervous system, as both lists are: nearly all others end here.</summary>
    public static bool MayBe(int ingredient) => ingredient / 100_000 == 11;

    /// <summary>Whether an ingredient is listed as 抗不安薬.</summary>
    public static bool IsAnxiolytic(int ingredient) => s_anxiolytics.Contains(ingredient);

    /// <summary>Whether an ingredient is listed as 睡眠薬.</summary>
    public static bool IsHypnotic(int ingredient) => s_hypnotics.Contains(ingredient);
}
