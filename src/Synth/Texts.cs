namespace ClaimsWatch.Synth;

/// <summary>Messages for people, Japanese and English side by side.</summary>
internal static class Texts
{
    public static readonly (string What, string Next) MembersOutOfRange = (
        "被保険者数は1～2,000,000人です / members must be 1 to 2,000,000", "--members を直してください / change --members");

    public static readonly (string What, string Next) MonthsOutOfRange = (
        "月数は1～120、開始月は2022～2035年です / months must be 1 to 120 and the start between 2022 and 2035",
        "--months と --start を直してください / change --months or --start");

    public static readonly (string What, string Next) EnrichOutOfRange = (
        "enrich は1以上、かつ増えた人の割合が9割以下になる値です / enrich must be at least 1 and leave a tenth of the adults ordinary",
        "--enrich を小さくしてください / choose a smaller --enrich");

    public static readonly (string What, string Next) OverdispersionOutOfRange = (
        "過分散は0～1.5です / overdispersion must be 0 to 1.5", "overdispersion を直してください / change overdispersion");

    public static readonly (string What, string Next) EffectOutOfRange = (
        "効果は0～1の率比です / effects are rate ratios between 0 and 1", "effect を直してください / change effect");

    public static readonly (string What, string Next) InsurerOutOfRange = (
        "保険者番号は左空白を含む8桁、名簿の日は1～28です / the insurer number has 8 characters with left padding, the roster day is 1 to 28",
        "insurerNumber と rosterDay を直してください / change insurerNumber or rosterDay");

    public const string NothingToList = "該当なし";
}
