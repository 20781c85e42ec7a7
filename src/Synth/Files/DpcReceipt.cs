using ClaimsWatch.Synth.Bytes;

namespace ClaimsWatch.Synth.Files;

/// <summary>
/// DPC (RECODEINFO_DPC), formats.md 1.3: RE 30, HO 16, BU 6, SB 8, GA 7, HH 9, GT 12, CD 11 columns. Two stays in five are a 総括
/// receipt: three RE/HO blocks under one MN whose first holds the sum of the other two.
/// </summary>
internal static class DpcReceipt
{
    // 誤嚥性肺炎 without operation; recalled, not checked against the DPC table.
    private const string Group = "040081xx99x00x";
    private const int PointsPerDay = 2_310;

    /// <summary>Writes one receipt.</summary>
    public static Points Write(RecordWriter w, ReceiptContext c)
    {
        var bundle = PointsPerDay * c.Plan.Days.Length;
        var fee = new LineBook();
        fee.Act(50, 150253010, 12_100, c.Plan.Days[0]);
        var whole = c.Serial % 5 < 2;
        var total = whole ? bundle + fee.Total : bundle;
        CommonRecords.Management(w, c, dental: false);
        CommonRecords.MedicalInstitution(w, c);
        if (!whole)
        {
            Block(w, c, 0, total);
            CommonRecords.Qualification(w, c);
            CommonRecords.VisitDays(w, c);
            Bundle(w, c, bundle);
        }
        else
        {
            Block(w, c, 1, total);
            CommonRecords.Qualification(w, c);
            CommonRecords.VisitDays(w, c);
            Block(w, c, 2, bundle);
            Bundle(w, c, bundle);
            Block(w, c, 3, fee.Total);
            CommonRecords.Disease(w, 3669004, c.Date(c.Plan.Days[0]), suspected: false, main: true);
            foreach (var line in fee.Lines)
            {
                line.Write(w, 1);
            }
        }

        CommonRecords.Close(w, c);
        return new Points(total, total);
    }

    private static void Block(RecordWriter w, ReceiptContext c, int summary, int points)
    {
        CommonRecords.ReceiptStart(w, c, 1, inpatient: true, publicPayer: false).Number(c.Date(c.Plan.Days[0])).Empty(9)
            .Number(summary)
            .Empty(9);
        CommonRecords.Kana(w, c).Empty().End();
        var days = c.Plan.Days.Length;
        CommonRecords.InsurerStart(w, c, 1, days, points).Empty().Number(days * 3).Number(days * 3 * 670).Empty(7).End();
    }

    private static void Bundle(RecordWriter w, ReceiptContext c, int points)
    {
        var from = c.Date(c.Plan.Days[0]);
        var to = c.Date(c.Plan.Days[^1]);
        var days = c.Plan.Days.Length;
        w.Begin(1, "BU").Ascii(Group).Number(from).Number(to).Number(3).Empty().End();
        w.Begin(1, "SB").Ascii("4660009").Empty(2).Ascii("J209").Number(11).Empty(2).End();
        w.Begin(1, "GA").Number(c.Month.Value).Number(1).Ascii(new string('0', 31)).Ascii(Group).Ascii("1.4321").Empty().End();
        w.Begin(1, "HH").Number(c.Month.Value).Number(1).Number(1).Number(1).Number(1).Number(PointsPerDay).Number(days)
            .Number(points).End();
        w.Begin(1, "GT").Number(c.Month.Value).Number(1).Number(1).Number(1).Number(points).Number(points).Number(0)
            .Number(points)
            .Number(93).Empty(2).End();
        w.Begin(1, "CD").Number(from).Number(33).Number(1).Number(1).Ascii("640454021").Number(1).Empty(2).Number(1).Empty()
            .End();
    }
}
