using ClaimsWatch.Synth.Bytes;

namespace ClaimsWatch.Synth.People;

/// <summary>A part of a name with its reading, in CP932 and as text.</summary>
internal sealed record NamePart(string Text, string Kana)
{
    /// <summary>CP932 of the text.</summary>
    public byte[] TextBytes { get; } = Cp932.Bytes(Text);

    /// <summary>CP932 of the reading.</summary>
    public byte[] KanaBytes { get; } = Cp932.Bytes(Kana);
}

/// <summary>
/// Parts of invented names. 髙 and 﨑 exist only in the IBM extension of CP932: real files have them and strict JIS X 0208
/// readers fail on them.
/// </summary>
internal static class Names
{
    public static readonly NamePart[] Family = Parts(
        "水面:ミナモ 髙﨑:タカサキ 葦原:アシハラ 汐見:シオミ 渚:ナギサ 月野:ツキノ 星川:ホシカワ 灯台:トウダイ 波多:ハタ 風早:カザハヤ "
        + "鴎井:カモイ 沖津:オキツ 岬:ミサキ 真砂:マサゴ 浜辺:ハマベ 船戸:フナト 帆足:ホアシ 潮田:ウシオダ 磯村:イソムラ 入江:イリエ "
        + "青海:オウミ 白波:シラナミ 遠矢:トオヤ 花筏:ハナイカダ 雪野:ユキノ 朝霧:アサギリ 夕凪:ユウナギ 小舟:コブネ 三日月:ミカヅキ 神﨑:カンザキ");

    public static readonly NamePart[] Male = Parts(
        "一汐:カズシオ 海斗:カイト 航:ワタル 洋介:ヨウスケ 渉:ショウ 湊:ミナト 蒼太:ソウタ 帆高:ホダカ 岳:ガク 潤:ジュン 朔:サク 凪人:ナギト "
        + "風太:フウタ 清:キヨシ 勇:イサム 実:ミノル 茂:シゲル 進:ススム 弘:ヒロシ 隆:タカシ");

    public static readonly NamePart[] Female = Parts(
        "七海:ナナミ 渚沙:ナギサ 汐里:シオリ 美波:ミナミ 海月:ミヅキ 帆花:ホノカ 真珠:マジュ 千波:チナミ 風花:フウカ 雫:シズク 澪:ミオ 凪:ナギ "
        + "和子:カズコ 節子:セツコ 文:フミ 清美:キヨミ 弘子:ヒロコ 由紀:ユキ 恵:メグミ 静:シズカ");

    private static NamePart[] Parts(string list) =>
        [.. list.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split(':'))
            .Select(p => new NamePart(p[0], p[1]))];
}
