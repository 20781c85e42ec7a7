using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Codes;
using ClaimsWatch.Core.Columns;
using ClaimsWatch.Detect.Tallies.Pairs;
using ClaimsWatch.Detect.Tallies.Psychotropics;

namespace ClaimsWatch.Detect.Tallies.Supplies;

/// <summary>One oral or as-needed medicine line that was taken home, of a known ingredient.</summary>
/// <param name="Key">Ingredient (YJ first 7), or the class it was reduced to.</param>
/// <param name="Prescriber">Prescribing institution, 0 unknown.</param>
/// <param name="Start">Day of the window it was dispensed on; the month's first day if the date is unknown.</param>
/// <param name="Days">Days' supply; 0 as needed or unknown.</param>
/// <param name="Back">Months before t0.</param>
/// <param name="IsOral">内服, else 頓服.</param>
/// <param name="DrugClass">YJ first 3.</param>
/// <param name="LegalClass">0 none 1 麻薬 2 毒薬 3 覚醒剤原料 5 向精神薬.</param>
/// <param name="Tablets">Tablets and capsules; 0 in another unit.</param>
public readonly record struct HomeLine(
    int Key, long Prescriber, int Start, int Days, int Back, bool IsOral, int DrugClass, int LegalClass, double Tablets)
{
    /// <summary>Order: key, prescriber, day, the longest of a day first.</summary>
    public static int Compare(HomeLine a, HomeLine b)
    {
        var order = a.Key.CompareTo(b.Key);
        order = order != 0 ? order : a.Prescriber.CompareTo(b.Prescriber);
        order = order != 0 ? order : a.Start.CompareTo(b.Start);
        return order != 0 ? order : b.Days.CompareTo(a.Days);
    }
}

/// <summary>
/// Medicine lines of one person that were taken home, read once and shared by every tally that looks at medicines: those of the
/// newest months in order, and opioids and agonists of the whole window.
/// </summary>
public sealed class HomeLines
{
    private const int OrdinalMax = (1 << 12) - 1;
    private const int DaysMax = (1 << 19) - 1;
    private readonly List<long> _prescribers = [];
    private HomeLine[] _lines = new HomeLine[64];
    private HomeLine[] _sorted = new HomeLine[64];
    private HomeLine[] _classes = new HomeLine[64];
    private HomeLine[] _watched = new HomeLine[64];
    private ulong[] _keys = new ulong[64];
    private int[] _order = new int[64];
    private int _count;
    private int _watchedCount;
    private bool _hasSeveral;
    private int _monthsMost = 1;
    private int _monthsRead;
    private int _digitsRead;
    private bool _isWatchedRead;
    private bool _isSorted;
    private readonly WatchedRows _watchedRows = new();

    /// <summary>Forgets the person.</summary>
    public void Forget()
    {
        _monthsRead = 0;
        _digitsRead = 0;
        _isWatchedRead = false;
    }

    /// <summary>
    /// Lines of at least the newest months, by ingredient, then together by prescriber, then by day, the longest of a day first.
    /// </summary>
    public ReadOnlySpan<HomeLine> Of(scoped in PersonHistory person, DetectionWindow window, int months)
    {
        ReadNewest(person, window, months);
        if (!_isSorted)
        {
            _isSorted = true;
            Sort();
        }

        return _sorted.AsSpan(0, _count);
    }

    /// <summary>
    /// Whether more than one known prescriber stands in lines of at least the newest months: without, nothing can be supplied
    /// twice, and most people need no closer look.
    /// </summary>
    public bool HasSeveralPrescribers(scoped in PersonHistory person, DetectionWindow window, int months)
    {
        ReadNewest(person, window, months);
        return _hasSeveral;
    }

    private void ReadNewest(scoped in PersonHistory person, DetectionWindow window, int months)
    {
        if (_monthsRead < months)
        {
            // The most that any tally asks for is read at once; the first person teaches it.
            _monthsMost = Math.Max(_monthsMost, months);
            _monthsRead = _monthsMost;
            _digitsRead = 0;
            _isSorted = false;
            Read(person, window);
        }
    }

    /// <summary>The same lines with the ingredient reduced to its first digits, by class, prescriber and day.</summary>
    public ReadOnlySpan<HomeLine> ByClass(scoped in PersonHistory person, DetectionWindow window, int months, int digits)
    {
        var lines = Of(person, window, months);
        if (_digitsRead != digits)
        {
            _digitsRead = digits;
            Reserve(ref _classes, lines.Length);
            Reduce(lines, DivisorOf(digits));
        }

        return _classes.AsSpan(0, lines.Length);
    }

    /// <summary>Opioids and benzodiazepine-receptor agonists of the whole window, t0 first;
    /// their prescriber and quantity are not read.</summary>
    public ReadOnlySpan<HomeLine> Watched(scoped in PersonHistory person, DetectionWindow window)
    {
        if (!_isWatchedRead)
        {
            _isWatchedRead = true;
            _watchedCount = 0;
            _watchedRows.Of(person.Slab);
            for (var back = 0; back < DetectionWindow.Length; back++)
            {
                ReadWatched(person, window, back);
            }
        }

        return _watched.AsSpan(0, _watchedCount);
    }

