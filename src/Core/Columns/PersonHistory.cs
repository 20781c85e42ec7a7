using ClaimsWatch.Core.Claims;

namespace ClaimsWatch.Core.Columns;

/// <summary>Claims of one person in one month, as spans over the slab.</summary>
public readonly ref struct ClaimSlice
{
    private readonly MonthArrays _arrays;
    private readonly int _start;

    internal ClaimSlice(MonthArrays arrays, int start, int end)
    {
        _arrays = arrays;
        _start = start;
        Count = end - start;
    }

    /// <summary>Number of receipts.</summary>
    public int Count { get; }

    /// <summary>Receipt surrogates.</summary>
    public ReadOnlySpan<long> Receipt => _arrays.ClaimReceipt.AsSpan(_start, Count);

    /// <summary><see cref="ClaimKind"/> as int.</summary>
    public ReadOnlySpan<int> Kind => _arrays.ClaimKind.AsSpan(_start, Count);

    /// <summary>10-digit institutions.</summary>
    public ReadOnlySpan<long> Institution => _arrays.ClaimInstitution.AsSpan(_start, Count);

    /// <summary>Prescribing institution of 調剤, else 0.</summary>
    public ReadOnlySpan<long> PrescriberInstitution => _arrays.ClaimPrescriber.AsSpan(_start, Count);

    /// <summary>診療実日数; 調剤: prescriptions.</summary>
    public ReadOnlySpan<int> VisitDays => _arrays.ClaimVisitDays.AsSpan(_start, Count);

    /// <summary>Points after corrections.</summary>
    public ReadOnlySpan<int> Points => _arrays.ClaimPoints.AsSpan(_start, Count);

    /// <summary><see cref="ClaimFlags"/> as int.</summary>
    public ReadOnlySpan<int> Flags => _arrays.ClaimFlags.AsSpan(_start, Count);

    /// <summary>
    /// count(m): distinct keys (kind, institution, for 調剤 the prescribing institution) of some kinds, so that the parts of a
    /// split receipt are one (decisions C1). Relies on claims being sorted by that key within a person.
    /// </summary>
    /// <param name="kinds">Kinds that count (count_scope).</param>
    public int CountReceipts(IReadOnlyCollection<ClaimKind> kinds)
    {
        var kind = Kind;
        var institution = Institution;
        var prescriber = PrescriberInstitution;
        var count = 0;
        for (var i = 0; i < kind.Length; i++)
        {
            var repeats = i > 0 && kind[i] == kind[i - 1] && institution[i] == institution[i - 1]
                && prescriber[i] == prescriber[i - 1];
            count += !repeats && kinds.Contains((ClaimKind)kind[i]) ? 1 : 0;
        }

        return count;
    }
}

/// <summary>Medicine lines of one person in one month.</summary>
public readonly ref struct MedicationSlice
{
    private readonly MonthArrays _arrays;
    private readonly int _start;

    internal MedicationSlice(MonthArrays arrays, int start, int end)
    {
        _arrays = arrays;
        _start = start;
        Count = end - start;
    }

    /// <summary>Number of lines.</summary>
    public int Count { get; }

    /// <summary>Receipt surrogates.</summary>
    public ReadOnlySpan<long> Receipt => _arrays.LineReceipt.AsSpan(_start, Count);

    /// <summary>Dispensing institution or pharmacy.</summary>
    public ReadOnlySpan<long> Institution => _arrays.LineInstitution.AsSpan(_start, Count);

    /// <summary>Prescribing institution of 調剤, else 0 (then the institution prescribes).</summary>
    public ReadOnlySpan<long> PrescriberInstitution => _arrays.LinePrescriber.AsSpan(_start, Count);

    /// <summary>9-digit drug codes.</summary>
    public ReadOnlySpan<int> Drug => _arrays.LineDrug.AsSpan(_start, Count);

    /// <summary>YJ first 7.</summary>
    public ReadOnlySpan<int> Ingredient => _arrays.LineIngredient.AsSpan(_start, Count);

    /// <summary>YJ first 3.</summary>
    public ReadOnlySpan<int> DrugClass => _arrays.LineDrugClass.AsSpan(_start, Count);

    /// <summary>0 none 1 麻薬 2 毒薬 3 覚醒剤原料 5 向精神薬.</summary>
    public ReadOnlySpan<int> LegalClass => _arrays.LineLegalClass.AsSpan(_start, Count);

    /// <summary><see cref="Claims.Route"/> as int.</summary>
    public ReadOnlySpan<int> Route => _arrays.LineRoute.AsSpan(_start, Count);

    /// <summary>Unit code of the master.</summary>
    public ReadOnlySpan<int> Unit => _arrays.LineUnit.AsSpan(_start, Count);

    /// <summary>Amount in units.</summary>
    public ReadOnlySpan<double> Quantity => _arrays.LineQuantity.AsSpan(_start, Count);

    /// <summary>Days' supply, oral only.</summary>
    public ReadOnlySpan<int> SupplyDays => _arrays.LineSupplyDays.AsSpan(_start, Count);

    /// <summary>yyyymmdd, 0 unknown.</summary>
    public ReadOnlySpan<int> DispensedOn => _arrays.LineDispensedOn.AsSpan(_start, Count);

    /// <summary>Who prescribed line <paramref name="i"/>: the 調剤 receipt's prescriber, else the institution itself.</summary>
    public long Prescriber(int i) => PrescriberInstitution[i] != 0 ? PrescriberInstitution[i] : Institution[i];
}

