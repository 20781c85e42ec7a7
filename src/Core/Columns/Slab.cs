using ClaimsWatch.Core.Claims;

namespace ClaimsWatch.Core.Columns;

/// <summary>Rows of one claim month in one id range.</summary>
public sealed record SlabMonth(ClaimMonth Month, ClaimColumns Claims, MedicationColumns Medications,
    DiagnosisColumns Diagnoses, ActColumns Acts);

/// <summary>
/// All tables and months of one id range: the only unit of work. Owns whatever memory its columns lie in; no span outlives it.
/// Walk it with <c>foreach (var history in slab)</c>: persons in ascending order, each with a slice per table and month.
/// </summary>
public sealed class Slab : IDisposable
{
    private Action? _release;

    // Looked at for every person, table and month: a plain array, whatever list it came in.
    internal readonly MonthArrays[] ByPosition;

    /// <summary>A slab over columns that are sorted by person.</summary>
    /// <param name="months">Months ascending.</param>
    /// <param name="persons">Persons of the range.</param>
    /// <param name="eligibility">Person-months at risk of the range, sorted by person and month.</param>
    /// <param name="release">Called once on dispose.</param>
    public Slab(IReadOnlyList<SlabMonth> months, PersonColumns persons, EnrolmentColumns eligibility, Action? release = null)
    {
        Months = [.. months];
        ByPosition = [.. Months.Select(m => new MonthArrays(m))];
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
    public void Dispose()
    {
        _release?.Invoke();
        _release = null;
    }

    /// <summary>Moves through the persons of a slab, keeping one offset per table and month;
    /// allocates only its own offsets.</summary>
    public struct Walker
    {
        private readonly Slab _slab;
        private readonly int[] _offsets; // [month * 8 + table * 2] = start, +1 = end
        private readonly long[] _next; // person of the first row behind the end; no person if there is none
        private int _person;
        private int _enrolmentStart;
        private int _enrolmentEnd;

        internal Walker(Slab slab)
        {
            _slab = slab;
            _offsets = new int[slab.ByPosition.Length * MonthArrays.Tables * 2];
            _next = new long[slab.ByPosition.Length * MonthArrays.Tables];
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
            for (var at = 0; at < _next.Length; at++)
            {
                _offsets[at * 2] = _offsets[(at * 2) + 1];
                if (_next[at] <= person)
                {
                    Advance(at, person);
                }
            }

            (_enrolmentStart, _enrolmentEnd) = Find(_slab.Eligibility.Person.Span, person, _enrolmentEnd);
            return true;
        }

        private readonly void Advance(int at, long person)
        {
            var month = _slab.ByPosition[at / MonthArrays.Tables];
            var table = at % MonthArrays.Tables;
            var persons = month.Persons[table].AsSpan(0, month.Rows[table]);
            var (start, end) = Find(persons, person, _offsets[(at * 2) + 1]);
            (_offsets[at * 2], _offsets[(at * 2) + 1]) = (start, end);
            _next[at] = end < persons.Length ? persons[end] : long.MaxValue;
        }

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
