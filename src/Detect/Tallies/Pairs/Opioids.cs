namespace ClaimsWatch.Detect.Tallies.Pairs;

/// <summary>
/// Opioids for R21: 麻薬 by law (医薬品マスター column 14 = 1), and tramadol, which is not 麻薬 (YJ first 7 of the 2024-03-21 edition).
/// Patches have no days' supply in claims and so cannot be seen here.
/// </summary>
public static class Opioids
{
    /// <summary>Master column 14: 麻薬.</summary>
    public const int NarcoticByLaw = 1;

    /// <summary>トラマドール塩酸塩.</summary>
    public const int Tramadol = 1149038;

    /// <summary>トラマドール塩酸塩・アセトアミノフェン.</summary>
    public const int TramadolWithAcetaminophen = 1149117;

    /// <summary>Whether a line is an opioid.</summary>
    public static bool Has(int ingredient, int legalClass) =>
        legalClass == NarcoticByLaw || ingredient is Tramadol or TramadolWithAcetaminophen;
}
