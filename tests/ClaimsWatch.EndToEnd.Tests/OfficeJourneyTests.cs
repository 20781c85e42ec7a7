namespace ClaimsWatch.EndToEnd.Tests;

/// <summary>One month of a real office: run stops at every gate, people open them one after the other,
/// nothing can be done twice.</summary>
public sealed class OfficeJourneyTests : IDisposable
{
    private readonly string _folder = Claimswatch.NewFolder("office");
    private readonly string _office;

    public OfficeJourneyTests() => _office = Deliveries.Make(_folder, members: 250, months: 9, enrich: 400);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Every_gate_is_opened_by_a_person_and_only_once()
    {
        var waiting = Call("run", "--format", "json").Expect(0).Json.GetProperty("waiting")[0].GetProperty("command").GetString();
        Assert.StartsWith("review import", waiting);

        Assert.Contains("decided", Call("approve", "--by", "課長", "--ref", "7-1").Expect(7).Error);
        Decisions.SendAll(_office, Path.Combine(_folder, "decided.xlsx"));
        Assert.True(Call("review", "import", Path.Combine(_folder, "decided.xlsx"), "--format", "json").Expect(0)
            .Json.GetProperty("send").GetInt32() > 5);

        Assert.Contains("not approved", Call("allocate", "--public-number", "1 見本 2024-11-01").Expect(7).Error);
        AssertCounted(Call("approve", "--by", "課長", "--ref", "7-1", "--lang", "ja"));
        using (var paper = File.OpenRead(Directory.EnumerateFiles(_office, "実施伺い.xlsx", SearchOption.AllDirectories).Single()))
        {
            Assert.Contains(
                Documents.WorkbookReader.Read(paper).Single(sheet => sheet.Name == "手紙の見本").Rows,
                row => row.Count > 0 && row[0] == "これは、あなたの受診とお薬の記録をまとめたお知らせです。");
        }

        Assert.Contains("public number", Call("allocate").Expect(2).Error);
        AssertCounted(Call("allocate", "--public-number", "123456 宝くじ 2024-11-01", "--lang", "ja"));
        Assert.Contains("once", Call("allocate", "--public-number", "654321 宝くじ 2024-11-02").Expect(7).Error);

        DualControl();
        Assert.Contains("--yes", Call("letters").Expect(2).Error);
        Assert.Contains("7", Call("letters", "--yes", "--today", "2024-12-20").Expect(7).Error); // lists older than seven days
        var printed = Call("letters", "--yes", "--format", "json").Expect(0).Json;
        Assert.True(printed.GetProperty("rendered").GetInt32() > 0);
        Assert.Equal(0, printed.GetProperty("pages").GetInt32() % 2);
        Call("letters", "--yes").Expect(7);

        Assert.Contains("printed", Call("letters", "posted", "--date", "2024-01-05").Expect(7).Error);
        var posted = Call("letters", "posted", "--date", "2024-12-27", "--format", "json").Expect(0).Json;
        Assert.Contains(posted.GetProperty("warnings").EnumerateArray(), w => w.GetString()!.Contains('休'));
        Call("letters", "posted", "--date", "2024-11-26").Expect(7);
        Returned();
        ComplaintStops();
        Pieces();
        FollowedUp();
        WordingsCanBeCompared();
        Assert.Empty(Call("run", "--format", "json").Expect(0).Json.GetProperty("steps").EnumerateArray());
        EveryOutputSaysWhatItCounts();
        Call("verify").Expect(0);
    }

    // decisions C1: whatever counts says what one receipt is, and how many there were with and without 調剤.
    private void EveryOutputSaysWhatItCounts()
    {
        var person = Documents.CsvText.Read(File.ReadAllText(Exported())).ToList()[1].Fields[0];
        var all = string.Join(',', Detect.Profiles.ProfileCatalog.All.Select(p => p.Name));
        string[][] verbs =
        [
            ["run"], ["detect", "--profile", "kdb"], ["detect", "--compare", all],
            ["detect", "--against", Path.Combine(_office, "truth")],
            ["whatif", "--rule", "R06.institutionsMin=4"], ["explain", person], ["review", "export"],
        ];
        Assert.All(verbs, verb =>
        {
            var said = Call([.. verb, "--lang", "ja"]).Expect(0).Output;
            Assert.Contains("調剤", said, StringComparison.Ordinal);
            Assert.True(verb[0] == "explain" || said.Contains("調剤を除くと", StringComparison.Ordinal), string.Join(' ', verb));
            Assert.NotEmpty(Call([.. verb, "--format", "json"]).Expect(0).Json.GetProperty("count_scope").ToString());
        });
        var sendai = Call("detect", "--profile", "sendai", "--format", "json").Expect(0).Json.GetProperty("lists")[0];
        var list = File.ReadAllLines(Directory.EnumerateFiles(_office, "profile-sendai.csv",
            SearchOption.AllDirectories).Single());
        Assert.Equal("person,sex,age,rules", list[0]);
        Assert.Equal(
            sendai.GetProperty("persons").EnumerateObject().Sum(sex => sex.Value.GetInt32()),
            list.Count(line => line.Count(c => c == ',') == 3) - 1);
        Assert.All(sendai.GetProperty("people").EnumerateArray(), p =>
            Assert.Contains(list, line => line.StartsWith(p.GetProperty("person").GetString() + ",", StringComparison.Ordinal)));
        Assert.Equal(15,
            Call("detect", "--compare", all, "--format", "json").Expect(0).Json.GetProperty("lists").GetArrayLength());
        Assert.Single(Directory.EnumerateFiles(_office, "compare-*-zushi.html", SearchOption.AllDirectories));
        var recorded = Directory.EnumerateFiles(Path.Combine(_office, "runs"), "results.json", SearchOption.AllDirectories)
            .Select(File.ReadAllText)
            .Where(text => text.Contains("claimswatch.allocate/1", StringComparison.Ordinal)
                || text.Contains("claimswatch.letters/1", StringComparison.Ordinal))
            .ToList();
        Assert.True(recorded.Count >= 2);
        Assert.All(recorded, text => Assert.Contains("調剤を除くと", text, StringComparison.Ordinal));
    }

