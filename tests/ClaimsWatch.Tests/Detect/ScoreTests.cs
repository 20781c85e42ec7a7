using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;
using ClaimsWatch.Detect;
using ClaimsWatch.Detect.Features;
using ClaimsWatch.Detect.Score;
using ClaimsWatch.Detect.Score.Models;
using ClaimsWatch.Stats.Calibration;
using ClaimsWatch.Synth.Worlds;

namespace ClaimsWatch.Tests.Detect;

public sealed class ScoreTests
{
    private static readonly ScoreSettings s_settings = new() { TestMonths = 3, CalibrationMonths = 3, Replicates = 100, LettersMax = 30 };
    private static readonly CountWorld s_world = World(CountProcess.Middle);

    [Fact]
    public void Forty_features_have_names_units_and_a_line_each()
    {
        Assert.Equal(40, ScoreFeatures.All.Count);
        Assert.Equal(40, ScoreFeatures.All.Select(f => f.Name).Distinct().Count());
        Assert.All(ScoreFeatures.All, f => Assert.True(f.Unit.Length > 0 && f.Meaning.Length > 0));
        Assert.DoesNotContain(ScoreFeatures.All, f => f.Name.Contains("sex", StringComparison.Ordinal));
    }

    [Fact]
    public void The_cohort_has_adults_with_six_receipts_who_never_reached_twenty()
    {
        var cohort = Build(s_settings, new ClaimMonth(202306));

        Assert.True(cohort.Rows.Count > 50, $"{cohort.Rows.Count}");
        Assert.All(Enumerable.Range(0, cohort.Rows.Count), i =>
        {
            Assert.True(cohort.Column("receipts_t0")[i] >= 6);
            Assert.True(cohort.Column("receipts_max12")[i] < 20);
            Assert.True(cohort.Column("age")[i] >= 18);
        });
    }

    [Theory]
    [InlineData(new[] { 0, 0, 0, 5, 20, 5, 5, 5, 5 }, true, false, 2)]
    [InlineData(new[] { 0, 0, 0, 5, 19, 5, 5, 5, 5 }, false, false, 0)]
    [InlineData(new[] { 0, 0, 0, 20, 5, 5, 5, 5, 20 }, true, true, 1)]
    [InlineData(new[] { 0, 0, 20, 20, 20, 5, 5, 5, 5 }, false, false, 1)]
    public void Outcomes_count_from_the_fourth_month_and_a_crossing_in_the_gap_is_too_late(int[] later, bool once, bool settled, int first)
    {
        var store = OnePerson([.. Enumerable.Repeat(7, 12), .. later]);

        var row = Assert.Single(new CohortBuilder(store, new DetectSettings(), s_settings with { AsDelivered = false }, 1)
            .Build([new ClaimMonth(202312)]).Rows);

        Assert.Equal(once, row.Is(ScoreOutcome.Once, s_settings));
        Assert.Equal(settled, row.Is(ScoreOutcome.Settled, s_settings));
        Assert.Equal(first, row.FirstCrossing);
    }

    [Fact]
    public void Whoever_reached_twenty_before_is_not_in_the_cohort()
    {
        int[] counts = [.. Enumerable.Repeat(7, 5), 20, .. Enumerable.Repeat(7, 15)];

        var cohort = new CohortBuilder(OnePerson(counts), new DetectSettings(), s_settings with { AsDelivered = false }, 1)
            .Build([new ClaimMonth(202312)]);

        Assert.Empty(cohort.Rows);
    }

    [Fact]
    public void Features_do_not_change_when_everything_after_the_run_is_taken_away()
    {
        var t0 = new ClaimMonth(202306);
        var known = Build(s_settings, t0);
        var without = Build(s_settings, t0, World(CountProcess.Middle, trap: false));

        Assert.Equal(known.Rows.Select(r => r.Person), without.Rows.Select(r => r.Person));
        Assert.All(ScoreFeatures.All, f => Assert.Equal(known.Column(f.Name).ToArray(), without.Column(f.Name).ToArray()));
    }

    [Fact]
    public void A_column_of_the_future_would_show_at_once()
    {
        var months = new CohortBuilder(s_world, new DetectSettings(), s_settings, 1).IndexMonths.Take(6).ToArray();
        var honest = AveragePrecision(s_settings, months);
        var leaking = AveragePrecision(s_settings with { AsDelivered = false }, months);

        Assert.True(leaking > honest + 0.15, $"honest {honest:0.000}, leaking {leaking:0.000}");
    }

    [Fact]
    public void Months_are_split_so_that_no_training_outcome_reaches_into_the_test()
    {
        var months = ClaimMonth.Range(new ClaimMonth(202012), new ClaimMonth(202409)).ToArray();

        var split = ScoreSplit.Of(months, new ScoreSettings())!;

        Assert.Equal(months[^1], split.Test[^1]);
        Assert.True(split.Later[^1].Plus(9) <= split.Test[0]);
        Assert.True(split.Train[^1].Plus(9) <= split.Later[0]);
    }

    [Theory]
    [InlineData(19, false)]
    [InlineData(20, true)]
    public void A_history_that_is_too_short_makes_no_split(int months, bool made)
    {
        var index = ClaimMonth.Range(new ClaimMonth(202201), new ClaimMonth(202201).Plus(months - 1)).ToArray();

        Assert.Equal(made, ScoreSplit.Of(index, new ScoreSettings()) is not null);
    }

