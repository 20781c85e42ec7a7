using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Codes;
using ClaimsWatch.Core.Columns;
using ClaimsWatch.Detect;
using ClaimsWatch.Detect.Features;
using ClaimsWatch.Detect.Rules;

namespace ClaimsWatch.Tests.Detect;

/// <summary>Features of ninety random histories against what <c>reference/detection.R</c> makes of them by definition.</summary>
public sealed class FeatureReferenceTests
{
    private static readonly DetectSettings s_settings = new() { Season = new() { ReceiptsMin = 25, MonthShareMin = 0 } };
    private static readonly Counted s_counted = Detector.Count(
        Read().Store(), Histories.T0, AsOf.Now, s_settings, KeptRows.Everyone, 1, ImportedTables.None);

    [Theory]
    [InlineData("coc", 60)]
    [InlineData("upc", 60)]
    [InlineData("trend_slope", 80)]
    [InlineData("overlap_days", 90)]
    [InlineData("overlap_share", 25)]
    [InlineData("overlap_days_all", 90)]
    [InlineData("overlap_tablets", 25)]
    [InlineData("overlap_tablets_share", 25)]
    public void A_feature_is_what_R_says(string name, int saidMin)
    {
        var feature = FeatureCatalog.All.Single(f => f.Name == name);
        var builder = FeatureBuilder.For(s_counted.Table.Plan, s_counted.Season, s_settings.Rules);
        var persons = s_counted.Table.Parts[0].Persons;
        var table = Recorded.Columns("detection-features.csv");
        var expected = table["person"].Zip(table[name]).ToDictionary(r => (long)r.First, r => r.Second);
        var values = new double[FeatureCatalog.Width];

        Assert.Equal(expected.Count, persons.Count);
        Assert.True(expected.Values.Count(v => !double.IsNaN(v)) >= saidMin, $"R says {name} of too few people to compare");
        for (var at = 0; at < persons.Count; at++)
        {
            builder.Build(s_counted.Table.Row(0, at), persons[at].Sex, persons[at].BirthMonth, values);
            Same(expected[persons[at].Person], values[feature.Start], $"{name} of person {persons[at].Person}");
        }
    }

    [Fact]
    public void The_overlap_of_every_ingredient_in_days_tablets_and_doses_is_what_R_says()
    {
        var table = Recorded.Columns("detection-overlaps.csv");
        var context = new ExamineContext(s_counted.Table.Plan.Window, s_settings.CountScope, s_counted.Season);
        var found = new List<(long Person, IngredientOverlap Overlap)>();
        using var slab = Read().Store().Open(0, context.Window.Months, AsOf.Now);
        foreach (var history in slab)
        {
            var person = history.Person;
            found.AddRange(NaiveOverlap.Of(RawHistory.Of(history), context, 3).OrderBy(o => o.Ingredient)
                .Select(o => (person, o)));
        }

        Assert.Equal(table["person"].Length, found.Count);
        Assert.InRange(table["ddd"].Count(v => !double.IsNaN(v)), 10, found.Count - 10);
        for (var i = 0; i < found.Count; i++)
        {
            var (person, overlap) = found[i];
            var place = $"person {person}, ingredient {overlap.Ingredient}";
            Assert.Equal((table["person"][i], table["ingredient"][i]), (person, overlap.Ingredient));
            Same(table["days"][i], overlap.Days, place);
            Same(table["days_supplied"][i], overlap.DaysSupplied, place);
            Same(table["tablets"][i], Said(overlap.Tablets), place);
            Same(table["tablets_supplied"][i], Said(overlap.TabletsSupplied), place);
            Same(table["ddd"][i], Said(overlap.Ddd), place);
            Same(table["ddd_supplied"][i], Said(overlap.DddSupplied), place);
        }
    }

    private static double Said(decimal? value) => value is null ? double.NaN : (double)value;

    [Fact]
    public void The_season_by_month_sex_and_age_is_what_R_says()
    {
        var table = Recorded.Columns("detection-season.csv");

        Assert.Equal(table["own"].Sum() / DetectionWindow.Length, s_counted.Season.OwnCells);
        Assert.InRange(s_counted.Season.OwnCells, 2, 17);
        for (var i = 0; i < table["index"].Length; i++)
        {
            var (back, sex, group) = ((int)table["back"][i], (int)table["sex"][i], (int)table["group"][i]);
            Same(table["index"][i], s_counted.Season[back, (Sex)sex, group], $"{back} months back, sex {sex}, age group {group}");
        }
    }

    private static void Same(double expected, double actual, string what) => Assert.True(
        double.IsNaN(expected) ? double.IsNaN(actual) : Math.Abs(actual - expected) <= 1e-12 * Math.Max(1, Math.Abs(expected)),
        $"{what}: R {expected:R}, here {actual:R}");

    private static Dictionary<string, int[]> Integers(string name) =>
        Recorded.Columns(name).ToDictionary(c => c.Key, c => c.Value.Select(v => (int)v).ToArray());

    private static Histories Read()
    {
        var rows = new Histories();
        var people = Integers("detection-people.csv");
        for (var i = 0; i < people["person"].Length; i++)
        {
            var person = (long)people["person"][i];
            rows.Person(person, (Sex)people["sex"][i], Histories.T0.Plus(-12 * people["age"][i]).Value);
            for (var back = 0; back < DetectionWindow.Length; back++)
            {
                rows.Insured(person, back, people[$"days{back}"][i]).Receipts(person, back, people[$"receipts{back}"][i]);
            }
        }

        var visits = Integers("detection-visits.csv");
        for (var i = 0; i < visits["person"].Length; i++)
        {
            rows.Claim(
                visits["person"][i], visits["back"][i], ClaimKind.Outpatient, Histories.Clinic(visits["clinic"][i]),
                visitDays: visits["days"][i]);
        }

        var supplies = Integers("detection-supplies.csv");
        var quantities = Recorded.Columns("detection-supplies.csv")["quantity"];
        for (var i = 0; i < supplies["person"].Length; i++)
        {
            rows.Medicine(
                supplies["person"][i], supplies["drug"][i], Histories.Clinic(100 + supplies["prescriber"][i]),
                supplies["days"][i],
                supplies["route"][i] == 1 ? Route.Oral : Route.AsNeeded, supplies["day"][i], supplies["back"][i],
                prescriberKnown: supplies["prescriber"][i] != 0, quantity: quantities[i]);
        }

        return rows;
    }
}
