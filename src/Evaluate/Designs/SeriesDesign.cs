using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Evaluate.Disclosure;
using ClaimsWatch.Evaluate.Panels;
using ClaimsWatch.Evaluate.Reports;

namespace ClaimsWatch.Evaluate.Designs;

/// <summary>
/// Interrupted time series of a WHOLE insured population's monthly rate: level and slope after the start, one pair of yearly
/// harmonics; with a comparison series beside it when the file has one, and by sex when it says the sex. A group chosen for a
/// high month falls by itself, so a series of chosen people is refused.
/// </summary>
public static class SeriesDesign
{
    /// <summary>Name in <c>outcomes --design</c>.</summary>
    public const string Name = "its";

    /// <summary>Fewer months than this on either side of the start are refused:
    /// two years show the season once each way.</summary>
    public const int MonthsMin = 12;

    /// <summary>Residuals nearer to this Durbin–Watson number than 2 hang together in time.</summary>
    public const double DurbinWatsonMin = 1.5;

    /// <summary>Columns of the file.</summary>
    public static readonly IReadOnlyList<string> Columns = ["month", "events", "person_months", "series", "sex"];

    /// <summary>Measures a series file; <paramref name="start"/> is the first month with letters.</summary>
    /// <exception cref="UserError">The file lacks a column, has a bad value, or too few months.</exception>
    public static DesignResults Measure(string text, string fileName, ClaimMonth start)
    {
        var points = SeriesPoint.Read(text, fileName);
        var bySex = points.Any(p => !p.IsComparison && p.Sex == Sex.Male)
            && points.Any(p => !p.IsComparison && p.Sex == Sex.Female);
        var models = new Dictionary<Scope, SeriesModel>();
        foreach (var (scope, sex) in ((Scope, Sex)[])[(Scope.All, Sex.Unknown),
            .. bySex ? [(Scope.Male, Sex.Male), (Scope.Female, Sex.Female)] : Array.Empty<(Scope, Sex)>()])
        {
            var own = SeriesPoint.Of(points, comparison: false, sex);
            var before = own.Count(p => p.Month < start);
            if (before < MonthsMin || own.Length - before < 2 || start.IsNone)
            {
                throw new UserError(ExitCode.Refused, Texts.SeriesTooShort(MonthsMin), fileName, Texts.SeriesNext);
            }

            models.Add(scope, SeriesModel.Of(points, sex, start));
        }

        var measured = models.Select(m =>
            (Scope: m.Key, Model: m.Value, Found: m.Value.Measure(m.Key == Scope.All ? "" : Names.Of(m.Key) + "."))).ToArray();
        var between = bySex ? SeriesModel.BySex(models[Scope.Female], models[Scope.Male]) : [];
        var results = new List<Result>();
        foreach (var (scope, model, found) in measured)
        {
            results.AddRange(found.Select(f => f.Result));
            results.Add(Result.Number((scope == Scope.All ? "" : Names.Of(scope) + ".") + "durbin_watson", model.DurbinWatson));
        }

        results.AddRange(between.Select(b => b.Result));
        var worst = models.Values.Min(m => m.DurbinWatson);
        return new DesignResults(
            Name, results,
            [
                Texts.SeriesWarning, .. models[Scope.All].Comparison.Length == 0 ? [Texts.SeriesAlone] : Array.Empty<string>(),
                .. bySex ? Array.Empty<string>() : [Texts.SeriesNotBySex],
                .. worst < DurbinWatsonMin ? [Texts.SeriesCorrelated(worst)] : Array.Empty<string>(),
            ])
        {
            Report = ReportOf(measured, between, start),
        };
    }

    private static DesignReport ReportOf(
        (Scope Scope, SeriesModel Model, IReadOnlyList<Measured> Found)[] measured,
        IReadOnlyList<Measured> between, ClaimMonth start)
    {
        EffectLine Line(Scope scope, SeriesModel model, Measured found) => new(
            Texts.SeriesTerm(found.Result.Id), Texts.ScopeLabel(scope), found.Inference, found.IsRatio, [Smallest(model.Own)])
        {
            Id = found.Result.Id,
            InFamily = model.IsMain(found) && (scope != Scope.All || found.Result.Id.Contains(".tp.", StringComparison.Ordinal)),
        };
        // By term, then scope: the first line is the level among everyone, the primary test.
        EffectLine[] main = [.. from term in SeriesModel.Terms
            from m in measured
            from f in m.Found
            where m.Model.IsMain(f) && f.Result.Id.Contains($".{term}.", StringComparison.Ordinal)
            select Line(m.Scope, m.Model, f)];
        EffectLine[] others =
            [.. measured.SelectMany(m => m.Found.Where(f => !m.Model.IsMain(f)).Select(f => Line(m.Scope, m.Model, f)))];
        EffectLine[] bySex = [.. between.Select(b => new EffectLine(
            Texts.SeriesTerm(b.Result.Id), Texts.WomenOverMen, b.Inference, b.IsRatio,
            [.. measured.Skip(1).Select(m => Smallest(m.Model.Own))])
        { InFamily = true })];
        var compared = measured[0].Model.Comparison.Length > 0;
        return new DesignReport(
            compared ? DesignWords.ComparedSeries : DesignWords.Series, [],
            [
                .. DesignTables.Effects(main, bySex, Texts.SeriesTitle(compared), Texts.InteractionTitle),
                Months(measured, compared),
                Described(measured, start), DesignTables.Sensitivity(others),
            ])
        {
            Charts = [.. measured.Select((m, i) => new ChartPlan(
                "trend", [.. Enumerable.Range(1 + (i * Width(compared)), Width(compared))],
                Texts.Pair(Texts.ScopeLabel(m.Scope), Texts.SeriesTrendTitle),
                [(start.ToString(), measured[0].Model.Own[^1].Month.ToString(), Texts.AfterStart)]) { FromZero = false })],
        };
    }

