using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Codes;
using ClaimsWatch.Core.Columns;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Detect;
using ClaimsWatch.Detect.Features;
using ClaimsWatch.Detect.Rules;
using ClaimsWatch.Detect.Tables;

namespace ClaimsWatch.Tests.Detect;

/// <summary>Runs every row of every rule's specification through both members of the rule.</summary>
public sealed class RuleSpecTests
{
    private const long Person = 42;

    private static readonly Dictionary<string, int> s_drugs = new()
    {
        ["エチゾラム0.5mg"] = 611170513,
        ["クロチアゼパム"] = 620006897,
        ["エチゾラム1mg"] = 611170514,
        ["ゾルピデム"] = 610443047,
        ["エスゾピクロン"] = 622148901,
        ["ロキソプロフェン"] = 620098902,
        ["メチルフェニデート"] = 620005888,
        ["クロナゼパム"] = 620003654,
        ["ジアゼパム注射液"] = 640454021,
        ["マスターにない薬"] = 699999999,
        ["アルプラゾラム"] = 620006836,
        ["ロラゼパム"] = 620049101,
        ["ブロチゾラム"] = 620002807,
        ["トリアゾラム"] = 620037205,
        ["ラメルテオン"] = 621985801,
        ["トラマドール"] = 622914101,
        ["オキシコドン"] = 622576301,
        ["セレコキシブ"] = 622704201,
        ["レバミピド"] = 620009460,
        ["ランソプラゾール"] = 620005581,
    };

    // 「N種」: the first N of these, each another ingredient and class.
    private static readonly int[] s_kinds =
    [
        620007853, 622571301, 621399302, 622537301, 621676001, 622886201, 610443053, 620009460, 620003954, 622180401, 622184401,
        620002636,
    ];

