using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Codes;
using ClaimsWatch.Core.Columns;
using ClaimsWatch.Detect.Features;

namespace ClaimsWatch.Detect.Rules;

/// <summary>One claim of a raw history.</summary>
public sealed record RawClaim(long Receipt, ClaimKind Kind, long Institution, long Prescriber, int VisitDays);

/// <summary>One medicine line of a raw history, with the kind of its receipt.</summary>
public sealed record RawMedication(
    long Receipt, ClaimKind ReceiptKind, long Institution, long PrescriberColumn, int Drug, int Ingredient, int DrugClass,
    int LegalClass, Route Route, int Unit, double Quantity, int SupplyDays, int DispensedOn)
{
    /// <summary>Whether the quantity is tablets or capsules.</summary>
    public bool IsInTablets => Unit is DrugList.TabletUnit or DrugList.CapsuleUnit;

    /// <summary>Tablets and capsules in steps of 10⁻⁵; 0 in another unit.</summary>
    public long TabletSteps => IsInTablets ? Core.Claims.Quantity.ToSteps(Quantity) : 0;

    /// <summary>Who prescribed it; 0 unknown. 点数表 is the third of the institution's ten digits, 4 a pharmacy.</summary>
    public long PrescribedBy =>
        PrescriberColumn != 0 ? PrescriberColumn
        : Institution / 10_000_000 % 10 == 4 ? 0
        : Institution;
}

/// <summary>One diagnosis of a raw history.</summary>
public sealed record RawDiagnosis(long Institution, int Icd10, bool IsSuspected);

/// <summary>One act of a raw history.</summary>
public sealed record RawAct(long Institution, int Act);

/// <summary>One month of a raw history; each list is made when it is first asked for.</summary>
public sealed class RawMonth(PersonMonth rows, int daysAtRisk)
{
    /// <summary>The month.</summary>
    public ClaimMonth Month => rows.Month;

    /// <summary>Insured days.</summary>
    public int DaysAtRisk { get; } = daysAtRisk;

    /// <summary>Claims.</summary>
    public IReadOnlyList<RawClaim> Claims => field ??= ClaimsOf(rows.Claims);

    /// <summary>Medicine lines.</summary>
    public IReadOnlyList<RawMedication> Medications => field ??= MedicationsOf(rows.Medications, Claims, (_, _, _) => true);

    /// <summary>Oral and as-needed lines of known ingredients that were taken home, with the day they begin.</summary>
    public IReadOnlyList<RawSupply> TakenHome => field ??= TakenHomeOf(Medications);

    /// <summary>Those of some medicines, by ingredient, class and legal class; the others are not made.</summary>
    public IReadOnlyList<RawSupply> TakenHomeLike(Func<int, int, int, bool> which) =>
        TakenHomeOf(MedicationsOf(rows.Medications, Claims, which));

    /// <summary>Diagnoses.</summary>
    public IReadOnlyList<RawDiagnosis> Diagnoses => field ??= DiagnosesOf(rows.Diagnoses);

    /// <summary>Acts.</summary>
    public IReadOnlyList<RawAct> Acts => field ??= ActsOf(rows.Acts);

    private DateOnly DayOf(int yyyymmdd) => new(
        Month.Value / 100, Month.Value % 100,
        yyyymmdd / 100 == Month.Value && yyyymmdd % 100 >= 1 && yyyymmdd % 100 <= Month.Days ? yyyymmdd % 100 : 1);

    private IReadOnlyList<RawSupply> TakenHomeOf(IReadOnlyList<RawMedication> lines) =>
    [
        .. lines.Where(m => m.Route is Route.Oral or Route.AsNeeded && m.Ingredient != 0
                && m.ReceiptKind is not (ClaimKind.Inpatient or ClaimKind.Dpc))
            .Select(m => new RawSupply(Month, DayOf(m.DispensedOn), m)),
    ];

    private static RawClaim[] ClaimsOf(ClaimSlice claims)
    {
        var rows = new RawClaim[claims.Count];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = new RawClaim(
                claims.Receipt[i], (ClaimKind)claims.Kind[i], claims.Institution[i], claims.PrescriberInstitution[i],
                claims.VisitDays[i]);
        }

