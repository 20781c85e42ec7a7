using ClaimsWatch.Cli.Printing;
using ClaimsWatch.Core.Identities;
using ClaimsWatch.Notify.Letters;
using ClaimsWatch.Notify.Post;
using ClaimsWatch.Notify.Windows;

namespace ClaimsWatch.EndToEnd.Tests;

/// <summary>What lies on paper: the PDF of several people is read back.</summary>
public sealed class PrintedLettersTests
{
    private static readonly DateOnly Today = new(2026, 11, 22);

    private static readonly InstalledFonts? s_fonts = InstalledFonts.Find(Environment.GetEnvironmentVariable);

    private static readonly Addressee[] People =
    [
        new(1, "見本　一郎", "9990011", "架空市あお町一丁目2番3号", "住基", true),
        new(2, "髙﨑　𠮷邉", "9990022", "架空市みどり町二丁目3番4号　みどりハイツ501号室　架空様方別館", "住基", true),
        new(3, "見本　三千代", "9990333", "架空市しろ町1234番地の56", "住基", false),
    ];

    private static (LetterRunResult Run, byte[] Pdf) Print(string set, LetterSettings settings)
    {
        var composer = new LetterComposer(
            ShippedTemplates.Find(set)!, Sender.Sample, SampleWindows.ConfirmedOn(new DateOnly(2026, 6, 1)), settings, Today, []);
        var input = new LetterRunInput(
            "R2026-09", [.. People.Select(p => p.Person)], People.ToDictionary(p => p.Person, _ => LetterFacts.Sample),
            People.ToDictionary(p => p.Person), []);
        var run = LetterRun.Prepare(composer, settings, input, Today);
        Assert.Empty(run.Blocked);
        return (run, PrintedPdf.Print(Assert.Single(run.Batches).Html));
    }

    [PrintFact]
    public void Every_addressed_set_prints_whole_letters_with_one_person_each_and_the_address_inside_the_window()
    {
        foreach (var set in ShippedTemplates.All.Where(set => set.Card.IsAddressed).Select(set => set.Card.Id))
        {
            var settings = new LetterSettings { CustomerBarcode = true, FamilyLine = true, OverTheCounterLine = true };
            var (run, pdf) = Print(set, settings);
            var pages = PrintedPdf.Read(pdf);

            Assert.Equal(run.Pages, pages.Count);
            var at = 0;
            foreach (var envelope in run.Mailing)
            {
                var own = pages.Skip(at).Take(envelope.Pages).ToList();
                at += envelope.Pages;
                OnePerson(set, own, envelope, run.Mailing);
                AddressInWindow(set, own[0], envelope, WindowGeometry.Of(settings.Envelope));
                NothingCutOff(set, own);
            }
        }
    }

    [PrintFact]
    public void With_a_survey_and_a_reply_card_nothing_is_cut_off_and_the_card_fills_one_page()
    {
        foreach (var set in new[] { "standard", "large", "easy", "reminder" })
        {
            var (run, pdf) = Print(set, new LetterSettings { ReplyCard = true, SurveyUrl = "https://example.jp/k?n={letterId}" });
            var pages = PrintedPdf.Read(pdf);

            Assert.Equal(run.Pages, pages.Count);
            var own = pages.Take(run.Mailing[0].Pages).Where(page => page.Count > 0).ToList();
            NothingCutOff(set, [.. own.SkipLast(1)]);
            Assert.Contains(own[^1], word => word.Text.Contains("切手", StringComparison.Ordinal)
                || word.Text.Contains("はがき", StringComparison.Ordinal));
            Assert.True(own[^1].Max(word => word.Bottom) < 296, set);
        }
    }

    [PrintFact]
    public void With_the_record_sheet_every_letter_still_begins_on_a_sheet_of_its_own()
    {
        var (run, pdf) = Print("standard", new LetterSettings { RecordSheet = true });
        var pages = PrintedPdf.Read(pdf);

        Assert.Equal([4, 4, 2], run.Mailing.Select(row => row.Pages));
        Assert.Equal(10, pages.Count);
        Assert.Empty(pages[3]);
        Assert.Contains(pages[4], word => word.Text.Contains(run.Mailing[1].LetterId, StringComparison.Ordinal));
    }

    [PrintFact]
    public void The_same_letters_print_to_the_same_bytes() =>
        Assert.Equal(Print("standard", new LetterSettings()).Pdf, Print("standard", new LetterSettings()).Pdf);

    private static void OnePerson(string set, List<IReadOnlyList<PrintedWord>> pages, MailingRow own,
        IReadOnlyList<MailingRow> all)
    {
        var text = string.Concat(pages.SelectMany(page => page).Select(word => word.Text));
        Assert.Contains(own.LetterId, text, StringComparison.Ordinal);
        foreach (var other in all.Where(row => row.LetterId != own.LetterId))
        {
            Assert.False(text.Contains(other.LetterId, StringComparison.Ordinal), $"{set}: another's number");
            Assert.False(text.Contains(Shown(other.Name), StringComparison.Ordinal), $"{set}: another's name");
            Assert.False(text.Contains(other.PostalCode, StringComparison.Ordinal), $"{set}: another's postal code");
        }
    }

    private static void AddressInWindow(string set, IReadOnlyList<PrintedWord> page, MailingRow own, WindowGeometry window)
    {
        var (left, top, right, bottom) =
            (window.LeftMm, window.TopMm, window.LeftMm + window.WidthMm, window.TopMm + window.HeightMm);
        var touching = page.Where(w => w.Right > left && w.Left < right && w.Bottom > top && w.Top < bottom).ToList();
        Assert.All(touching, w => Assert.True(
            w.Left >= left && w.Right <= right && w.Top >= top && w.Bottom <= bottom,
            $"{set}: '{w.Text}' is cut by the window's edge"));
        var shown = string.Concat(touching.Select(w => w.Text));
        string[] expected = ["〒" + own.PostalCode, Shown(own.Address), Shown(own.Name) + "様", "No." + own.LetterId, "親展"];
        Assert.All(expected, part => Assert.Contains(part, shown, StringComparison.Ordinal));
        Assert.Equal(expected.Sum(part => part.Length), shown.Length); // and nothing else
    }

    // Pages cannot grow: the last line of each must lie well above the page number.
    private static void NothingCutOff(string set, List<IReadOnlyList<PrintedWord>> pages)
    {
        foreach (var page in pages.Where(page => page.Count > 0))
        {
            var number = page.Where(word => word.Bottom > 285).ToList();
            var contact = page.FirstOrDefault(word => word.Text.StartsWith("お問い合わせ", StringComparison.Ordinal) && word.Top > 265);
            var limit = contact?.Top ?? number.Min(word => word.Top);
            var body = page.Where(word => word.Top < limit - 0.5).Max(word => word.Bottom);
            Assert.True(number.Count > 0 && body <= limit + 1,
                $"{set}: text reaches {body:0.0} mm, the foot begins at {limit:0.0} mm");
        }
    }

    // What must stand on paper: every character but those that the program reports as having no glyph here.
    private static string Shown(string text)
    {
        var missing = s_fonts?.Missing(text) ?? [];
        return string.Concat(text.EnumerateRunes().Where(rune => rune.Value != '　' && !missing.Contains($"U+{rune.Value:X4}")));
    }
}
