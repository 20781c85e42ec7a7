using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;
using ClaimsWatch.Detect;
using ClaimsWatch.Detect.Features;
using ClaimsWatch.Detect.Score;
using ClaimsWatch.Detect.Score.Models;
using ClaimsWatch.Stats.Boosting;
using ClaimsWatch.Stats.Calibration;
using ClaimsWatch.Stats.Resampling;
using ClaimsWatch.Synth.Worlds;
using ClaimsWatch.Tests.Architecture;

namespace ClaimsWatch.Tests.Detect;

public sealed class ScoreTests
{
    private static readonly ScoreSettings s_settings =
        new() { TestMonths = 3, CalibrationMonths = 3, Replicates = 100, LettersMax = 30, EventsMin = 4 };
    private static readonly CountWorld s_world = World(CountProcess.Middle);

    [Fact]
    public void Forty_three_features_have_names_units_and_a_line_each()
    {
        Assert.Equal(43, ScoreFeatures.All.Count);
        Assert.Equal(43, ScoreFeatures.All.Select(f => f.Name).Distinct().Count());
        Assert.All(ScoreFeatures.All, f => Assert.True(f.Unit.Length > 0 && f.Meaning.Length > 0));
        Assert.DoesNotContain(ScoreFeatures.All, f => f.Name.Contains("sex", StringComparison.Ordinal));
    }