    private static int Width(bool compared) => compared ? 4 : 3;

    private static long Smallest(SeriesPoint[] series) => (long)series.Min(p => p.PersonMonths);

    private static DerivedTable Months((Scope Scope, SeriesModel Model, IReadOnlyList<Measured> Found)[] measured, bool compared)
    {
        string[] lines =
            [Texts.Observed, Texts.Fitted, Texts.ExpectedWithout, .. compared ? [Texts.ComparisonSeries] : Array.Empty<string>()];
        var rows = measured[0].Model.Own.Select(p => p.Month).Select(month => (IReadOnlyList<DerivedCell>)
        [
            DerivedCell.Label(month.ToString()),
            .. measured.SelectMany(m =>
            {
                var row = Array.FindIndex(m.Model.Own, p => p.Month == month);
                // Everyone less one sex is the other: what hides a sex's month hides everyone's.
                SeriesPoint[] behind = [.. measured.Where(x => m.Scope == Scope.All || x.Scope == m.Scope)
                    .SelectMany(x => x.Model.Own.Where(p => p.Month == month))];
                DerivedCell Cell(double value, IEnumerable<SeriesPoint> points) => double.IsFinite(value)
                    ? new(value.ToString("0.000"), value,
                        [.. points.SelectMany(p => (long[])[(long)p.PersonMonths, (long)p.Events])], [])
                    : DerivedCell.Label(Figures.None);
                var (fitted, expected) = row < 0 ? (double.NaN, double.NaN) : m.Model.At(row);
                var other = m.Model.Comparison.FirstOrDefault(p => p.Month == month);
                DerivedCell[] cells =
                    [Cell(row < 0 ? double.NaN : m.Model.Own[row].Rate, behind), Cell(fitted, behind), Cell(expected, behind)];
                return compared ? [.. cells, Cell(other?.Rate ?? double.NaN, other is null ? [] : [other])] : cells;
            }),
        ]);
        return new DerivedTable(
            "trend", Texts.SeriesTrendTitle,
            [Texts.CalendarMonthHeader, .. measured.SelectMany(m => lines.Select(l => Texts.Pair(Texts.ScopeLabel(m.Scope), l)))],
            [.. rows]);
    }

    private static DerivedTable Described((Scope Scope, SeriesModel Model, IReadOnlyList<Measured> Found)[] measured,
        ClaimMonth start) => new(
        "series", Texts.SeriesDescribedTitle,
        [
            Texts.SexHeader, Texts.SeriesHeader, Texts.MonthsBeforeHeader, Texts.MonthsAfterHeader,
            Texts.MeanPersonMonthsHeader, "Durbin–Watson",
            Texts.DispersionHeader,
        ],
        [
            .. from m in measured
               from series in (SeriesPoint[][])[m.Model.Own, m.Model.Comparison]
               where series.Length > 0
               let own = !series[0].IsComparison
               let mean = series.Average(p => p.PersonMonths)
               let persons = (long[])[Smallest(series)]
               let rounded = new GateSettings().Rounded((long)mean)
               select (IReadOnlyList<DerivedCell>)
               [
                   DerivedCell.Label(Texts.ScopeLabel(m.Scope)),
                   DerivedCell.Label(own ? Texts.OwnSeries : Texts.ComparisonSeries),
                   new($"{series.Count(p => p.Month < start)}", series.Count(p => p.Month < start), [], []),
                   new($"{series.Count(p => p.Month >= start)}", series.Count(p => p.Month >= start), [], []),
                   new($"{rounded:#,0}", rounded, persons, []),
                   own ? new(Figures.Rate(m.Model.DurbinWatson), m.Model.DurbinWatson, persons, [])
                       : DerivedCell.Label(Figures.None),
                   own ? new(Figures.Rate(m.Model.Dispersion), m.Model.Dispersion, persons, []) : DerivedCell.Label(Figures.None),
               ],
        ]);
}