/// <summary>Diagnoses of one person in one month.</summary>
public readonly ref struct DiagnosisSlice
{
    private readonly MonthArrays _arrays;
    private readonly int _start;

    internal DiagnosisSlice(MonthArrays arrays, int start, int end)
    {
        _arrays = arrays;
        _start = start;
        Count = end - start;
    }

    /// <summary>Number of rows.</summary>
    public int Count { get; }

    /// <summary>Institutions.</summary>
    public ReadOnlySpan<long> Institution => _arrays.DiagnosisInstitution.AsSpan(_start, Count);

    /// <summary>傷病名コード.</summary>
    public ReadOnlySpan<int> Disease => _arrays.DiagnosisDisease.AsSpan(_start, Count);

    /// <summary>Packed ICD-10.</summary>
    public ReadOnlySpan<int> Icd10 => _arrays.DiagnosisIcd10.AsSpan(_start, Count);

    /// <summary>1 if suspected.</summary>
    public ReadOnlySpan<int> Suspected => _arrays.DiagnosisSuspected.AsSpan(_start, Count);
}

/// <summary>Acts of one person in one month.</summary>
public readonly ref struct ActSlice
{
    private readonly MonthArrays _arrays;
    private readonly int _start;

    internal ActSlice(MonthArrays arrays, int start, int end)
    {
        _arrays = arrays;
        _start = start;
        Count = end - start;
    }

    /// <summary>Number of rows.</summary>
    public int Count { get; }

    /// <summary>Institutions.</summary>
    public ReadOnlySpan<long> Institution => _arrays.ActInstitution.AsSpan(_start, Count);

    /// <summary>診療行為コード.</summary>
    public ReadOnlySpan<int> Act => _arrays.ActCode.AsSpan(_start, Count);

    /// <summary>回数.</summary>
    public ReadOnlySpan<int> Times => _arrays.ActTimes.AsSpan(_start, Count);
}

/// <summary>Days at risk of one person in one month. Not at risk: <see cref="DaysAtRisk"/> is 0.</summary>
public readonly record struct MonthAtRisk(int DaysAtRisk, int DaysInMonth, EndReason EndReason, int Branch);

/// <summary>Where one person's rows of one month lie in a slab; good as long as the slab is open.</summary>
public readonly struct PersonMonth
{
    private readonly MonthArrays _arrays;
    private readonly int[] _offsets; // start and end by table

    internal PersonMonth(MonthArrays arrays, int[] offsets)
    {
        _arrays = arrays;
        _offsets = offsets;
    }

    /// <summary>The month.</summary>
    public ClaimMonth Month => _arrays.Month;

    /// <summary>Claims.</summary>
    public ClaimSlice Claims => new(_arrays, _offsets[0], _offsets[1]);

    /// <summary>Medicine lines.</summary>
    public MedicationSlice Medications => new(_arrays, _offsets[2], _offsets[3]);

    /// <summary>Diagnoses.</summary>
    public DiagnosisSlice Diagnoses => new(_arrays, _offsets[4], _offsets[5]);

    /// <summary>Acts.</summary>
    public ActSlice Acts => new(_arrays, _offsets[6], _offsets[7]);
}