    [Fact]
    public void Addresses_public_programmes_diagnoses_and_sex_change_no_feature()
    {
        var plain = OnePerson([.. Enumerable.Repeat(7, 21)]);
        var rows = OneHistory([.. Enumerable.Repeat(7, 21)]);
        var other = new ArrayClaimStore(
            rows.Persons.Select(p => p with { Sex = 1, Household = 77 }),
            rows.Eligibility.Select(e => e with { Branch = 5 }), rows.Claims,
            [], rows.Claims.Select((c, i) => new DiagnosisRow(
                c.Person, c.Receipt, c.Institution, i + 1, 8830000, 6320 + (i % 9), 20230101, 0, 1, c.ClaimMonth,
                c.DeliveryMonth)), []);

        var settings = s_settings with { AsDelivered = false };
        var (one, two) = (Build(settings, new ClaimMonth(202312), plain), Build(settings, new ClaimMonth(202312), other));

        Assert.Single(one.Rows);
        Assert.All(ScoreFeatures.All, f => Assert.Equal(one.Column(f.Name).ToArray(), two.Column(f.Name).ToArray()));
        string[] never = ["address", "postal", "national", "public", "disease", "diagnos", "branch", "sex"];
        Assert.All(ScoreFeatures.All, f => Assert.DoesNotContain(never, n => f.Name.Contains(n, StringComparison.Ordinal)));
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
    public void Outcomes_count_from_the_fourth_month_and_a_crossing_in_the_gap_is_too_late(int[] later, bool once,
        bool settled, int first)
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

        // The same comparison finds a cohort that does read the future.
        var leaking = s_settings with { AsDelivered = false };
        Assert.Contains(ScoreFeatures.All, f => !Build(leaking, t0).Column(f.Name).SequenceEqual(
            Build(leaking, t0, World(CountProcess.Middle, trap: false)).Column(f.Name)));
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
    [InlineData(14, false)]
    [InlineData(15, true)]
    public void A_history_that_is_too_short_makes_no_split(int months, bool made)
    {
        var index = ClaimMonth.Range(new ClaimMonth(202201), new ClaimMonth(202201).Plus(months - 1)).ToArray();

        Assert.Equal(made, ScoreSplit.Of(index, new ScoreSettings()) is not null);
    }

    [Fact]
    public void Under_eighteen_months_of_history_rules_rank_alone()
    {
        var world = new CountWorld(new CountWorldSettings(200, 17, CountProcess.Middle, 3));

        var evaluation = Evaluation.Run(world, new DetectSettings(), s_settings, 1);

        Assert.Null(evaluation.Split);
        Assert.Equal(new TooLittle(Shortage.ClaimMonths, 17, 18), evaluation.Short);
    }

    [Theory]
    [InlineData(34, 14)]
    [InlineData(35, null)]
    public void Three_years_of_claims_are_enough_at_the_defaults_and_less_is_told_in_numbers(int months, int? found)
    {
        var world = new CountWorld(new CountWorldSettings(1500, months, CountProcess.Middle, 3));

        var evaluation = Evaluation.Run(world, new DetectSettings(), new ScoreSettings { Replicates = 100 }, 2);

        Assert.Equal(found is null, evaluation.Split is not null);
        Assert.Equal(found is { } few ? new TooLittle(Shortage.IndexMonths, few, 15) : null, evaluation.Short);
    }

    [Fact]
    public void Too_few_outcomes_make_no_model()
    {
        var world = new CountWorld(new CountWorldSettings(40, 50, CountProcess.Persistent, 3));

        var evaluation = Evaluation.Run(world, new DetectSettings(), s_settings, 1);

        Assert.Null(evaluation.Split);
        Assert.Equal(s_settings.EventsMin, Assert.IsType<TooLittle>(evaluation.Short).Needed);
    }

    [Fact]
    public void An_office_can_not_let_a_model_read_the_future() =>
        Assert.Contains(new ScoreSettings { AsDelivered = false }.Problems(), p => p.Key == "score.asDelivered");

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

    [Fact]
    public void What_is_told_by_sex_adds_up_to_what_is_told_of_all()
    {
        var judged = Evaluation.Run(s_world, new DetectSettings(), s_settings, 2).Outcomes[0];

        Assert.All(judged.Scorers, s =>
        {
            Assert.Equal((judged.TestRows, judged.TestEvents), (s.BySex.Sum(x => x.Rows), s.BySex.Sum(x => x.Events)));
            Assert.Equal(s.TooLate, s.BySex.Sum(x => x.TooLate));
            Assert.Equal(s.NetBenefit, s.BySex.Sum(x => x.NetBenefit * x.Rows) / judged.TestRows, 12);
            Assert.Equal(s.Recall.Value, s.BySex.Sum(x => x.Recall * x.Events) / judged.TestEvents, 12);
            Assert.All(s.BySex, x => Assert.Equal((x.Precision, x.Recall), (x.PrecisionInterval.Value, x.RecallInterval.Value)));
            Assert.All(s.BySex, x => Assert.InRange(x.Recall, x.RecallInterval.Low, x.RecallInterval.High));
        });
    }

    [Theory]
    [InlineData("boosting")]
    [InlineData("hazard")]
    [InlineData("nb2")]
    [InlineData("B4")]
    [InlineData("B8")]
    public void Contributions_add_up_to_the_score(string id)
    {
        var months = new CohortBuilder(s_world, new DetectSettings(), s_settings, 1).IndexMonths;
        var (train, later) = (Build(s_settings, [.. months.Take(4)]), Build(s_settings, [.. months.Skip(4).Take(3)]));
        var scorer = Evaluation.Scorers.Single(s => s.Id == id);
        var fitted = scorer.Fit(new ScoreLesson(train, later, ScoreOutcome.Once, s_settings, 1));
        var file = new ScoreModelFile(
            ScoreModelFile.SchemaName, "", "", new DateOnly(2025, 1, 1), ScoreOutcome.Once, scorer.Id, true, "",
            new ScoreSplit([], [], []), s_settings,
            CalibrationMap.Isotonic([0], [0]), fitted.Body, []);
        var scores = fitted.Score(later);

        for (var i = 0; i < 10; i++)
        {
            var row = new double[ScoreFeatures.All.Count + 1];
            later.Features.CopyRow(i, row);
            var inputs = row.AsSpan(0, ScoreFeatures.All.Count).ToArray();
            var sum = file.Contributions(inputs).Sum(c => c.Contribution);
            var t0 = later.Rows[i].T0;
            Assert.Equal(
                file.Raw(inputs, t0, 0),
                fitted.Body?.Trees is { } trees ? sum + TreeShap.Explain(trees, inputs).Expected
                : fitted.Body?.Counts is { } counts ? counts.Probability(sum, t0)
                : fitted.Body?.Glm is { } glm && id != "B8" ? glm.Probability(sum)
                : sum, 9);
            // B8 has a term of sex, which is left at its middle when it ranks.
            Assert.True(id == "B8" || Math.Abs(scores[i] - file.Raw(inputs, t0, 0)) < 1e-12);
        }
    }

    [Fact]
    public void Counts_foretell_as_often_as_simulated_months_reach_the_limit()
    {
        var model = new CountModel([.. Enumerable.Repeat(0.0, 12)], 4, 20, 3, 6, 2, []);
        var random = new SplitMix(20261128);
        var hits = 0;
        const int People = 40_000;
        for (var i = 0; i < People; i++)
        {
            var months = Enumerable.Range(0, 9).Select(_ => random.NextPoisson(14 * random.NextGamma(4, 0.25)) >= 20).ToArray();
            hits += months.Take(3).All(m => !m) && months.Skip(3).Count(m => m) >= 2 ? 1 : 0;
        }

        var expected = model.Probability(Math.Log(14), new ClaimMonth(202306));

        var error = Math.Sqrt(expected * (1 - expected) / People);
        Assert.True(Math.Abs((hits / (double)People) - expected) < 4 * error,
            $"seed 20261128: {hits} of {People}, expected {expected:0.0000}");
    }

    [Fact]
    public void Another_store_judges_what_this_one_taught()
    {
        var other = new CountWorld(new CountWorldSettings(700, 40, CountProcess.Middle, 9) { Start = new ClaimMonth(202206) });

        var evaluation = Evaluation.Run(s_world, other, new DetectSettings(), s_settings, 2);

        var last = new CohortBuilder(other, new DetectSettings(), s_settings, 1).IndexMonths[^1];
        Assert.Equal(last, evaluation.Split!.Test[^1]);
        var rows = Build(s_settings, [.. evaluation.Split.Test], other).Rows.Count;
        Assert.All(evaluation.Outcomes, o => Assert.Equal(rows, o.TestRows));
        Assert.All(evaluation.Outcomes, o => Assert.All(o.Scorers, s => Assert.Contains(s.Maps, m => m.IsUsed)));
    }

    [Fact]
    public void Drift_keeps_quiet_on_the_same_people_and_speaks_up_on_others()
    {
        var evaluation = Evaluation.Run(s_world, new DetectSettings(), s_settings, 2);
        var chosen = evaluation.Models[0];
        var model = new ScoreModelFile(
            ScoreModelFile.SchemaName, "", "", new DateOnly(2025, 1, 1), chosen.Outcome, chosen.Id, true, evaluation.DataHash,
            evaluation.Split!,
            s_settings, chosen.Calibration, chosen.Body, evaluation.Spreads);
        var busy = new CountWorld(new CountWorldSettings(700, 50, CountProcess.Episodic, 6));

        var same = ScoreDrift.Of(s_world, new DetectSettings(), model, s_world.Months[^4], 2, null);
        var others = ScoreDrift.Of(busy, new DetectSettings(), model, busy.Months[^4], 2, null);
        var again = ScoreDrift.Of(s_world, new DetectSettings(), model, s_world.Months[^4], 1,
            same with { Months = [same.Months[^1] with { Observed = -1 }] });

        Assert.True(others.Features[0].Index > ScoreDrift.IndexLimit && others.SuggestsTraining);
        Assert.True(same.Features.Average(f => f.Index) < others.Features.Average(f => f.Index) / 2);
        Assert.Equal(6, same.Months.Count);
        // A month that was judged for this model is not judged again.
        Assert.Equal(-1, again.Months[^1].Observed);
        Assert.Equal(same.Months.Take(5), again.Months.Take(5));
    }

    [Fact]
    public void Without_a_model_the_reasons_are_level_and_slope_as_facts()
    {
        var candidate = Requests.Run(Histories.WithEveryMonth().Person(1).Receipts(1, 9, 10, 11, 12, 13, 14)).Candidates.Single();

        Assert.Equal(["3か月で 12件→14件", "6か月で 9件→14件"], candidate.Reasons.Select(r => r.Ja));
        Assert.Equal("receipts 9 → 14 in 6 months", candidate.Reasons[1].En);
        Assert.Equal(candidate.Score, candidate.Reasons.Sum(r => r.Contribution), 6);
    }

    [Fact]
    public void Every_feature_is_told_as_a_fact_in_both_languages_and_its_parts_are_added()
    {
        var names = ScoreFeatures.All.Select(f => f.Name).ToArray();
        var body = new ModelBody(null, new GlmModel([0], [.. names.Select(n => new GlmTerm(n, 1, [], [0], [1], [1]))]), names);
        var model = new ScoreModelFile(
            ScoreModelFile.SchemaName, "", "", new DateOnly(2025, 1, 1), ScoreOutcome.Settled, "hazard", true, "",
            new ScoreSplit([], [], []),
            s_settings, CalibrationMap.Isotonic([0], [0.5]), body, []);
        var rows = Histories.WithEveryMonth().Person(1).Receipts(1, 9, 10, 11, 12, 13, 14).Institutions(1, 1, 2, 3, 3, 3, 4);

        var candidate = Detector.Run(rows.Store(), Requests.Plain with { Model = model }, new DetectSettings())
            .Candidates.Single();

        var facts = ScoreFeatures.All.Select(f => f.Fact).Distinct().ToHashSet();
        Assert.Subset(facts, candidate.Reasons.Select(r => r.Code).ToHashSet());
        Assert.Contains(candidate.Reasons, r => r.Ja == "医療機関 3か月で 3か所→4か所" && r.En == "institutions 3 → 4 in 3 months");
        Assert.All(candidate.Reasons, r => Assert.True(r.Ja.Length > 0 && r.En.Length > 0));
        Assert.All(candidate.Reasons, r => Assert.DoesNotContain("乱用", r.Ja, StringComparison.Ordinal));
        Assert.Equal(candidate.Reasons.Select(r => Math.Abs(r.Contribution)).OrderDescending(),
            candidate.Reasons.Select(r => Math.Abs(r.Contribution)));
        Assert.Contains("校正した確率", candidate.ScoreName, StringComparison.Ordinal);
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

    private sealed record OneRows(List<PersonRow> Persons, List<EnrolmentRow> Eligibility, List<ClaimRow> Claims);

    private static ArrayClaimStore OnePerson(int[] counts)
    {
        var rows = OneHistory(counts);
        return new ArrayClaimStore(rows.Persons, rows.Eligibility, rows.Claims);
    }

    // January 2023 on, one receipt an institution.
    private static OneRows OneHistory(int[] counts)
    {
        var months = ClaimMonth.Range(new ClaimMonth(202301), new ClaimMonth(202301).Plus(counts.Length - 1)).ToArray();
        return new OneRows(
            [new PersonRow(1, 2, 197001, months[0].Value, months[^1].Value, 1, 1)],
            [.. months.Select(m => new EnrolmentRow(1, m.Value, m.Days, m.Days, 0, 0))],
            [
                .. months.SelectMany((m, at) => Enumerable.Range(1, Math.Max(1, counts[at])).Select(j => new ClaimRow(
                    1, (at * 100) + j, (int)ClaimKind.Outpatient, j, 0, 1, 500, 500, 0, m.Value, m.Plus(2).Value))),
            ]);
    }
}
