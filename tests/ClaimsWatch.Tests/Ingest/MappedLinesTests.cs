using System.Text;
using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Detect;
using ClaimsWatch.Ingest;
using ClaimsWatch.Ingest.Bytes;
using ClaimsWatch.Ingest.Mapped;
using static ClaimsWatch.Tests.Ingest.ClaimText;
using static ClaimsWatch.Tests.Ingest.MappingTests;

namespace ClaimsWatch.Tests.Ingest;

/// <summary>Medicines, diagnoses and acts of mapped files: each worked example with rows, read whole and, where it can,
/// judged by rules.</summary>
public sealed class MappedLinesTests
{
    private static readonly Mapping s_jmdc = Example("jmdc-like-tables");
    private static readonly Mapping s_omop = Example("omop-cdm");

    private static List<MedicationRow> Medications(DeliveryResult result) =>
        [.. result.Months.SelectMany(m => Enumerable.Range(0, m.Medications.Count).Select(m.Medications.Row))
            .OrderBy(m => m.DispensedOn).ThenBy(m => m.Drug)];

    private static List<DiagnosisRow> Diagnoses(DeliveryResult result) =>
        [.. result.Months.SelectMany(m => Enumerable.Range(0, m.Diagnoses.Count).Select(m.Diagnoses.Row))];

    private static DeliveredFile[] Jmdc(
        string medicines = "R2,611170513,1179025F1026,1,28,2024/04/10\nR3,,1179025F1026,2,30,20240412\n",
        string diseases = "R1,8833421,,20240101,0,1\nR1,,G47.0,,1,0\n",
        string acts = "R1,112007410,2\nR1,112007410,1\nR1,160000010,1\n") =>
    [
        Mapped(
            "レセプト.csv",
            "加入者ID,レセプトID,レセプト種類,医療施設ID,処方元医療施設ID,診療年月,診療実日数,総点数\n"
            + "M1,R1,医科入院外,H001,,202404,2,300\nM1,R2,調剤,P001,H001,202404,1,300\nM1,R3,調剤,P001,H002,202404,1,300\n",
            s_jmdc),
        Mapped("加入者.csv", "加入者ID,加入者性別,加入者生年月\nM1,女性,198001\n", s_jmdc),
        Mapped("医薬品.csv", "レセプトID,レセプト電算コード,薬価基準コード,1日投与量,投与日数,処方日\n" + medicines, s_jmdc),
        Mapped("傷病.csv", "レセプトID,標準病名コード,ICD10小分類コード,診療開始日,疑いフラグ,主傷病フラグ\n" + diseases, s_jmdc),
        Mapped("診療行為.csv", "レセプトID,診療行為コード,算定回数\n" + acts, s_jmdc),
    ];

    [Fact]
    public void Lines_of_other_files_find_their_receipts()
    {
        var result = Read(Jmdc());

        Assert.Equal(
            [(611170513, 1179025, 5, (int)Route.Oral, 28.0, 28, 20240410),
                (611170513, 1179025, 5, (int)Route.Oral, 60.0, 30, 20240412)],
            Medications(result)
                .Select(m => (m.Drug, m.Ingredient, m.LegalClass, m.Route, m.Quantity, m.SupplyDays, m.DispensedOn)));
        Assert.Equal([(8833421, 9109, 0, 1), (0, 7470, 1, 0)],
            Diagnoses(result).Select(d => (d.Disease, d.Icd10, d.Suspected, d.Main)));
        var act = Assert.Single(result.Months.SelectMany(m => Enumerable.Range(0, m.Acts.Count).Select(m.Acts.Row)));
        Assert.Equal((112007410, 3), (act.ActCode, act.Times));
        Assert.Equal(2, Medications(result).Select(m => m.PrescriberInstitution).Distinct().Count());
    }

