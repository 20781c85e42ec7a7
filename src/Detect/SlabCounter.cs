using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;
using ClaimsWatch.Detect.Features;
using ClaimsWatch.Detect.Tallies;

namespace ClaimsWatch.Detect;

/// <summary>Counts one slab in one pass: all tallies of everyone present, the slab's totals and its part of the season.</summary>
internal sealed class SlabCounter
{
    private readonly TallyPlan _plan;
    private readonly KeptRows _kept;
    private readonly int _daysAtRiskMin;
    private readonly int _atRisk;
    private readonly int _receipts;
    private readonly int _withoutDispensing;
    private readonly int _lines;
    private readonly int _diagnoses;
    private readonly TallyScratch _scratch = new();
    private readonly SeasonCounts _season = new();
    private readonly List<TalliedPerson> _persons = [];
    private readonly long[] _row;
    private readonly double[] _features = new double[FeatureCatalog.Width];
    private readonly FeatureBuilder _builder;
    private long[] _values = new long[1024];
    private SlabTotals _totals;

    private SlabCounter(TallyPlan plan, DetectSettings settings, KeptRows kept)
    {
        _plan = plan;
        _kept = kept;
        _daysAtRiskMin = settings.Rules.R03.DaysAtRiskMin;
        _atRisk = plan.IndexOf("at_risk_days.t0");
        _receipts = plan.IndexOf("receipts.t0");
        _withoutDispensing = plan.IndexOf("receipts_without_dispensing.t0");
        _lines = plan.IndexOf("medication_lines.t0");
        _diagnoses = plan.IndexOf("diagnoses.t0");
        _row = new long[plan.Width];
        _builder = FeatureBuilder.For(plan, SeasonIndex.None, settings.Rules);
    }

    /// <summary>Counts a slab.</summary>
    public static (TallyPart Part, SeasonCounts Season) Count(
        IClaimStore store, int slab, AsOf asOf, TallyPlan plan, DetectSettings settings, KeptRows kept)
    {
        var counter = new SlabCounter(plan, settings, kept);
        using var opened = store.Open(slab, plan.Window.Months, asOf, plan.Projection);
        foreach (var history in opened)
        {
            counter.Add(history);
        }

        Array.Resize(ref counter._values, counter._persons.Count * plan.Width);
        return (new TallyPart(slab, counter._persons, counter._values, counter._totals), counter._season);
    }

    private void Add(scoped in PersonHistory history)
    {
        var one = SexCounts.One(history.Sex);
        _totals = _totals with { Stored = _totals.Stored + one };
        if (history.Linkage == Linkage.Unlinked)
        {
            _totals = _totals with { Unlinked = _totals.Unlinked + one };
            return;
        }

        _plan.CountForEveryone(history, _scratch, _row);
        if (_row[_atRisk] == 0 && _scratch.Claims.Count(DetectionWindow.Length) == 0)
        {
            _totals = _totals with { Absent = _totals.Absent + one };
            return;
        }

        AddTotals(one, history.Acts(DetectionWindow.Position(0)).Count);
        AddSeason(history.Sex, SeasonCounts.AgeGroupOf(_plan.Window.Age(history.BirthMonth)));
        _builder.BuildWithoutTrend(_row, history.BirthMonth, _features);
        if (_kept.Keep(history.Person, new FeatureVector(_features)))
        {
            _plan.CountForKept(history, _scratch, _row);
            Keep(new TalliedPerson(history.Person, history.Household, history.Sex, history.BirthMonth));
        }
    }

    private void AddTotals(SexCounts one, int acts)
    {
        var unknown = _row[_lines + 1] + _row[_lines + 2] + _row[_lines + 3] > 0;
        _totals = _totals with
        {
            WithReceipt = _totals.WithReceipt + (_row[_receipts] > 0 ? one : default),
            MedicinesUnknown = _totals.MedicinesUnknown + (unknown ? one : default),
            Receipts = _totals.Receipts + _row[_receipts],
            WithoutDispensing = _totals.WithoutDispensing + _row[_withoutDispensing],
            MedicationLines = _totals.MedicationLines + _row[_lines],
            Diagnoses = _totals.Diagnoses + _row[_diagnoses],
            Acts = _totals.Acts + acts,
        };
    }

    private void AddSeason(Sex sex, int ageGroup)
    {
        for (var back = 0; back < DetectionWindow.Length; back++)
        {
            if (_row[_atRisk + back] >= _daysAtRiskMin)
            {
                _season.Add(back, sex, ageGroup, _row[_receipts + back]);
            }
        }
    }

    private void Keep(TalliedPerson person)
    {
        var start = _persons.Count * _plan.Width;
        if (start + _plan.Width > _values.Length)
        {
            Array.Resize(ref _values, Math.Max(_values.Length * 2, start + _plan.Width));
        }

        _row.CopyTo(_values, start);
        _persons.Add(person);
    }
}
