using ClaimsWatch.Documents;

namespace ClaimsWatch.EndToEnd.Tests;

/// <summary>disclose, erase, vault rekey, retention, backup on the sample's own workspace, copied for each test.</summary>
public sealed class PersonsRightsTests(SampleRun sample) : IClassFixture<SampleRun>, IDisposable
{
    private readonly string _folder = Claimswatch.NewFolder("rights");

    private string Workspace => Path.Combine(_folder, "w");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_person_gets_everything_held_about_them_and_nothing_about_others()
    {
        var person = LetteredPerson();
        var file = Path.Combine(_folder, "told.xlsx");

        var told = Call(0, "disclose", person, "--out", file).Json;

        var claims = Exported("claims").Where(l => l.StartsWith(person + ",", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(claims);
        Assert.Equal(claims.Count, told.GetProperty("claims").GetInt32());
        var sheets = WorkbookReader.Read(new MemoryStream(File.ReadAllBytes(file)));
        Assert.Contains(sheets[4].Rows, r => r.Contains("letters"));
        Assert.Contains(sheets[4].Rows, r => r[0] == "allocation" && r[2].StartsWith("Letter", StringComparison.Ordinal));
        var everyoneElse = Exported("persons").Skip(1).Select(l => l.Split(',')[0]).Where(p => p != person);
        var text = string.Join('\n', sheets.SelectMany(s => s.Rows).SelectMany(r => r));
        Assert.DoesNotContain(everyoneElse, p => text.Contains(p, StringComparison.Ordinal));
    }

    [Fact]
    public void A_person_is_named_by_a_file_so_that_no_number_stays_in_a_history()
    {
        var person = LetteredPerson();
        var letter = LetterOf(person);
        var file = Path.Combine(_folder, "who.csv");
        File.WriteAllText(file, $"letter_id,from\n{letter},2025-06-30\n");

        var told = Call(0, "disclose", "--of", file, "--out", Path.Combine(_folder, "told.xlsx")).Json;

        Assert.Equal(person, told.GetProperty("person").GetString());
    }

    [Fact]
    public void An_erased_person_is_in_no_table_and_the_ledger_still_verifies()
    {
        var person = LetteredPerson();
        Call(7, "erase", person);

        var erased = Call(0, "erase", person, "--yes").Json;

        Assert.True(erased.GetProperty("rows").GetInt32() > 10);
        Assert.True(erased.GetProperty("bodies").GetInt32() >= 3);
        foreach (var table in new[] { "claims", "medications", "diagnoses", "persons" })
        {
            Assert.DoesNotContain(Exported(table), l => l.StartsWith(person + ",", StringComparison.Ordinal));
        }

        var ledger = Path.Combine(_folder, "ledger.txt");
        Call(0, "ledger", "export", "--canonical", "--out", ledger);
        Assert.DoesNotContain(
            File.ReadLines(ledger).Where(l => l.Contains(person, StringComparison.Ordinal)),
            l => !l.Contains("\"kind\":\"allocation\"", StringComparison.Ordinal)
                && !l.Contains("\"kind\":\"optouts\"", StringComparison.Ordinal));
        Call(0, "verify");
        Call(0, "status");
        Call(0, "outcomes");
        Assert.Equal(0, Call(0, "erase", person, "--yes").Json.GetProperty("rows").GetInt32());
    }

    [Fact]
    public void A_new_seal_leaves_pseudonyms_and_letters_as_they_are()
    {
        var person = LetteredPerson();
        var before = File.ReadAllBytes(Path.Combine(Workspace, "vault", "key"));

        Call(0, "vault", "rekey");

        var after = File.ReadAllBytes(Path.Combine(Workspace, "vault", "key"));
        Assert.Equal(before, after[..32]);
        Call(0, "verify");
        var told = Call(0, "disclose", person, "--out", Path.Combine(_folder, "told.xlsx")).Json;
        Assert.True(told.GetProperty("identities").GetInt32() > 0);
        File.WriteAllBytes(Path.Combine(Workspace, "vault", "key"), before);
        Call(7, "disclose", person, "--out", Path.Combine(_folder, "told.xlsx"));
    }

    [Fact]
    public void Past_the_limits_is_shown_first_and_removed_when_told()
    {
        LetteredPerson();
        var settings = Path.Combine(Workspace, "claimswatch.json");
        var text = File.ReadAllText(settings);
        File.WriteAllText(settings,
            text.Insert(text.LastIndexOf('}'), ", \"retention\": { \"lettersMonths\": 12, \"identityMonths\": 11 }\n"));
        Assert.Contains("identityMonths", Call(5, "retention").Error);
        File.WriteAllText(settings, text.Insert(text.LastIndexOf('}'), ", \"retention\": { \"lettersMonths\": 12 }\n"));
        var letters = Path.Combine(Workspace, "out", "2025-06", "letters.html");

        Assert.Equal(0, Call(0, "retention", "--today", "2026-06-30").Json.GetProperty("letters").GetArrayLength());
        var shown = Call(0, "retention", "--today", "2026-07-01").Json;
        Assert.True(shown.GetProperty("letters").GetArrayLength() >= 2);
        Assert.True(File.Exists(letters));

        Call(0, "retention", "--apply", "--today", "2026-07-01");

        Assert.False(File.Exists(letters));
        Assert.True(File.Exists(Path.Combine(Workspace, "out", "2025-06", "candidates.xlsx")));
        Assert.Equal(0, Call(0, "retention", "--today", "2026-07-01").Json.GetProperty("letters").GetArrayLength());
        Call(0, "verify");
    }

    [Fact]
    public void A_copy_with_its_key_put_back_is_a_workspace()
    {
        LetteredPerson();
        var copy = Path.Combine(_folder, "copy");
        Call(2, "backup", "--out", Path.Combine(Workspace, "copy"));

        Call(0, "backup", "--out", copy);

        Assert.False(File.Exists(Path.Combine(copy, "vault", "key")));
        Call(2, "backup", "--out", copy);
        File.Copy(Path.Combine(Workspace, "vault", "key"), Path.Combine(copy, "vault", "key"));
        Claimswatch.Run(_folder, "verify", "-w", copy).Expect(0);
        Assert.Equal(Call(0, "status").Output,
            Claimswatch.Run(_folder, "status", "-w", copy, "--format", "json", "--lang", "en").Expect(0).Output);
    }

    private Called Call(int code, params string[] arguments) =>
        Claimswatch.Run(_folder, [.. arguments, "-w", Workspace, "--format", "json", "--lang", "en"]).Expect(code);

    private string[] Exported(string table)
    {
        var file = Path.Combine(_folder, table + ".csv");
        Call(0, "export", table, "--out", file);
        return File.ReadAllLines(file);
    }

    // Also copies the workspace: every test changes its own.
    private string LetteredPerson()
    {
        foreach (var path in Directory.EnumerateFiles(sample.Workspace, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(Workspace, Path.GetRelativePath(sample.Workspace, path));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(path, copy);
        }

        var drawn = Items("allocation").SelectMany(a => a.GetProperty("persons").EnumerateArray()).Select(PersonOf).ToHashSet();
        return Items("letters").Select(PersonOf).First(drawn.Contains);
    }

    private string LetterOf(string person) =>
        Items("letters").First(l => PersonOf(l) == person).GetProperty("letter_id").GetString()!;

    private static string PersonOf(System.Text.Json.JsonElement item) => item.GetProperty("person").GetString()!;

    private IEnumerable<System.Text.Json.JsonElement> Items(string kind)
    {
        var ledger = Path.Combine(_folder, "ledger.txt");
        Call(0, "ledger", "export", "--canonical", "--out", ledger);
        return File.ReadLines(ledger).Select(l => System.Text.Json.JsonDocument.Parse(l).RootElement)
            .Where(e => e.GetProperty("kind").GetString() == kind).SelectMany(e => e.GetProperty("items").EnumerateArray());
    }
}
