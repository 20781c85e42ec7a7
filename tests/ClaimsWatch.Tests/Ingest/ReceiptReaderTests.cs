using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;
using ClaimsWatch.Ingest;
using static ClaimsWatch.Tests.Ingest.ClaimText;

namespace ClaimsWatch.Tests.Ingest;

public sealed class ReceiptReaderTests
{
    private const string Name = "高橋　花子";

    private static MonthRows Month(DeliveryResult result, int month = 202404) =>
        result.Months.Single(m => m.Month.Value == month);

    private static ClaimRow Claim(DeliveryResult result) => Month(result).Claims.Row(0);

    private static List<MedicationRow> Drugs(DeliveryResult result) =>
        [.. Enumerable.Range(0, Month(result).Medications.Count).Select(Month(result).Medications.Row)];

    [Fact]
    public void An_outpatient_receipt_of_an_insurer_is_read()
    {
        var result =
            Read(File("11_RECODEINFO_MED.CSV",
                InsurerFile(Outpatient(Search(1), "202404", Name, 2, "19800101", "１２３", "01", days: [9, 12]))));

        var claim = Claim(result);
        Assert.Equal((1, 1311234567L, 0L, 2, 300, 300),
            (claim.Kind, claim.Institution, claim.PrescriberInstitution, claim.VisitDays, claim.PointsBilled, claim.Points));
        Assert.Equal((202404, 202406, 0), (claim.ClaimMonth, claim.DeliveryMonth, claim.Flags));
        var drug = Assert.Single(Drugs(result));
        Assert.Equal((611170513, 1179025, 117, 5, 1, 16, 28.0, 14, 20240409),
            (drug.Drug, drug.Ingredient, drug.DrugClass, drug.LegalClass, drug.Route, drug.Unit, drug.Quantity, drug.SupplyDays,
                drug.DispensedOn));
        var diagnosis = Month(result).Diagnoses.Row(0);
        Assert.Equal((8833421, 9109, 20240401, 0, 1),
            (diagnosis.Disease, diagnosis.Icd10, diagnosis.StartedOn, diagnosis.Suspected, diagnosis.Main));
        var act = Month(result).Acts.Row(0);
        Assert.Equal((112007410, 1), (act.ActCode, act.Times));
        var receipt = Month(result).Receipts.Row(0);
        Assert.Equal((202405, 1, 9, 0, (1 << 8) | (1 << 11)),
            (receipt.BilledMonth, receipt.RowFrom, receipt.RowTo, receipt.Status, receipt.DayMask));
        Assert.Equal($"{TestPseudonyms.SearchKey(Search(1)):x32}", receipt.SearchNumber);
    }

    [Fact]
    public void A_dispensing_receipt_gives_one_row_a_drug_and_day()
    {
        var result =
            Read(File("14_RECODEINFO_PHA.CSV", InsurerFile(Pharmacy(Search(2), "202404", Name, 2, "19800101", "１２３", "01"))));

        Assert.Equal((5, 1345555555L, 1317654321L, 2, 400),
            (Claim(result).Kind, Claim(result).Institution, Claim(result).PrescriberInstitution, Claim(result).VisitDays,
                Claim(result).Points));
        Assert.Equal(
            [(20240410, 21.0, 14, 1, 5), (20240410, 20.0, 0, 3, -1), (20240424, 42.0, 28, 1, 5)],
            Drugs(result).ConvertAll(d => (d.DispensedOn, d.Quantity, d.SupplyDays, d.Route, d.LegalClass)));
        Assert.Equal((1 << 9) | (1 << 23), Month(result).Receipts.Row(0).DayMask);
        Assert.Contains(result.Checks, c => c.Id == "unknown-drugs");
    }

    [Fact]
    public void A_corrected_receipt_keeps_billed_points_and_counts_the_decided_ones()
    {
        List<string> rows =
        [
            .. Outpatient(Search(3), "202404", Name, 2, "19800101", "１２３", "01", points: 500),
            $"@2,211,0,{Ho("１２３", 1, 430)}", "@2,212,0,JY,2,4,0,,,211,0,", "@2,213,0,JY,3,9,0,,C,,,",
            "@2,214,1,EX,,,,,,,,,,,,1:43005:", "@2,217,0,RC,ab12",
        ];

        var result = Read(File("11_RECODEINFO_MED.CSV", InsurerFile(rows)));

        Assert.Equal((500, 430, (int)ClaimFlags.Corrected),
            (Claim(result).PointsBilled, Claim(result).Points, Claim(result).Flags));
        Assert.Empty(Drugs(result)); // row 9 was the medicine
        Assert.Equal(2, result.Files[0].CorrectionsApplied);
        Assert.Equal(2, result.Total.Skipped["corrected"]);
    }