        return rows;
    }

    private static List<RawMedication> MedicationsOf(
        MedicationSlice medications, IReadOnlyList<RawClaim> claims, Func<int, int, int, bool> which)
    {
        // A stay wins where a receipt stands in two rows.
        var kinds = new Dictionary<long, ClaimKind>(claims.Count);
        foreach (var claim in claims)
        {
            if (!kinds.TryGetValue(claim.Receipt, out var known)
                || (claim.Kind is ClaimKind.Inpatient or ClaimKind.Dpc && known is not (ClaimKind.Inpatient or ClaimKind.Dpc)))
            {
                kinds[claim.Receipt] = claim.Kind;
            }
        }

        var lines = new List<RawMedication>();
        for (var i = 0; i < medications.Count; i++)
        {
            if (!which(medications.Ingredient[i], medications.DrugClass[i], medications.LegalClass[i]))
            {
                continue;
            }

            var receipt = medications.Receipt[i];
            var kind = kinds.GetValueOrDefault(receipt, ClaimKind.Unknown);
            lines.Add(new RawMedication(
                receipt, kind, medications.Institution[i], medications.PrescriberInstitution[i], medications.Drug[i],
                medications.Ingredient[i], medications.DrugClass[i], medications.LegalClass[i], (Route)medications.Route[i],
                medications.Unit[i], medications.Quantity[i], medications.SupplyDays[i], medications.DispensedOn[i]));
        }

        return lines;
    }

    private static List<RawDiagnosis> DiagnosesOf(DiagnosisSlice diagnoses)
    {
        var diseases = new List<RawDiagnosis>(diagnoses.Count);
        for (var i = 0; i < diagnoses.Count; i++)
        {
            diseases.Add(new RawDiagnosis(diagnoses.Institution[i], diagnoses.Icd10[i], diagnoses.Suspected[i] != 0));
        }

        return diseases;
    }

    private static List<RawAct> ActsOf(ActSlice acts)
    {
        var billed = new List<RawAct>(acts.Count);
        for (var i = 0; i < acts.Count; i++)
        {
            billed.Add(new RawAct(acts.Institution[i], acts.Act[i]));
        }

        return billed;
    }

    /// <summary>Makes every list now, so that the slab may be closed.</summary>
    internal RawMonth Copied()
    {
        _ = (Medications, Diagnoses, Acts);
        return this;
    }
}

/// <summary>
/// A person's rows as plain lists: for the few people a rule examines, where plainness is worth more than speed.
/// </summary>
public sealed record RawHistory(long Person, Sex Sex, ClaimMonth BirthMonth, IReadOnlyDictionary<ClaimMonth, RawMonth> Months)
{
    /// <summary>The columns that rules with these settings read of some people.</summary>
    public static Projection Reads(RuleSettings rules) => new(
    [
        new(Schema.Persons, 1, ["person", "sex", "birth_month", "linkage", "household"]),
        new(Schema.Eligibility, 1, ["person", "claim_month", "days_at_risk"]),
        new(Schema.Claims, int.MaxValue, ["person", "receipt", "kind", "institution", "prescriber_institution", "visit_days"]),
        new(Schema.Medications, int.MaxValue,
        [
            "person", "receipt", "institution", "prescriber_institution", "drug", "ingredient", "drug_class",
            "legal_class", "route",
            "unit", "quantity", "supply_days", "dispensed_on",
        ]),
        new(Schema.Diagnoses, rules.R07.MonthsMin, ["person", "institution", "icd10", "suspected"]),
        new(Schema.Acts, 1, ["person", "institution", "act"]),
    ]);

    /// <summary>Copies a person out of a slab.</summary>
    public static RawHistory Of(scoped in PersonHistory history)
    {
        var made = Over(history);
        foreach (var month in made.Months.Values)
        {
            month.Copied();
        }

        return made;
    }

    /// <summary>The same while the slab is open: only what is looked at is made.</summary>
    public static RawHistory Over(scoped in PersonHistory history)
    {
        var months = new Dictionary<ClaimMonth, RawMonth>(history.Months.Count);
        for (var position = 0; position < history.Months.Count; position++)
        {
            var month = history.Months[position].Month;
            var at = history.MonthsAtRisk.IndexOf(month.Value);
            months[month] = new RawMonth(history.Rows(position), at < 0 ? 0 : history.DaysAtRisk[at]);
        }

        return new RawHistory(history.Person, history.Sex, history.BirthMonth, months);
    }
}

