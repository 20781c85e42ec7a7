using ClaimsWatch.Core.Claims;
using ClaimsWatch.Synth.Bytes;
using ClaimsWatch.Synth.Care;
using ClaimsWatch.Synth.City;

namespace ClaimsWatch.Synth.Files;

/// <summary>
/// 医科 (RECODEINFO_MED) in the column counts of formats.md 1.2: IR 10, RE 38, HO 15, KO 12, SN 9, JD 33, SY 8, SI and IY 44.
/// </summary>
internal static class MedReceipt
{
    /// <summary>Writes one receipt.</summary>
    public static Points Write(RecordWriter w, ReceiptContext c)
    {
        var chance = c.Lines();
        var inpatient = c.Plan.Kind == ClaimKind.Inpatient;
        var book = inpatient ? OutpatientLines.Inpatient(c) : OutpatientLines.Outpatient(c, ref chance);
        var payer = inpatient ? 0 : PublicPayer(c);
        CommonRecords.Management(w, c, dental: false);
        CommonRecords.MedicalInstitution(w, c);
        Receipt(w, c, 1, inpatient, payer != 0);
        Insurer(w, c, 1, inpatient, book.Total);
        var insurerLine = w.Line;
        if (payer != 0)
        {
            Payer(w, c, payer, book.Total);
        }

        CommonRecords.Qualification(w, c);
        if (payer != 0)
        {
            w.Begin(1, "SN").Number(2).Ascii("01").Empty(4).Padded(Beneficiary(c), 7).Empty().End();
        }

        CommonRecords.VisitDays(w, c);
        Diagnoses(w, c, ref chance);
        foreach (var line in book.Lines)
        {
            line.Write(w, 1);
        }

        var final = c.Corrected ? Correct(w, c, book, insurerLine) : book.Total;
        if (c.Reclaim && c.Serial % 2 == 0)
        {
            // Half of the re-claims carry their own earlier version (データ識別 11), which must never be counted.
            Receipt(w, c, 11, inpatient, payer != 0);
            Insurer(w, c, 11, inpatient, book.Total);
        }

        CommonRecords.Close(w, c);
        return new Points(book.Total, final);
    }

    private static void Receipt(RecordWriter w, ReceiptContext c, int dataId, bool inpatient, bool publicPayer)
    {
        CommonRecords.ReceiptStart(w, c, dataId, inpatient, publicPayer);
        if (inpatient)
        {
            w.Number(c.Date(c.Plan.Days[0]));
        }
        else
        {
            w.Empty();
        }

        w.Empty(27);
        CommonRecords.Kana(w, c).Empty().End();
    }

    private static void Insurer(RecordWriter w, ReceiptContext c, int dataId, bool inpatient, int points)
    {
        var days = c.Plan.Days.Length;
        CommonRecords.InsurerStart(w, c, dataId, days, points).Empty();
        if (inpatient)
        {
            w.Number(days * 3).Number(days * 3 * 670);
        }
        else
        {
            w.Empty(2);
        }

        w.Empty(6).End();
    }

    /// <summary>法別番号 of a public payer beside the insurance: 15 更生医療 of dialysis, 21 精神通院 of some psychiatric patients.</summary>
    private static int PublicPayer(ReceiptContext c) => c.Plan.Reason switch
    {
        VisitReason.Dialysis => 15,
        VisitReason.Chronic when c.Plan.Place.Specialty == Specialty.Psychiatry && c.Person.Index % 4 == 0 => 21,
        _ => 0,
    };

    private static void Payer(RecordWriter w, ReceiptContext c, int law, int points) =>
        w.Begin(1, "KO").Number((law * 1_000_000) + 990_018).Padded(Beneficiary(c), 7).Empty()
            .Number(c.Plan.Days.Length).Number(points).Empty(6).End();

    private static int Beneficiary(ReceiptContext c) => 1_000_000 + (c.Person.Index % 9_000_000);

    private static void Diagnoses(RecordWriter w, ReceiptContext c, ref Chance chance)
    {
        var plan = c.Plan;
        var started = Core.Text.JapaneseDate.ToNumber(plan.StartedOn);
        var main = Diseases.Main(plan.Place.Specialty, plan.Reason, ref chance);
        CommonRecords.Disease(w, main, started, suspected: false, main: true);
        if (plan.Medicines.Any(m => m.Drug.DrugClass is 112 or 117) && main != Diseases.Insomnia)
        {
            CommonRecords.Disease(w, Diseases.Insomnia, started, suspected: false, main: false);
        }

        if (plan.Medicines.Any(m => m.Drug.DrugClass == 232) && main != Diseases.Gastritis)
        {
            CommonRecords.Disease(w, Diseases.Gastritis, started, suspected: false, main: false);
        }

        if (chance.Once(0.12))
        {
            var other = Diseases.Main(plan.Place.Specialty, VisitReason.Acute, ref chance);
            CommonRecords.Disease(w, other, c.Date(plan.Days[0]), suspected: true, main: false);
        }

        if (chance.Once(0.02))
        {
            CommonRecords.FreeTextDisease(w, c.Date(plan.Days[0]));
        }
    }

    /// <summary>Two ways of review: the last test is deleted, or replaced by one of 125 points.</summary>
    private static int Correct(RecordWriter w, ReceiptContext c, LineBook book, int insurerLine)
    {
        var testLine = w.Line;
        var test = book.Lines[^1];
        var replaced = c.Serial % 2 == 0;
        var final = book.Total - (replaced ? test.Points - 125 : test.Points);
        Insurer(w, c, 2, inpatient: false, final);
        var newInsurer = w.Line;
        if (replaced)
        {
            (test with { Code = 160061810, Points = 125 }).Write(w, 2);
            var newTest = w.Line;
            CommonRecords.Replace(w, insurerLine, newInsurer, "");
            CommonRecords.Replace(w, testLine, newTest, "D");
        }
        else
        {
            CommonRecords.Replace(w, insurerLine, newInsurer, "");
            CommonRecords.Delete(w, testLine, "C");
        }

        return final;
    }
}