    private static void AssertCounted(Called called)
    {
        Assert.Contains("を数えています", called.Expect(0).Output, StringComparison.Ordinal);
        Assert.Contains("調剤を除くと", called.Output, StringComparison.Ordinal);
    }

    // A pseudonym of the list.
    private string Exported()
    {
        var path = Path.Combine(_folder, "persons.csv");
        Call("export", "persons", "--out", path).Expect(0);
        return path;
    }

    // The one who approved may not print; a proof may be looked at by anybody and records nothing.
    private void DualControl()
    {
        var settings = Path.Combine(_office, "claimswatch.json");
        var text = File.ReadAllText(settings);
        File.WriteAllText(settings, text.Replace("\"detect\":", "\"dualControl\": true, \"detect\":", StringComparison.Ordinal));
        Assert.Contains("--by", Call("letters", "--yes").Expect(2).Error);
        Assert.Contains("approved", Call("letters", "--yes", "--by", " 課　長").Expect(7).Error);
        var proof = Assert.Single(Call("letters", "--proof", "--format", "json").Expect(0).Json.GetProperty("files")
            .EnumerateArray()).GetString()!;
        Assert.EndsWith("letters-proof.html", proof);
        Assert.Contains("調剤を除くと", Call("letters", "--proof", "--lang", "ja").Expect(0).Output, StringComparison.Ordinal);
        Assert.Contains("校正", File.ReadAllText(Path.Combine(_office, proof)), StringComparison.Ordinal);
        BoxesAreSaid();
        File.WriteAllText(settings, text);
    }

    // On a machine whose fonts have kana only, every kanji would print as a box.
    private void BoxesAreSaid()
    {
        if (OperatingSystem.IsWindows())
        {
            return; // no fc-list there; the unit tests cover what it prints
        }

        var program = Path.Combine(Directory.CreateDirectory(Path.Combine(_folder, "tools")).FullName, "fc-list");
        File.WriteAllText(program, "#!/bin/sh\necho '20-7e 3000-30ff ff01-ff5e'\n");
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);

        string[] proof = ["letters", "--proof", "--format", "json", "--today", "2024-11-22", "-w", _office];
        var said = Claimswatch.RunWith(Path.GetDirectoryName(program)!, _folder, proof).Expect(0).Json;
        var missing = said.GetProperty("no_glyph").EnumerateArray().Select(code => code.GetString()).ToList();