/// <summary>What a rule may know beside the history.</summary>
/// <param name="Window">The months.</param>
/// <param name="CountScope">Kinds that count.</param>
/// <param name="Season">The insurer's season.</param>
/// <param name="Tables">What the office imported.</param>
public sealed record ExamineContext(
    DetectionWindow Window, IReadOnlyList<ClaimKind> CountScope, SeasonIndex Season, ImportedTables? Tables = null)
{
    /// <summary>The month decided on.</summary>
    public ClaimMonth T0 => Window.T0;

    /// <summary>レセプト件数 of a month: distinct (kind, institution, prescriber) in scope.</summary>
    public int Receipts(RawHistory history, ClaimMonth month)
    {
        var claims = history.Months[month].Claims;
        var count = 0;
        for (var i = 0; i < claims.Count; i++)
        {
            var isNew = CountScope.Contains(claims[i].Kind);
            for (var j = 0; j < i && isNew; j++)
            {
                isNew = (claims[j].Kind, claims[j].Institution, claims[j].Prescriber) != (claims[i].Kind, claims[i].Institution,
                    claims[i].Prescriber);
            }

            count += isNew ? 1 : 0;
        }

        return count;
    }

    /// <summary>Distinct 医科・歯科 institutions of a month.</summary>
    public static IReadOnlyList<long> Institutions(RawHistory history, ClaimMonth month) =>
        [.. history.Months[month].Claims.Where(c => c.Kind is ClaimKind.Outpatient or ClaimKind.Dental)
            .Select(c => c.Institution).Distinct().Order()];

    /// <summary>Insured days of a month; 0 if the store has nothing of it.</summary>
    public int DaysAtRisk(RawHistory history, ClaimMonth month) =>
        Window.IsPresent(T0.MonthsSince(month)) ? history.Months[month].DaysAtRisk : 0;

    /// <summary>Receipts divided by the season's index.</summary>
    public double Adjusted(RawHistory history, ClaimMonth month) =>
        Receipts(history, month)
        / Season[T0.MonthsSince(month), history.Sex, SeasonCounts.AgeGroupOf(Window.Age(history.BirthMonth))];

    /// <summary>The last months up to t0, oldest first.</summary>
    public IReadOnlyList<ClaimMonth> Newest(int months) => [.. ClaimMonth.Range(T0.Plus(1 - months), T0)];

    /// <summary>Claims at which the person saw a doctor or dentist without staying.</summary>
    public static IEnumerable<RawClaim> Visits(RawHistory history, ClaimMonth month) =>
        history.Months[month].Claims.Where(c => c.Kind is ClaimKind.Outpatient or ClaimKind.Dental);

    /// <summary>
    /// Oral and as-needed lines of known ingredients that were taken home in some months, with the day they begin.
    /// </summary>
    public static IReadOnlyList<RawSupply> TakenHome(RawHistory history, IEnumerable<ClaimMonth> months) =>
        [.. months.SelectMany(month => history.Months[month].TakenHome)];

    /// <summary>The same of some medicines, by ingredient, class and legal class.</summary>
    public static IReadOnlyList<RawSupply> TakenHome(RawHistory history, IEnumerable<ClaimMonth> months,
        Func<int, int, int, bool> which) =>
        [.. months.SelectMany(month => history.Months[month].TakenHomeLike(which))];
}

/// <summary>A medicine line taken home, with the day it begins.</summary>
public sealed record RawSupply(ClaimMonth Month, DateOnly From, RawMedication Line)
{
    /// <summary>Month of the last day it covers; of the day it begins if it has no days' supply.</summary>
    public ClaimMonth LastMonth => ClaimMonth.Of(From.AddDays(Math.Max(1, Line.SupplyDays) - 1));

    /// <summary>Every day it covers, up to and without a last day.</summary>
    public IEnumerable<DateOnly> DaysBefore(DateOnly end) =>
        Enumerable.Range(0, Line.SupplyDays).Select(From.AddDays).Where(day => day < end);
}
