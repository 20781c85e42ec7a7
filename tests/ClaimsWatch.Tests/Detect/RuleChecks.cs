using ClaimsWatch.Detect;
using ClaimsWatch.Detect.Rules;

namespace ClaimsWatch.Tests.Detect;

/// <summary>The catalogue checks: what was forgotten of a rule, in words that say what to do; nothing when it is whole.</summary>
internal static class RuleChecks
{
    /// <summary>Findings on one rule, its specification (null if there is none) and the glossary.</summary>
    public static IEnumerable<string> Of(IRule rule, IReadOnlyList<string>? spec, string glossary)
    {
        var card = rule.Card;
        var file = $"{card.Id}-{card.Slug}.md";
        if (!glossary.Contains($"\n| {card.NameJa} |", StringComparison.Ordinal))
        {
            yield return $"{card.Id}: GLOSSARY.md has no line for 「{card.NameJa}」";
        }

        if (RulesPage.Definition(rule).Contains('{'))
        {
            yield return $"{card.Id}: the definition names what is no threshold: {RulesPage.Definition(rule)}";
        }

        if (spec is null)
        {
            yield return $"{card.Id}: no specification; write Specs/Rules/{file}";
            yield break;
        }

        if (spec[0] != $"# {card.Id} {card.NameJa}")
        {
            yield return $"{file}: the heading is not the card's, # {card.Id} {card.NameJa}";
        }

        var rows = SpecTable.Rows(file, spec);
        foreach (var found in OfRows(rule, rows))
        {
            yield return $"{file}: {found}";
        }
    }

    /// <summary>Findings on the list: ids and slugs given twice, rules without a line, specifications without a rule.</summary>
    public static IEnumerable<string> OfCatalogue(
        IReadOnlyList<IRule> catalogue, IEnumerable<Type> types, IEnumerable<string> specs)
    {
        var twice = catalogue.GroupBy(r => r.Card.Id).Concat(catalogue.GroupBy(r => r.Card.Slug)).Where(g => g.Count() > 1);
        var listed = catalogue.Select(r => r.GetType()).ToHashSet();
        var files = catalogue.Select(r => $"{r.Card.Id}-{r.Card.Slug}.md").ToHashSet();
        return
        [
            .. twice.Select(g => $"{g.Key} is given twice: {string.Join(", ", g.Select(r => r.GetType().Name))}"),
            .. types.Where(t => t.IsAssignableTo(typeof(IRule)) && !t.IsAbstract && !listed.Contains(t))
                .Select(t => $"{t.Name}: no line in RuleCatalog.cs"),
            .. specs.Where(s => !files.Contains(s)).Select(s => $"{s}: no rule of the catalogue has this id and slug"),
        ];
    }

    private static IEnumerable<string> OfRows(IRule rule, IReadOnlyList<SpecRow> rows)
    {
        if (rows.All(r => r["fires"] == "-"))
        {
            yield return "no row fires";
        }

        if (rows.All(r => r["fires"] != "-"))
        {
            yield return "no row is silent";
        }

        var seen = rows.Where(r => r.Settings.Rules == new RuleSettings())
            .SelectMany(r => RuleSpecTests.Judge(rule, r).Conditions).Where(c => c.IsInteger)
            .ToLookup(c => (c.Setting, c.Threshold), c => c.Value);
        foreach (var values in seen)
        {
            var (setting, at) = values.Key;
            foreach (var wanted in new[] { at - 1, at, at + 1 }.Where(n => !values.Contains(n)))
            {
                // Months in a row cannot be more than the window has.
                if (rule.Card.Id != "R20" || wanted <= DetectionWindow.Length)
                {
                    yield return $"no row with {setting} at {wanted}";
                }
            }
        }
    }
}
