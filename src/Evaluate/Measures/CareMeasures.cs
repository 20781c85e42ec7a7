using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Codes;
using ClaimsWatch.Core.Columns;
using ClaimsWatch.Evaluate.Panels;

namespace ClaimsWatch.Evaluate.Measures;

/// <summary>Works out every measure of <see cref="MeasureCatalog"/> for one person, month by month.</summary>
internal sealed class CareMeasures(PanelBuildSettings settings)
{
    /// <summary>Days after H-BZ in which its consequences are looked for.</summary>
    private const int FollowDays = 90;

    /// <summary>Classes of medicine for chronic diseases (薬効分類 3 digits): 抗てんかん, 不整脈, 降圧, 血管拡張, 脂質, 甲状腺, 抗凝固, 糖尿病.</summary>
    private static readonly int[] s_chronic = [113, 212, 214, 217, 218, 243, 333, 396];

    /// <summary>Unit codes of g and mL.</summary>
    private const int GramUnit = 33, MillilitreUnit = 36;

    /// <summary>ICD-10 of seizure (G40, G41, R56), delirium (F05), poisoning by medicines (T36–T50) and self-harm
    /// (X60–X84).</summary>
    private static readonly (int From, int To)[] s_followed =
        [(7_400, 7_419), (18_560, 18_569), (6_050, 6_059), (20_360, 20_509), (24_600, 24_849)];

    /// <summary>One array of values a month of the history, in catalogue order.</summary>
    public double[][] Of(PersonHistory history)
    {
        var rows = new double[history.Months.Count][];
        var signs = new bool[rows.Length];
        var fills = new List<Fill>();
        var chronic = new Dictionary<int, List<Fill>>();
        var overlap = new OverlapDays();
        for (var m = 0; m < rows.Length; m++)
        {
            rows[m] = new double[MeasureCatalog.All.Count];
            Set(rows[m], MeasureCatalog.ReachedThreshold,
                OfClaims(history.Claims(m), rows[m]) >= settings.ThresholdReceipts ? 1 : 0);
            OfMedications(history.Medications(m), rows[m], fills, chronic, overlap);
            var acts = history.Acts(m);
            for (var i = 0; i < acts.Count; i++)
            {
                if (settings.OutOfHoursActs.Contains(acts.Act[i]))
                {
                    Set(rows[m], MeasureCatalog.OutOfHours, 1);
                }

                if (settings.EmergencyActs.Contains(acts.Act[i]))
                {
                    Set(rows[m], MeasureCatalog.Emergency, 1);
                }
            }

            signs[m] = HasSign(history.Diagnoses(m)) || rows[m][Place(MeasureCatalog.Admission)] > 0
                || rows[m][Place(MeasureCatalog.OutOfHours)] > 0 || rows[m][Place(MeasureCatalog.Emergency)] > 0;
        }

        AddCourses(history, rows, signs, fills, chronic);
        overlap.AddTo(rows, history, Place(MeasureCatalog.OverlapDays));
        return rows;
    }

    private static int Place(Measure measure) => measure.PlaceIn(MeasureNames);

    private static readonly string[] MeasureNames = [.. MeasureCatalog.All.Select(x => x.Id)];

    private static void Set(double[] row, Measure measure, double value) => row[Place(measure)] = value;

    private static void Add(double[] row, Measure measure, double value) => row[Place(measure)] += value;

    // Returns the count of receipts in scope.
    private int OfClaims(ClaimSlice claims, double[] row)
    {
        for (var i = 0; i < claims.Count; i++)
        {
            var kind = (ClaimKind)claims.Kind[i];
            Add(row, MeasureCatalog.Points, claims.Points[i]);
            if (kind is ClaimKind.Inpatient or ClaimKind.Dpc)
            {
                Set(row, MeasureCatalog.Admission, 1);
            }
        }

        return claims.CountReceipts(settings.CountedKinds);
    }

    private void OfMedications(
        MedicationSlice lines, double[] row, List<Fill> fills, Dictionary<int, List<Fill>> chronic, OverlapDays overlap)
    {
        var prescribers = new Dictionary<int, HashSet<long>>();
        for (var i = 0; i < lines.Count; i++)
        {
            if ((Route)lines.Route[i] != Route.Oral)
            {
                continue;
            }

            AddAmount(row, lines.Unit[i], lines.Quantity[i]);
            var (ingredient, drugClass, days) = (lines.Ingredient[i], lines.DrugClass[i], lines.SupplyDays[i]);
            if (drugClass > 0 && lines.Prescriber(i) != 0)
            {
                if (!prescribers.TryGetValue(drugClass, out var found))
                {
                    prescribers.Add(drugClass, found = []);
                }

                found.Add(lines.Prescriber(i));
            }

            var group = settings.Watch.GroupOf(ingredient);
            var isBzra = group == MeasureCatalog.BzraGroup;
            var mg = group is null ? null : AddDoses(row, lines, i, MeasureCatalog.Of(group));
            if (days <= 0 || DayOf(lines.DispensedOn[i]) is not { } day)
            {
                continue;
            }

            overlap.Add(ingredient, lines.Prescriber(i), day, days);
            var fill = new Fill(day, days, ingredient, (mg is { } known ? (double)known : lines.Quantity[i]) / days);
            if (isBzra)
            {
                fills.Add(fill);
            }

            if (s_chronic.Contains(drugClass))
            {
                (chronic.TryGetValue(drugClass, out var list) ? list : chronic[drugClass] = []).Add(fill);
            }
        }

        Add(row, MeasureCatalog.DuplicateClasses, prescribers.Values.Count(p => p.Count > 1));
    }