    [Fact]
    public void Every_file_of_a_mapping_has_its_own_account()
    {
        var result = Read(Jmdc());

        Tallied Of(string name) => result.Files.Single(f => f.File == name).Tallied;
        Assert.Equal((4L, 3L), (Of("レセプト.csv").RowsIn, Of("レセプト.csv").RowsStored));
        Assert.Equal((3L, 2L), (Of("医薬品.csv").RowsIn, Of("医薬品.csv").RowsStored));
        Assert.Equal((4L, 2L, 1L), (Of("診療行為.csv").RowsIn, Of("診療行為.csv").RowsStored, Of("診療行為.csv").Skipped["act-not-listed"]));
        Assert.Equal(2L, Of("加入者.csv").Skipped["joined-to-receipts"]);
        Assert.True(result.Total.Balances);
        Assert.DoesNotContain(result.Files, f => f.Warnings.Any(w => w != ClaimsWatch.Ingest.Texts.JoinedFile));
    }

    [Fact]
    public void A_line_without_receipt_is_counted_and_told()
    {
        var result = Read(Jmdc("R9,611170513,,1,28,20240410\n"));

        var file = result.Files.Single(f => f.File == "医薬品.csv");
        Assert.Equal((0L, 1L), (file.Tallied.RowsStored, file.Tallied.Skipped["line-without-receipt"]));
        Assert.Contains(file.Warnings, w => w.Ja.StartsWith("1行は", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("R2,61117051,,1,28,20240410\n", "bad-drug")]
    [InlineData("R2,,117902,1,28,20240410\n", "bad-drug")]
    [InlineData("R2,,,1,28,20240410\n", "no-code")]
    [InlineData("R2,611170513,,-1,28,20240410\n", "bad-amount")]
    [InlineData("R2,611170513,,1,2.5,20240410\n", "bad-number")]
    [InlineData("R2,611170513,,1,1000,20240410\n", "bad-number")]
    [InlineData("R2,611170513,,1,28,20240431\n", "bad-date")]
    public void A_medicine_that_can_not_be_used_is_rejected_and_its_receipt_kept(string row, string code)
    {
        var result = Read(Jmdc(row));

        var reject = Assert.Single(result.Rejects);
        Assert.Equal(("医薬品.csv", 2, code, "***"), (reject.File, reject.Line, reject.Code, reject.Found));
        Assert.Equal(3, result.Months[0].Claims.Count);
        Assert.True(result.Total.Balances);
    }

    [Theory]
    [InlineData("1179025F1026", 611170513, 1179025, 5)] // デパス錠0.5mg, in the built-in list
    [InlineData("1179025F9999", 0, 1179025, 5)] // another product of an ingredient whose products all have one class
    [InlineData("9999999", 0, 9999999, -1)] // no product of the master
    public void A_YJ_code_gives_product_or_ingredient_and_never_a_guessed_class(string yj, int drug, int ingredient, int legal)
    {
        var line = Assert.Single(Medications(Read(Jmdc($"R2,,{yj},1,28,20240410\n"))));

        Assert.Equal((drug, ingredient, legal), (line.Drug, line.Ingredient, line.LegalClass));
    }

    [Fact]
    public void The_result_does_not_depend_on_the_order_of_files_and_lines()
    {
        var one = Jmdc();
        var two = Jmdc("R3,,1179025F1026,2,30,20240412\nR2,611170513,1179025F1026,1,28,2024/04/10\n",
            "R1,,G47.0,,1,0\nR1,8833421,,20240101,0,1\n");

        Assert.Equal(Medications(Read(one)), Medications(Read([.. two.Reverse()])));
        Assert.Equal(Diagnoses(Read(one)), Diagnoses(Read([.. two.Reverse()])));
    }

    [Fact]
    public void Rows_that_repeat_their_receipt_give_one_receipt_with_a_line_each()
    {
        const string row = "138057,あ,12,01,2,3550101,50604,50605,調,1345555555,1311234567,2,400,A1,";
        var result = Read(Mapped(
            "rengo.csv",
            "調剤明細\r\n保険者番号,証記号,証番号,枝番,性別,生年月日,調剤年月,審査年月,診療区分,薬局番号,処方医療機関番号,受付回数,決定点数,レセプト管理番号,医薬品コード,総数量,調剤日数,調剤日,剤形区分\r\n"
            + row + "611170513,28,14,50610.4.10,内服\r\n" + row + "611170513,28,14,R6.4.24,内服\r\n" + row
            + "611120055,5,,R6.4.24,屯服\r\n" + row + ",,,,\r\n",
            Example("kokuho-rengo-lines"), Cp932));

        Assert.Equal("bad-date", Assert.Single(result.Rejects).Code);
        var claim = result.Months.Single().Claims.Row(0);
        Assert.Equal((1, 2, 400, 1311234567L),
            (result.Months[0].Claims.Count, claim.VisitDays, claim.Points, claim.PrescriberInstitution));
        Assert.Equal([(1, 14), (2, 0)], Medications(result).Select(m => (m.Route, m.SupplyDays)).Order());
        Assert.Equal(1 << 23, result.Months[0].Receipts.DayMask.Span[0]);
    }

    private static DeliveredFile[] Omop(string drugs, string conditions = "") =>
    [
        Mapped(
            "visit_occurrence.csv",
            "visit_occurrence_id,person_id,visit_concept_id,visit_start_date,care_site_id\n"
            + "1,7,9202,2024-04-01,11\n2,7,9202,2024-04-01,11\n3,7,9202,2024-04-09,11\n4,7,581458,2024-04-09,11\n"
            + "5,7,9202,2024-05-09,12\n",
            s_omop),
        Mapped("person.csv", "person_id,gender_concept_id,year_of_birth,month_of_birth,birth_datetime\n7,8532,1980,,\n", s_omop),
        Mapped("drug_exposure.csv",
            "drug_exposure_id,person_id,drug_concept_id,drug_exposure_start_date,quantity,days_supply,"
                + "visit_occurrence_id,drug_source_value\n" + drugs, s_omop),
        Mapped("condition_occurrence.csv",
            "condition_occurrence_id,person_id,condition_concept_id,condition_start_date,visit_occurrence_id\n"
                + conditions, s_omop),
        Mapped("drug-codes.csv", System.IO.File.ReadAllText(Path.Combine(Folder(), "omop-drug-codes.csv")), s_omop),
        Mapped("condition-codes.csv", System.IO.File.ReadAllText(Path.Combine(Folder(), "omop-condition-codes.csv")), s_omop),
    ];

    [Fact]
    public void Omop_visits_of_one_site_kind_and_month_are_one_receipt_with_the_lines_of_all_of_them()
    {
        var result =
            Read(Omop("1,7,0,2024-04-01,28.0,14,1,LOCAL-0001\n2,7,0,2024-04-09,14,14.0,3,LOCAL-0002\n",
                "1,7,436962,2024-03-01,2\n"));

        var claims = result.Months.SelectMany(m => Enumerable.Range(0, m.Claims.Count).Select(m.Claims.Row)).ToList();
        Assert.Equal([(1, 11L, 2), (1, 12L, 1), (5, 40_000_011L, 1)],
            claims.Select(c => (c.Kind, c.Institution, c.VisitDays)).Order());
        Assert.Equal([(1179025, 14, 28.0), (1129009, 14, 14.0)],
            Medications(result).Select(m => (m.Ingredient, m.SupplyDays, m.Quantity)));
        Assert.Single(Medications(result).Select(m => m.Receipt).Distinct());
        Assert.Equal((7470, 20240301), Diagnoses(result).Select(d => (d.Icd10, d.StartedOn)).Single());
        Assert.Equal((2, 198007), (result.Persons.Row(0).Sex, result.Persons.Row(0).BirthMonth));
    }

    [Fact]
    public void Codes_that_no_table_translates_stay_as_unknown_medicines_and_are_told()
    {
        var result =
            Read(Omop("1,7,0,2024-04-01,28,14,1,LOCAL-9999\n2,7,0,2024-04-01,28,14,1,LOCAL-0001\n", "1,7,999999,2024-03-01,2\n"));

        Assert.Equal([(0, 0, -1), (611170513, 1179025, 5)],
            Medications(result).Select(m => (m.Drug, m.Ingredient, m.LegalClass)).Order());
        Assert.Equal(0, Diagnoses(result).Single().Icd10);
        Assert.Contains(result.Files.Single(f => f.File == "visit_occurrence.csv").Warnings,
            w => w.En.StartsWith("2 lines have a code", StringComparison.Ordinal));
        Assert.Contains(result.Checks, c => c.Id == "unknown-drugs");
    }

    [Fact]
    public void A_code_table_that_did_not_come_is_named()
    {
        var error = Assert.Throws<UserError>(() =>
            Read([.. Omop("").Where(f => !f.Source.Name.StartsWith("drug-codes", StringComparison.Ordinal))]));

        Assert.Contains("drug-codes", error.Message);
    }

    [Fact]
    public void A_file_of_persons_that_came_last_month_is_still_looked_up()
    {
        var files = Jmdc();
        var known = Read(files[1]).Files[0].Sha256;

        var result = Delivery.Read(files, Context() with { KnownFileHashes = new HashSet<string> { known } }, MonthRows.Empty, 1);

        Assert.Equal(2, result.Persons.Row(0).Sex);
        Assert.Equal(2L, result.Total.Skipped["already-delivered"]);
    }

    [Fact]
    public void Lines_in_the_rows_are_guessed_too()
    {
        var guess = MappingGuess.Of(new MemoryByteSource("x.csv", Encoding.UTF8.GetBytes(
            "番号,性別,生年月日,調剤年月,点数表,医療機関コード,処方医療機関コード,医薬品コード,投与日数,傷病名コード\n")));

        Assert.Equal(["medications", "diagnoses"], guess.Mapping!.Lines.Select(l => l.Table));
        Assert.Contains(new GuessedColumn("supply_days", "投与日数", 1), guess.Columns);
        Assert.Empty(guess.Unused);
    }

    [Theory]
    [InlineData("jmdc-like-tables")]
    [InlineData("omop-cdm")]
    public void What_the_table_promises_of_medicines_and_diagnoses_the_rules_can_judge(string example)
    {
        var files = example == "omop-cdm"
            ? Omop("1,7,0,2024-04-01,28,14,1,LOCAL-0001\n2,7,0,2024-04-01,28,14,5,LOCAL-0001\n", "1,7,436962,2024-03-01,2\n")
            : Jmdc();
        var uses = MappingUses.Of(Example(example)).ToDictionary(u => u.Use, u => u.Verdict, StringComparer.Ordinal);
        var found = Judge(Read(files));

        foreach (var id in found.NotEvaluable.Where(n => n.Code is "no-medication-rows" or "no-diagnosis-rows").Select(n => n.Id))
        {
            Assert.Equal(Usable.Cannot, uses[id]);
        }

        Assert.NotEqual(Usable.Cannot, uses["R13"]);
        Assert.NotEqual(Usable.Cannot, uses["R18"]);
        Assert.Equal(example == "omop-cdm" ? [] : new[] { "R13", "R18" },
            found.Candidates.SelectMany(c => c.Hits).Select(r => r.Rule).Where(r => r is "R13" or "R18").Distinct().Order());
    }

    [Fact]
    public void What_the_table_says_can_not_be_judged_the_run_says_too()
    {
        var mapping = Example("kyokai-kenpo-receipts");
        var result = Read(Mapped(
            "extract.csv",
            "保険者番号,記号,番号,枝番,氏名,性別,生年月日,診療年月,レセプト種別,医療機関コード,実日数,決定点数,検索番号\n"
                + "39139999,1,2,01,x,2,19800101,202404,1,1311234567,3,100,A1\n",
            mapping));
        var uses = MappingUses.Of(mapping).ToDictionary(u => u.Use, u => u.Verdict, StringComparer.Ordinal);

        var cannot = Judge(result).NotEvaluable.Where(n => n.Code is "no-medication-rows" or "no-diagnosis-rows" or "no-act-rows")
            .Select(n => n.Id).ToList();
        Assert.Contains("R13", cannot);
        Assert.All(cannot, id => Assert.Equal(Usable.Cannot, uses.GetValueOrDefault(id, Usable.Cannot)));
    }

    [Fact]
    public void Every_rule_and_every_exclusion_by_claims_has_a_verdict()
    {
        var uses = MappingUses.Of(s_jmdc).Select(u => u.Use).ToList();

        Assert.Empty(ClaimsWatch.Detect.Rules.RuleCatalog.Create(new ClaimsWatch.Detect.Rules.RuleSettings())
            .Select(r => r.Card.Id).Except(uses));
        Assert.Empty(new[] { "X01", "X02", "X03", "X04", "X05", "X06", "X07", "X09", "X21", "X23" }.Except(uses));
    }

    [Fact]
    public void The_page_of_examples_shows_the_computed_table()
    {
        var page = System.IO.File.ReadAllText(Path.Combine(Folder(), "README.md")).ReplaceLineEndings("\n");
        var (from, to) =
            (page.IndexOf("<!-- uses -->", StringComparison.Ordinal), page.IndexOf("<!-- /uses -->", StringComparison.Ordinal));

        Architecture.Golden.Verify("sample-data/mappings/README.md", page[..from] + "<!-- uses -->\n" + UsesTable() + page[to..]);
    }

    private static string UsesTable()
    {
        var examples = Directory.EnumerateFiles(Folder(), "*.json").Select(p => Path.GetFileNameWithoutExtension(p)!)
            .Order(StringComparer.Ordinal).ToList();
        var uses = examples.ConvertAll(e => MappingUses.Of(Example(e)));
        var table = new StringBuilder(
            $"| use | {string.Join(" | ", examples)} |\n|---|{string.Concat(examples.Select(_ => "---|"))}\n");
        for (var i = 0; i < uses[0].Count; i++)
        {
            var verdicts = uses.Select(u => u[i]).Select(u =>
                u.Missing.Count == 0 ? "can" : $"{u.Verdict}".ToLowerInvariant() + $" ({string.Join(", ", u.Missing)})");
            table.Append(null, $"| {uses[0][i].Use} | {string.Join(" | ", verdicts)} |\n");
        }

        return table.ToString();
    }

    private static DetectResult Judge(DeliveryResult result)
    {
        IEnumerable<T> All<T>(Func<MonthRows, int> count, Func<MonthRows, int, T> row) =>
            result.Months.SelectMany(m => Enumerable.Range(0, count(m)).Select(i => row(m, i)));
        var store = new ArrayClaimStore(
            Enumerable.Range(0, result.Persons.Count).Select(result.Persons.Row),
            Enumerable.Range(0, result.Eligibility.Count).Select(result.Eligibility.All().Row),
            All(m => m.Claims.Count, (m, i) => m.Claims.Row(i)), All(m => m.Medications.Count, (m, i) => m.Medications.Row(i)),
            All(m => m.Diagnoses.Count, (m, i) => m.Diagnoses.Row(i)), All(m => m.Acts.Count, (m, i) => m.Acts.Row(i)));
        var today = new DateOnly(2024, 7, 1);
        return Detector.Run(
            store, new DetectRequest("2024-04", new ClaimMonth(202404), AsOf.Now, today, new Dictionary<long, Standing>(),
                ListDates.AllOn(today)), new DetectSettings());
    }
}
