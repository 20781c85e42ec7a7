namespace ClaimsWatch.Detect.Tallies.Psychotropics;

/// <summary>
/// ベンゾジアゼピン受容体作動薬 (抗不安薬・睡眠薬), the watch group of R18: 向精神薬 by law (医薬品マスター column 14 = 5) of 薬効 112,
/// the two of 117 that are thienodiazepines, and エスゾピクロン, which column 14 does not mark. Checked against the 2024-03-21 edition
/// of the master: 117 alone would also bring stimulants and antidepressants. Wording in letters never follows from this list.
/// </summary>
public static class BenzodiazepineAgonists
{
    /// <summary>Master column 14: 向精神薬.</summary>
    public const int PsychotropicByLaw = 5;

    /// <summary>薬効 112 催眠鎮静剤，抗不安剤.</summary>
    public const int HypnoticsAndAnxiolytics = 112;

    /// <summary>クロチアゼパム, YJ first 7.</summary>
    public const int Clotiazepam = 1179012;

    /// <summary>エチゾラム, YJ first 7.</summary>
    public const int Etizolam = 1179025;

    /// <summary>エスゾピクロン, YJ first 7; not 向精神薬 by law.</summary>
    public const int Eszopiclone = 1129010;

    /// <summary>Whether a medicine line belongs to the group.</summary>
    public static bool Has(int ingredient, int drugClass, int legalClass) =>
        ingredient == Eszopiclone
        || (legalClass == PsychotropicByLaw
            && (drugClass == HypnoticsAndAnxiolytics || ingredient is Clotiazepam or Etizolam));
}