        Assert.Contains("U+69D8", missing); // 様
        Assert.DoesNotContain("U+304A", missing); // お
        Assert.Contains("U+", said.GetProperty("fonts").GetString());
    }

    // The panel says which letter everybody got, whether or not somebody had to wait.
    private void WordingsCanBeCompared()
    {
        var path = Path.Combine(_folder, "panel.csv");
        Call("export", "panel", "--all-rounds", "--out", path).Expect(0);
        Call("export", "claims", "--all-rounds", "--out", path).Expect(2);
        var rows = Documents.CsvText.Read(File.ReadAllText(path)).Select(row => row.Fields.ToList()).ToList();
        var (person, arm, version) = (rows[0].IndexOf("person_id"), rows[0].IndexOf("arm"), rows[0].IndexOf("version"));
        var lettered = rows.Skip(1).Where(row => row[version].Length > 0).ToList();

        Assert.True(lettered.Select(row => row[person]).Distinct().Count() > 3);
        Assert.All(lettered, row => Assert.Equal("letter", row[arm]));
        Assert.All(lettered, row => Assert.StartsWith("standard/", row[version]));
    }

    // Rows stay open until staff close them with an action.
    private void FollowedUp()
    {
        var path = Path.Combine(_folder, "followup.xlsx");
        Call("review", "followup", "export", "--out", path).Expect(0);
        var open = Call("status", "--format", "json").Expect(0).Json.GetProperty("follow_up")[0].GetProperty("open").GetInt32();
        Assert.True(open > 0);
        Decisions.CloseAll(path);
        var done = Call("review", "followup", "import", path, "--format", "json").Expect(0).Json;
        Assert.Equal(0, done.GetProperty("open").GetInt32());
        Assert.Equal(open, done.GetProperty("cases").GetInt32());
    }

    private string Letter(int row) =>
        File.ReadAllLines(Directory.EnumerateFiles(Path.Combine(_office, "out"), "mailing.csv", SearchOption.AllDirectories)
            .Single())[row].Split(',')[2];

    // A complaint ends the letters in the same commit; a wish to be called puts the letter on the list, without a name.
    private void ComplaintStops()
    {
        var path = Path.Combine(_folder, "contacts.csv");
        File.WriteAllText(
            path,
            "letter_id,on,channel,who,wants_referral,consent,referred_to,first_visit_on,outcome\n"
            + $"{Letter(1)},2024-12-01,電話,本人,いいえ,いいえ,,,苦情\n{Letter(2)},2024-12-01,返信はがき,本人,はい,はい,医療機関,2024-12-05,電話の希望\n");
        Call("record", "contacts", path).Expect(0);

        var responses = Call("status", "--format", "json").Expect(0).Json.GetProperty("responses");
        Assert.Equal(1, responses.GetProperty("complaints").GetInt32());
        Assert.Equal(1, responses.GetProperty("opt_outs").GetInt32());
        Assert.Equal(1, responses.GetProperty("connected").GetProperty("all").GetInt32());
        Assert.Equal(1, Call("letters", "calls", "--out", Path.Combine(_folder, "calls.xlsx"), "--format", "json").Expect(0)
            .Json.GetProperty("count").GetInt32());
    }

    private void Pieces()
    {
        var path = Path.Combine(_folder, "piece.html");
        Call("letters", "piece", "pharmacy-notice", "--out", path).Expect(0);
        Assert.Contains("お知らせの読み方", File.ReadAllText(path), StringComparison.Ordinal);
        Call("letters", "piece", "prescriber", "--letter-id", Letter(2), "--out", path).Expect(0);
        Assert.Contains(Letter(2), File.ReadAllText(path), StringComparison.Ordinal);
        Call("letters", "piece", "prescriber", "--letter-id", Letter(1), "--out", path).Expect(7);
        Call("letters", "piece", "show-sheet", "--letter-id", Letter(2), "--out", path).Expect(0);
        Assert.Contains("薬局や医師に見せる用紙", File.ReadAllText(path), StringComparison.Ordinal);
        Call("letters", "piece", "show-sheet", "--letter-id", Letter(3), "--out", path).Expect(7); // nobody asked
        Call("letters", "piece", "visit-form", "--letter-id", Letter(2), "--out", path).Expect(0);
        Assert.Contains("2024-12-01 返信はがき（電話の希望）", File.ReadAllText(path), StringComparison.Ordinal);
        Call("letters", "piece", "extraction-request", "--out", path).Expect(0);
        Assert.Contains("抽出", File.ReadAllText(path), StringComparison.Ordinal);
        Call("letters", "piece", "it-form", "--out", path).Expect(0);
        Call("letters", "preview", "--template", "nobody", "--out", path).Expect(3);
        Call("letters", "preview", "--template", "easy", "--out", path).Expect(0);
    }

    private void Returned()
    {
        var letter =
            File.ReadAllLines(Directory.EnumerateFiles(Path.Combine(_office, "out"), "mailing.csv", SearchOption.AllDirectories)
                .Single())[1].Split(',')[2];
        var path = Path.Combine(_folder, "returns.csv");
        File.WriteAllText(path,
            $"letter_id,returned_on,reason\n{letter},2024-11-29,宛先不明\n0000-0000-0001,2024-11-29,宛先不明\n"
                + $"{letter},2024-13-29,宛先不明\n");

        var recorded = Call("record", "returns", path, "--format", "json").Expect(0).Json;

        Assert.Equal(3, recorded.GetProperty("rows").GetInt32());
        Assert.Equal(1, recorded.GetProperty("recorded").GetInt32());
        Assert.Equal(2, recorded.GetProperty("rejected").GetInt32() + recorded.GetProperty("not_found").GetInt32());
    }

    private Called Call(params string[] arguments) =>
        Claimswatch.Run(_folder,
            [.. arguments, .. arguments.Contains("--today") ? Array.Empty<string>() : ["--today", "2024-11-22"], "-w", _office]);
}
