using ClaimsWatch.Core.Codes;
using ClaimsWatch.Core.Columns;

namespace ClaimsWatch.Ingest.Receipts;

/// <summary>What a medicine line takes from the master.</summary>
public readonly record struct DrugFacts(int Ingredient, int DrugClass, int LegalClass, int Unit)
{
    /// <summary>A code that the master does not know: ingredient 0, legal class −1.</summary>
    public static DrugFacts Unknown => new(0, 0, -1, 0);
}

/// <summary>The lists of a run in the form that reading needs: one look-up a line, nothing parsed twice.</summary>
public sealed class ReceiptLists
{
    private readonly Dictionary<int, DrugFacts> _drugs;
    private readonly Dictionary<int, int> _icd10;
    private readonly HashSet<int> _acts;
    private readonly HashSet<int> _suspected;

    /// <summary>Prepares the lists.</summary>
    public ReceiptLists(DrugList drugs, DiseaseList diseases, ActList acts, ModifierList? modifiers = null)
    {
        _drugs = drugs.All.ToDictionary(d => d.Code, d => new DrugFacts(d.Ingredient, d.DrugClass, d.LegalClass, d.UnitCode));
        _icd10 = diseases.All.ToDictionary(d => d.Code, d => d.PackedIcd10);
        _acts = [.. acts.All.Select(a => a.Code)];
        _suspected = [.. (modifiers ?? ModifierList.BuiltIn).All.Where(m => m.SaysSuspected).Select(m => m.Code)];
    }

    /// <summary>Facts of a drug; false if unknown.</summary>
    public bool TryDrug(int code, out DrugFacts facts)
    {
        var found = _drugs.TryGetValue(code, out facts);
        facts = found ? facts : DrugFacts.Unknown;
        return found;
    }

    /// <summary>Packed ICD-10 of a disease, 0 unknown.</summary>
    public int Icd10Of(int disease) => _icd10.GetValueOrDefault(disease);

    /// <summary>Whether an act is stored (<see cref="Schema.Acts"/>).</summary>
    public bool IsStored(int act) => _acts.Contains(act);

    /// <summary>Whether a 修飾語 says that a diagnosis is suspected.</summary>
    public bool SaysSuspected(int modifier) => _suspected.Contains(modifier);
}
