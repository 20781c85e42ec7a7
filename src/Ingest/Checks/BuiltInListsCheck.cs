using ClaimsWatch.Core.Codes;

namespace ClaimsWatch.Ingest.Checks;

/// <summary>Says which of the small built-in lists stood in for a master that nobody imported.</summary>
public static class BuiltInListsCheck
{
    /// <summary>A warning for drugs, which rules need; to know for the others; null if every master was imported.</summary>
    public static CheckResult? Run(DrugList drugs, DiseaseList diseases, ActList acts)
    {
        List<(string Ja, string En)> builtIn = [];
        Add(ReferenceEquals(drugs, DrugList.BuiltIn), "医薬品", "drugs");
        Add(ReferenceEquals(diseases, DiseaseList.BuiltIn), "傷病名", "diseases");
        Add(ReferenceEquals(acts, ActList.BuiltIn), "診療行為", "acts");
        return builtIn.Count == 0 ? null : new CheckResult(
            "built-in-lists", builtIn[0].En == "drugs" ? Severity.Warning : Severity.Info,
            Texts.BuiltInLists(string.Join('・', builtIn.Select(b => b.Ja)), string.Join(", ", builtIn.Select(b => b.En))));

        void Add(bool holds, string ja, string en)
        {
            if (holds)
            {
                builtIn.Add((ja, en));
            }
        }
    }
}
