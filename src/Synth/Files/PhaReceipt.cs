using ClaimsWatch.Core.Claims;
using ClaimsWatch.Synth.Bytes;
using ClaimsWatch.Synth.Care;
using ClaimsWatch.Synth.City;
using ClaimsWatch.Synth.People;

namespace ClaimsWatch.Synth.Files;

/// <summary>
/// 調剤 (RECODEINFO_PHA), formats.md 1.5: YK 9, RE 42, HO 14, SN 9, JD 33, SH 10, CZ 71, IY 10, KI 114 columns. SH 単位薬剤料 × CZ
/// 調剤数量 = CZ 薬剤料点数, and HO is the sum of CZ and KI. The 調剤行為 master is not public here: codes beginning with 41, 42, 43 and 44
/// are recalled or invented inside those ranges; medicines are facts.
/// </summary>
internal static class PhaReceipt
{
    private const int BasicFee = 410000110;
    private const int BasicPoints = 45;
    private const int GuidanceFee = 440000110;
    private const int GuidancePoints = 45;

    /// <summary>Writes one receipt.</summary>
    public static Points Write(RecordWriter w, ReceiptContext c)
    {
        var plan = c.Plan;
        var units = DrugPoints.Units(plan.Medicines).Select(Dispensing.Of).ToList();
        var total = plan.Days.Length * (units.Sum(u => u.PointsEachTime) + BasicPoints + GuidancePoints);
        CommonRecords.Management(w, c, dental: false);
        w.Begin(1, "YK").Number(2).Number(Institution.Prefecture).Number(4).Padded(plan.Place.Code, 7).Raw(plan.Place.Name)
            .Number(c.Billed.Value).Ascii("00").Empty().End();
        Receipt(w, c, 1);
        CommonRecords.InsurerStart(w, c, 1, plan.Days.Length, total).Empty(8).End();
        var insurerLine = w.Line;
        CommonRecords.Qualification(w, c);
        CommonRecords.VisitDays(w, c);
        for (var i = 0; i < units.Count; i++)
        {
            Unit(w, c, i + 1, units[i]);
        }

        for (var i = 0; i < plan.Days.Length; i++)
        {
            Fees(w, 1, c.Date(plan.Days[i]), i + 1, GuidancePoints);
        }

        var final = c.Corrected ? Correct(w, c, insurerLine, total) : total;
        if (c.Reclaim && c.Serial % 2 == 0)
        {
            Receipt(w, c, 11);
            CommonRecords.InsurerStart(w, c, 11, plan.Days.Length, total).Empty(8).End();
        }

        CommonRecords.Close(w, c);
        return new Points(total, final);
    }

    private static void Receipt(RecordWriter w, ReceiptContext c, int dataId)
    {
        var prescriber = c.Plan.Prescriber ?? throw new InvalidOperationException("a dispensing receipt has a prescriber");
        var doctor = Names.Family[prescriber.Code / 10 % Names.Family.Length];
        CommonRecords.ReceiptStart(w, c, dataId, inpatient: false, publicPayer: false).Empty()
            .Number(Institution.Prefecture).Number(prescriber.Table).Padded(prescriber.Code, 7).Raw(prescriber.Name).Empty()
            .Name(doctor.TextBytes, Names.Male[0].TextBytes).Empty(26);
        CommonRecords.Kana(w, c).End();
    }

    private static void Unit(RecordWriter w, ReceiptContext c, int number, Dispensing unit)
    {
        w.Begin(1, "SH").Padded(number, 2).Number(unit.Form).Ascii("101").Empty().Number(unit.PointsPerUnit).Empty(4).End();
        for (var i = 0; i < c.Plan.Days.Length; i++)
        {
            var date = c.Date(c.Plan.Days[i]);
            w.Begin(1, "CZ").Number(1).Number(date).Number(date).Number(i + 1).Number(unit.Times).Number(1).Number(1).Empty()
                .Number(unit.PreparationCode).Number(Dispensing.PreparationPoints).Empty(2)
                .Number(unit.PointsPerUnit * unit.Times).Empty();
            if (unit.Psychotropic)
            {
                w.Number(1).Number(430000370).Number(Dispensing.PsychotropicPoints).Empty(39);
            }
            else
            {
                w.Empty(42);
            }

            w.Number(1).Number(1).Empty().Number(Dispensing.ManagementCode).Number(unit.ManagementPoints).Empty(9).End();
        }

        foreach (var medicine in unit.Medicines)
        {
            w.Begin(1, "IY").Number(1).Number(medicine.Drug.Code).Decimal(medicine.Amount).Empty(5);
            if (medicine.Route == Route.Oral)
            {
                w.Decimal(medicine.Amount <= 1 ? medicine.Amount : medicine.Amount / (medicine.Amount % 3 == 0 ? 3 : 2)).End();
            }
            else
            {
                w.Empty().End();
            }
        }
    }

    private static void Fees(RecordWriter w, int dataId, int date, int prescription, int guidancePoints)
    {
        w.Begin(dataId, "KI").Number(date).Number(prescription).Number(1).Number(BasicFee).Number(BasicPoints).Empty();
        if (guidancePoints > 0)
        {
            w.Number(1).Number(GuidanceFee).Number(1).Number(guidancePoints).Empty(44);
        }
        else
        {
            w.Empty(48);
        }

        w.Empty(59).End();
    }

    /// <summary>The last KI is replaced by one without 薬学管理料.</summary>
    private static int Correct(RecordWriter w, ReceiptContext c, int insurerLine, int total)
    {
        var feeLine = w.Line;
        var days = c.Plan.Days;
        var final = total - GuidancePoints;
        CommonRecords.InsurerStart(w, c, 2, days.Length, final).Empty(8).End();
        var newInsurer = w.Line;
        Fees(w, 2, c.Date(days[^1]), days.Length, 0);
        var newFee = w.Line;
        CommonRecords.Replace(w, insurerLine, newInsurer, "");
        CommonRecords.Replace(w, feeLine, newFee, "D");
        return final;
    }
}