    public static TheoryData<string> Files => [.. SpecTable.Files("Rules").Select(f => Path.GetFileName(f))];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_row_of_the_specification_holds_for_both_members(string file)
    {
        var rows = SpecTable.Rows(Path.Combine(SpecTable.Folder("Rules"), file));

        var wrong = rows.Select(row => Check(RuleOf(row), row)).Where(found => found.Length > 0).ToList();

        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    public static TheoryData<string> Keys => [.. SettingChange.Keys.Where(k => k.StartsWith("rules.", StringComparison.Ordinal))];

    // Moves a setting a step down and a step up: some row of the specification must then be decided otherwise, or the
    // specification does not say where the threshold is.
    [Theory]
    [MemberData(nameof(Keys))]
    public void Every_setting_is_pinned_by_its_specification_from_both_sides(string key)
    {
        var id = key.Split('.')[1];
        var card = RuleCatalog.Create(new RuleSettings()).Single(r => r.Card.Id == id).Card;
        var rows = SpecTable.Rows(SpecTable.FileOf("Rules", card.Id, card.Slug));
        foreach (var step in new[] { -1, 1 })
        {
            var moved = rows.Select(r => (Row: r, Changed: r.Settings with { Rules = Moved(r.Settings, key, step).Rules }))
                .Where(r => r.Changed.Problems().Count == 0).ToList();
            Assert.True(
                moved.Count == 0 || moved.Any(r => Print(FiresOn(r.Row with { Settings = r.Changed })) != r.Row["fires"]),
                $"{key} {(step < 0 ? "lower" : "higher")}: no row of {card.Id}-{card.Slug}.md would notice");
        }
    }

    // One for a count, a tenth for anything else; digits of a class go up to the ingredient, since the fifth is nearly always 0.
    private static DetectSettings Moved(DetectSettings settings, string key, int step)
    {
        var now = SettingChange.Read(settings, key);
        var value = double.Parse(now);
        var by = key.EndsWith("classDigits", StringComparison.Ordinal) && step > 0 ? 7 - value
            : now.Contains('.') || key.EndsWith("slopeMin", StringComparison.Ordinal) ? value / 10 : 1;
        return SettingChange.Apply(settings, key, $"{value + (step * by):R}");
    }

    private static RuleHit? FiresOn(SpecRow row) => Judge(RuleOf(row), row).Fires;

    private static IRule RuleOf(SpecRow row) => RuleCatalog.Create(row.Settings.Rules).Single(r => r.Card.Id == row.File[..3]);

    /// <summary>Empty if both members of the rule decide the row as its specification says, else what differs.</summary>
    internal static string Check(IRule rule, SpecRow row)
    {
        var (hit, examined, conditions) = Judge(rule, row);
        var found = Print(hit);
        if (Print(examined) != found)
        {
            return $"{row.Place}: Fires {found}, Examine {Print(examined)}";
        }

        if (Condition.Fire(conditions) != (hit is not null))
        {
            return $"{row.Place}: conditions and Fires disagree";
        }

        return found == row["fires"] ? "" : $"{row.Place}: {rule.Card.Id} {found}, expected {row["fires"]}";
    }

    private static string Print(RuleHit? hit) => hit?.Tier switch
    {
        null => "-",
        Tier.Staff => "staff",
        Tier.Information => "info",
        _ => $"{hit.Value.Tier}",
    };

    /// <summary>What both members of a rule say of the person that a row describes.</summary>
    internal static (RuleHit? Fires, RuleHit? Examines, IReadOnlyList<Condition> Conditions) Judge(IRule rule, SpecRow row)
    {
        var rows = Build(row);
        var tables = TablesOf(row);
        var counted = Detector.Count(rows.Store(), Histories.T0, AsOf.Now, row.Settings, KeptRows.Everyone, 1, tables);
        var builder = FeatureBuilder.For(counted.Table.Plan, counted.Season, row.Settings.Rules);
        var persons = counted.Table.Parts[0].Persons;
        var at = Enumerable.Range(0, persons.Count).Single(i => persons[i].Person == Person);
        var values = new double[FeatureCatalog.Width];
        builder.Build(counted.Table.Row(0, at), persons[at].Sex, persons[at].BirthMonth, values);
        var features = new FeatureVector(values);
        var context = new ExamineContext(counted.Table.Plan.Window, row.Settings.CountScope, counted.Season, tables);
        return (rule.Fires(features), rule.Examine(Raw(rows), context).Hit, rule.Conditions(features));
    }

    private static RawHistory Raw(Histories rows)
    {
        var window = new DetectionWindow(Histories.T0, []);
        using var slab = rows.Store().Open(0, window.Months, AsOf.Now);
        foreach (var history in slab)
        {
            if (history.Person == Person)
            {
                return RawHistory.Of(history);
            }
        }

        throw new InvalidOperationException("the person of the row is not in the store");
    }

    internal static Histories Build(SpecRow row)
    {
        var birth = row["age"] is { Length: > 0 } age ? Histories.T0.Plus(-12 * int.Parse(age)).Value : 197411;
        var rows = Histories.WithEveryMonth().Person(Person, birthMonth: birth);
        rows.Receipts(Person, row.Numbers("receipts"));
        rows.Institutions(Person, row.Numbers("institutions"));
        var days = row.Numbers("insured days");
        for (var i = 0; i < days.Length; i++)
        {
            rows.Insured(Person, days.Length - 1 - i, days[i]);
        }

        foreach (var other in row["other claims"].Split(';',
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            AddClaim(rows, other);
        }

        foreach (var item in Items(row["visits"]))
        {
            AddVisits(rows, item);
        }

        foreach (var item in Items(row["diagnoses"]))
        {
            AddDiagnosis(rows, item);
        }

        foreach (var item in Items(row["acts"]))
        {
            var act = ActList.BuiltIn.All.Single(a => a.Name == item[1]).Code;
            rows.Act(Person, MonthsAgo(item), Place(item[0]), act);
        }

        foreach (var item in Items(row["medicines"]))
        {
            AddMedicine(rows, item);
        }

        return rows;
    }

    private static int MonthsAgo(string[] words) =>
        words.Contains("前月") ? 1
        : words.FirstOrDefault(w => w.EndsWith("月前")) is { } ago ? int.Parse(ago.Replace("月前", ""))
        : 0;

    private static IEnumerable<string[]> Items(string cell) =>
        cell.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(item => item.Split(' '));

    private static long Place(string letter) => Histories.Clinic(100 + letter[0] - 'A');

    // departments: 「A 1; B 2」; pairs: 「エチゾラム0.5mg ロキソプロフェン」; an empty cell is a table that was not imported.
    internal static ImportedTables TablesOf(SpecRow row) => new(
        row["pairs"].Length == 0 ? null : Items(row["pairs"])
            .Select(p => IngredientPair.Of(Ingredient(p[0]), Ingredient(p[1]))).ToHashSet(),
        row["departments"].Length == 0 ? null : Items(row["departments"]).ToDictionary(d => Place(d[0]), d => int.Parse(d[1])))
    {
        InstitutionGroups = row["groups"].Length == 0 ? null : TableFile.Combine(
            [new TableFile(TableKind.InstitutionGroups, new DateOnly(2024, 11, 1), "", [.. Items(row["groups"]).Select(g =>
                (IReadOnlyList<string>)[$"{Place(g[0])}", g[1]])])]).InstitutionGroups,
    };

    private static int Ingredient(string name) => DrugList.BuiltIn.Find(s_drugs[name])!.Ingredient;

    // A 15 15 15: visit days of the last months at clinic A, oldest first; 0 is no claim. 薬局 A: a prescription of A, dispensed.
    private static void AddVisits(Histories rows, string[] words)
    {
        if (words[0] == "薬局")
        {
            rows.Claim(Person, 0, ClaimKind.Dispensing, Histories.Pharmacy, Place(words[1]));
            return;
        }

        for (var i = 1; i < words.Length; i++)
        {
            if (words[i] != "0")
            {
                rows.Claim(Person, words.Length - 1 - i, ClaimKind.Outpatient, Place(words[0]), visitDays: int.Parse(words[i]));
            }
        }
    }

    // A G470, then 疑い or 「N月前」; else in each of the last three months.
    private static void AddDiagnosis(Histories rows, string[] words)
    {
        var only = words.FirstOrDefault(w => w.EndsWith("月前"));
        for (var back = 0; back < 3; back++)
        {
            if (only is null || only == $"{back}月前")
            {
                rows.Diagnosis(Person, back, Place(words[0]), words[1], words.Contains("疑い"));
            }
        }
    }

    // 入院 A, 歯科 B, 薬局 C, 分割 A (a second receipt of the same key) in each of the last three months.
    private static void AddClaim(Histories rows, string item)
    {
        var words = item.Split(' ');
        var institution = Histories.Clinic(100 + words[1][0] - 'A');
        for (var back = 0; back < 3; back++)
        {
            _ = words[0] switch
            {
                "入院" => rows.Claim(Person, back, ClaimKind.Inpatient, institution),
                "歯科" => rows.Claim(Person, back, ClaimKind.Dental, Histories.Dentist(words[1][0])),
                "薬局" => rows.Claim(Person, back, ClaimKind.Dispensing, Histories.Pharmacy + words[1][0], institution),
                "分割" => rows.Claim(Person, back, ClaimKind.Outpatient, institution, flags: (int)ClaimFlags.Split),
                _ => throw new FormatException($"other claims: '{item}'"),
            };
        }
    }

    // 薬 医院 日数 then any of 頓服 注射 入院 院内 前月 N月前 毎月 処方元不明 and 'N日' for the dispensing day.
    private static void AddMedicine(Histories rows, string[] words)
    {
        if (words.Contains("毎月"))
        {
            for (var month = 0; month < 12; month++)
            {
                AddMedicine(rows, [.. words.Where(w => w != "毎月"), $"{month}月前"]);
            }

            return;
        }

        var rest = words[3..];
        var ago = rest.FirstOrDefault(w => w.EndsWith("月前"))?.Replace("月前", "");
        var day = rest.FirstOrDefault(w => w.EndsWith('日'))?.TrimEnd('日') ?? "5";
        var kind = rest.Contains("入院") ? ClaimKind.Inpatient : rest.Contains("院内") ? ClaimKind.Outpatient : ClaimKind.Dispensing;
        var route = rest.Contains("頓服") ? Route.AsNeeded : rest.Contains("注射") ? Route.Injection : Route.Oral;
        var back = rest.Contains("前月") ? 1 : ago is null ? 0 : int.Parse(ago);
        var drugs = words[0].EndsWith('種') ? s_kinds[..int.Parse(words[0].TrimEnd('種'))] : [s_drugs[words[0]]];
        foreach (var drug in drugs)
        {
            rows.Medicine(
                Person, drug, Place(words[1]), int.Parse(words[2].Replace("日分", "")), route, int.Parse(day), back, kind,
                !rest.Contains("処方元不明"));
        }
    }
}
