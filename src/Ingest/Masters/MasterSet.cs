using ClaimsWatch.Core.Codes;
using ClaimsWatch.Ingest.Bytes;

namespace ClaimsWatch.Ingest.Masters;

/// <summary>The lists after a delivery's masters; null where none came.</summary>
public sealed record MasterSet(DrugList? Drugs, DiseaseList? Diseases, ActList? Acts)
{
    /// <summary>Applies one master on top of those before it.</summary>
    internal static (MasterSet Set, MasterReading Reading) Apply(
        MasterSet soFar, MasterKind kind, IngestContext earlier, ByteSource source)
    {
        switch (kind)
        {
            case MasterKind.Drugs:
                var drugs = DrugMaster.Merge(soFar.Drugs ?? earlier.Drugs, source);
                return (soFar with { Drugs = drugs.Drugs }, new MasterReading(drugs.Encoding, drugs.Tallied, drugs.Rejects));
            case MasterKind.Diseases:
                var diseases = DiseaseMaster.Merge(soFar.Diseases ?? earlier.Diseases, source);
                return (soFar with { Diseases = diseases.Diseases }, diseases.Reading);
            default:
                var acts = ActMaster.Merge(soFar.Acts ?? earlier.Acts, source);
                return (soFar with { Acts = acts.Acts }, acts.Reading);
        }
    }
}
