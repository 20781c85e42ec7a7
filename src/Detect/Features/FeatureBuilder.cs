using ClaimsWatch.Core.Claims;
using ClaimsWatch.Detect.Rules;
using ClaimsWatch.Detect.Tallies;
using ClaimsWatch.Stats.Trend;

namespace ClaimsWatch.Detect.Features;

/// <summary>Makes the features of a person from the integers; no rows, no clock, no settings beyond the trend's.</summary>
public sealed class FeatureBuilder
{
    private const int Months = DetectionWindow.Length;
    private readonly (int From, int To)[] _copied;
    private readonly int _atRisk;
    private readonly int _receipts;
    private readonly int _duplicates;
    private readonly int _psychotropics;
    private readonly TallyPlan _plan;
    private readonly SeasonIndex _season;
    private readonly TrendSettings _trend;
    private readonly SurgeSettings _surge;
    private readonly ReachSettings _reach;
    private readonly (int From, int To)[] _copiedOnes;
    private readonly int _visits;
    private readonly int _overlap;

    /// <summary>A builder for one plan, season and trend window; surge and forecast have their defaults unless given.</summary>
    public FeatureBuilder(
        TallyPlan plan, SeasonIndex season, TrendSettings trend, SurgeSettings? surge = null, ReachSettings? reach = null)
    {
        _surge = surge ?? new R05SuddenRise.Settings().Surge;
        _reach = reach ?? new R04LikelyToReach.Settings().Reach(new R01ManyReceipts.Settings().ReceiptsMin);
        _visits = plan.IndexOf("visit_days_total");
        _overlap = plan.IndexOf("overlap_days");
        _copiedOnes = [.. FeatureCatalog.All.Where(f => f.Column.Length > 0).Select(f => (plan.IndexOf(f.Column), f.Start))];
        _plan = plan;
        _season = season;
        _trend = trend;
        _atRisk = plan.IndexOf("at_risk_days.t0");
        _receipts = plan.IndexOf("receipts.t0");
        _duplicates = plan.IndexOf("duplicate_ingredients.t0");
        _psychotropics = plan.IndexOf("psychotropic_prescribers.t0");
        _copied =
        [
            (_receipts, FeatureCatalog.Receipts.Start),
            (plan.IndexOf("receipts_without_dispensing.t0"), FeatureCatalog.ReceiptsWithoutDispensing.Start),
            (plan.IndexOf("institutions.t0"), FeatureCatalog.Institutions.Start),
            (plan.IndexOf("pharmacies.t0"), FeatureCatalog.Pharmacies.Start),
            (plan.IndexOf("visit_days.t0"), FeatureCatalog.VisitDays.Start),
        ];
    }

    /// <summary>A builder with everything that the rules' settings say.</summary>
    public static FeatureBuilder For(TallyPlan plan, SeasonIndex season, RuleSettings rules) =>
        new(plan, season, rules.R03.Trend, rules.R05.Surge, rules.R04.Reach(rules.R01.ReceiptsMin));

    /// <summary>Writes <see cref="FeatureCatalog.Width"/> numbers.</summary>
    public void Build(ReadOnlySpan<long> tallies, Sex sex, ClaimMonth birthMonth, Span<double> into)
    {
        BuildWithoutTrend(tallies, birthMonth, into);
        BuildTrend(tallies, sex, SeasonCounts.AgeGroupOf(_plan.Window.Age(birthMonth)), into);
    }

    /// <summary>Writes everything that needs no season; the trend becomes NaN.</summary>
    public void BuildWithoutTrend(ReadOnlySpan<long> tallies, ClaimMonth birthMonth, Span<double> into)
    {
        foreach (var (from, to) in _copiedOnes)
        {
            into[to] = tallies[from];
        }

        var age = _plan.Window.Age(birthMonth);
        into[CareFeatures.Age.Start] = age < 0 ? double.NaN : age;
        BuildShares(tallies, into);
        foreach (var (from, to) in _copied)
        {
            for (var back = 0; back < Months; back++)
            {
                into[to + back] = tallies[from + back];
            }
        }

        for (var back = 0; back < Months; back++)
        {
            into[FeatureCatalog.AtRiskDays.Start + back] = DaysOf(tallies, back);
        }

        var receipts = tallies.Slice(_receipts, Months);
        var atRiskInAll = DaysOf(tallies, 0) > 0 && DaysOf(tallies, 1) > 0 && DaysOf(tallies, 2) > 0;
        into[FeatureCatalog.ReceiptsMean3.Start] = atRiskInAll ? (receipts[0] + receipts[1] + receipts[2]) / 3.0 : double.NaN;
        into[FeatureCatalog.ReceiptsMax12.Start] = Max(receipts);
        into[FeatureCatalog.DuplicateIngredients.Start] = tallies[_duplicates];
        into[FeatureCatalog.IngredientPrescribersMax.Start] = tallies[_duplicates + 1];
        into[FeatureCatalog.PsychotropicPrescribers.Start] = tallies[_psychotropics];
        into[FeatureCatalog.TrendSlope.Start] = double.NaN;
        into[FeatureCatalog.TrendP.Start] = double.NaN;
        into[FeatureCatalog.TrendMonths.Start] = double.NaN;
        into[CareFeatures.ReachP.Start] = double.NaN;
        into[CareFeatures.AdjustedReceipts.Start] = double.NaN;
        into[CareFeatures.AdjustedBefore.Start] = double.NaN;
        into[CareFeatures.SurgeExcess.Start] = double.NaN;
        into[CareFeatures.SurgeDeviations.Start] = double.NaN;
    }

