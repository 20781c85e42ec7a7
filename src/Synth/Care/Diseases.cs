using ClaimsWatch.Synth.City;

namespace ClaimsWatch.Synth.Care;

/// <summary>Diagnoses that the invented doctors write; codes are facts of the 傷病名マスター.</summary>
internal static class Diseases
{
    private static readonly Dictionary<Specialty, int[]> s_usual = new()
    {
        [Specialty.Internal] = [8833421, 8844446, 2500015, 5351003, 8840042, 7906015, 4139007],
        [Specialty.Orthopaedics] = [7153018, 8840829, 7210015, 7242031, 7262008, 7330006],
        [Specialty.Psychiatry] = [8839792, 3000010, 2961003, 8844095, 3009007],
        [Specialty.Dermatology] = [6918002, 8841304, 6923002],
        [Specialty.Ophthalmology] = [8842163, 3669004, 3672003],
        [Specialty.Ent] = [4779004, 4779016, 4660009],
        [Specialty.Paediatrics] = [4659007, 4939008, 4660009],
        [Specialty.Urology] = [8836591, 8843031],
        [Specialty.Neurology] = [3078015, 3469004, 8847489, 4389014],
        [Specialty.Gastroenterology] = [5351003, 5301002, 8840042],
        [Specialty.Dialysis] = [8842116, 5859002, 8833421],
        [Specialty.Hospital] = [8833421, 4139007, 2500015],
    };

    /// <summary>不眠症.</summary>
    public const int Insomnia = 8839792;

    /// <summary>慢性胃炎, the usual companion of painkillers.</summary>
    public const int Gastritis = 5351003;

    /// <summary>う蝕 and 歯周炎.</summary>
    public static readonly int[] Dental = [5234009, 8843836];

    /// <summary>The main diagnosis of a visit.</summary>
    public static int Main(Specialty specialty, VisitReason reason, ref Chance chance)
    {
        int[] choices = reason switch
        {
            VisitReason.Cold => chance.Once(0.12) ? [4871001] : [4659007, 4660009],
            VisitReason.Pollen => [4770002, 4779016],
            VisitReason.Cancer => [1749008, 1519006, 1629006],
            VisitReason.Dialysis => [8842116],
            VisitReason.Rehabilitation => [8208009, 7153018],
            _ => s_usual[specialty],
        };
        return choices[chance.Below(choices.Length)];
    }
}
