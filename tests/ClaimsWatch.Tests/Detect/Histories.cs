using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Codes;
using ClaimsWatch.Core.Columns;

namespace ClaimsWatch.Tests.Detect;

/// <summary>Rows of invented people, added a line at a time.</summary>
internal sealed class Histories
{
    public static readonly ClaimMonth T0 = new(202411);
    public const long Pharmacy = 2740000001;
    public const long Unrelated = 999_999;
    private readonly Dictionary<(long, int, ClaimKind, long, long), long> _receipts = [];
    private readonly Dictionary<(long, int, long), long> _receiptsAt = [];
    private long _receipt = 1000;

    public List<PersonRow> Persons { get; } = [];

    public List<EnrolmentRow> Eligibility { get; } = [];

    public List<ClaimRow> Claims { get; } = [];

    public List<MedicationRow> Medications { get; } = [];

    public List<DiagnosisRow> Diagnoses { get; } = [];

    public List<ActRow> Acts { get; } = [];

    /// <summary>Histories with one unrelated person who has a claim in every month, so that every month is present.</summary>
    public static Histories WithEveryMonth()
    {
        var histories = new Histories().Person(Unrelated, Sex.Female);
        for (var back = 0; back < 12; back++)
        {
            histories.Claim(Unrelated, back, ClaimKind.Outpatient, Clinic(900));
        }

        return histories;
    }

    public static long Clinic(int number) => 2710000000 + number;

    public static long Dentist(int number) => 2730000000 + number;

    /// <summary>A person aged 50 who is insured on all days of the window.</summary>
    public Histories Person(
        long person, Sex sex = Sex.Male, int birthMonth = 197411, Linkage linkage = Linkage.Branch, long household = 0,
        int insuredBack = 11)
    {
        Persons.Add(new PersonRow(person, (int)sex, birthMonth, 202312, T0.Value, (int)linkage, household == 0 ? person
            : household));
        for (var back = 0; back <= insuredBack; back++)
        {
            var month = T0.Plus(-back);
            Eligibility.Add(new EnrolmentRow(person, month.Value, month.Days, month.Days, 0, 0));
        }

        return this;
    }

    public Histories Insured(long person, int back, int days)
    {
        var month = T0.Plus(-back);
        Eligibility.RemoveAll(e => e.Person == person && e.ClaimMonth == month.Value);
        if (days > 0)
        {
            Eligibility.Add(new EnrolmentRow(person, month.Value, days, month.Days, 0, 0));
        }

        return this;
    }

    public long Claim(long person, int back, ClaimKind kind, long institution, long prescriber = 0, int visitDays = 1,
        int flags = 0)
    {
        var month = T0.Plus(-back);
        _receipts[(person, month.Value, kind, institution, prescriber)] = _receipt + 1;
        _receiptsAt[(person, month.Value, institution)] = _receipt + 1;
        Claims.Add(new ClaimRow(
            person, ++_receipt, (int)kind, institution, prescriber, visitDays, 100, 100, flags, month.Value,
            month.Plus(2).Value));
        return _receipt;
    }

    /// <summary>調剤 receipts, each from another prescriber, so that nothing but the count of receipts changes.</summary>
    public Histories Receipts(long person, int back, int count)
    {
        for (var i = 0; i < count; i++)
        {
            Claim(person, back, ClaimKind.Dispensing, Pharmacy, Clinic(500 + i));
        }

        return this;
    }

    /// <summary>Receipts of the last months, oldest first, t0 last.</summary>
    public Histories Receipts(long person, params int[] counts)
    {
        for (var i = 0; i < counts.Length; i++)
        {
            Receipts(person, counts.Length - 1 - i, counts[i]);
        }

        return this;
    }

    public Histories Institutions(long person, params int[] counts)
    {
        for (var i = 0; i < counts.Length; i++)
        {
            for (var clinic = 0; clinic < counts[i]; clinic++)
            {
                Claim(person, counts.Length - 1 - i, ClaimKind.Outpatient, Clinic(100 + clinic));
            }
        }

        return this;
    }

    public Histories Medicine(
        long person, int drugCode, long prescriber, int supplyDays, Route route = Route.Oral, int day = 5, int back = 0,
        ClaimKind receiptKind = ClaimKind.Dispensing, bool prescriberKnown = true, double? quantity = null)
    {
        var month = T0.Plus(-back);
        var drug = DrugList.BuiltIn.Find(drugCode);
        var dispensed = receiptKind == ClaimKind.Dispensing;
        var prescriberColumn = dispensed && prescriberKnown ? prescriber : 0;
        var institution = dispensed ? Pharmacy : prescriber;
        var receipt = _receipts.GetValueOrDefault((person, month.Value, receiptKind, institution, prescriberColumn));
        receipt = receipt != 0 ? receipt : Claim(person, back, receiptKind, institution, prescriberColumn);
        Medications.Add(new MedicationRow(
            person, receipt, institution, prescriberColumn, Medications.Count + 1, drugCode, drug?.Ingredient ?? 0,
            drug?.DrugClass ?? 0,
            drug?.LegalClass ?? -1, (int)route, drug?.UnitCode ?? 0, quantity ?? (3 * supplyDays),
            route == Route.Oral ? supplyDays : 0,
            (month.Value * 100) + day, month.Value, month.Plus(2).Value));
        return this;
    }

