using ClaimsWatch.Core.Claims;

namespace ClaimsWatch.Core.Columns;

/// <summary>Rows of one claim month in one id range.</summary>
public sealed record SlabMonth(ClaimMonth Month, ClaimColumns Claims, MedicationColumns Medications, DiagnosisColumns Diagnoses, ActColumns Acts);

/// <summary>
/// All tables and months of one id range: the only unit of work. Owns whatever memory its columns lie in; no span outlives it.
/// Walk it with <c>foreach (var history in slab)</c>: persons in ascending order, each with a slice per table and month.
/// </summary>
public sealed class Slab : IDisposable
{
    private readonly Action? _release;

    /// <summary>A slab over columns that are sorted by person.</summary>
    /// <param name="months">Months ascending.</param>
    /// <param name="persons">Persons of the range.</param>
    /// <param name="eligibility">Person-months at risk of the range, sorted by person and month.</param>
    /// <param name="release">Called once on dispose.</param>
    public Slab(IReadOnlyList<SlabMonth> months, PersonColumns persons, EnrolmentColumns eligibility, Action? release = null)
    {
        Months = months;
        Persons = persons;
        Eligibility = eligibility;
        _release = release;
    }

    /// <summary>Months ascending.</summary>
    public IReadOnlyList<SlabMonth> Months { get; }

    /// <summary>Persons of the range, ascending.</summary>
    public PersonColumns Persons { get; }

    /// <summary>Person-months at risk, sorted by person and month.</summary>
    public EnrolmentColumns Eligibility { get; }

    /// <summary>Persons in order.</summary>
    public Walker GetEnumerator() => new(this);

    /// <inheritdoc/>
    public void Dispose() => _release?.Invoke();

    /// <summary>Moves through the persons of a slab, keeping one offset per table and month; allocates only its own offsets.</summary>
    public struct Walker
    {
        private readonly Slab _slab;
        private readonly int[] _offsets; // [month * 8 + table * 2] = start, +1 = end
        private int _person;
        private int _enrolmentStart;
        private int _enrolmentEnd;

        internal Walker(Slab slab)
        {
            _slab = slab;
            _offsets = new int[slab.Months.Count * 8];
            _person = -1;
            _enrolmentStart = 0;
            _enrolmentEnd = 0;
        }

        /// <summary>The person at hand.</summary>
        public readonly PersonHistory Current => new(_slab, _person, _offsets, _enrolmentStart, _enrolmentEnd);

        /// <summary>Goes to the next person.</summary>
        public bool MoveNext()
        {
            if (++_person >= _slab.Persons.Count)
            {
                return false;
            }

            var person = _slab.Persons.PersonId.Span[_person];
            for (var m = 0; m < _slab.Months.Count; m++)
            {
                var month = _slab.Months[m];
                Advance(month.Claims.Person.Span, person, (m * 8) + 0);
                Advance(month.Medications.Person.Span, person, (m * 8) + 2);
                Advance(month.Diagnoses.Person.Span, person, (m * 8) + 4);
                Advance(month.Acts.Person.Span, person, (m * 8) + 6);
            }

            var enrolled = _slab.Eligibility.Person.Span;
            (_enrolmentStart, _enrolmentEnd) = Find(enrolled, person, _enrolmentEnd);
            return true;
        }

        private readonly void Advance(ReadOnlySpan<long> persons, long person, int at) =>
            (_offsets[at], _offsets[at + 1]) = Find(persons, person, _offsets[at + 1]);

        private static (int Start, int End) Find(ReadOnlySpan<long> persons, long person, int from)
        {
            while (from < persons.Length && persons[from] < person)
            {
                from++;
            }

            var end = from;
            while (end < persons.Length && persons[end] == person)
            {
                end++;
            }

            return (from, end);
        }
    }
}