    [Fact]
    public void A_correction_without_target_is_rejected_and_its_receipt_kept()
    {
        List<string> rows = [.. Outpatient(Search(3), "202404", Name, 2, "19800101", "１２３", "01"), "@2,212,0,JY,3,99,0,,C,,,"];

        var result = Read(File("11_RECODEINFO_MED.CSV", InsurerFile(rows)));

        Assert.Equal((1, 1L), (result.Files[0].Receipts, result.Total.RowsRejected));
        Assert.Equal(("correction-target", 10), (result.Rejects[0].Code, result.Rejects[0].Line));
    }

    [Fact]
    public void Earlier_versions_inside_a_receipt_are_counted_and_not_stored()
    {
        List<string> rows = [.. Outpatient(Search(3), "202404", Name, 2, "19800101", "１２３", "01"),
            $"@11,4,0,{Ho("１２３", 9, 9999)}", "@1,20,0,HR,1,2,3"];

        var result = Read(File("11_RECODEINFO_MED.CSV", InsurerFile(rows)));

        Assert.Equal(300, Claim(result).Points);
        Assert.Equal((1L, 1L), (result.Total.Skipped["earlier-version"], result.Total.Skipped["not-applied"]));
    }

    [Fact]
    public void Of_a_dpc_whole_only_the_whole_is_live()
    {
        static string Re(string part) =>
            Record("RE", 30, (1, "1"), (2, "1111"), (3, "202404"), (4, Name), (5, "2"), (6, "19800101"), (18, part), (20, ""));
        List<string> rows =
        [
            Mn(Search(4)), Ir(), Re("1"), Ho("１２３", 20, 90000), Sn("01"),
            Re("2"), Ho("１２３", 18, 80000), "BU,010010xx99x00x,20240401,20240418,1,", "SB,8839792,,,G470,11,,",
            "CD,20240403,21,1,1,611170513,1,,,3,",
            Re("3"), Ho("１２３", 2, 10000), Iy("21", "611170514", "1", 5, (20, 5)),
        ];

        var result = Read(File("12_RECODEINFO_DPC.CSV", InsurerFile(rows)));

        Assert.Equal((1, 2), (result.Files[0].Receipts, result.Files[0].Parts));
        Assert.Equal((3, 90000, 20), (Claim(result).Kind, Claim(result).Points, Claim(result).VisitDays));
        Assert.Equal(1, Month(result).Claims.Count);
        Assert.Equal([(20240403, 3.0), (20240420, 5.0)], Drugs(result).ConvertAll(d => (d.DispensedOn, d.Quantity)));
        Assert.Equal((7470, 1), (Month(result).Diagnoses.Row(0).Icd10, Month(result).Diagnoses.Row(0).Main));
        var history = Assert.Single(result.Superseded);
        Assert.Equal((202406, 2), (history.SupersededIn, history.Rows.Claims.Count));
        var statuses = Enumerable.Range(0, 3).Select(i => Month(result).Receipts.Row(i).Status).Order();
        Assert.Equal([(int)ReceiptStatus.Live, (int)ReceiptStatus.Part, (int)ReceiptStatus.Part], statuses);
    }

    [Fact]
    public void A_dental_receipt_has_its_own_places()
    {
        List<string> rows =
        [
            $"MN,1,みなも歯科,みなも市,{Search(5)},,,", "IR,1,13,3,2222222,,202405,03-0000-0000,",
            Record("RE", 27, (1, "1"), (2, "3112"), (3, "202404"), (4, Name), (5, "2"), (6, "19800101")),
            Record("HO", 14, (1, Insurer), (2, "１２"), (3, "１２３"), (4, "1"), (5, "438")), Sn("01"),
            Record("HS", 13, (1, "20240402"), (4, "5220063"), (9, "01")),
            Record("SS", 109, [(1, "11"), (3, "301072810"), (76, "226"), (77, "1"), (78 + 13, "1")]),
            Record("IY", 39, (1, "21"), (3, "611170513"), (4, "3"), (5, "2"), (6, "4"), (8 + 13, "4")),
        ];

        var result = Read(File("13_RECODEINFO_DEN.CSV", InsurerFile(rows)));

        Assert.Equal((4, 1332222222L, 438), (Claim(result).Kind, Claim(result).Institution, Claim(result).Points));
        Assert.Equal((12.0, 4, 20240414), (Drugs(result)[0].Quantity, Drugs(result)[0].SupplyDays, Drugs(result)[0].DispensedOn));
        Assert.Equal((5220063, 20240402, 1),
            (Month(result).Diagnoses.Row(0).Disease, Month(result).Diagnoses.Row(0).StartedOn,
                Month(result).Diagnoses.Row(0).Main));
        Assert.Equal(1 << 13, Month(result).Receipts.Row(0).DayMask);
    }

