using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;

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
public readonly record struct HomeLine(
    int Key, long Prescriber, int Start, int Days, int Back, bool IsOral, int DrugClass, int LegalClass)
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

/// <summary>The lines of one person over the window, read once and shared by every tally that looks at medicines.</summary>
public sealed class HomeLines
{
    private HomeLine[] _lines = new HomeLine[64];
    private HomeLine[] _classes = new HomeLine[64];
    private int _count;
    private bool _isRead;

    /// <summary>Forgets the person.</summary>
    public void Forget() => _isRead = false;

    /// <summary>Lines by ingredient, prescriber and day.</summary>
    public ReadOnlySpan<HomeLine> Of(scoped in PersonHistory person, DetectionWindow window)
    {
        if (!_isRead)
        {
            Read(person, window);
            _isRead = true;
        }

        return _lines.AsSpan(0, _count);
    }

    /// <summary>The same lines with the ingredient reduced to its first digits, by class, prescriber and day.</summary>
    public ReadOnlySpan<HomeLine> ByClass(scoped in PersonHistory person, DetectionWindow window, int digits)
    {
        var lines = Of(person, window);
        if (_classes.Length < lines.Length)
        {
            _classes = new HomeLine[_lines.Length];
        }

        var divisor = DivisorOf(digits);
        for (var i = 0; i < lines.Length; i++)
        {
            _classes[i] = lines[i] with { Key = lines[i].Key / divisor };
        }

        var sorted = _classes.AsSpan(0, lines.Length);
        sorted.Sort(HomeLine.Compare);
        return sorted;
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
        for (var back = 0; back < DetectionWindow.Length; back++)
        {
            var lines = person.Medications(DetectionWindow.Position(back));
            if (lines.Count == 0)
            {
                continue;
            }

            var claims = person.Claims(DetectionWindow.Position(back));
            var hasStay = TakeHome.HasStay(claims);
            for (var i = 0; i < lines.Count; i++)
            {
                if (lines.Route[i] is ((int)Route.Oral or (int)Route.AsNeeded) && lines.Ingredient[i] != 0
                    && !(hasStay && TakeHome.IsOfStay(claims, lines.Receipt[i])))
                {
                    Add(LineOf(lines, i, back, window));
                }
            }
        }

        _lines.AsSpan(0, _count).Sort(HomeLine.Compare);
    }

    private static HomeLine LineOf(scoped in MedicationSlice lines, int i, int back, DetectionWindow window) => new(
        lines.Ingredient[i], TakeHome.Prescriber(lines.PrescriberInstitution[i], lines.Institution[i]),
        window.DayOf(back, lines.DispensedOn[i]), lines.SupplyDays[i], back, lines.Route[i] == (int)Route.Oral,
        lines.DrugClass[i], lines.LegalClass[i]);

    private void Add(HomeLine line)
    {
        if (_count == _lines.Length)
        {
            Array.Resize(ref _lines, _lines.Length * 2);
        }

        _lines[_count++] = line;
    }
}