    // Bice and Boxerman 1977: (Σn² − N) ÷ (N(N − 1)); UPC is the most visited institution's share.
    private void BuildShares(ReadOnlySpan<long> tallies, Span<double> into)
    {
        double total = tallies[_visits], squares = tallies[_visits + 1], most = tallies[_visits + 2];
        into[CareFeatures.Continuity.Start] = total < 2 ? double.NaN : (squares - total) / (total * (total - 1));
        into[CareFeatures.UsualProvider.Start] = total == 0 ? double.NaN : most / total;
        into[MedicineFeatures.OverlapShare.Start] =
            tallies[_overlap] == 0 ? double.NaN : tallies[_overlap] / (double)tallies[_overlap + 1];
        var (tablets, supplied) = (tallies[_overlap + 3], tallies[_overlap + 4]);
        into[MedicineFeatures.OverlapTablets.Start] = supplied == 0 ? double.NaN : Quantity.ToUnits(tablets);
        into[MedicineFeatures.OverlapTabletsShare.Start] = supplied == 0 ? double.NaN : tablets / (double)supplied;
    }

    // Insured days; 0 in a month that the store does not have, so that no data is never read as no claim.
    private long DaysOf(ReadOnlySpan<long> tallies, int back) => _plan.Window.IsPresent(back) ? tallies[_atRisk + back] : 0;

    private void BuildTrend(ReadOnlySpan<long> tallies, Sex sex, int ageGroup, Span<double> into)
    {
        Span<double> x = stackalloc double[Months];
        Span<double> y = stackalloc double[Months];
        var valid = 0;
        for (var back = _trend.WindowMonths - 1; back >= 0; back--)
        {
            if (DaysOf(tallies, back) >= _trend.DaysAtRiskMin)
            {
                x[valid] = -back;
                y[valid++] = tallies[_receipts + back] / _season[back, sex, ageGroup];
            }
        }

        var said = valid >= _trend.ValidMonthsMin && DaysOf(tallies, 0) >= _trend.DaysAtRiskMin;
        into[FeatureCatalog.TrendMonths.Start] = valid;
        into[FeatureCatalog.TrendSlope.Start] = said ? TheilSen.Slope(x[..valid], y[..valid]) : double.NaN;
        into[FeatureCatalog.TrendP.Start] = said ? MannKendall.IncreaseP(y[..valid]) : double.NaN;
        into[CareFeatures.ReachP.Start] = ReachForecast.Probability(
            into[FeatureCatalog.ReceiptsMean3.Start], into[FeatureCatalog.TrendSlope.Start], _reach);
        BuildSurge(tallies, sex, ageGroup, into);
    }

    private void BuildSurge(ReadOnlySpan<long> tallies, Sex sex, int ageGroup, Span<double> into)
    {
        var sum = 0.0;
        var valid = 0;
        for (var back = 1; back <= _surge.MonthsBefore; back++)
        {
            if (DaysOf(tallies, back) >= _surge.DaysAtRiskMin)
            {
                sum += tallies[_receipts + back] / _season[back, sex, ageGroup];
                valid++;
            }
        }

        var said = valid >= _surge.ValidMonthsMin && DaysOf(tallies, 0) >= _surge.DaysAtRiskMin;
        var now = DaysOf(tallies, 0) > 0 ? tallies[_receipts] / _season[0, sex, ageGroup] : double.NaN;
        var before = said ? sum / valid : double.NaN;
        into[CareFeatures.AdjustedReceipts.Start] = now;
        into[CareFeatures.AdjustedBefore.Start] = before;
        into[CareFeatures.SurgeExcess.Start] = now - before;
        into[CareFeatures.SurgeDeviations.Start] = (now - before) / Math.Sqrt(Math.Max(before, 1));
    }

    private static long Max(ReadOnlySpan<long> values)
    {
        var max = 0L;
        foreach (var value in values)
        {
            max = Math.Max(max, value);
        }

        return max;
    }
}
