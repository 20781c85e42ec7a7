using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Codes;
using ClaimsWatch.Core.Columns;
using ClaimsWatch.Core.Text;
using ClaimsWatch.Ingest.Bytes;
using ClaimsWatch.Ingest.Layouts;

namespace ClaimsWatch.Ingest.Receipts;

/// <summary>The lines of a receipt: medicines, acts, diagnoses, dispensing.</summary>
internal sealed partial class ReceiptAssembler
{
    // Behind the last one looked at, a row is not split.
    private readonly int _fieldsOfDrug = layout.Drug is not { } drug
        ? 1
        : drug.FirstDay.Index >= 0 ? drug.FirstDay.Index
        : FieldsUpTo(drug.Section, drug.Code, drug.Amount, drug.Times, drug.Points);

    private readonly int _fieldsOfDiagnosis = Math.Max(FieldsOf(layout.Diagnosis), FieldsOf(layout.DpcDiagnosis));

    private static int FieldsOf(DiagnosisItems? items) =>
        items is null ? 1 : FieldsUpTo(items.Code, items.StartedOn, items.Modifiers, items.Main, items.Icd10);

    private static int FieldsUpTo(params ReadOnlySpan<Position> items)
    {
        var last = 0;
        foreach (var item in items)
        {
            last = Math.Max(last, item.Index);
        }

        return last + 1;
    }

    private bool ReadLine(ReadOnlySpan<byte> body, int row, RowRole role)
    {
        switch (role)
        {
            case RowRole.Diagnosis:
                return layout.Diagnosis is null ? NotUsed(row) : ReadDiagnosis(body, row, layout.Diagnosis);
            case RowRole.DpcDiagnosis:
                return layout.DpcDiagnosis is null ? NotUsed(row) : ReadDiagnosis(body, row, layout.DpcDiagnosis);
            case RowRole.Drug:
                return layout.Drug is null ? NotUsed(row) : ReadDrug(body, row, layout.Drug);
            case RowRole.BundledDrug:
                return layout.BundledDrug is null ? NotUsed(row) : ReadBundledDrug(body, row, layout.BundledDrug);
            case RowRole.Act:
                return layout.Act is null ? NotUsed(row) : ReadAct(body, row, layout.Act);
            case RowRole.Material:
                return layout.Material is null ? NotUsed(row) : ReadMaterial(body, row, layout.Material);
            case RowRole.Comment:
                CarrySection(new Fields(body, _ends.AsSpan(0, 3))[layout.CommentSection.Index]);
                return NotUsed(row);
            case RowRole.DispensingGroup:
                return layout.Dispensing is null ? NotUsed(row) : ReadGroup(body, layout.Dispensing);
            case RowRole.Dispensing:
                return layout.Dispensing is null ? NotUsed(row) : ReadDispensing(body, row, layout.Dispensing);
            default:
                return NotUsed(row);
        }
    }

    private bool NotUsed(int row)
    {
        _fates[row] = RowFate.RecordNotUsed;
        return true;
    }

    private bool ReadDiagnosis(ReadOnlySpan<byte> body, int row, DiagnosisItems items)
    {
        var f = new Fields(body, _ends.AsSpan(0, _fieldsOfDiagnosis));
        var code = f[items.Code.Index];
        if (code.Trim((byte)' ').Length == 0)
        {
            return NotUsed(row); // 歯科 writes 歯式 continuation rows without a disease
        }

        if (!Numbers.TryInt(code, out var disease))
        {
            return Fail(row, items.Code, "bad-disease", FoundText.Of(code), "7 digits");
        }

        if (!TryDay(f[items.StartedOn.Index], out var startedOn))
        {
            return Fail(row, items.StartedOn, "bad-date", FoundText.Of(f[items.StartedOn.Index]), "GYYMMDD or YYYYMMDD");
        }

        var icd10 = lists.Icd10Of(disease);
        if (icd10 == 0 && f[items.Icd10.Index] is { Length: >= 3 } text && !text.ContainsAnyExceptInRange((byte)'0', (byte)'Z'))
        {
            icd10 = Disease.Pack(System.Text.Encoding.ASCII.GetString(text));
        }

        batch.Diagnoses.Add(new PackedDiagnosis(
            ++_draft.DiagnosisLines, disease, icd10, startedOn, IsSuspected(f[items.Modifiers.Index]) ? 1 : 0,
            System.Text.Ascii.Equals(f[items.Main.Index], items.MainValue) ? 1 : 0));
        return true;
    }

    /// <summary>修飾語 come in units of four digits; 8002 is の疑い, 8008 疑似症.</summary>
    private bool IsSuspected(ReadOnlySpan<byte> modifiers)
    {
        for (var i = 0; i + 4 <= modifiers.Length; i += 4)
        {
            if (Numbers.TryInt(modifiers.Slice(i, 4), out var modifier) && lists.SaysSuspected(modifier))
            {
                return true;
            }
        }

        return false;
    }

