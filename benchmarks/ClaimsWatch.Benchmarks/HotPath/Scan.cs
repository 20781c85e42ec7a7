using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;
using ClaimsWatch.Detect;
using ClaimsWatch.Detect.Tallies;
using ClaimsWatch.Store;

namespace ClaimsWatch.Benchmarks.HotPath;

/// <summary>Opens every slab as detection does and looks at nothing: what reading alone costs.</summary>
internal static class Scan
{
    /// <summary>Bytes that came into memory as columns.</summary>
    public static long Run(ClaimStore store, ClaimMonth t0, int threads)
    {
        var plan = TallyPlan.For(new DetectSettings(), new DetectionWindow(t0, store.Months));
        var bytes = new long[store.SlabCount];
        Parallel.For(0, store.SlabCount, new ParallelOptions { MaxDegreeOfParallelism = threads }, slab =>
        {
            using var opened = store.Open(slab, plan.Window.Months, AsOf.Now, plan.Projection);
            bytes[slab] = opened.Months.Sum(Bytes) + Persons(opened.Persons) + Eligibility(opened.Eligibility);
        });
        return bytes.Sum();
    }

    private static long Bytes(SlabMonth month) => Claims(month.Claims) + Medications(month.Medications)
        + (8L * (month.Diagnoses.Person.Length + month.Diagnoses.Institution.Length + month.Diagnoses.Receipt.Length))
        + (4L * (month.Diagnoses.Icd10.Length + month.Diagnoses.Suspected.Length))
        + (8L * (month.Acts.Person.Length + month.Acts.Institution.Length)) + (4L * month.Acts.ActCode.Length);

    private static long Claims(ClaimColumns c) =>
        (8L * (c.Person.Length + c.Receipt.Length + c.Institution.Length + c.PrescriberInstitution.Length))
        + (4L * (c.Kind.Length + c.VisitDays.Length + c.PointsBilled.Length + c.Points.Length + c.Flags.Length));

    private static long Medications(MedicationColumns m) =>
        (8L * (m.Person.Length + m.Receipt.Length + m.Institution.Length + m.PrescriberInstitution.Length + m.Quantity.Length))
        + (4L * (m.Line.Length + m.Drug.Length + m.Ingredient.Length + m.DrugClass.Length + m.LegalClass.Length + m.Route.Length
            + m.Unit.Length + m.SupplyDays.Length + m.DispensedOn.Length));

    private static long Persons(PersonColumns p) =>
        (8L * (p.PersonId.Length + p.Household.Length)) + (4L * (p.Sex.Length + p.BirthMonth.Length + p.Linkage.Length));

    private static long Eligibility(EnrolmentColumns e) =>
        (8L * e.Person.Length) + (4L * (e.ClaimMonth.Length + e.DaysAtRisk.Length));
}
