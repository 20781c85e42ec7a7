using ClaimsWatch.Detect;
using ClaimsWatch.Detect.Adjustments;
using ClaimsWatch.Detect.Exclusions;
using ClaimsWatch.Detect.Features;
using ClaimsWatch.Detect.Rules;
using ClaimsWatch.Tests.Architecture;

namespace ClaimsWatch.Tests.Detect;

public sealed class RulesPageTests
{
    private static IEnumerable<(string Id, string Slug, string NameJa, string Kind)> Cards =>
        RuleCatalog.Create(new RuleSettings()).Select(r => (r.Card.Id, r.Card.Slug, r.Card.NameJa, "Rules"))
            .Concat(ExclusionCatalog.Create(new ExclusionSettings())
                .Select(e => (e.Card.Id, e.Card.Slug, e.Card.NameJa, "Exclusions")))
            .Concat(AdjustmentCatalog.Create(new ExclusionSettings(), ImportedTables.None)
                .Select(a => (a.Card.Id, a.Card.Slug, a.Card.NameJa, "Adjustments")));

    private static Dictionary<string, string> Specs =>
        Cards.ToDictionary(c => c.Id, c => SpecTable.Body(SpecTable.FileOf(c.Kind, c.Id, c.Slug)));

    [Fact]
    public void The_page_of_rules_is_what_cards_and_specifications_say() =>
        Golden.Verify("docs/rules.md", RulesPage.Render(Specs));

    [Fact]
    public void The_page_of_exclusions_is_what_cards_and_specifications_say() =>
        Golden.Verify("docs/exclusions.md", ExclusionsPage.Render(Specs));

    [Fact]
    public void Ids_and_slugs_are_unique_and_well_formed()
    {
        Assert.Equal(Cards.Count(), Cards.Select(c => c.Id).Distinct().Count());
        Assert.Equal(Cards.Count(), Cards.Select(c => c.Slug).Distinct().Count());
        Assert.All(Cards, c => Assert.Matches("^[RX][0-9]{2}$", c.Id));
        Assert.All(Cards, c => Assert.Matches("^[a-z0-9]+(-[a-z0-9]+)*$", c.Slug));
    }

    [Fact]
    public void Specifications_and_cards_are_the_same_set()
    {
        foreach (var kind in new[] { "Rules", "Exclusions", "Adjustments" })
        {
            Assert.Equal(
                Cards.Where(c => c.Kind == kind).Select(c => $"{c.Id}-{c.Slug}.md"),
                SpecTable.Files(kind).Select(f => Path.GetFileName(f)));
        }
    }

    [Fact]
    public void Headings_of_specifications_carry_the_name_of_the_card() =>
        Assert.All(Cards, c => Assert.Equal(
            $"# {c.Id} {c.NameJa}", File.ReadLines(SpecTable.FileOf(c.Kind, c.Id, c.Slug)).First()));

    [Fact]
    public void Settings_keys_of_thresholds_bind()
    {
        foreach (var (setting, value) in RuleCatalog.Create(new RuleSettings()).SelectMany(r => r.Thresholds))
        {
            var changed = SpecTable.Set(setting, $"{value + 1}");
            Assert.Contains(
                (setting, value + 1), RuleCatalog.Create(changed.Rules).SelectMany(r => r.Thresholds)
                    .Select(t => (t.Setting, t.Value)));
        }
    }

    [Fact]
    public void Features_lie_side_by_side_and_fill_the_vector()
    {
        var next = 0;
        foreach (var feature in FeatureCatalog.All)
        {
            Assert.Equal(next, feature.Start);
            next += feature.Length;
        }

        Assert.Equal(FeatureCatalog.Width, next);
        Assert.Equal(FeatureCatalog.All.Count, FeatureCatalog.All.Select(f => f.Name).Distinct().Count());
    }

    [Fact]
    public void Default_settings_have_no_problem() => Assert.Empty(new DetectSettings().Problems());

    [Fact]
    public void Bands_follow_the_setting_and_end_below_the_staff_threshold()
    {
        var settings = new DetectSettings();

        Assert.Equal(
            ["0-7", "0-7", "8-11", "8-11", "12-15", "12-15", "16-19", "16-19", "20+"],
            new[] { 0, 7, 8, 11, 12, 15, 16, 19, 20 }.Select(n => settings.BandOf(n)));
    }
}
