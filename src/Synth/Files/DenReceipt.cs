using ClaimsWatch.Core.Text;
using ClaimsWatch.Synth.Bytes;
using ClaimsWatch.Synth.Care;
using ClaimsWatch.Synth.City;

namespace ClaimsWatch.Synth.Files;

/// <summary>
/// 歯科 (RECODEINFO_DEN), formats.md 1.4: IR 9 without the institution's name (it stands in MN), RE 27, HO 14, HS 13, SS 109
/// columns. Codes and points of SS as in a public sample file of 2019.
/// </summary>
internal static class DenReceipt
{
    private const int Columns = 109;

    /// <summary>Writes one receipt.</summary>
    public static Points Write(RecordWriter w, ReceiptContext c)
    {
        var chance = c.Lines();
        var days = c.Plan.Days;
        (int Section, int Code, int Points, int[] Days)[] lines = c.Plan.FirstVisit
            ? [(11, 301072810, 226, days[..1]), (13, 302000110, 110, days[..1]), (80, 302000610, 80, days)]
            : [(13, 302000110, 110, days[..1]), (80, 302000610, 80, days)];
        var total = lines.Sum(l => l.Points * l.Days.Length);
        CommonRecords.Management(w, c, dental: true);
        w.Begin(1, "IR").Number(2).Number(Institution.Prefecture).Number(3).Padded(c.Plan.Place.Code, 7).Empty()
            .Number(c.Billed.Value)
            .Empty(2).End();
        CommonRecords.ReceiptStart(w, c, 1, inpatient: false, publicPayer: false).Empty().Number(c.Date(days[0])).Number(1)
            .Empty(14);
        CommonRecords.Kana(w, c).Empty().End();
        CommonRecords.InsurerStart(w, c, 1, days.Length, total).Empty(8).End();
        var insurerLine = w.Line;
        CommonRecords.Qualification(w, c);
        CommonRecords.VisitDays(w, c);
        var disease = Diseases.Dental[chance.Below(Diseases.Dental.Length)];
        w.Begin(1, "HS").Number(JapaneseDate.ToNumber(c.Plan.StartedOn)).Number(1)
            .Ascii($"10{chance.Between(11, 18)}00").Padded(disease, 7).Empty(8).End();
        foreach (var (section, code, points, on) in lines)
        {
            Act(w, 1, section, code, points, on);
        }

        var final = c.Corrected ? Correct(w, c, insurerLine, lines[^1], total) : total;
        CommonRecords.Close(w, c);
        return new Points(total, final);
    }

    private static void Act(RecordWriter w, int dataId, int section, int code, int points, int[] days)
    {
        w.Begin(dataId, "SS").Padded(section, 2).Number(1).Padded(code, 9).Empty(Columns - 1 - 3 - 33).Number(points)
            .Number(days.Length);
        CommonRecords.DayColumns(w, days, 1);
        w.End();
    }

    /// <summary>The last act is replaced by one of 68 points.</summary>
    private static int Correct(
        RecordWriter w, ReceiptContext c, int insurerLine, (int Section, int Code, int Points, int[] Days) act, int total)
    {
        const int Lower = 68;
        var actLine = w.Line;
        var final = total - ((act.Points - Lower) * act.Days.Length);
        CommonRecords.InsurerStart(w, c, 2, c.Plan.Days.Length, final).Empty(8).End();
        var newInsurer = w.Line;
        Act(w, 2, act.Section, act.Code, Lower, act.Days);
        var newAct = w.Line;
        CommonRecords.Replace(w, insurerLine, newInsurer, "");
        CommonRecords.Replace(w, actLine, newAct, "G");
        return final;
    }
}