    /// <summary>A diagnosis by ICD-10 code such as G470.</summary>
    public Histories Diagnosis(long person, int back, long institution, string icd10, bool suspected = false)
    {
        var month = T0.Plus(-back);
        Diagnoses.Add(new DiagnosisRow(
            person, ReceiptAt(person, month, institution), institution, Diagnoses.Count + 1, 1, Disease.Pack(icd10), 0,
            suspected ? 1 : 0, 0, month.Value, month.Plus(2).Value));
        return this;
    }

    /// <summary>An act by its nine-digit code.</summary>
    public Histories Act(long person, int back, long institution, int act)
    {
        var month = T0.Plus(-back);
        Acts.Add(new ActRow(person, ReceiptAt(person, month, institution), institution, act, 1, month.Value,
            month.Plus(2).Value));
        return this;
    }

    public ArrayClaimStore Store() => new(Persons, Eligibility, Claims, Medications, Diagnoses, Acts);

    private long ReceiptAt(long person, ClaimMonth month, long institution) =>
        _receiptsAt.GetValueOrDefault((person, month.Value, institution));

    /// <summary>The same rows with another order and other numbers for the people.</summary>
    public Histories Shuffled(ulong seed, Func<long, long> rename)
    {
        var random = new ClaimsWatch.Stats.Resampling.SplitMix(seed);
        var made = new Histories();
        made.Persons.AddRange(Mix(Persons)
            .Select(p => p with { PersonId = rename(p.PersonId), Household = rename(p.Household) }));
        made.Eligibility.AddRange(Mix(Eligibility).Select(e => e with { Person = rename(e.Person) }));
        made.Claims.AddRange(Mix(Claims).Select(c => c with { Person = rename(c.Person) }));
        made.Medications.AddRange(Mix(Medications).Select(m => m with { Person = rename(m.Person) }));
        made.Diagnoses.AddRange(Mix(Diagnoses).Select(d => d with { Person = rename(d.Person) }));
        made.Acts.AddRange(Mix(Acts).Select(a => a with { Person = rename(a.Person) }));
        return made;

        List<T> Mix<T>(List<T> rows)
        {
            var mixed = new List<T>(rows);
            for (var i = mixed.Count - 1; i > 0; i--)
            {
                var j = random.NextBelow(i + 1);
                (mixed[i], mixed[j]) = (mixed[j], mixed[i]);
            }

            return mixed;
        }
    }
}

/// <summary>Rows cut into several slabs by equal ranges of rank, as Store does by ranges of id.</summary>
internal sealed class ShardedStore : IClaimStore
{
    private readonly List<ArrayClaimStore> _slabs = [];
    private readonly ArrayClaimStore _all;

    public ShardedStore(Histories rows, int slabs)
    {
        _all = rows.Store();
        var order = rows.Persons.Select(p => p.PersonId).Order().ToList();
        var slabOf = order.Select((person, i) => (person, Slab: (int)((long)i * slabs / order.Count)))
            .ToDictionary(p => p.person, p => p.Slab);
        for (var slab = 0; slab < slabs; slab++)
        {
            var at = slab;
            _slabs.Add(new ArrayClaimStore(
                rows.Persons.Where(p => slabOf[p.PersonId] == at), rows.Eligibility.Where(e => slabOf[e.Person] == at),
                rows.Claims.Where(c => slabOf[c.Person] == at), rows.Medications.Where(m => slabOf[m.Person] == at),
                rows.Diagnoses.Where(d => slabOf[d.Person] == at), rows.Acts.Where(a => slabOf[a.Person] == at)));
        }
    }

    public IReadOnlyList<ClaimMonth> Months => _all.Months;

    public IReadOnlyList<ClaimMonth> Deliveries => _all.Deliveries;

    public int SlabCount => _slabs.Count;

    public Slab Open(int slab, IReadOnlyList<ClaimMonth> months, AsOf asOf) => _slabs[slab].Open(0, months, asOf);

    public Slab Open(int slab, IReadOnlyList<ClaimMonth> months, AsOf asOf, Projection projection) =>
        _slabs[slab].Open(0, months, asOf, projection);
}
