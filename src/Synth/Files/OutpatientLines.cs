using ClaimsWatch.Synth.Care;
using ClaimsWatch.Synth.City;

namespace ClaimsWatch.Synth.Files;

/// <summary>
/// What a 医科 receipt bills. Codes and points are facts of the 診療行為マスター of 2024-05-31, used for every month; which of them an
/// invented doctor bills is assumed.
/// </summary>
internal static class OutpatientLines
{
    private const int FirstVisit = 111000110;
    private const int Revisit = 112007410;
    private const int OutpatientManagement = 112011010;
    private const int Prescription = 120002910;
    private const int LastTest = 160062110;

    /// <summary>Lines of a 入院外 receipt; the last one is a test of 144 points if a correction will take it away.</summary>
    public static LineBook Outpatient(ReceiptContext c, ref Chance chance)
    {
        var book = new LineBook();
        var plan = c.Plan;
        var days = plan.Days;
        if (plan.FirstVisit)
        {
            book.Act(11, FirstVisit, 291, days[0]);
            book.Act(12, Revisit, 75, days[1..]);
        }
        else
        {
            book.Act(12, Revisit, 75, days);
        }

        if (plan.Place.Specialty is Specialty.Internal or Specialty.Psychiatry or Specialty.Neurology && !plan.FirstVisit)
        {
            book.Act(12, OutpatientManagement, 52, days);
        }

        ByReason(book, plan, ref chance);
        if (chance.Once(0.22))
        {
            book.ActPair(60, 160008010, 160000310, 47, days[0]);
        }

        if (chance.Once(0.03))
        {
            book.Act(13, 180016110, 250, days[^1]);
        }

        Medicines(book, plan);
        if (c.Corrected)
        {
            book.Act(60, LastTest, 144, days[0]);
        }

        return book;
    }

    /// <summary>Lines of a 入院 receipt: a ward fee for each day.</summary>
    public static LineBook Inpatient(ReceiptContext c)
    {
        var book = new LineBook();
        book.Act(90, 190117710, 1688, c.Plan.Days);
        book.Act(60, 160061810, 125, c.Plan.Days[0]);
        book.ActPair(70, 170027910, 170000410, 153, c.Plan.Days[0]);
        return book;
    }

    private static void ByReason(LineBook book, ReceiptPlan plan, ref Chance chance)
    {
        var days = plan.Days;
        switch (plan.Reason)
        {
            case VisitReason.Dialysis:
                book.Act(40, 140057910, 2036, days);
                return;
            case VisitReason.Cancer:
                book.Act(13, 113001310, 360, days[0]);
                return;
            case VisitReason.Rehabilitation:
                book.ActTimes(80, 180755710, 185, 2, days);
                return;
        }

        switch (plan.Place.Specialty)
        {
            case Specialty.Internal when plan.Reason == VisitReason.Chronic:
                book.Act(13, 113001810, 225, days[0]);
                break;
            case Specialty.Orthopaedics:
                book.Act(40, 140040310, 35, days);
                break;
            case Specialty.Psychiatry:
                book.Act(80, 180067310, 290, days);
                break;
            case Specialty.Ophthalmology:
                book.Act(60, 160082910, 82, days[0]);
                break;
            case Specialty.Dermatology when chance.Once(0.4):
                book.Act(40, 140000610, 52, days[0]);
                break;
        }
    }

    private static void Medicines(LineBook book, ReceiptPlan plan)
    {
        if (plan.Medicines.Count == 0)
        {
            return;
        }

        var given = plan.PrescribedOn;
        if (plan.Place.Outside)
        {
            book.Act(80, Prescription, 60, given);
            return;
        }

        foreach (var unit in DrugPoints.Units(plan.Medicines))
        {
            var oral = unit[0].Route == Core.Claims.Route.Oral;
            for (var i = 0; i < unit.Count; i++)
            {
                book.Add(new MedicalLine(
                    "IY", i > 0 ? 0 : oral ? 21 : 23, unit[i].Drug.Code, unit[i].Amount,
                    i == unit.Count - 1 ? DrugPoints.PerUnit(unit) : -1, unit[i].Times * given.Length, given, unit[i].Times));
            }
        }

        book.Act(24, 120000710, 11, given);
        book.Act(25, 120001210, 42, given);
    }
}
