namespace ClaimsWatch.Core.Codes;

/// <summary>One 傷病名 with its ICD-10 code.</summary>
public sealed record Disease(int Code, string Name, string Icd10)
{
    /// <summary>letter (1-26)×1000 + two digits×10 + third digit (9 none); 0 if there is no code (decisions B4).</summary>
    public int PackedIcd10 => Pack(Icd10);

    /// <summary>Packs an ICD-10 code such as G470 or I10.</summary>
    public static int Pack(string icd10)
    {
        if (icd10.Length < 3 || icd10[0] is < 'A' or > 'Z' || !char.IsAsciiDigit(icd10[1]) || !char.IsAsciiDigit(icd10[2]))
        {
            return 0;
        }

        var third = icd10.Length > 3 && char.IsAsciiDigit(icd10[3]) ? icd10[3] - '0' : 9;
        return ((icd10[0] - 'A' + 1) * 1000) + ((((icd10[1] - '0') * 10) + icd10[2] - '0') * 10) + third;
    }
}

/// <summary>傷病名 by code; built-in edition of facts until a master is imported.</summary>
public sealed class DiseaseList(IEnumerable<Disease> diseases, string source)
{
    private readonly Dictionary<int, Disease> _byCode = diseases.ToDictionary(d => d.Code);

    /// <summary>The small edition inside the program.</summary>
    public static DiseaseList BuiltIn { get; } =
        new(CodeTable.Rows("diseases").Select(c => new Disease(int.Parse(c[0]), c[1], c[2])), CodeTable.Source("diseases"));

    /// <summary>Table id, edition, source.</summary>
    public string Source { get; } = source;

    /// <summary>All diseases by code.</summary>
    public IEnumerable<Disease> All => _byCode.Values.OrderBy(d => d.Code);

    /// <summary>The disease, or null.</summary>
    public Disease? Find(int code) => _byCode.GetValueOrDefault(code);
}

/// <summary>One 診療行為 that rules and exclusions use.</summary>
/// <param name="Code">診療行為コード, 9 digits.</param>
/// <param name="Name">名称.</param>
/// <param name="Section">区分番号, such as J038.</param>
/// <param name="Group">What rules call it: dialysis, psychotherapy, rehabilitation, referral, home-visit, first-visit, revisit,
/// management, emergency.</param>
public sealed record MedicalAct(int Code, string Name, string Section, string Group);

/// <summary>The acts that are stored: only those that rules, exclusions and outcomes use (Codes/Data/acts.csv).</summary>
public sealed class ActList(IEnumerable<MedicalAct> acts, string source)
{
    private readonly Dictionary<int, MedicalAct> _byCode = acts.ToDictionary(a => a.Code);

    /// <summary>The edition inside the program.</summary>
    public static ActList BuiltIn { get; } =
        new(CodeTable.Rows("acts").Select(c => new MedicalAct(int.Parse(c[0]), c[1], c[2], c[4])), CodeTable.Source("acts"));

    /// <summary>Table id, edition, source.</summary>
    public string Source { get; } = source;

    /// <summary>All acts by code.</summary>
    public IEnumerable<MedicalAct> All => _byCode.Values.OrderBy(a => a.Code);

    /// <summary>The act, or null if it is not stored.</summary>
    public MedicalAct? Find(int code) => _byCode.GetValueOrDefault(code);
}
