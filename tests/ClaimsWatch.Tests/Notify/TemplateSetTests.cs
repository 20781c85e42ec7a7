using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Notify.Letters;
using ClaimsWatch.Notify.Lint;

namespace ClaimsWatch.Tests.Notify;

public sealed class TemplateSetTests
{
    // Read aloud as a newsreader does, 300 characters a minute: 90 seconds are 450.
    private const int AloudCharactersMax = 450;

    public static TheoryData<string> Names => [.. ShippedTemplates.Names];

    public static TheoryData<string> Letters =>
        [.. ShippedTemplates.All.Where(set => set.Card.IsAddressed).Select(set => set.Card.Id)];

    public static TheoryData<string> Pieces =>
        [.. ShippedTemplates.All.Where(set => !set.Card.IsAddressed).Select(set => set.Card.Id)];

    public static TheoryData<string> Slips =>
        [.. ShippedTemplates.All.Where(set => set.Card.Kind == TextKind.Insert).Select(set => set.Card.Language)];

    private static LetterTemplate Reviewed(string name)
    {
        var set = ShippedTemplates.Find(name)!;
        return set with
        {
            Card =
            set.Card with { Reviewers = [.. Samples.Reviewers, new TemplateReviewer("母語話者", "会議", "2026-10-01")] }
        };
    }

    private static ComposedPiece Piece(LetterTemplate template, PieceFacts? facts = null) => PieceComposer.Compose(
        template, Sender.Sample, Samples.Windows, new LetterSettings(), Samples.Today, [], facts ?? PieceFacts.Sample);

    [Theory]
    [MemberData(nameof(Letters))]
    public void Every_letter_that_is_shipped_passes_its_own_lint_with_every_option(string name)
    {
        LetterSettings[] variants =
        [
            new(), new() { FamilyLine = true, OverTheCounterLine = true, RecordSheet = true, CustomerBarcode = true },
            new() { RecordSheet = true, InstitutionNames = true },
            new() { ReplyCard = true, SurveyUrl = "https://example.jp/k?n={letterId}" },
        ];
        foreach (var settings in variants)
        {
            var composed = Samples.Composer(Reviewed(name), settings: settings)
                .Compose("0000-0000-0000", LetterFacts.Sample, Samples.Person);

            Assert.Empty(composed.Findings);
            Assert.Equal(0, composed.Letter!.Pages % 2);
        }
    }