    private void AddAmount(double[] row, int unit, double quantity)
    {
        if (!settings.QuantityUnits.Contains(unit))
        {
            Add(row, unit == GramUnit ? MeasureCatalog.Grams : unit == MillilitreUnit ? MeasureCatalog.Millilitres
                : MeasureCatalog.OtherUnits, quantity);
        }
    }

    // mg of the line, null when the strength is not known; counts lines, and doses where both numbers are known.
    private decimal? AddDoses(double[] row, MedicationSlice lines, int i, WatchedMeasures into)
    {
        Add(row, into.Lines, 1);
        var mg = settings.QuantityUnits.Contains(lines.Unit[i]) && settings.Drugs.Find(lines.Drug[i]) is { } drug
            ? Strength.MgOf(drug.Name) * (decimal)lines.Quantity[i] : null;
        if (into is { WithDose: { } with, Doses: { } doses } && mg is { } known
            && MeasureCatalog.Ddd.Of(lines.Ingredient[i]) is { } dose)
        {
            Add(row, with, 1);
            Add(row, doses, (double)(known / dose));
        }

        return mg;
    }

    private static void AddCourses(
        PersonHistory history, double[][] rows, bool[] signs, List<Fill> fills, Dictionary<int, List<Fill>> chronic)
    {
        var last = LastDay(history);
        foreach (var (from, to) in SupplyCourse.LongStretches(fills))
        {
            for (var m = 0; m < rows.Length; m++)
            {
                var first = FirstDay(history.Months[m].Month);
                if (from < first + history.Months[m].Month.Days && to > first)
                {
                    Set(rows[m], MeasureCatalog.LongBzra, 1);
                }
            }
        }

        foreach (var stop in SupplyCourse.Events(fills, last))
        {
            if (MonthOf(history, stop.Day) is >= 0 and var m)
            {
                Set(rows[m], MeasureCatalog.BzraStop, 1);
                if (IsFollowed(history, signs, m, stop.Day))
                {
                    Set(rows[m], MeasureCatalog.BzraStopThenHarm, 1);
                }
            }
        }

        foreach (var stop in chronic.Values.SelectMany(c => SupplyCourse.Events(c, last)).Where(e => !e.IsFall))
        {
            if (MonthOf(history, stop.Day) is >= 0 and var m)
            {
                Set(rows[m], MeasureCatalog.ChronicStop, 1);
            }
        }
    }

    // Receipts know their month only: a sign counts from the month of the event to that of its ninetieth day, unless the month
    // before the event had one already.
    private static bool IsFollowed(PersonHistory history, bool[] signs, int month, int day)
    {
        if (month > 0 && signs[month - 1])
        {
            return false;
        }

        for (var m = month; m < signs.Length && FirstDay(history.Months[m].Month) <= day + FollowDays; m++)
        {
            if (signs[m])
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasSign(DiagnosisSlice diagnoses)
    {
        for (var i = 0; i < diagnoses.Count; i++)
        {
            var code = diagnoses.Icd10[i];
            if (diagnoses.Suspected[i] == 0 && Array.Exists(s_followed, f => f.From <= code && code <= f.To))
            {
                return true;
            }
        }

        return false;
    }

    // Last day of the last month at risk: what is not dispensed afterwards was not stopped, it was not seen.
    private static int LastDay(PersonHistory history)
    {
        for (var m = history.Months.Count - 1; m >= 0; m--)
        {
            if (history.AtRisk(history.Months[m].Month).DaysAtRisk > 0)
            {
                return FirstDay(history.Months[m].Month) + history.AtRisk(history.Months[m].Month).DaysAtRisk - 1;
            }
        }

        return int.MinValue;
    }

    private static int MonthOf(PersonHistory history, int day)
    {
        for (var m = 0; m < history.Months.Count; m++)
        {
            var first = FirstDay(history.Months[m].Month);
            if (day >= first && day < first + history.Months[m].Month.Days)
            {
                return m;
            }
        }

        return -1;
    }

    internal static int FirstDay(ClaimMonth month) => new DateOnly(month.Value / 100, month.Value % 100, 1).DayNumber;

    private static int? DayOf(int date)
    {
        var (year, month, day) = (date / 10_000, date / 100 % 100, date % 100);
        return year is > 1900 and < 9000 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? new DateOnly(year, month, day).DayNumber
            : null;
    }
}