    [Fact]
    public void Old_era_dates_and_months_are_read()
    {
        List<string> rows =
            [Mn(Search(6)), Ir("43102"), Re("43101", "山下歩樹", 2, "4070208"), Ho("１２３", 1, 354), "SY,3721002,4310109,1,8002,,,"];

        var result = Read(File("11_RECODEINFO_MED.CSV", InsurerFile(rows)));

        var diagnosis = Month(result, 201901).Diagnoses.Row(0);
        Assert.Equal((20190109, 1), (diagnosis.StartedOn, diagnosis.Suspected));
        Assert.Equal(19950208, result.NewIdentities.Single().Identity.BirthDate);
    }

    [Fact]
    public void The_section_of_a_comment_line_carries_to_the_medicine_below_it()
    {
        List<string> rows = [.. Outpatient(Search(7), "202404", Name, 2, "19800101", "１２３", "01"), "CO,22,1,810000001,疼痛時",
            Iy("", "611170514", "1", 5, (9, 5))];

        var drugs = Drugs(Read(File("11_RECODEINFO_MED.CSV", InsurerFile(rows))));

        Assert.Equal([(1, 14), (2, 0)], drugs.OrderBy(d => d.Line).Select(d => (d.Route, d.SupplyDays)));
    }

    [Fact]
    public void A_receipt_of_public_programmes_only_has_their_points_and_no_person()
    {
        List<string> rows = [Mn(Search(8)), Ir(), Re("202404", Name, 2, "19800101", "1212"), "KO,12130000,1234567,,3,811,,,,,,",
            "KO,21130000,7654321,,1,99,,,,,,"];

        var result = Read(File("11_RECODEINFO_MED.CSV", InsurerFile(rows)));

        Assert.Equal((811, 3, (int)(ClaimFlags.PublicOnly | ClaimFlags.Unlinked)),
            (Claim(result).Points, Claim(result).VisitDays, Claim(result).Flags));
        Assert.Equal((12, 21), (Month(result).Receipts.Row(0).Public1, Month(result).Receipts.Row(0).Public2));
        Assert.Equal((int)Linkage.Unlinked, result.Persons.Row(0).Linkage);
        Assert.Empty(result.NewIdentities);
    }

    [Fact]
    public void A_receipt_that_another_insurer_pays_is_not_counted()
    {
        List<string> rows =
            [.. Outpatient(Search(9), "202404", Name, 2, "19800101", "１２３", "01"), "@2,214,1,EX,01139998,,,,,,,,,,,"];

        var result = Read(File("11_RECODEINFO_MED.CSV", InsurerFile(rows)));

        Assert.Equal((0, 1), (Month(result).Claims.Count, result.Files[0].Transferred));
        Assert.Equal((int)ReceiptStatus.Transferred, Month(result).Receipts.Row(0).Status);
        Assert.Equal(1, result.Superseded.Single().Rows.Medications.Count);
    }

    [Fact]
    public void The_confirmed_number_wins_over_the_billed_one()
    {
        List<string> rows = [.. Outpatient(Search(9), "202404", Name, 2, "19800101", "１２３", "01")];
        rows[4] = Record("SN", 9, (1, "1"), (2, "04"), (3, Insurer), (4, "９９"), (5, "７７７"), (6, "02"));

        var identity = Read(File("11_RECODEINFO_MED.CSV", InsurerFile(rows))).NewIdentities.Single().Identity;

        Assert.Equal(("99", "777", "02"), (identity.Symbol, identity.Number, identity.Branch));
    }

