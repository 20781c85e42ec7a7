using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;
using ClaimsWatch.Detect.Tallies.AtRisk;
using ClaimsWatch.Detect.Tallies.ClassSupply;
using ClaimsWatch.Detect.Tallies.Clinical;
using ClaimsWatch.Detect.Tallies.Concentration;
using ClaimsWatch.Detect.Tallies.Diseases;
using ClaimsWatch.Detect.Tallies.DispensedQuantity;
using ClaimsWatch.Detect.Tallies.Dispersion;
using ClaimsWatch.Detect.Tallies.DuplicateSupply;
using ClaimsWatch.Detect.Tallies.Institutions;
using ClaimsWatch.Detect.Tallies.LongUse;
using ClaimsWatch.Detect.Tallies.MedicationLines;
using ClaimsWatch.Detect.Tallies.Overlap;
using ClaimsWatch.Detect.Tallies.Pairs;
using ClaimsWatch.Detect.Tallies.Polypharmacy;
using ClaimsWatch.Detect.Tallies.Prescribers;
using ClaimsWatch.Detect.Tallies.Psychotropics;
using ClaimsWatch.Detect.Tallies.Receipts;
using ClaimsWatch.Detect.Tallies.VisitDays;

namespace ClaimsWatch.Detect.Tallies;

/// <summary>THE list of tallies, in column order.</summary>
public static class TallyCatalog
{
    /// <summary>Every tally with the parameters of these settings.</summary>
    public static IReadOnlyList<ITally> Create(DetectSettings settings, DetectionWindow window, ImportedTables tables)
    {
        var rules = settings.Rules;
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
            new DiseaseTally(rules.R07.MonthsMin),
            new DepartmentTally(tables.Departments),
            new OneInstitutionTally(rules.R09.MonthsMin),
            new ConcentrationTally(),
            new NewInstitutionTally(rules.R11.Months),
            new PharmacyDispersionTally(rules.R12.Months),
            new ClassDaysTally(rules.R14.MonthsMin, rules.R14.ClassDigits, window),
            new DuplicateClassTally(rules.R15.ClassDigits, window),
            new OverlapTally(rules.R16.Months, window),
            new PolypharmacyTally(rules.R17.SupplyDaysMin, window),
            new PsychotropicKindTally(window),
            new AgonistMonthsTally(window),
            new OpioidAgonistTally(window),
            new ContraindicationTally(rules.R22.Months, tables.Contraindications, window),
            new PrescriberTally(rules.R23.Months),
            new SameDayTally(),
            new OutOfHoursTally(tables.Watched),
            new ClinicalTally(tables.Watched),
        ];
    }

    /// <summary>
    /// The columns the tallies look at. Most medicines of the older months matter only by quantity and as opioids or agonists, so
    /// institutions are read for the newest months alone.
    /// </summary>
    public static Projection Reads(DetectSettings settings)
    {
        var rules = settings.Rules;
        var recent =
            new[] { ClinicalTally.Months, rules.R14.MonthsMin, rules.R16.Months, rules.R22.Months, rules.R23.Months }.Max();
        return new Projection(
        [
            new(Schema.Persons, 1, ["person", "sex", "birth_month", "linkage", "household"]),
            new(Schema.Eligibility, 1, ["person", "claim_month", "days_at_risk"]),
            new(Schema.Claims, DetectionWindow.Length,
                ["person", "receipt", "kind", "institution", "prescriber_institution", "visit_days"]),
            new(Schema.Medications, DetectionWindow.Length,
            [
                "person", "receipt", "ingredient", "drug_class", "legal_class", "route", "unit", "quantity", "supply_days",
                "dispensed_on",
            ]),
            new(Schema.Medications, recent, ["institution", "prescriber_institution"]),
            new(Schema.Diagnoses, Math.Max(ClinicalTally.Months, rules.R07.MonthsMin),
                ["person", "institution", "icd10", "suspected"]),
            new(Schema.Acts, ClinicalTally.Months, ["person", "institution", "act"]),
        ]);
    }
}
