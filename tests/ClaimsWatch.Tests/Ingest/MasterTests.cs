using ClaimsWatch.Core.Codes;
using ClaimsWatch.Core.Columns;
using ClaimsWatch.Ingest;
using ClaimsWatch.Ingest.Bytes;
using ClaimsWatch.Ingest.Masters;
using static ClaimsWatch.Tests.Ingest.ClaimText;

namespace ClaimsWatch.Tests.Ingest;

public sealed class MasterTests
{
    private static string Quoted(int columns, params (int Column, string Value)[] values) => string.Join(
        ',', Enumerable.Range(1, columns).Select(c => $"\"{values.FirstOrDefault(v => v.Column == c).Value ?? ""}\""));

    private static string DrugRow(string code, string yj = "1179025F1026") => Quoted(
        40, (1, "0"), (2, "Y"), (3, code), (5, "薬"), (8, "16"), (10, "錠"), (12, "9.20"), (14, "5"), (28, "1"), (32, yj));

    private static string DiseaseRow(string code, string name, string icd10) =>
        Quoted(46, (1, "0"), (2, "B"), (3, code), (6, name), (16, icd10));

    private static string ActRow(string code, string name, string letter, string number, string kind) => Quoted(
        150, (1, "0"), (2, "S"), (3, code), (5, name), (68, kind), (85, letter), (92, number), (93, "00"));

    private static DeliveredFile Master(string name, string row, int folder = 202407) => File(name, Bytes([row]), folder);

    private static List<string> Claim(string drug = "611170513", string disease = "8833421")
    {
        var rows = Outpatient(Search(1), "202404", "高橋　花子", 2, "19800101", "１２３", "02");
        return [.. rows.Select(r => r.Replace("611170513", drug).Replace("8833421", disease))];
    }

    private static DeliveryResult Next(DeliveryResult first, params DeliveredFile[] files) => Delivery.Read(
        files,
        Context() with
        {
            KnownIdentities = first.NewIdentities,
            Persons = () => first.Persons,
            Months = [.. first.Months.Select(m => m.Month)]
        },
        month => first.Months.First(m => m.Month == month),
        1);

    [Fact]
    public void A_disease_master_is_read_by_position_and_keeps_earlier_codes()
    {
        var (diseases, reading) = DiseaseMaster.Merge(
            DiseaseList.BuiltIn,
            new MemoryByteSource("b_20240601.txt",
                Bytes([DiseaseRow("8848176", "１１β－水酸化酵素欠損症", "E250"), DiseaseRow("88481", "x", "E250")])));

        Assert.Equal(new Disease(8848176, "１１β－水酸化酵素欠損症", "E250"), diseases.Find(8848176));
        Assert.NotNull(diseases.Find(8839792));
        Assert.Equal((2L, 1L, "bad-disease"), (reading.Tallied.RowsIn, reading.Tallied.RowsStored, reading.Rejects[0].Code));
        Assert.Contains("b_20240601.txt", diseases.Source);
    }

    [Fact]
    public void Of_an_act_master_only_acts_of_listed_sections_without_additions_are_kept()
    {
        var (acts, reading) = ActMaster.Merge(
            ActList.BuiltIn,
            new MemoryByteSource("s.csv", Bytes([
                ActRow("140099910", "人工腎臓（新）", "J", "038", "1"), ActRow("140099970", "人工腎臓の加算", "J", "038", "7"),
                ActRow("113099910", "管理料", "B", "001", "1"), ActRow("150099910", "手術", "K", "001", "1"),
                ActRow("190099910", "救急医療管理加算（新）", "A", "205", "7")])));

        Assert.Equal(new MedicalAct(140099910, "人工腎臓（新）", "J038", "dialysis"), acts.Find(140099910));
        Assert.Equal([null, null, null], new[] { 140099970, 113099910, 150099910 }.Select(acts.Find));
        Assert.Equal(new MedicalAct(190099910, "救急医療管理加算（新）", "A205", "emergency"), acts.Find(190099910));
        Assert.Equal((2L, 3L), (reading.Tallied.RowsStored, reading.Tallied.Skipped["act-not-listed"]));
        Assert.Equal(ActList.BuiltIn.All.Count() + 2, acts.All.Count());
    }

    [Fact]
    public void A_line_of_an_unknown_drug_is_read_again_when_a_master_brings_it()
    {
        var first = Read(File("11_RECODEINFO_MED.CSV", InsurerFile(Claim("610009999"))));
        Assert.Equal(-1, first.Months[0].Medications.Row(0).LegalClass);

        var next = Next(first, Master("y_20240701.csv", DrugRow("610009999")));

        var row = next.Months[0].Medications.Row(0);
        Assert.Equal((1179025, 117, 5, 16, 202407), (row.Ingredient, row.DrugClass, row.LegalClass, row.Unit, row.DeliveryMonth));
        var gone = Assert.Single(next.Superseded);
        Assert.Equal((202407, first.Months[0].Medications.Row(0)), (gone.SupersededIn, gone.Rows.Medications.Row(0)));
        Assert.Equal((0, first.Months[0].Claims.Row(0)), (gone.Rows.Claims.Count, next.Months[0].Claims.Row(0)));
        Assert.Contains(next.Checks, c => c.Id == "restated");
    }

