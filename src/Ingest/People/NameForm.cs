using ClaimsWatch.Core.Identities;
using ClaimsWatch.Core.Text;

namespace ClaimsWatch.Ingest.People;

/// <summary>
/// A name as compared: widths folded, frequent variant characters made one. Family names change on marriage, so only the given
/// name
/// separates people, and only inside one number.
/// </summary>
internal readonly record struct NameForm(string Full, string Given, string Kana)
{
    private const string Variants = "髙﨑邊邉齋齊濵濱德槗栁眞惠廣澤";
    private const string Common = "高崎辺辺斎斉浜浜徳橋柳真恵広沢";

    public bool IsBlank => Full.Length == 0 && Kana.Length == 0;

    public static NameForm Of(Identity identity)
    {
        var folded = FoldVariants(KanaWidth.Fold(identity.Name).Trim());
        var space = folded.LastIndexOf(' ');
        return new NameForm(
            folded.Replace(" ", ""), space < 0 ? "" : folded[(space + 1)..], KanaWidth.FoldName(identity.Kana));
    }

    /// <summary>The text that tells twins apart in a canonical id.</summary>
    public string Distinguishing => Given.Length > 0 ? Given : Full.Length > 0 ? Full : Kana;

    /// <summary>Whether both are known and say the same given name, as far as the writing shows.</summary>
    public bool Agrees(NameForm other)
    {
        if (Full.Length > 0 && other.Full.Length > 0)
        {
            if (Full == other.Full || (Given.Length > 0 && Given == other.Given))
            {
                return true;
            }

            // One of the two is written without a space between family and given name.
            if (Given.Length == 0 != (other.Given.Length == 0))
            {
                return Given.Length == 0 ? Full.EndsWith(other.Given, StringComparison.Ordinal) : other.Full.EndsWith(Given,
                    StringComparison.Ordinal);
            }
        }

        return Kana.Length > 0 && Kana == other.Kana;
    }

    /// <summary>Whether both are known and differ.</summary>
    public bool Differs(NameForm other)
    {
        var comparable = (Full.Length > 0 && other.Full.Length > 0) || (Kana.Length > 0 && other.Kana.Length > 0);
        return comparable && !Agrees(other);
    }

    private static string FoldVariants(string name)
    {
        var folded = name.ToCharArray();
        for (var i = 0; i < folded.Length; i++)
        {
            var variant = Variants.IndexOf(folded[i]);
            folded[i] = variant >= 0 ? Common[variant] : folded[i];
        }

        return new string(folded);
    }
}
