using ClaimsWatch.Core.Claims;
using ClaimsWatch.Synth.Care;

namespace ClaimsWatch.Synth.Files;

/// <summary>One 剤 of a 調剤 receipt: an SH, a CZ for each day of dispensing, and its IY.</summary>
/// <param name="Medicines">Medicines taken together.</param>
/// <param name="PointsPerUnit">SH 単位薬剤料.</param>
/// <param name="Times">CZ 調剤数量: days of 内服, 1 of 外用.</param>
internal sealed record Dispensing(IReadOnlyList<Prescribed> Medicines, int PointsPerUnit, int Times)
{
    /// <summary>調剤料 (薬剤調製料) points of a 剤, as of 2024 for 内服; used for 外用 too.</summary>
    public const int PreparationPoints = 24;

    /// <summary>向精神薬加算.</summary>
    public const int PsychotropicPoints = 8;

    /// <summary>A 剤 of medicines.</summary>
    public static Dispensing Of(List<Prescribed> medicines) => new(medicines, DrugPoints.PerUnit(medicines), medicines[0].Times);

    /// <summary>剤形: 1 内服, 5 外用.</summary>
    public int Form => Medicines[0].Route == Route.Oral ? 1 : 5;

    /// <summary>Whether 向精神薬加算 is due.</summary>
    public bool Psychotropic => Medicines.Any(m => m.Drug.LegalClass == 5);

    /// <summary>調剤料コード.</summary>
    public int PreparationCode => Form == 1 ? 420000110 : 420000510;

    /// <summary>調剤管理料コード.</summary>
    public const int ManagementCode = 440000510;

    /// <summary>調剤管理料 by days, as of 2024.</summary>
    public int ManagementPoints => Form != 1 ? 4 : Times switch { <= 7 => 4, <= 14 => 28, <= 28 => 50, _ => 60 };

    /// <summary>Points of one dispensing.</summary>
    public int PointsEachTime =>
        (PointsPerUnit * Times) + PreparationPoints + ManagementPoints + (Psychotropic ? PsychotropicPoints : 0);
}
