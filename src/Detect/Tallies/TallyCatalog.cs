using ClaimsWatch.Core.Claims;
using ClaimsWatch.Detect.Tallies.AtRisk;
using ClaimsWatch.Detect.Tallies.DispensedQuantity;
using ClaimsWatch.Detect.Tallies.DuplicateSupply;
using ClaimsWatch.Detect.Tallies.Institutions;
using ClaimsWatch.Detect.Tallies.MedicationLines;
using ClaimsWatch.Detect.Tallies.Psychotropics;
using ClaimsWatch.Detect.Tallies.Receipts;
using ClaimsWatch.Detect.Tallies.VisitDays;

namespace ClaimsWatch.Detect.Tallies;

/// <summary>THE list of tallies, in column order.</summary>
public static class TallyCatalog
{
    /// <summary>Every tally with the parameters of these settings.</summary>
    public static IReadOnlyList<ITally> Create(DetectSettings settings, DetectionWindow window)
    {
        var scope = KindSet.Of(settings.CountScope);
        return
        [
            new AtRiskTally(window),
            new ReceiptTally("receipts", scope),
            new ReceiptTally("receipts_without_dispensing", scope.WithoutDispensing),
            new InstitutionTally("institutions", KindSet.Visits),
            new InstitutionTally("pharmacies", KindSet.Of([ClaimKind.Dispensing])),
            new VisitDayTally(),
            new DispensedQuantityTally(),
            new DuplicateSupplyTally(settings.Rules.R13.SupplyDaysMin),
            new PsychotropicTally(),
            new MedicationLineTally(),
        ];
    }
}