    /// <summary>What an ingredient's seven digits are divided by to keep the first ones.</summary>
    public static int DivisorOf(int digits)
    {
        var divisor = 1;
        for (var i = digits; i < 7; i++)
        {
            divisor *= 10;
        }

        return divisor;
    }

    private void Read(scoped in PersonHistory person, DetectionWindow window)
    {
        _count = 0;
        _hasSeveral = false;
        var first = 0L;
        for (var back = 0; back < _monthsRead; back++)
        {
            var lines = person.Medications(DetectionWindow.Position(back));
            if (lines.Count == 0)
            {
                continue;
            }

            var claims = person.Claims(DetectionWindow.Position(back));
            var hasStay = TakeHome.HasStay(claims);
            Reserve(ref _lines, _count + lines.Count);
            var routes = lines.Route;
            var ingredients = lines.Ingredient;
            var receipts = lines.Receipt;
            var institutions = lines.Institution;
            var prescribers = lines.PrescriberInstitution;
            var days = lines.DispensedOn;
            var supplyDays = lines.SupplyDays;
            var classes = lines.DrugClass;
            var legalClasses = lines.LegalClass;
            var units = lines.Unit;
            var quantities = lines.Quantity;
            for (var i = 0; i < routes.Length; i++)
            {
                if (routes[i] is ((int)Route.Oral or (int)Route.AsNeeded) && ingredients[i] != 0
                    && !(hasStay && TakeHome.IsOfStay(claims, receipts[i])))
                {
                    var prescriber = TakeHome.Prescriber(prescribers[i], institutions[i]);
                    first = first == 0 ? prescriber : first;
                    _hasSeveral |= prescriber != 0 && prescriber != first;
                    _lines[_count++] = new HomeLine(
                        ingredients[i], prescriber, window.DayOf(back, days[i]), supplyDays[i],
                        back, routes[i] == (int)Route.Oral, classes[i], legalClasses[i],
                        units[i] is DrugList.TabletUnit or DrugList.CapsuleUnit ? quantities[i] : 0);
                }
            }
        }
    }

    private void ReadWatched(scoped in PersonHistory person, DetectionWindow window, int back)
    {
        var (start, end) = person.MedicationRows(DetectionWindow.Position(back));
        var rows = _watchedRows.Between(DetectionWindow.Position(back), start, end);
        if (rows.Length == 0)
        {
            return;
        }

        var claims = person.Claims(DetectionWindow.Position(back));
        var hasStay = TakeHome.HasStay(claims);
        var lines = person.Medications(DetectionWindow.Position(back));
        var ingredients = lines.Ingredient;
        var routes = lines.Route;
        var days = lines.DispensedOn;
        var supplyDays = lines.SupplyDays;
        Reserve(ref _watched, _watchedCount + rows.Length);
        foreach (var row in rows)
        {
            var i = row - start;
            if (routes[i] is ((int)Route.Oral or (int)Route.AsNeeded) && ingredients[i] != 0
                && !(hasStay && TakeHome.IsOfStay(claims, lines.Receipt[i])))
            {
                _watched[_watchedCount++] = new HomeLine(
                    ingredients[i], 0, window.DayOf(back, days[i]), supplyDays[i], back, routes[i] == (int)Route.Oral,
                    lines.DrugClass[i], lines.LegalClass[i], 0);
            }
        }
    }

    // One number holds the whole order: ingredient, which of the person's prescribers, day of the window,
    // days from the longest down.
    private void Sort()
    {
        Reserve(ref _sorted, _count);
        Reserve(ref _keys, _count);
        Reserve(ref _order, _count);
        _prescribers.Clear();
        for (var i = 0; i < _count; i++)
        {
            ref readonly var line = ref _lines[i];
            var ordinal = _prescribers.IndexOf(line.Prescriber);
            if (ordinal < 0)
            {
                ordinal = _prescribers.Count;
                _prescribers.Add(line.Prescriber);
            }

            _order[i] = i;
            _keys[i] = ((ulong)(uint)line.Key << 40) | ((ulong)(uint)Math.Min(ordinal, OrdinalMax) << 28)
                | ((ulong)(uint)line.Start << 19) | (uint)(DaysMax - Math.Min(line.Days, DaysMax));
        }

        if (_prescribers.Count > OrdinalMax)
        {
            _lines.AsSpan(0, _count).CopyTo(_sorted);
            _sorted.AsSpan(0, _count).Sort(HomeLine.Compare);
            return;
        }

        _keys.AsSpan(0, _count).Sort(_order.AsSpan(0, _count));
        for (var i = 0; i < _count; i++)
        {
            _sorted[i] = _lines[_order[i]];
        }
    }

    // Classes come in order already; only a class of several ingredients needs sorting.
    private void Reduce(ReadOnlySpan<HomeLine> lines, int divisor)
    {
        for (var i = 0; i < lines.Length;)
        {
            var first = i;
            var key = lines[i].Key / divisor;
            for (; i < lines.Length && lines[i].Key / divisor == key; i++)
            {
                _classes[i] = lines[i] with { Key = key };
            }

            if (lines[first].Key != lines[i - 1].Key)
            {
                _classes.AsSpan(first..i).Sort(HomeLine.Compare);
            }
        }
    }

    private static void Reserve<T>(ref T[] array, int count)
    {
        if (array.Length < count)
        {
            Array.Resize(ref array, Math.Max(count, array.Length * 2));
        }
    }
}