    private bool ReadDrug(ReadOnlySpan<byte> body, int row, DrugItems items)
    {
        var f = new Fields(body, _ends.AsSpan(0, _fieldsOfDrug));
        if (!TryCode(f[items.Code.Index], out var code))
        {
            return Fail(row, items.Code, "bad-drug", FoundText.Of(f[items.Code.Index]), "9 digits");
        }

        if (!Numbers.TrySteps(f[items.Amount.Index], out var steps))
        {
            return Fail(row, items.Amount, "bad-amount", FoundText.Of(f[items.Amount.Index]),
                "a quantity with at most 5 decimals");
        }

        if (layout.Dispensing is not null)
        {
            _draft.GroupDrugs.Add((code, steps));
            return true;
        }

        CarrySection(f[items.Section.Index]);
        var (mask, total, first) = items.FirstDay.Index < 0 ? default : DaysOf(f);
        _draft.LineMask |= mask;
        if (!TryTimes(f[items.Times.Index], total, out var times))
        {
            return Fail(row, items.Times, "bad-times", FoundText.Of(f[items.Times.Index]), "a number");
        }

        AddPoints(f[items.Points.Index], times);
        var route = RouteOfSection(_draft.Section);
        AddMedication(code, route, steps * times, route == Route.Oral ? times : 0, DateOn(first));
        return true;
    }

    private bool ReadBundledDrug(ReadOnlySpan<byte> body, int row, DrugItems items)
    {
        var f = new Fields(body, _ends);
        if (f[items.Code.Index] is not [(byte)'6', ..] || !TryCode(f[items.Code.Index], out var code))
        {
            return NotUsed(row); // acts and materials inside the bundle
        }

        if (f[items.Amount.Index].Length > 0 & !Numbers.TrySteps(f[items.Amount.Index], out var steps))
        {
            return Fail(row, items.Amount, "bad-amount", FoundText.Of(f[items.Amount.Index]),
                "a quantity with at most 5 decimals");
        }

        if (!TryDay(f[items.Date.Index], out var on))
        {
            return Fail(row, items.Date, "bad-date", FoundText.Of(f[items.Date.Index]), "GYYMMDD or YYYYMMDD");
        }

        _ = Numbers.TryInt(f[items.Section.Index], out var section);
        if (!TryTimes(f[items.Times.Index], 1, out var times))
        {
            return Fail(row, items.Times, "bad-times", FoundText.Of(f[items.Times.Index]), "a number");
        }

        var route = RouteOfSection(section);
        AddMedication(code, route, steps * times, route == Route.Oral ? times : 0, on);
        return true;
    }

    private bool ReadAct(ReadOnlySpan<byte> body, int row, ActItems items)
    {
        var f = FieldsOfAct(body, items, out var total);
        CarrySection(f[items.Section.Index]);

        if (!TryCode(f[items.Code.Index], out var code))
        {
            return Fail(row, items.Code, "bad-act", FoundText.Of(f[items.Code.Index]), "9 digits");
        }

        var isNumber = TryTimes(f[items.Times.Index], total, out var times);
        AddPoints(f[items.Points.Index], times);
        if (!lists.IsStored(code))
        {
            _fates[row] = RowFate.ActNotListed;
            return true;
        }

        if (!isNumber)
        {
            return Fail(row, items.Times, "bad-times", FoundText.Of(f[items.Times.Index]), "a number");
        }

        var at = _draft.ActCodes.IndexOf(code);
        if (at >= 0)
        {
            _draft.ActTimes[at] += times;
        }
        else
        {
            _draft.ActCodes.Add(code);
            _draft.ActTimes.Add(times);
        }

        return true;
    }

    private bool ReadMaterial(ReadOnlySpan<byte> body, int row, ActItems items)
    {
        var f = FieldsOfAct(body, items, out _);
        CarrySection(f[items.Section.Index]);
        _ = TryTimes(f[items.Times.Index], 1, out var times);
        AddPoints(f[items.Points.Index], times);
        return NotUsed(row);
    }

    // Days of visits come from JD where there is one; then the 31 day columns need not be looked at.
    private Fields FieldsOfAct(ReadOnlySpan<byte> body, ActItems items, out int total)
    {
        total = 0;
        if (_draft.VisitMask != 0 || items.FirstDay.Index < 0)
        {
            return new Fields(body, _ends.AsSpan(0, items.Times.Index + 1));
        }

        var f = new Fields(body, _ends.AsSpan(0, items.FirstDay.Index));
        (var mask, total, _) = DaysOf(f);
        _draft.LineMask |= mask;
        return f;
    }

    private bool ReadGroup(ReadOnlySpan<byte> body, DispensingItems items)
    {
        FlushGroup();
        var f = new Fields(body, _ends);
        _draft.GroupForm = Numbers.TryInt(f[items.Form.Index], out var form) ? form : 0;
        _draft.UnitPoints = Numbers.TryInt(f[items.UnitPoints.Index], out var points) ? points : -1;
        return true;
    }