    [Fact]
    public void Months_that_a_master_restates_were_compared_when_they_came()
    {
        List<string> Unknown(int search, string month) =>
            [.. Outpatient(Search(search), month, "高橋　花子", 2, "19800101", "１２３", "02", code: $"234567{search}")
                .Select(r => r.Replace("611170513", "610009999"))];
        var first = Read(File("11_RECODEINFO_MED.CSV",
            InsurerFile(Unknown(1, "202404"), Unknown(2, "202405"), Unknown(3, "202405"), Unknown(4, "202405"))));
        Assert.Contains(first.Checks, c => c.Id == "month-count");

        var next = Next(first, Master("y_20240701.csv", DrugRow("610009999")));

        Assert.Equal(2, next.Months.Count);
        Assert.Contains(next.Checks, c => c.Id == "restated");
        Assert.DoesNotContain(next.Checks, c => c.Id == "month-count");
    }

    [Fact]
    public void A_diagnosis_of_an_unknown_disease_is_read_again_when_a_master_brings_it()
    {
        var first = Read(File("11_RECODEINFO_MED.CSV", InsurerFile(Claim(disease: "8848176"))));

        var next = Next(first, Master("b_20240701.txt", DiseaseRow("8848176", "x", "E250")));

        Assert.Equal((0, Disease.Pack("E250")), (first.Months[0].Diagnoses.Row(0).Icd10, next.Months[0].Diagnoses.Row(0).Icd10));
    }

    [Fact]
    public void A_master_that_says_nothing_new_of_stored_lines_touches_no_month()
    {
        var first = Read(File("11_RECODEINFO_MED.CSV", InsurerFile(Claim("610009999"))));

        Assert.Empty(Next(first, Master("y_20240701.csv", DrugRow("610008888"))).Months);
    }

    [Fact]
    public void Masters_of_drugs_diseases_and_acts_may_come_with_the_claims_they_explain()
    {
        var result = Read(
            File("11_RECODEINFO_MED.CSV", InsurerFile(Claim("610009999", "8848176"))),
            Master("y.csv", DrugRow("610009999"), 202406),
            Master("b.txt", DiseaseRow("8848176", "x", "E250"), 202406),
            Master("s.csv", ActRow("140099910", "x", "J", "038", "1"), 202406));

        Assert.Equal((5, Disease.Pack("E250")),
            (result.Months[0].Medications.Row(0).LegalClass, result.Months[0].Diagnoses.Row(0).Icd10));
        Assert.NotNull(result.Acts!.Find(140099910));
        Assert.True(result.Total.Balances);
        Assert.Empty(result.Superseded);
    }

    private static string ModifierRow(string code, string name) => Quoted(19, (1, "0"), (2, "Z"), (3, code), (7, name));

    [Fact]
    public void A_modifier_master_is_read_by_position_and_says_which_codes_mean_suspected()
    {
        var claim = Outpatient(Search(1), "202404", "高橋　花子", 2, "19800101", "１２３", "02");
        DeliveryResult With(string modifiers, params DeliveredFile[] masters) => Read(
            [File("11_RECODEINFO_MED.CSV",
                InsurerFile(claim.ConvertAll(r => r.StartsWith("SY", StringComparison.Ordinal)
                    ? Sy("8833421", modifiers: modifiers) : r))), .. masters]);
        int Suspected(DeliveryResult result) => result.Months[0].Diagnoses.Row(0).Suspected;
        var master = Master("z_20250601.txt",
            ModifierRow("8999", "の疑いあり") + "\r\n" + ModifierRow("8282", "・高分化型") + "\r\n" + ModifierRow("82", "x"), 202406);

        Assert.Equal([1, 1, 0], new[] { "8002", "82828008", "8282" }.Select(m => Suspected(With(m))));
        Assert.Equal([1, 0, 1], new[] { "8999", "8282", "8002" }.Select(m => Suspected(With(m, master))));
        var result = With("8002", master);
        Assert.Equal("bad-modifier", Assert.Single(result.Rejects).Code);
        Assert.Equal("の疑いあり", result.Modifiers!.Find(8999)!.Name);
    }

    [Fact]
    public void An_edition_that_comes_late_is_kept_and_does_not_undo_a_later_one()
    {
        string Priced(string price) => DrugRow("610009999").Replace("\"9.20\"", $"\"{price}\"");
        var first = Read(Master("y_20240901.csv", Priced("8.00"), 202409));
        var context = Context() with { Drugs = first.Drugs!, DrugEditions = first.NewDrugEditions };

        var second = Read(context, Master("y_20240321.csv", Priced("9.00"), 202410));

        Assert.Equal(800, second.Drugs!.Find(610009999)!.Price);
        Assert.Equal(20240321, Assert.Single(second.NewDrugEditions).AsOf);
    }

    [Fact]
    public void A_list_kept_before_editions_were_becomes_the_oldest_of_them()
    {
        var context =
            Context() with { Drugs = new DrugList([new Drug(610001111, "x", 16, "錠", 100, 5, 1, "1179025F1026")], "old") };

        var result = Read(context, Master("y_20240901.csv", DrugRow("610009999"), 202409));

        Assert.Equal([0, 20240901], result.NewDrugEditions.Select(e => e.AsOf));
        Assert.NotNull(result.Drugs!.Find(610001111));
    }
}
