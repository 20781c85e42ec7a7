using ClaimsWatch.Core.Text;
using ClaimsWatch.Synth.Bytes;
using ClaimsWatch.Synth.City;

namespace ClaimsWatch.Synth.Files;

/// <summary>Records that all kinds share, in the insurer-side form with its three-column prefix (formats.md 2.1).</summary>
internal static class CommonRecords
{
    private static readonly byte[] s_freeText = Cp932.Bytes("経過観察中の訴え");

    /// <summary>MN レセプト管理 opens a receipt; 歯科 has the institution's name in front of its place.</summary>
    public static void Management(RecordWriter w, ReceiptContext c, bool dental)
    {
        w.StartReceipt();
        w.Begin(2, "MN").Padded(c.Serial, 12);
        if (dental)
        {
            w.Raw(c.Plan.Place.Name);
        }

        w.Empty().Ascii(c.SearchNumber).Empty(3).End();
    }

    /// <summary>IR of 医科 and DPC, 10 columns.</summary>
    public static void MedicalInstitution(RecordWriter w, ReceiptContext c)
    {
        w.Begin(1, "IR").Number(2).Number(Institution.Prefecture).Number(1).Padded(c.Plan.Place.Code, 7).Empty()
            .Raw(c.Plan.Place.Name)
            .Number(c.Billed.Value).Ascii("00").Empty().End();
    }

    /// <summary>RE[1] to RE[7], the same in every kind: number, type, month, name, sex, birth date, benefit.</summary>
    public static RecordWriter ReceiptStart(RecordWriter w, ReceiptContext c, int dataId, bool inpatient, bool publicPayer) =>
        w.Begin(dataId, "RE").Number(c.ReceiptNumber).Ascii(c.ReceiptType(inpatient, publicPayer)).Number(c.Month.Value)
            .Name(c.Person.Household.Family.TextBytes, c.Person.Given.TextBytes).Number((int)c.Person.Sex)
            .Number(JapaneseDate.ToNumber(c.Person.BirthDate)).Number(c.BenefitPercent);

    /// <summary>カタカナ氏名.</summary>
    public static RecordWriter Kana(RecordWriter w, ReceiptContext c) =>
        w.Joined(c.Person.Household.Family.KanaBytes, c.Person.Given.KanaBytes);

    /// <summary>HO[1] to HO[5]: insurer, 記号, 番号, days (or prescriptions), points.</summary>
    public static RecordWriter InsurerStart(RecordWriter w, ReceiptContext c, int dataId, int days, int points)
    {
        var wide = !c.Plan.Place.HalfWidth;
        return w.Begin(dataId, "HO").Ascii(c.Settings.InsurerNumber).Digits(c.Person.Household.Symbol, wide)
            .Digits(c.Number, wide)
            .Number(days).Number(points);
    }

    /// <summary>SN with 枝番, 9 columns.</summary>
    public static void Qualification(RecordWriter w, ReceiptContext c)
    {
        w.Begin(1, "SN").Number(1).Ascii("01").Empty(3);
        if (c.HasBranch)
        {
            w.Padded(c.Person.Branch, 2);
        }
        else
        {
            w.Empty();
        }

        w.Empty(2).End();
    }

    /// <summary>JD with the days visited, 33 columns.</summary>
    public static void VisitDays(RecordWriter w, ReceiptContext c)
    {
        w.Begin(1, "JD").Number(1);
        DayColumns(w, c.Plan.Days, 1);
        w.End();
    }

    /// <summary>31 day columns, each listed day with the same count.</summary>
    public static void DayColumns(RecordWriter w, ReadOnlySpan<int> days, int each)
    {
        var at = 0;
        for (var day = 1; day <= 31; day++)
        {
            if (at < days.Length && days[at] == day)
            {
                w.Number(each);
                at++;
            }
            else
            {
                w.Empty();
            }
        }
    }

    /// <summary>SY 傷病名, 8 columns; 8002 is の疑い.</summary>
    public static void Disease(RecordWriter w, int code, int startedOn, bool suspected, bool main)
    {
        w.Begin(1, "SY").Padded(code, 7).Number(startedOn).Number(1);
        if (suspected)
        {
            w.Ascii("8002");
        }
        else
        {
            w.Empty();
        }

        w.Empty();
        if (main)
        {
            w.Ascii("01").Empty().End();
        }
        else
        {
            w.Empty(2).End();
        }
    }

    /// <summary>SY with the code of free text.</summary>
    public static void FreeTextDisease(RecordWriter w, int startedOn) =>
        w.Begin(1, "SY").Ascii("0000999").Number(startedOn).Number(1).Empty().Raw(s_freeText).Empty(2).End();

    /// <summary>JY 2: line <paramref name="target"/> is replaced by line <paramref name="after"/>.</summary>
    public static void Replace(RecordWriter w, int target, int after, string reason) =>
        w.Begin(2, "JY").Number(2).Number(target).Number(0).Empty().Ascii(reason).Number(after).Number(0).Empty().End();

    /// <summary>JY 3: line <paramref name="target"/> is deleted.</summary>
    public static void Delete(RecordWriter w, int target, string reason) =>
        w.Begin(2, "JY").Number(3).Number(target).Number(0).Empty().Ascii(reason).Empty(3).End();

    /// <summary>EX and RC close a receipt; EX[1] names the insurer of a 振替.</summary>
    public static void Close(RecordWriter w, ReceiptContext c)
    {
        w.Begin(2, "EX", 1);
        if (c.Plan.Fate.Transferred)
        {
            w.Ascii(OtherInsurer).Empty(11).End();
        }
        else
        {
            w.Empty(12).End();
        }

        if (c.Serial % 4 == 0)
        {
            w.Begin(2, "RC").Ascii($"{unchecked((ulong)c.Serial * 0x9E3779B97F4A7C15):x16}").End();
        }
    }

    /// <summary>Another invented insurer.</summary>
    public const string OtherInsurer = "  990028";
}
