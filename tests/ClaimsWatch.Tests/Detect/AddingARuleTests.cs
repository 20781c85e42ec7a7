using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Detect.Features;
using ClaimsWatch.Detect.Rules;
using ClaimsWatch.Tests.Architecture;

namespace ClaimsWatch.Tests.Detect;

/// <summary>
/// "Adding a rule" of CONTRIBUTING.md, followed: a rule copied from R12 with its specification and lines, and what the checks say
/// when one of the parts is forgotten.
/// </summary>
public sealed class AddingARuleTests
{
    private const string File27 = "R27-pharmacies-at-once.md";
    private const string Spec =
        """
        # R27 同じ月の薬局

        | case | other claims | fires |
        |---|---|---|
        | two pharmacies | 薬局 A; 薬局 B | - |
        | three pharmacies | 薬局 A; 薬局 B; 薬局 C | B |
        | four pharmacies | 薬局 A; 薬局 B; 薬局 C; 薬局 D | B |
        """;

    private static readonly IRule s_sample = new R27PharmaciesAtOnce(new());
    private static readonly string s_glossary = File.ReadAllText(Path.Combine(Repository.Root, "GLOSSARY.md"));
    private static readonly IReadOnlyList<IRule> s_catalogue = RuleCatalog.Create(new RuleSettings());
    private static readonly IReadOnlyList<Type> s_types = typeof(RuleCatalog).Assembly.GetTypes();
    private static readonly IReadOnlyList<string> s_files = [.. SpecTable.Files("Rules").Select(f => Path.GetFileName(f))];

    [Fact]
    public void Nothing_was_forgotten_of_the_rules_of_the_catalogue()
    {
        var findings = s_catalogue.SelectMany(rule => RuleChecks.Of(rule, SpecOf(rule.Card), s_glossary))
            .Concat(RuleChecks.OfCatalogue(s_catalogue, s_types, s_files)).ToList();

        Assert.True(findings.Count == 0, string.Join("\n", findings));
    }

    [Fact]
    public void A_rule_with_all_its_parts_has_no_finding_and_both_members_hold()
    {
        Assert.Empty(Findings());
        Assert.Empty(InCatalogue([.. s_catalogue, s_sample]));
        Assert.All(SpecTable.Rows(File27, Spec.Split('\n')), row => Assert.Equal("", RuleSpecTests.Check(s_sample, row)));
    }

    [Fact]
    public void A_forgotten_specification_is_asked_for_by_name() =>
        Assert.Equal(
            [$"R27: no specification; write Specs/Rules/{File27}"], RuleChecks.Of(s_sample, null, Glossary("同じ月の薬局")));

    [Theory]
    [InlineData("| B |", "no row fires", "no row with rules.R27.pharmaciesMin at 3", "no row with rules.R27.pharmaciesMin at 4")]
    [InlineData("| - |", "no row is silent", "no row with rules.R27.pharmaciesMin at 2")]
    [InlineData("| two ", "no row is silent", "no row with rules.R27.pharmaciesMin at 2")]
    [InlineData("| three ", "no row with rules.R27.pharmaciesMin at 3")]
    [InlineData("| four ", "no row with rules.R27.pharmaciesMin at 4")]
    [InlineData("# R27", "the heading is not the card's, # R27 同じ月の薬局")]
    public void Forgotten_rows_are_named(string forgotten, params string[] found) =>
        Assert.Equal(found.Select(f => $"{File27}: {f}"), Findings(line => !line.Contains(forgotten)));

    [Fact]
    public void A_name_without_a_line_in_the_glossary_is_found() =>
        Assert.Equal(["R27: GLOSSARY.md has no line for 「同じ月の薬局」"], RuleChecks.Of(s_sample, Spec.Split('\n'), s_glossary));

    [Fact]
    public void An_id_given_twice_is_found_with_both_rules() =>
        Assert.Equal(
            ["R12 is given twice: R12ManyPharmacies, R27PharmaciesAtOnce"],
            RuleChecks.OfCatalogue([.. s_catalogue, new R27PharmaciesAtOnce(new(), "R12")], s_types, s_files));

    [Fact]
    public void A_rule_without_a_line_in_the_catalogue_is_found_by_its_class_and_its_specification() =>
        Assert.Equal(
            [
                "R27PharmaciesAtOnce: no line in RuleCatalog.cs",
                $"{File27}: no rule of the catalogue has this id and slug",
            ],
            InCatalogue(s_catalogue));

    private static IEnumerable<string> Findings(Func<string, bool>? keep = null) =>
        RuleChecks.Of(s_sample, [.. Spec.Split('\n').Where(keep ?? (_ => true))], Glossary("同じ月の薬局"));

    private static IEnumerable<string> InCatalogue(IReadOnlyList<IRule> catalogue) => RuleChecks.OfCatalogue(
        catalogue, [.. s_types, typeof(R27PharmaciesAtOnce)], [.. s_files, File27]);

    private static string Glossary(string name) => $"{s_glossary}\n| {name} | `PharmaciesAtOnce` | |\n";

    private static IReadOnlyList<string>? SpecOf(RuleCard card) =>
        SpecTable.FileOf("Rules", card.Id, card.Slug) is var path && File.Exists(path) ? File.ReadAllLines(path) : null;

    /// <summary>R27 同じ月の薬局: pharmacies of t0, copied from R12.</summary>
    private sealed class R27PharmaciesAtOnce(R27PharmaciesAtOnce.Settings settings, string id = "R27") : MeasuredRule(
        new RuleCard(
            id, "pharmacies-at-once", "同じ月の薬局", "Pharmacies in one month",
            "薬局が分かれていると、お薬の飲み合わせを一か所で確かめにくいため。", "対象月の薬局が {pharmaciesMin} か所以上（資格あり）",
            "B", RuleGroup.Medicines, "yes", true, "a sample of this test"),
        Randomise.Yes,
        [new("pharmacies-distinct", Comparison.AtLeast, settings.PharmaciesMin, "rules.R27.pharmaciesMin")])
    {
        public sealed record Settings
        {
            public int PharmaciesMin { get; init; } = 3;
        }

        protected override Tier TierOf(int alternative) => Tier.B;

        protected override void Measure(scoped FeatureVector features, Span<double> into) =>
            into[0] = WhenAtRisk(features, 1, features[FeatureCatalog.Pharmacies, 0]);

        protected override Measured Measure(RawHistory history, ExamineContext context)
        {
            var pharmacies = history.Months[context.T0].Claims.Where(c => c.Kind == ClaimKind.Dispensing)
                .Select(c => c.Institution).Distinct().Count();
            return new Measured([WhenAtRisk(history, context, 1, pharmacies)], []);
        }
    }
}