    [Theory]
    [MemberData(nameof(Pieces))]
    public void Every_piece_that_is_shipped_passes_its_own_lint(string name)
    {
        var piece = Piece(Reviewed(name));

        Assert.Empty(piece.Findings);
        Assert.NotEmpty(piece.Html);
        Assert.DoesNotContain("watermark\"", piece.Html, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Nobody_has_read_a_set_yet_so_it_prints_as_a_sample(string name) =>
        Assert.Equal(ShippedTemplates.Find(name)!.Card.Language == "ja" ? 4 : 5,
            ShippedTemplates.Find(name)!.Card.RolesMissing.Count);

    [Theory]
    [MemberData(nameof(Letters))]
    public void The_front_of_a_letter_can_be_read_aloud_in_ninety_seconds(string name)
    {
        var letter = Samples.Composer(Reviewed(name)).Compose("0000-0000-0000", LetterFacts.Sample, Samples.Person).Letter!;
        var message = letter.Sentences.SkipWhile(sentence => !sentence.Contains("お知らせ", StringComparison.Ordinal))
            .TakeWhile(sentence => sentence != "ご相談の窓口" && sentence != "相談できるところ")
            .Where(sentence => !sentence.StartsWith("お問い合わせ", StringComparison.Ordinal));

        Assert.InRange(message.Sum(sentence => sentence.Length), 100, AloudCharactersMax);
    }

    [Theory]
    [InlineData(5, false, true)]
    [InlineData(6, true, true)]
    [InlineData(12, true, true)]
    [InlineData(13, true, false)]
    public void Old_facts_say_how_old_they_are_and_after_a_year_there_is_no_letter(int months, bool said, bool printed)
    {
        foreach (var name in new[] { "standard", "large", "easy", "reminder" })
        {
            var month = ClaimMonth.Of(Samples.Today).Plus(-months);
            var composed = Samples.Composer(Reviewed(name))
                .Compose("0000-0000-0000",
                    LetterFacts.Sample with { Month = LetterFacts.Sample.Month with { Month = month } }, Samples.Person);

            Assert.Equal(printed, composed.Letter is not null);
            Assert.Equal(said && printed, composed.Letter?.Sentences.Contains($"この記録は、およそ{months}か月前のものです。") ?? false);
        }
    }

    [Fact]
    public void A_template_that_hides_how_old_the_facts_are_is_not_rendered()
    {
        var set = Reviewed("standard");
        var facts = LetterFacts.Sample with
        {
            Month =
            LetterFacts.Sample.Month with { Month = ClaimMonth.Of(Samples.Today).Plus(-7) }
        };

        var composed = Samples.Composer(set with { Body = set.Body.Replace("{{facts.age}}", "", StringComparison.Ordinal) })
            .Compose("0000-0000-0000", facts, Samples.Person);

        Assert.Null(composed.Letter);
        Assert.Contains(composed.Findings, finding => finding.Instead.Contains("7か月前", StringComparison.Ordinal));
    }

    [Fact]
    public void A_letter_names_the_windows_near_its_reader_and_stops_when_none_may_be_named()
    {
        ComposedLetter At(string address) => new LetterComposer(
                Reviewed("standard"), Sender.Sample,
                [.. Samples.Windows.Select(w => w.Area.Length == 0 ? w with { Area = "架空市" } : w)], new LetterSettings(),
                Samples.Today, [])
            .Compose("0000-0000-0000", LetterFacts.Sample, Samples.Person with { Address = address });

        Assert.Contains("架空保健所", At("架空市みどり町1").Letter!.Html, StringComparison.Ordinal);
        var far = At("となり市1");
        Assert.Null(far.Letter);
        Assert.False(far.IsLintRefusal);
    }

    [Fact]
    public void A_reminder_without_the_sentence_that_nothing_had_to_change_is_not_rendered()
    {
        var reminder = Reviewed("reminder");
        var composed =
            Samples.Composer(
                reminder with { Body = reminder.Body.Replace("{{fixed.noChangeIsFine}}", "", StringComparison.Ordinal) })
            .Compose("0000-0000-0000", LetterFacts.Sample, Samples.Person);

        Assert.Null(composed.Letter);
        Assert.Contains(composed.Findings, finding =>
            finding.Instead.Contains(FixedSentences.NoChangeIsFine, StringComparison.Ordinal));
    }

    [Fact]
    public void Readings_above_kanji_are_no_words_of_the_letter()
    {
        var letter = Samples.Composer(Reviewed("easy")).Compose("0000-0000-0000", LetterFacts.Sample, Samples.Person).Letter!;

        Assert.Contains("<ruby>薬局<rt>やっきょく</rt></ruby>", letter.Html, StringComparison.Ordinal);
        Assert.Contains(FixedSentences.DoNotStop, letter.Sentences);
        Assert.DoesNotContain(letter.Sentences, sentence => sentence.Contains("やっきょく", StringComparison.Ordinal));
        Assert.DoesNotContain("《", letter.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_with_brackets_in_it_is_data_and_gets_no_reading()
    {
        var letter = Samples.Composer(Reviewed("easy"))
            .Compose("0000-0000-0000", LetterFacts.Sample, Samples.Person with { Name = "見本《みほん》" }).Letter!;

        Assert.Contains("見本《みほん》", letter.Html, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Slips))]
    public void A_slip_without_one_of_its_sentences_or_with_a_word_that_judges_is_not_rendered(string language)
    {
        var words = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["en"] = "You were found doctor shopping.",
            ["zh"] = "您过度使用。",
            ["ko"] = "과다 이용입니다.",
            ["vi"] = "Bạn lạm dụng thuốc.",
            ["pt"] = "Uso excessivo.",
        };
        var slip = Reviewed("insert-" + language);
        foreach (var sentence in InsertSentences.For(language))
        {
            Assert.Contains(Piece(slip with { Body = slip.Body.Replace(sentence, "", StringComparison.Ordinal) }).Findings,
                f => f.Rule == "required-sentence");
        }

        var judging =
            Piece(slip with { Body = slip.Body.Replace("</h1>", $"</h1><p>{words[language]}</p>", StringComparison.Ordinal) });
        Assert.Contains(judging.Findings, finding => finding.Rule == "foreign-term");
        Assert.Empty(judging.Html);
    }

    [Theory]
    [InlineData("{{nobody}}", "nobody")]
    [InlineData("{{#if never}}x{{/if}}", "never")]
    [InlineData("{{#if familyLine}}{{typo}}{{/if}}", "typo")]
    [InlineData("{{#each windows}}{{letterId}}{{/each}}", "letterId")]
    [InlineData("{{programme.letters}}", "programme.letters")]
    [InlineData("{{lookup windows 0}}", "lookup windows 0")]
    public void A_variable_that_is_not_on_the_list_is_refused_even_where_it_is_not_printed(string use, string name)
    {
        var error = Assert.Throws<UserError>(() => TemplateVariables.Check("mine/letter.hbs", "<p>\n\n" + use, TextKind.Letter));

        Assert.Equal("mine/letter.hbs:3", error.Where);
        Assert.Contains(name, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{{{name}}}")]
    [InlineData("{{&name}}")]
    public void Data_cannot_enter_unescaped(string use) =>
        Assert.Throws<UserError>(() => TemplateVariables.Check("mine/letter.hbs", use, TextKind.Letter));

    [Theory]
    [InlineData("<p>\n<span data-slot=\"phone\">乱用 {{sender.phone}}</span></p>", 2)]
    [InlineData("<p>\n\n{{name}} 様</p>", 3)]
    [InlineData("<p>{{#each addressLines}}{{this}}{{/each}}</p>", 1)]
    public void Words_in_a_data_slot_and_data_outside_one_are_refused_with_the_line(string body, int line)
    {
        var error = Assert.Throws<UserError>(() => SlotMarkup.Check("mine/letter.hbs", body));

        Assert.Equal($"mine/letter.hbs:{line}", error.Where);
    }

    [Theory]
    [InlineData("h1::after { content: \"乱用\" }", true)]
    [InlineData("ul { justify-content: center }", false)]
    public void A_style_sheet_that_writes_words_is_refused(string style, bool refused)
    {
        var load = Record.Exception(() =>
            LetterTemplate.Load(ShippedTemplates.CardText("card"), "", style, "card/template.json"));

        Assert.Equal(refused, load is UserError);
    }

    [Fact]
    public void Required_sentences_are_the_same_with_and_without_readings() =>
        Assert.All(FixedSentences.WithReadings, pair => Assert.Equal(
            FixedSentences.ForTemplate[pair.Key], System.Text.RegularExpressions.Regex.Replace(pair.Value, "《[^》]*》", "")));

    [Fact]
    public void The_record_sheet_is_off_by_default_and_never_goes_to_anothers_address()
    {
        static int Sheets(LetterSettings settings, bool own) => Samples.Composer(settings: settings)
            .Compose("0000-0000-0000", LetterFacts.Sample, Samples.Person with { RecipientIsPerson = own }).Letter!
            .Html.Split("data-page=\"record\"").Length - 1;

        Assert.Equal(0, Sheets(new LetterSettings(), own: true));
        Assert.Equal(1, Sheets(new LetterSettings { RecordSheet = true }, own: true));
        Assert.Equal(0, Sheets(new LetterSettings { RecordSheet = true }, own: false));
    }

    [Fact]
    public void The_record_names_institutions_only_on_wish_and_else_by_letter_in_the_order_of_days()
    {
        string Html(bool names) => Samples.Composer(settings: new LetterSettings { RecordSheet = true, InstitutionNames = names })
            .Compose("0000-0000-0000", LetterFacts.Sample, Samples.Person).Letter!.Html;

        Assert.DoesNotContain("架空みどり医院", Html(names: false), StringComparison.Ordinal);
        Assert.Contains("Ａ医院", Html(names: false), StringComparison.Ordinal);
        Assert.Contains("Ｂ薬局", Html(names: false), StringComparison.Ordinal);
        Assert.Contains("架空みどり医院", Html(names: true), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(RecordSheet.RowsPerPage, 1)]
    [InlineData(RecordSheet.RowsPerPage + 1, 2)]
    public void A_long_record_goes_on_to_the_next_page_and_loses_no_line(int lines, int pages)
    {
        var record = Enumerable.Range(0, lines)
            .Select(i => new RecordLine(20260901 + (i % 28), 1, false, "", $"薬{i}", 1, "錠", 1)).ToList();

        var made = RecordSheet.Pages(record, 3, withNames: false);

        Assert.Equal(pages, made.Count);
        Assert.Equal(lines, made.Sum(page => ((IReadOnlyCollection<Dictionary<string, object?>>)page["rows"]!).Count));
    }

    [Fact]
    public void Counts_under_ten_are_not_printed_for_offices()
    {
        string Html(int contacts) => Piece(
            Reviewed("association-letter"),
            PieceFacts.Sample with { Programme = ProgrammeFacts.Sample with { Contacts = contacts } }).Html;

        Assert.Contains("<span data-slot=\"contacts\">10未満</span>", Html(9), StringComparison.Ordinal);
        Assert.Contains("<span data-slot=\"contacts\">10</span>", Html(10), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-03-31", "令和7</span>年度")]
    [InlineData("2026-04-01", "令和8</span>年度")]
    public void A_fiscal_year_begins_in_April(string posted, string expected) => Assert.Contains(
        expected,
        Piece(
            Reviewed("area-meeting"),
            PieceFacts.Sample with
            {
                Programme =
                ProgrammeFacts.Sample with { Year = new YearFacts(YearFacts.Of(DateOnly.Parse(posted)), 11, 9, 10, 9) }
            }).Html,
        StringComparison.Ordinal);

    [Fact]
    public void The_schema_of_cards_names_every_property_and_kind()
    {
        var properties = System.Text.Json.JsonDocument.Parse(ShippedTemplates.CardSchema).RootElement.GetProperty("properties");
        static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];

        Assert.Equal(
            typeof(TemplateCard).GetProperties().Where(p => p.CanWrite)
                .Select(p => p.Name == "Schema" ? "$schema" : Camel(p.Name)).Order(StringComparer.Ordinal),
            properties.EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal));
        Assert.Equal(Enum.GetNames<TextKind>().Select(Camel),
            properties.GetProperty("kind").GetProperty("enum").EnumerateArray().Select(k => k.GetString()));
        Assert.Equal(["ja", .. InsertSentences.Languages],
            properties.GetProperty("language").GetProperty("enum").EnumerateArray().Select(k => k.GetString()));
    }

    [Fact]
    public void A_reply_card_and_a_survey_are_options_and_the_card_names_nobody()
    {
        string Html(LetterSettings settings) =>
            Samples.Composer(settings: settings).Compose("0000-0000-0000", LetterFacts.Sample, Samples.Person).Letter!.Html;
        var with = Html(new LetterSettings { ReplyCard = true, SurveyUrl = "https://example.jp/k?n={letterId}" });
        var card = with[with.IndexOf("data-page=\"card\"", StringComparison.Ordinal)..];

        Assert.DoesNotContain(Samples.Person.Name, card, StringComparison.Ordinal);
        Assert.Contains("No.<span data-slot=\"letterId\">0000-0000-0000</span>", card, StringComparison.Ordinal);
        Assert.Contains("1 / 3", with.Replace("<span data-slot=\"pages\">", "", StringComparison.Ordinal),
            StringComparison.Ordinal);
        Assert.Contains($"d=\"{ClaimsWatch.Documents.QrSquare.Of("https://example.jp/k?n=0000-0000-0000").Path}\"", with,
            StringComparison.Ordinal);
        Assert.DoesNotContain("<svg", Html(new LetterSettings()), StringComparison.Ordinal);
        Assert.DoesNotContain("reply-card", Html(new LetterSettings()), StringComparison.Ordinal);
    }

    [Fact]
    public void The_record_form_is_filled_in_as_far_as_the_ledger_knows_and_names_nobody()
    {
        var form = Piece(Reviewed("visit-form")).Html;

        Assert.Contains("医療機関 <span data-slot=\"institutions\">6</span> か所", form, StringComparison.Ordinal);
        Assert.Contains("2026-12-08 電話（電話の希望）", form, StringComparison.Ordinal);
        Assert.DoesNotContain(PersonFacts.Sample.Name, form, StringComparison.Ordinal);
    }

    [Fact]
    public void A_doctor_is_written_to_only_after_the_persons_own_consent()
    {
        Contact Of(bool consent, string who = "本人", string to = "医療機関", string id = "A") =>
            new(id, new DateOnly(2026, 12, 1), "電話", who, true, consent, to, 0, "紹介した");

        Assert.Null(PersonFacts.ConsentOf([], "A"));
        Assert.Null(PersonFacts.ConsentOf([Of(false), Of(true, who: "家族"), Of(true, to: "薬局"), Of(true, id: "B")], "A"));
        Assert.NotNull(PersonFacts.ConsentOf([Of(true)], "A"));
    }

    [Fact]
    public void That_nothing_is_reported_stands_only_beside_the_window_that_confirmed_it_in_writing()
    {
        var windows = Samples.Windows.Select((window, i) =>
            i == 0 ? window with { NoReportBy = "所長", NoReportOn = Samples.Today.AddMonths(-12) } : window).ToList();
        string Html(DateOnly today) => PieceComposer.Compose(
            Reviewed("card"), Sender.Sample,
            windows.Select(w => w with { ConfirmedOn = w.ConfirmedOn is null ? null : today }).ToList(),
            new LetterSettings(), today, [], PieceFacts.Sample).Html;

        Assert.Equal(2, Html(Samples.Today).Split("通報しません").Length);
        Assert.DoesNotContain("通報しません", Html(Samples.Today.AddDays(1)), StringComparison.Ordinal);
        Assert.Contains(LetterLint.CheckText("通報しません。", sentencesOnly: true),
            f => f.Rule == "no-report-unconfirmed" && f.Level == LintLevel.Block);
    }

    [Fact]
    public void The_page_about_letters_lists_every_set_and_every_variable()
    {
        var page = File.ReadAllText(Path.Combine(Architecture.Repository.Root, "docs", "letters.md"));

        Assert.All(ShippedTemplates.Names, name => Assert.Contains($"`{name}`", page, StringComparison.Ordinal));
        const string Heading = "## Variables\n";
        var rows = TemplateVariables.All.Select(variable =>
            $"| `{{{{{variable.Name}}}}}` | {variable.Meaning} | "
                + $"{(variable.Kinds.Count == 0 ? "all" : string.Join(' ', variable.Kinds).ToLowerInvariant())} |\n");
        Architecture.Golden.Verify(
            "docs/letters.md",
            $"{page[..page.IndexOf(Heading, StringComparison.Ordinal)]}{Heading}\n| variable | meaning | kinds |\n|---|---|---|\n"
                + $"{string.Concat(rows)}");
    }
}
