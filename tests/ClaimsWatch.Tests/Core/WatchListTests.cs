using ClaimsWatch.Core.Codes;
using ClaimsWatch.Detect.Tallies.Pairs;
using ClaimsWatch.Detect.Tallies.Psychotropics;

namespace ClaimsWatch.Tests.Core;

public sealed class WatchListTests
{
    private const string Agonist = "benzodiazepine-receptor-agonist";

    [Fact]
    public void Groups_are_kebab_case_and_ingredients_have_seven_digits() => Assert.All(WatchList.BuiltIn.All, i =>
    {
        Assert.InRange(i.Ingredient, 1_000_000, 9_999_999);
        Assert.Matches("^[a-z]+(-[a-z]+)*$", i.Group);
        Assert.NotEmpty(i.Name);
    });

    [Fact]
    public void What_the_rules_call_agonists_opioids_and_sleeping_pills_is_on_the_list()
    {
        Assert.Equal(
            [Agonist, Agonist, Agonist],
            new[] { BenzodiazepineAgonists.Clotiazepam, BenzodiazepineAgonists.Etizolam,
                BenzodiazepineAgonists.Eszopiclone }.Select(WatchList.BuiltIn.GroupOf));
        Assert.Equal(["opioid", "opioid"],
            new[] { Opioids.Tramadol, Opioids.TramadolWithAcetaminophen }.Select(WatchList.BuiltIn.GroupOf));
        for (var ingredient = 1_100_000; ingredient < 1_200_000; ingredient++)
        {
            if (SleepAndAnxiety.IsAnxiolytic(ingredient) || SleepAndAnxiety.IsHypnotic(ingredient))
            {
                Assert.NotNull(WatchList.BuiltIn.GroupOf(ingredient));
            }
        }
    }

    [Fact]
    public void A_dose_stands_in_a_named_table_for_a_watched_ingredient_and_etizolam_has_no_DDD()
    {
        Assert.All(DoseTable.All, t => Assert.All(t.Ingredients, i => Assert.NotNull(WatchList.BuiltIn.GroupOf(i))));
        Assert.Equal(DoseTable.All.Count, DoseTable.All.Select(t => t.Id).Distinct().Count());
        var ddd = DoseTable.All.Single(t => t.Meaning == DoseMeaning.DefinedDailyDose);
        Assert.Equal((10m, null), (ddd.Of(1129009), ddd.Of(BenzodiazepineAgonists.Etizolam)));
    }

    [Fact]
    public void Tables_of_equivalents_differ_and_so_are_never_mixed()
    {
        var alprazolam = DoseTable.All.Where(t => t.Meaning == DoseMeaning.DiazepamFiveMg)
            .Select(t => (t.Id, Dose: t.Of(1124023))).ToList();

        Assert.Equal([("diazepam-inagaki-inada", 0.8m), ("diazepam-who2009", 0.5m)],
            alprazolam.Select(a => (a.Id, a.Dose!.Value)));
    }
}