    [Fact]
    public void A_provider_file_begins_receipts_at_re_and_ends_with_go()
    {
        var lines = new[]
        {
            Ir(), Re("202404", Name, 2, "19800101"), Ho("１２３", 1, 282), Sn("01"),
            Re("202403", "佐藤　次郎", 1, "19700101").Replace("RE,1,", "RE,2,"), Ho("４５６", 1, 100),
            "TI,1,臓器", Sy("8833421"), "GO,2,382,99",
        };

        var result = Read(File("RECEIPTC.UKE", Bytes(lines)));

        Assert.Equal(("UKE-C", 2), (result.Files[0].Kind, result.Files[0].Receipts));
        Assert.Equal((int)ClaimFlags.Late, Month(result, 202403).Claims.Row(0).Flags);
        Assert.Equal(0, Month(result, 202403).Diagnoses.Count);
        Assert.Equal((2L, 1L), (result.Total.Skipped["organ-donor"], result.Total.Skipped["header-or-trailer"]));
        Assert.NotEqual(Month(result, 202403).Claims.Row(0).Receipt, Month(result).Claims.Row(0).Receipt);
    }

    [Fact]
    public void The_same_number_sent_to_two_reviewing_bodies_is_two_receipts()
    {
        string[] Lines(string body, string number) =>
            [Ir().Replace("IR,1", $"IR,{body}"), Re("202404", Name, 2, "19800101"), Ho(number, 1, 282), "GO,1,282,99"];

        var result = Read(File("RECEIPTC.UKE", Bytes(Lines("1", "１２３"))), File("RECEIPTC2.UKE", Bytes(Lines("2", "４５６"))));

        Assert.Equal(2, Month(result).Claims.Count);
    }

    [Fact]
    public void Volumes_of_one_submission_may_number_their_receipts_anew()
    {
        string[] Lines(string volume, string number, string last) =>
            [Ir().Replace(",00,", $",{volume},"), Re("202404", Name, 2, "19800101"), Ho(number, 1, 282), $"GO,1,282,{last}"];

        var result =
            Read(File("RECEIPTC.UKE", Bytes(Lines("00", "１２３", "01"))), File("RECEIPTC_2.UKE", Bytes(Lines("01", "４５６", "99"))));

        Assert.Equal(2, Month(result).Claims.Count);
        Assert.All(result.Files, f => Assert.Empty(f.Warnings));
    }

    [Fact]
    public void A_sample_with_every_oddity_of_hand_made_files_is_read_whole()
    {
        // LF only, no last line break, no GO, 5-digit code, UTF-8, era dates, trailing columns left out,
        // a NUL and 0x1A at the end.
        var text = "UK,1,13,3,22222,,みなも歯科,43102,,00\nIR,1,13,3,22222,,43102,03-0000-0000,\n"
            + "RE,1,3112,43101,高橋　花子,2,3550101\nHO,39139999,１２,１２３,1,438\nHS,,,1024,5220063\nSS,11,1,301072810\n"
            + "HS,,,1025,8833899\0\u001a";

        var result = Read(File("shika.csv", System.Text.Encoding.UTF8.GetBytes(text)));

        var claim = Month(result, 201901).Claims.Row(0);
        Assert.Equal(("UKE-S", 1, 0L), (result.Files[0].Kind, result.Files[0].Receipts, result.Total.RowsRejected));
        Assert.Equal(((int)ClaimKind.Dental, 1330022222L, 438), (claim.Kind, claim.Institution, claim.Points));
        Assert.Contains(Texts.ShortInstitutions(1), result.Files[0].Warnings);
    }

    [Fact]
    public void A_dental_provider_file_begins_receipts_at_ir()
    {
        string[] Receipt(string number, string name) =>
        [
            "IR,1,13,3,2222222,,202405,03-0000-0000,",
            Record("RE", 27, (1, number), (2, "3112"), (3, "202404"), (4, name), (5, "2"), (6, "19800101")),
            Record("HO", 14, (1, Insurer), (2, "１２"), (3, "１２" + number), (4, "1"), (5, "438")),
        ];

        var result =
            Read(File("RECEIPTS.UKE",
                Bytes(["UK,1,13,3,2222222,,みなも歯科,202405,,00", .. Receipt("1", Name), .. Receipt("2", "佐藤　良"), "GO,2,876,99"])));

        Assert.Equal((2, 2L), (result.Files[0].Receipts, result.Total.Skipped["header-or-trailer"]));
        Assert.Equal(2, Month(result).Claims.Count);
    }
}
