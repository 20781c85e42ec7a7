using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;

namespace ClaimsWatch.Synth.Worlds;

/// <summary>
/// A claim store of invented people whose rows are made when a slab is opened, from monthly counts; as-of views hide what had not
/// been delivered.
/// </summary>
public sealed class CountWorld : IClaimStore
{
    private const int DeliveryLag = 2;

    // So late that no as-of view of twelve months and a gap can see it.
    private const int TrapAfterMonths = 16;
    private const int Crossing = 20;
    private readonly CountWorldSettings _settings;
    private readonly CountCourse[] _courses;

    /// <summary>The world of these settings.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public CountWorld(CountWorldSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentOutOfRangeException.ThrowIfLessThan(settings.Persons, 1, nameof(settings));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(settings.Persons, 200_000, nameof(settings));
        ArgumentOutOfRangeException.ThrowIfLessThan(settings.Months, 1, nameof(settings));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(settings.Months, 120, nameof(settings));
        _settings = settings;
        _courses = [.. Enumerable.Range(0, settings.Persons).Select(i => CountCourse.Draw(settings, i))];
        Months = [.. ClaimMonth.Range(settings.Start, settings.Start.Plus(settings.Months - 1))];
        Deliveries = [.. ClaimMonth.Range(settings.Start.Plus(DeliveryLag), Months[^1].Plus(DeliveryLag))];
    }

    /// <inheritdoc/>
    public IReadOnlyList<ClaimMonth> Months { get; }

    /// <inheritdoc/>
    public IReadOnlyList<ClaimMonth> Deliveries { get; }

    /// <inheritdoc/>
    public int SlabCount => 8;

    /// <inheritdoc/>
    public Slab Open(int slab, IReadOnlyList<ClaimMonth> months, AsOf asOf)
    {
        ArgumentNullException.ThrowIfNull(months);
        var known = asOf == AsOf.Now ? Deliveries[^1] : asOf.DeliveryMonth;
        var from = (int)((long)slab * _courses.Length / SlabCount);
        var to = (int)((long)(slab + 1) * _courses.Length / SlabCount);
        var persons = new List<PersonRow>();
        var eligibility = new List<EnrolmentRow>();
        for (var i = from; i < to; i++)
        {
            var course = _courses[i];
            persons.Add(new PersonRow(
                i + 1, (int)course.Sex, course.BirthMonth.Value, Months[0].Value,
                Months[course.MonthsInsured - 1].Value, 1, i + 1));
            foreach (var month in months)
            {
                var at = month.MonthsSince(_settings.Start);
                if (at >= 0 && at < course.MonthsInsured)
                {
                    eligibility.Add(new EnrolmentRow(i + 1, month.Value, month.Days, month.Days, 0, 0));
                }
            }
        }

        return new Slab(
            [.. months.Select(month => new SlabMonth(
                month, Claims(month, from, to, known), MedicationColumns.Empty, DiagnosisColumns.Empty, ActColumns.Empty))],
            PersonColumns.FromRows(persons), EnrolmentColumns.FromRows(eligibility));
    }

    private ClaimColumns Claims(ClaimMonth month, int from, int to, ClaimMonth known)
    {
        var rows = new List<ClaimRow>();
        var at = month.MonthsSince(_settings.Start);
        for (var i = from; i < to && at >= 0 && at < _settings.Months; i++)
        {
            if (at < _courses[i].MonthsInsured)
            {
                AddClaims(rows, i, at, month, known);
            }
        }

        return ClaimColumns.FromRows(rows);
    }

    // Visits first, then dispensing, each by institution: the order the schema asks for.
    private void AddClaims(List<ClaimRow> rows, int person, int at, ClaimMonth month, ClaimMonth known)
    {
        var course = _courses[person];
        var chance = Chance.For(_settings.Seed, Purpose.CountWorld, person, at, 2);
        var count = course.Counts[at];
        var dispensed = (int)Math.Round(count * course.DispensedShare);
        var corrected = _settings.Trap && HasCrossedBy(course, at) && month.Plus(TrapAfterMonths) <= known;
        var first = (person + 1) * 1000L;
        for (var j = 0; j < count; j++)
        {
            var late = chance.Once(_settings.LateShare) ? chance.Between(1, 4) : 0;
            var delivered = month.Plus(DeliveryLag + late);
            if (delivered > known)
            {
                continue;
            }

            var receipt = (((person + 1L) * 128) + at) * 128;
            if (j < count - dispensed)
            {
                rows.Add(new ClaimRow(
                    person + 1, receipt + j, (int)ClaimKind.Outpatient, first + j, 0, corrected ? 9 : 1, 500, 500, 0, month.Value,
                    delivered.Value));
                continue;
            }

            var k = j - (count - dispensed);
            rows.Add(new ClaimRow(
                person + 1, receipt + j, (int)ClaimKind.Dispensing, first + 500 + (course.GoesToMany ? k : 0),
                first + k, 0, 300, 300, 0,
                month.Value, delivered.Value));
        }
    }

    private static bool HasCrossedBy(CountCourse course, int at)
    {
        for (var later = at + 4; later < Math.Min(at + 12, course.MonthsInsured); later++)
        {
            if (course.Counts[later] >= Crossing)
            {
                return true;
            }
        }

        return false;
    }
}
