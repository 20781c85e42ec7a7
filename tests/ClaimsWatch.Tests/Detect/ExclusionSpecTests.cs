using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Detect.Exclusions;
using ClaimsWatch.Detect.Tallies.Clinical;

namespace ClaimsWatch.Tests.Detect;

/// <summary>Runs every row of every exclusion's specification.</summary>
public sealed class ExclusionSpecTests
{
    public static TheoryData<string> Files => [.. SpecTable.Files("Exclusions").Select(f => Path.GetFileName(f))];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_row_of_the_specification_holds(string file)
    {
        var rows = SpecTable.Rows(Path.Combine(SpecTable.Folder("Exclusions"), file));

        var wrong = rows.Select(Check).Where(found => found.Length > 0).ToList();

        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    [Fact]
    public void Every_exclusion_has_a_specification_that_shows_each_of_its_reasons_and_a_silent_row()
    {
        foreach (var card in ExclusionCatalog.Create(new ExclusionSettings()).Select(e => e.Card))
        {
            var rows = SpecTable.Rows(SpecTable.FileOf("Exclusions", card.Id, card.Slug));
            Assert.Contains(rows, r => r["result"] == "-");
            foreach (var (reason, kind) in card.Reasons)
            {
                Assert.Contains(rows, r => r["result"] == $"{kind.ToString().ToUpperInvariant()} {reason}");
            }
        }
    }

    [Fact]
    public void The_print_day_looks_at_everything_but_the_comparison_period()
    {
        var standing = Standing.Of(1) with
        {
            OptedOut = true,
            Shielded = true,
            EndReason = EndReason.Death,
            AddressSource = "事業所",
            StaffHold = true,
            LetterMonths = [new ClaimMonth(202410)],
            LockedUntil = new ClaimMonth(202512),
        };

        var hits = ExclusionCatalog.OnTheDay(17, 30, standing, new DateOnly(2024, 11, 20), new ExclusionSettings());

        Assert.Equal(["X08", "X10", "X11", "X12", "X13", "X14", "X22"], hits.Select(h => h.Exclusion));
    }

    [Fact]
    public void Letters_to_children_and_more_frequent_letters_cannot_be_set()
    {
        var settings = new ExclusionSettings
        {
            X08 = new() { AgeMin = 17 },
            X14 = new() { MonthsBetween = 5, LettersMaxIn12Months = 3 },
        };

        Assert.Equal(
            ["exclusions.X08.ageMin", "exclusions.X14.monthsBetween", "exclusions.X14.lettersMaxIn12Months"],
            settings.Problems().Select(p => p.Key));
    }

    private static string Check(SpecRow row)
    {
        var exclusion = ExclusionCatalog.Create(row.Settings.Exclusions).Single(e => e.Card.Id == row.File[..3]);
        var standing = new Standing(
            1, row["opted out"] == "yes", row["shielded"] == "yes", EndReasonOf(row["end reason"]), Number(row["left on"], 0),
            Number(row["turns 75 on"], 0), row["address source"], row["recipient is person"] != "no",
            [.. row["letters"].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(ClaimMonth.Parse)],
            row["locked until"].Length == 0 ? ClaimMonth.None : ClaimMonth.Parse(row["locked until"]),
            row["staff hold"] == "yes")
        {
            PublicProgrammes = row.Numbers("programmes"),
            UnderSupport = row["under support"] == "yes",
        };
        var today = row["today"].Length == 0 ? new DateOnly(2024, 11, 20) : DateOnly.ParseExact(row["today"], "yyyy-MM-dd", null);
        var subject = new ExclusionSubject(
            1, Number(row["age"], 50), Number(row["insured days"], 30), standing, today,
            row["on"] == "print day" ? CheckPoint.PrintDay : CheckPoint.Detection)
        {
            Signals = SignalsOf(row["signals"]),
            RecordsDisagree = row["records disagree"] == "yes",
        };

        var hit = exclusion.Applies(subject);

        var found = hit is null ? "-" : $"{hit.Class.ToString().ToUpperInvariant()} {hit.Reason}";
        return found == row["result"] ? "" : $"{row.Place}: {found}, expected {row["result"]}";
    }

    // "cancer medicines 1"
    private static ClinicalSignals SignalsOf(string text)
    {
        if (text.Length == 0)
        {
            return ClinicalSignals.None;
        }

        var at = text.LastIndexOf(' ');
        var columns = new ClinicalTally(WatchedActs.BuiltIn).Columns.ToList();
        var values = new long[columns.Count];
        values[columns.IndexOf(text[..at].Replace(' ', '_').Replace('-', '_'))] = int.Parse(text[at..]);
        return ClinicalSignals.Of(values);
    }

    private static int Number(string text, int otherwise) => text.Length == 0 ? otherwise : int.Parse(text);

    private static EndReason EndReasonOf(string text) => text switch
    {
        "死亡" => EndReason.Death,
        "転出" => EndReason.Moved,
        "資格喪失" => EndReason.Loss,
        "" => EndReason.None,
        _ => throw new FormatException($"end reason '{text}'"),
    };
}
