using System.Text;
using ClaimsWatch.Detect.Features;
using ClaimsWatch.Detect.Rules;
using ClaimsWatch.Detect.Tallies;

namespace ClaimsWatch.Detect;

/// <summary>
/// Writes docs/rules.md from the cards and the specs that are run as tests, so that the page cannot say what the program does
/// not do.
/// </summary>
public static class RulesPage
{
    /// <summary>The page.</summary>
    /// <param name="specs">Markdown of each spec by id, without its first heading.</param>
    public static string Render(IReadOnlyDictionary<string, string> specs)
    {
        var settings = new DetectSettings();
        var page = new StringBuilder();
        page.Append("# Rules\n\n");
        page.Append("Generated from the rule cards and the specifications that are run as tests; do not edit. ");
        page.Append("Who is left out is in [exclusions.md](exclusions.md).\n\n");
        page.Append(Texts.Scope(settings).Ja).Append('\n').Append(Texts.Scope(settings).En).Append("\n\n");
        page.Append("Eligible for a letter: any rule of tier A, or two of tier B that look at different things. ");
        page.Append("Tier staff goes to the staff list and never gets a letter; tier information is only counted. ");
        page.Append("t0 is the month decided on, the latest one that is complete enough.\n\n");
        AppendOverview(page, RuleCatalog.Create(settings.Rules));
        foreach (var rule in RuleCatalog.Create(settings.Rules))
        {
            AppendRule(page, rule, specs[rule.Card.Id]);
        }

        AppendColumns(page, settings);
        return page.ToString();
    }

    /// <summary>A card's definition with its thresholds filled in.</summary>
    public static string Definition(IRule rule)
    {
        var text = rule.Card.Definition;
        foreach (var (setting, value) in rule.Thresholds)
        {
            text = text.Replace($"{{{setting[(setting.LastIndexOf('.') + 1)..]}}}", Texts.Number(value));
        }

        return text.Replace("{reached}",
            Texts.Number(rule.Thresholds.FirstOrDefault(t => t.Setting == "rules.R01.receiptsMin").Value));
    }

    private static void AppendOverview(StringBuilder page, IReadOnlyList<IRule> rules)
    {
        page.Append("| id | 名称 | name | tier | looks at | may wait by lot |\n|---|---|---|---|---|---|\n");
        foreach (var card in rules.Select(r => r.Card))
        {
            page.Append($"| {card.Id} | {card.NameJa} | {card.NameEn} | {card.Tier} | {card.Group} | {card.Randomise} |\n");
        }

        page.Append('\n');
    }

    private static void AppendRule(StringBuilder page, IRule rule, string spec)
    {
        page.Append($"## {rule.Card.Id} {rule.Card.NameJa} ({rule.Card.NameEn})\n\n");
        page.Append($"{Definition(rule)}。\n\n{rule.Card.Why}\n\nSource: {rule.Card.Source}.\n\n");
        page.Append("| setting | default |\n|---|---|\n");
        foreach (var (setting, value) in rule.Thresholds)
        {
            page.Append($"| `{setting}` | {Texts.Number(value)} |\n");
        }

        page.Append('\n').Append(spec.Trim('\n')).Append("\n\n");
    }

    private static void AppendColumns(StringBuilder page, DetectSettings settings)
    {
        page.Append("## What is counted\n\n| feature | unit | meaning |\n|---|---|---|\n");
        foreach (var feature in FeatureCatalog.All)
        {
            page.Append($"| `{feature.Name}` | {feature.Unit} | {feature.Meaning} |\n");
        }

        page.Append("\nTallies (integers counted from rows): ");
        var window = new DetectionWindow(new Core.Claims.ClaimMonth(202001), []);
        page.Append(string.Join(", ", TallyCatalog.Create(settings, window, ImportedTables.None)
            .Select(t => $"`{t.Name}`"))).Append(".\n");
    }
}
