using ClaimsWatch.Synth.Bytes;

namespace ClaimsWatch.Synth.City;

/// <summary>The clinics, hospitals, dentists and pharmacies of the invented city みなも市; more of them for more members.</summary>
internal sealed class Town
{
    /// <summary>Name of the city as addresses write it.</summary>
    public const string Name = "みなも市";

    private static readonly string[] s_places =
        ["みなも", "あしはら", "しおみ", "つきの", "かもめ", "さざなみ", "ほしの", "はまべ", "みずかげ", "なぎさ", "とうだい", "ゆうなぎ"];

    private static readonly (Specialty Specialty, string Name, double Share)[] s_kinds =
    [
        (Specialty.Internal, "内科", 0.34), (Specialty.Orthopaedics, "整形外科", 0.14), (Specialty.Psychiatry, "心療内科", 0.07),
        (Specialty.Dermatology, "皮膚科", 0.09), (Specialty.Ophthalmology, "眼科", 0.09), (Specialty.Ent, "耳鼻咽喉科", 0.08),
        (Specialty.Paediatrics, "小児科", 0.06), (Specialty.Urology, "泌尿器科", 0.04), (Specialty.Neurology, "脳神経内科", 0.04),
        (Specialty.Gastroenterology, "消化器内科", 0.05),
    ];

    private readonly Dictionary<Specialty, Institution[]> _clinics = [];

    /// <summary>Builds the city of a seed.</summary>
    public Town(SynthSettings settings)
    {
        var clinics = Math.Clamp(settings.Members / 60, 90, 4_000);
        var serial = 0;
        foreach (var (specialty, name, share) in s_kinds)
        {
            var count = Math.Max(5, (int)(clinics * share));
            _clinics[specialty] = Build(settings, 1, specialty, name + "クリニック", count, ref serial);
        }

        _clinics[Specialty.Dialysis] = Build(settings, 1, Specialty.Dialysis, "腎クリニック", Math.Max(2, clinics / 60), ref serial);
        _clinics[Specialty.Hospital] = Build(settings, 1, Specialty.Hospital, "総合病院", Math.Max(3, clinics / 50), ref serial);
        serial = 0;
        Dentists = Build(settings, 3, Specialty.Hospital, "歯科医院", Math.Max(12, clinics / 2), ref serial);
        serial = 0;
        Pharmacies = Build(settings, 4, Specialty.Hospital, "薬局", Math.Max(40, clinics / 2), ref serial);
    }

    /// <summary>歯科.</summary>
    public Institution[] Dentists { get; }

    /// <summary>薬局.</summary>
    public Institution[] Pharmacies { get; }

    /// <summary>医科 institutions of a specialty.</summary>
    public Institution[] Clinics(Specialty specialty) => _clinics[specialty];

    private static Institution[] Build(
        SynthSettings settings, int table, Specialty specialty, string suffix, int count, ref int serial)
    {
        var result = new Institution[count];
        for (var i = 0; i < count; i++)
        {
            serial++;
            var chance = Chance.For(settings.Seed, Purpose.City, table, serial);
            var place = s_places[chance.Below(s_places.Length)];
            var name = Cp932.Bytes(place + suffix + Wide(serial));
            var outside = specialty == Specialty.Hospital || chance.Once(0.80);
            result[i] = new Institution(
                table, 1_000_000 + (serial * 10) + CheckDigit(serial), specialty, name, chance.Once(settings.Papers.HalfWidth),
                outside);
        }

        return result;
    }

    private static int CheckDigit(int serial) => (10 - (serial * 7 % 10)) % 10;

    private static string Wide(int number) => Core.Text.KanaWidth.Widen(number.ToString("000"));
}