    private bool ReadDispensing(ReadOnlySpan<byte> body, int row, DispensingItems items)
    {
        var f = new Fields(body, _ends.AsSpan(0, Math.Max(items.Count.Index, items.DrugPoints.Index) + 1));
        var date = f[items.DispensedOn.Index];
        if (!TryDay(date, out var on) || on == 0)
        {
            return Fail(row, items.DispensedOn, "bad-date", FoundText.Of(date), "GYYMMDD or YYYYMMDD");
        }

        if (!Numbers.TryInt(f[items.Count.Index], out var count))
        {
            return Fail(row, items.Count, "bad-count", FoundText.Of(f[items.Count.Index]), "a number");
        }

        if (_draft.UnitPoints >= 0 && Numbers.TryInt(f[items.DrugPoints.Index], out var points))
        {
            _draft.DispensingLines++;
            _draft.DispensingLinesWrong += (long)_draft.UnitPoints * count == points ? 0 : 1;
        }

        _draft.GroupDays.Add((on, count));
        if (_draft.Segments.Count > 0 && ClaimMonth.OfDate(on) == _draft.Main.Month)
        {
            _draft.LineMask |= 1 << ((on % 100) - 1);
        }

        return true;
    }

    /// <summary>A 調剤 group is complete: each medicine once a dispensing day, its amount times that day's 調剤数量 (decisions
    /// B4).</summary>
    private void FlushGroup()
    {
        if (_draft.GroupDays.Count == 0 && _draft.GroupDrugs.Count > 0)
        {
            _draft.GroupDays.Add((0, 1));
        }

        var route = RouteOfForm(_draft.GroupForm);
        foreach (var (code, steps) in _draft.GroupDrugs)
        {
            foreach (var (on, count) in _draft.GroupDays)
            {
                AddMedication(code, route, steps * count, route == Route.Oral && on != 0 ? count : 0, on);
            }
        }

        _draft.GroupDrugs.Clear();
        _draft.GroupDays.Clear();
        _draft.GroupForm = 0;
    }

    private void AddMedication(int code, Route route, long steps, int supplyDays, int on)
    {
        if (!lists.TryDrug(code, out var facts))
        {
            batch.UnknownDrugLines++;
        }

        batch.Medications.Add(new PackedMedication(
            Quantity.ToUnits(steps), ++_draft.MedicationLines, code, facts.Ingredient, facts.DrugClass,
            facts.LegalClass, facts.Unit,
            supplyDays, on, (int)route));
    }

    private void AddPoints(ReadOnlySpan<byte> points, int times)
    {
        if (layout.LinesAddUp && points.Length > 0 && Numbers.TryInt(points, out var value))
        {
            _draft.LinePoints += (long)value * times;
        }
    }

    private void CarrySection(ReadOnlySpan<byte> field)
    {
        // Only the first line of a group carries 診療識別.
        if (Numbers.TryInt(field, out var section))
        {
            _draft.Section = section;
        }
    }

    private int DateOn(int day)
    {
        var month = _draft.Segments.Count > 0 ? _draft.Main.Month : ClaimMonth.None;
        return day == 0 || month.IsNone || day > month.Days ? 0 : (month.Value * 100) + day;
    }

    /// <summary>The 31 day columns, which lie behind the fields looked at.</summary>
    private static (int Mask, int Total, int First) DaysOf(in Fields f)
    {
        var (mask, total, first) = (0, 0, 0);
        var days = new DayFields(f.Behind);
        while (days.Next())
        {
            if (Numbers.TryInt(days.Field, out var times) && times > 0)
            {
                mask |= 1 << (days.Day - 1);
                total += times;
                first = first == 0 ? days.Day : first;
            }
        }

        return (mask, total, first);
    }

    private static bool TryTimes(ReadOnlySpan<byte> field, int fromDays, out int times)
    {
        times = Math.Max(fromDays, 1);
        return field.Trim((byte)' ').Length == 0 || Numbers.TryInt(field, out times);
    }

    private static bool TryCode(ReadOnlySpan<byte> field, out int code)
    {
        code = 0;
        return field.Length == 9 && Numbers.TryInt(field, out code);
    }

    private static bool TryDay(ReadOnlySpan<byte> field, out int day)
    {
        day = 0;
        return field.Trim((byte)' ').Length == 0 || JapaneseDate.TryReadDay(field, out day);
    }

    private static Route RouteOfSection(int section) => section switch
    {
        21 => Route.Oral,
        22 => Route.AsNeeded,
        23 => Route.External,
        >= 31 and <= 33 => Route.Injection,
        _ => Route.Other,
    };

    private static Route RouteOfForm(int form) => form switch
    {
        1 or 2 or 6 or 7 => Route.Oral,
        3 => Route.AsNeeded,
        5 => Route.External,
        4 => Route.Injection,
        _ => Route.Other,
    };
}
