using ClaimsWatch.Core.Codes;
using ClaimsWatch.Ingest.People;

namespace ClaimsWatch.Ingest.Masters;

/// <summary>The lists after a delivery's masters; null where none came.</summary>
public sealed record MasterSet(DrugList? Drugs, DiseaseList? Diseases, ActList? Acts, ModifierList? Modifiers)
{
    /// <summary>Editions of the drug master that came.</summary>
    public IReadOnlyList<DrugEdition> NewEditions { get; init; } = [];

    /// <summary>Applies one master on top of those before it.</summary>
    internal static (MasterSet Set, MasterReading Reading) Apply(MasterSet soFar, MasterKind kind,
        IngestContext earlier, SortedFile file)
    {
        var source = file.Delivered.Source;
        switch (kind)
        {
            case MasterKind.Drugs:
                return ApplyDrugs(soFar, earlier, file);
            case MasterKind.Diseases:
                var diseases = DiseaseMaster.Merge(soFar.Diseases ?? earlier.Diseases, source);
                return (soFar with { Diseases = diseases.Diseases }, diseases.Reading);
            case MasterKind.Modifiers:
                var modifiers = ModifierMaster.Merge(soFar.Modifiers ?? earlier.Modifiers, source);
                return (soFar with { Modifiers = modifiers.Modifiers }, modifiers.Reading);
            default:
                var acts = ActMaster.Merge(soFar.Acts ?? earlier.Acts, source);
                return (soFar with { Acts = acts.Acts }, acts.Reading);
        }
    }

    private static (MasterSet Set, MasterReading Reading) ApplyDrugs(MasterSet soFar, IngestContext earlier, SortedFile file)
    {
        var named = RosterReader.AsOfName(file.Delivered.Source.Name);
        var asOf = named > 0 ? named : Core.Text.JapaneseDate.ToNumber(earlier.Today);
        var (edition, reading) = DrugMaster.Read(file.Delivered.Source, asOf, file.Sha256[..8]);
        List<DrugEdition> added = [.. soFar.NewEditions];
        if (added.Count == 0 && earlier.DrugEditions.Count == 0 && !ReferenceEquals(earlier.Drugs, DrugList.BuiltIn))
        {
            added.Add(DrugEdition.Of(earlier.Drugs));
        }

        added.Add(edition);
        return (soFar with { Drugs = DrugEdition.Merge([.. earlier.DrugEditions, .. added]), NewEditions = added }, reading);
    }
}