/// <summary>One person in a slab: a slice per table and month. Months are addressed by their position in
/// <see cref="Months"/>.</summary>
public readonly ref struct PersonHistory
{
    private readonly Slab _slab;
    private readonly int _index;
    private readonly int[] _offsets;
    private readonly int _enrolmentStart;
    private readonly int _enrolmentEnd;

    internal PersonHistory(Slab slab, int index, int[] offsets, int enrolmentStart, int enrolmentEnd)
    {
        _slab = slab;
        _index = index;
        _offsets = offsets;
        _enrolmentStart = enrolmentStart;
        _enrolmentEnd = enrolmentEnd;
    }

    /// <summary>The pseudonym.</summary>
    public long Person => _slab.Persons.PersonId.Span[_index];

    /// <summary>Administrative sex.</summary>
    public Sex Sex => (Sex)_slab.Persons.Sex.Span[_index];

    /// <summary>Month of birth, none if unknown.</summary>
    public ClaimMonth BirthMonth => new(_slab.Persons.BirthMonth.Span[_index]);

    /// <summary>How the person was linked.</summary>
    public Linkage Linkage => (Linkage)_slab.Persons.Linkage.Span[_index];

    /// <summary>Keyed household id.</summary>
    public long Household => _slab.Persons.Household.Span[_index];

    /// <summary>Months of the slab, ascending.</summary>
    public IReadOnlyList<SlabMonth> Months => _slab.Months;

    /// <summary>Claims of the month at a position.</summary>
    public ClaimSlice Claims(int month) => new(_slab.ByPosition[month], _offsets[month * 8], _offsets[(month * 8) + 1]);

    /// <summary>Medicine lines of the month at a position.</summary>
    public MedicationSlice Medications(int month) =>
        new(_slab.ByPosition[month], _offsets[(month * 8) + 2], _offsets[(month * 8) + 3]);

    /// <summary>Diagnoses of the month at a position.</summary>
    public DiagnosisSlice Diagnoses(int month) =>
        new(_slab.ByPosition[month], _offsets[(month * 8) + 4], _offsets[(month * 8) + 5]);

    /// <summary>Acts of the month at a position.</summary>
    public ActSlice Acts(int month) => new(_slab.ByPosition[month], _offsets[(month * 8) + 6], _offsets[(month * 8) + 7]);

    /// <summary>The slab the person lies in.</summary>
    public Slab Slab => _slab;

    /// <summary>Number of medicine lines of the month at a position.</summary>
    public int MedicationCount(int month) => _offsets[(month * 8) + 3] - _offsets[(month * 8) + 2];

    /// <summary>Where the medicine lines of the month at a position lie among all of the slab's.</summary>
    public (int Start, int End) MedicationRows(int month) => (_offsets[(month * 8) + 2], _offsets[(month * 8) + 3]);

    /// <summary>The rows of the month at a position, to be kept while the slab is open.</summary>
    public PersonMonth Rows(int month) => new(_slab.ByPosition[month], _offsets[(month * 8)..((month * 8) + 8)]);

    /// <summary>Months of the person's rows at risk, ascending, in the order of <see cref="DaysAtRisk"/>.</summary>
    public ReadOnlySpan<int> MonthsAtRisk => _slab.Eligibility.ClaimMonth.Span[_enrolmentStart.._enrolmentEnd];

    /// <summary>Insured days of each of <see cref="MonthsAtRisk"/>.</summary>
    public ReadOnlySpan<int> DaysAtRisk => _slab.Eligibility.DaysAtRisk.Span[_enrolmentStart.._enrolmentEnd];

    /// <summary>Days at risk in a month; zero days if there is no row.</summary>
    public MonthAtRisk AtRisk(ClaimMonth month)
    {
        var table = _slab.Eligibility;
        var months = table.ClaimMonth.Span;
        for (var i = _enrolmentStart; i < _enrolmentEnd; i++)
        {
            if (months[i] == month.Value)
            {
                return new MonthAtRisk(
                    table.DaysAtRisk.Span[i], table.DaysInMonth.Span[i], (EndReason)table.EndReason.Span[i],
                    table.Branch.Span[i]);
            }
        }

        return new MonthAtRisk(0, month.Days, EndReason.None, 0);
    }
}
