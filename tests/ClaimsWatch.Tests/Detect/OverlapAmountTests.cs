using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Detect;
using ClaimsWatch.Detect.Rules;

namespace ClaimsWatch.Tests.Detect;

/// <summary>What overlaps within an ingredient, in tablets and defined daily doses;
/// etizolam is 611170513 (0.5 mg) and 611170514 (1 mg).</summary>
public sealed class OverlapAmountTests
{
    private const int Etizolam = 611170513;
    private const int Stronger = 611170514;
    private const int Zolpidem = 610443047; // 5 mg, DDD 10 mg
    private const int DiazepamPowder = 610454039;
    private static readonly long s_a = Histories.Clinic(100);
    private static readonly long s_b = Histories.Clinic(101);
    private static readonly long s_c = Histories.Clinic(102);

    private static Histories One() => Histories.WithEveryMonth().Person(1);

    private static Histories With(Histories rows, int drug, long prescriber, int days, double tablets, int day = 1) =>
        rows.Medicine(1, drug, prescriber, days, day: day, quantity: tablets);

    private static IngredientOverlap Only(Histories rows)
    {
        var context = new ExamineContext(new DetectionWindow(Histories.T0, []), new DetectSettings().CountScope,
            ClaimsWatch.Detect.Features.SeasonIndex.None);
        using var slab = rows.Store().Open(0, context.Window.Months, AsOf.Now);
        foreach (var history in slab)
        {
            if (history.Person == 1)
            {
                return Assert.Single(NaiveOverlap.Of(RawHistory.Of(history), context, 3));
            }
        }

        throw new InvalidOperationException("nobody");
    }

    [Fact]
    public void The_smaller_supply_of_a_day_is_the_overlap()
    {
        var overlap = Only(With(With(One(), Etizolam, s_a, 14, 42), Etizolam, s_b, 7, 7));

        Assert.Equal((7, 21), (overlap.Days, overlap.DaysSupplied));
        Assert.Equal((7m, 49m), (overlap.Tablets, overlap.TabletsSupplied));
        Assert.Null(overlap.Ddd);
    }

    [Fact]
    public void Of_three_prescribers_both_smaller_ones_count_and_the_largest_never()
    {
        var overlap = Only(With(With(With(One(), Etizolam, s_a, 10, 30), Etizolam, s_b, 10, 20), Etizolam, s_c, 10, 10));

        Assert.Equal((30m, 60m), (overlap.Tablets, overlap.TabletsSupplied));
    }

    [Fact]
    public void An_early_refill_of_one_prescriber_is_not_counted_on_top_of_what_is_left()
    {
        var rows = With(With(One(), Etizolam, s_a, 14, 28), Etizolam, s_a, 14, 28, day: 8);
        var overlap = Only(With(rows, Etizolam, s_b, 14, 14, day: 8));

        Assert.Equal((14m, 42m + 14m), (overlap.Tablets, overlap.TabletsSupplied));
    }

    [Fact]
    public void Two_strengths_that_one_prescriber_gives_on_one_day_add_up()
    {
        var overlap = Only(With(With(With(One(), Etizolam, s_a, 10, 10), Stronger, s_a, 10, 20), Etizolam, s_b, 10, 20));

        Assert.Equal((20m, 50m), (overlap.Tablets, overlap.TabletsSupplied));
    }

    [Fact]
    public void A_dispensing_in_two_halves_changes_nothing()
    {
        var whole = Only(With(With(One(), Etizolam, s_a, 14, 42), Etizolam, s_b, 14, 28));
        var halves = Only(With(With(With(One(), Etizolam, s_a, 14, 21), Etizolam, s_a, 14, 21), Etizolam, s_b, 14, 28));

        Assert.Equal(whole, halves);
    }

    [Fact]
    public void Doses_come_from_the_strength_in_the_name_and_a_verified_table()
    {
        var overlap = Only(With(With(One(), Zolpidem, s_a, 10, 10), Zolpidem, s_b, 5, 10));

        Assert.Equal((5m, 2.5m), (overlap.Tablets, overlap.Ddd));
        Assert.Equal((20m, 10m), (overlap.TabletsSupplied, overlap.DddSupplied));
        Assert.Contains("DDD", NaiveOverlap.DddSource, StringComparison.Ordinal);
    }

    [Fact]
    public void A_powder_overlaps_in_days_alone()
    {
        var overlap = Only(With(With(One(), DiazepamPowder, s_a, 10, 3), DiazepamPowder, s_b, 10, 3));

        Assert.Equal(10, overlap.Days);
        Assert.Equal(default((decimal?, decimal?)), (overlap.Tablets, overlap.Ddd));
    }

    [Fact]
    public void Staff_see_the_overlap_of_a_candidate_in_days_and_tablets()
    {
        var rows = With(With(One(), Etizolam, s_a, 30, 90), Etizolam, s_b, 30, 60);

        var explained = Explainer.Explain(rows.Store(), 1, Requests.Plain, new DetectSettings());

        var facts = explained.Rules.Single(r => r.Rule == "R16").Evidence;
        Assert.Equal([("overlap-days", 30.0), ("overlap-tablets", 60.0)], facts.Select(f => (f.Fact, f.Value)));
        Assert.Equal(60m, Assert.Single(explained.Overlaps).Tablets);
        Assert.Equal(2, explained.Supplies.Count);
    }
}
