using System.Globalization;
using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Codes;
using ClaimsWatch.Core.Columns;
using ClaimsWatch.Core.Text;
using ClaimsWatch.Ingest.Bytes;
using ClaimsWatch.Ingest.Receipts;

namespace ClaimsWatch.Ingest.Mapped;

/// <summary>Fields of a mapped row → a medicine, a diagnosis or an act, still without receipt and person.</summary>
internal sealed class MappedLine(CodeBook book, Func<string, bool> hasCodeTable)
{
    private const int NotGiven = 0;
    private const decimal UnitsMax = 999_999_999;

    /// <summary>Why a line can't be used: field, code, expected.</summary>
    public readonly record struct Fault(string Field, string Code, string Expected);

    /// <summary>Reads a medicine, or says why not.</summary>
    public PackedMedication? Medication(Func<string, string> get, out Fault? fault)
    {
        if (!TryDrug(get, out var code, out var facts, out var masterRoute, out fault) || fault is not null)
        {
            return null;
        }

        if (!TryAmount(get("quantity"), out var quantity) || !TryAmount(get("daily_quantity"), out var daily))
        {
            fault = new Fault("quantity, daily_quantity", "bad-amount", "a number, 0 or more");
            return null;
        }

        if (!TryWhole(get("supply_days"), out var days) || days > 999)
        {
            fault = new Fault("supply_days", "bad-number", "days, 0 to 999");
            return null;
        }

        if (!TryDate(get("dispensed_on"), out var on))
        {
            fault = new Fault("dispensed_on", "bad-date", "a date or nothing");
            return null;
        }

        if (!MappedFields.TryRoute(get("route"), out var said))
        {
            fault = new Fault("route", "bad-route", "1 to 4, 内服, 頓服, 外用, 注射, or a value that the mapping translates");
            return null;
        }

        var route = said ?? masterRoute;
        var steps = quantity > 0 ? quantity : daily * Math.Max(1, days);
        return new PackedMedication(
            Quantity.ToUnits(steps), 0, code, facts.Ingredient, facts.DrugClass, facts.LegalClass, facts.Unit,
            route == Route.Oral ? days : 0, on, (int)route);
    }

    /// <summary>Reads a diagnosis, or says why not.</summary>
    public PackedDiagnosis? Diagnosis(Func<string, string> get, out Fault? fault)
    {
        fault = null;
        var (code, icd) =
            (KanaWidth.FoldNumber(get("disease")), KanaWidth.FoldNumber(get("icd10")).Replace(".", "").ToUpperInvariant());
        var disease = NotGiven;
        if (code.Length > 0
            && (code.Length > 7 || !int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out disease)))
        {
            fault = new Fault("disease", "bad-disease", "up to 7 digits");
            return null;
        }

        if (!TryDate(get("started_on"), out var started))
        {
            fault = new Fault("started_on", "bad-date", "a date or nothing");
            return null;
        }

        var packed = book.Lists.Icd10Of(disease) is > 0 and var known ? known : Disease.Pack(icd);
        return new PackedDiagnosis(0, disease, packed, started, IsYes(get("suspected")), IsYes(get("main")));
    }

    /// <summary>Reads an act, or says why not.</summary>
    public static PackedAct? Act(Func<string, string> get, out Fault? fault)
    {
        fault = null;
        var text = KanaWidth.FoldNumber(get("act"));
        var code = NotGiven; // one that a code table does not translate
        if (text.Length > 0
            && (text.Length != 9 || !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out code)))
        {
            fault = new Fault("act", "bad-act", "9 digits");
            return null;
        }

        if (!TryWhole(get("times"), out var times))
        {
            fault = new Fault("times", "bad-times", "a number");
            return null;
        }

        return new PackedAct(code, Math.Max(1, times));
    }

    private bool TryDrug(Func<string, string> get, out int code, out DrugFacts facts, out Route route, out Fault? fault)
    {
        (code, facts, route, fault) = (NotGiven, DrugFacts.Unknown, Route.Other, null);
        var (digits, yj) = (KanaWidth.FoldNumber(get("drug")), KanaWidth.FoldNumber(get("yj")).ToUpperInvariant());
        if (digits.Length > 0)
        {
            if (digits.Length != 9 || !int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out code))
            {
                fault = new Fault("drug", "bad-drug", "9 digits");
                return false;
            }

            if (book.TryCode(code, out facts, out route) || yj.Length == 0)
            {
                return true;
            }
        }

        if (yj.Length == 0)
        {
            // A medicine whose code the table does not translate is a medicine all the same.
            return hasCodeTable("yj") || hasCodeTable("drug");
        }

        var known = book.TryYj(yj, out var found, out facts, out route);
        code = code == NotGiven ? found : code;
        if (!known)
        {
            fault = new Fault("yj", "bad-drug", "a YJ code, 7 to 12 characters");
        }

        return known;
    }

    private static bool TryAmount(string text, out long steps)
    {
        steps = 0;
        var folded = KanaWidth.Fold(text).Replace(",", "").Trim();
        if (folded.Length == 0)
        {
            return true;
        }

        if (!decimal.TryParse(folded, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var units)
            || units > UnitsMax)
        {
            return false;
        }

        steps = (long)Math.Round(units * Quantity.StepsPerUnit, MidpointRounding.AwayFromZero);
        return true;
    }

    /// <summary>A whole number; CSV written by statistical software says 14.0.</summary>
    private static bool TryWhole(string text, out int value)
    {
        value = 0;
        if (!TryAmount(text, out var steps) || steps % Quantity.StepsPerUnit != 0 || steps / Quantity.StepsPerUnit > int.MaxValue)
        {
            return false;
        }

        value = (int)(steps / Quantity.StepsPerUnit);
        return true;
    }

    private static bool TryDate(string text, out int day) =>
        StaffDate.TryRead(text, out day) || StaffDate.TryRead(text.Split(' ', 'T')[0], out day);

    private static int IsYes(string text) =>
        KanaWidth.Fold(text).Trim().ToUpperInvariant() is "1" or "01" or "Y" or "TRUE" or "○" or "疑い" or "主" ? 1 : 0;
}