    [Fact]
    public void Under_eighteen_months_of_history_rules_rank_alone()
    {
        var world = new CountWorld(new CountWorldSettings(200, 17, CountProcess.Middle, 3));

        Assert.Null(Evaluation.Run(world, new DetectSettings(), s_settings, 1).Split);
    }

    [Fact]
    public void Threads_change_nothing_and_a_level_world_falls_back_to_a_baseline()
    {
        var world = World(CountProcess.Persistent);

        var one = Evaluation.Run(world, new DetectSettings(), s_settings, 1);
        var three = Evaluation.Run(world, new DetectSettings(), s_settings, 3);

        Assert.All(one.Outcomes, o => Assert.False(o.UseModel));
        Assert.All(one.Outcomes, o => Assert.StartsWith("B", o.Decision, StringComparison.Ordinal));
        foreach (var (a, b) in one.Outcomes.Zip(three.Outcomes))
        {
            Assert.Equal(a.Scorers.Select(Numbers), b.Scorers.Select(Numbers));
        }

        static (string, Interval, Interval, double, double) Numbers(ScorerJudgement s) =>
            (s.Id, s.Precision, s.Recall, s.AveragePrecision, s.Calibration.Expected);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Contributions_add_up_to_the_score(bool trees)
    {
        var months = new CohortBuilder(s_world, new DetectSettings(), s_settings, 1).IndexMonths;
        var (train, later) = (Build(s_settings, [.. months.Take(4)]), Build(s_settings, [.. months.Skip(4).Take(3)]));
        IScorer scorer = trees ? new BoostingScorer() : new HazardScorer();
        var fitted = scorer.Fit(new ScoreLesson(train, later, ScoreOutcome.Once, s_settings, 1));
        var file = new ScoreModelFile(
            ScoreModelFile.SchemaName, "", new DateOnly(2025, 1, 1), ScoreOutcome.Once, scorer.Id, true, "", new ScoreSplit([], [], []), s_settings,
            CalibrationMap.Isotonic([0], [0]), fitted.Body, []);
        var scores = fitted.Score(later);

        for (var i = 0; i < 10; i++)
        {
            var row = new double[41];
            later.Features.CopyRow(i, row);
            var forty = row.AsSpan(0, 40).ToArray();
            var sum = file.Contributions(forty).Sum(c => c.Contribution);
            var expected = trees
                ? fitted.Body!.Trees!.Margin(row) - ClaimsWatch.Stats.Boosting.TreeShap.Explain(fitted.Body.Trees, forty).Expected
                : fitted.Body!.Glm!.Terms.Sum(t => t.Of(later.Column(t.Feature)[i]));
            Assert.Equal(scores[i], file.Raw(forty, 0), 12);
            Assert.Equal(expected, sum, 9);
        }
    }

    [Fact]
    public void The_same_people_have_a_stability_index_of_zero_and_others_a_large_one()
    {
        double[] then = [.. Enumerable.Range(0, 1000).Select(i => i % 37 == 0 ? double.NaN : i % 20)];

        var spread = FeatureSpread.Of("receipts_t0", then);

        Assert.Equal(0, spread.Index(then), 12);
        Assert.True(spread.Index([.. then.Select(v => v + 8)]) > 0.25);
    }

    private static CountWorld World(CountProcess process, bool trap = true) =>
        new(new CountWorldSettings(700, 50, process, 5) { Trap = trap });

    private static Cohort Build(ScoreSettings settings, ClaimMonth t0, IClaimStore? store = null) => Build(settings, [t0], store);

    private static Cohort Build(ScoreSettings settings, ClaimMonth[] months, IClaimStore? store = null) =>
        new CohortBuilder(store ?? s_world, new DetectSettings(), settings, 2).Build(months);

    private static double AveragePrecision(ScoreSettings settings, ClaimMonth[] months)
    {
        var all = Build(settings, months);
        var (train, test) = (all.Where(r => r.Person % 2 == 0), all.Where(r => r.Person % 2 == 1));
        var fitted = new BoostingScorer().Fit(new ScoreLesson(train, train, ScoreOutcome.Once, settings, 1));
        return Discrimination.AveragePrecision(fitted.Score(test), test.Labels(ScoreOutcome.Once, settings));
    }

    // January 2023 on, one receipt an institution.
    private static ArrayClaimStore OnePerson(int[] counts)
    {
        var months = ClaimMonth.Range(new ClaimMonth(202301), new ClaimMonth(202301).Plus(counts.Length - 1)).ToArray();
        return new ArrayClaimStore(
            [new PersonRow(1, 2, 197001, months[0].Value, months[^1].Value, 1, 1)],
            months.Select(m => new EnrolmentRow(1, m.Value, m.Days, m.Days, 0, 0)),
            months.SelectMany((m, at) => Enumerable.Range(1, Math.Max(1, counts[at])).Select(j => new ClaimRow(
                1, (at * 100) + j, (int)ClaimKind.Outpatient, j, 0, 1, 500, 500, 0, m.Value, m.Plus(2).Value))));
    }
}
