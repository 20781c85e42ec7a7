using ClaimsWatch.Core.Columns;

namespace ClaimsWatch.Detect.Tallies.Supplies;

/// <summary>
/// The claims of one person over the window, month after month from t0 back in one run of each column; read once and shared by
/// every tally that looks at visits. Within a month they keep the store's order: kind, institution, prescriber.
/// </summary>
public sealed class WindowClaims
{
    private readonly int[] _starts = new int[DetectionWindow.Length + 1];
    private readonly bool[] _hasStay = new bool[DetectionWindow.Length];
    private int[] _kinds = new int[64];
    private int[] _visitDays = new int[64];
    private long[] _institutions = new long[64];
    private long[] _prescribers = new long[64];

    /// <summary>Claims of the newest months.</summary>
    /// <param name="months">How many months, at most the window's.</param>
    public int Count(int months) => _starts[months];

    /// <summary>Months with a claim as bits, t0 the lowest: most months of most people have none.</summary>
    public uint Months { get; private set; }

    /// <summary>Kinds of one month.</summary>
    public ReadOnlySpan<int> Kinds(int back) => Kinds(back, back + 1);

    /// <summary>Kinds of some months in one run.</summary>
    /// <param name="from">The newest, months before t0.</param>
    /// <param name="to">One past the oldest.</param>
    public ReadOnlySpan<int> Kinds(int from, int to) => _kinds.AsSpan(_starts[from], _starts[to] - _starts[from]);

    /// <summary>Visit days of one month.</summary>
    public ReadOnlySpan<int> VisitDays(int back) => VisitDays(back, back + 1);

    /// <summary>Visit days of some months in one run.</summary>
    /// <param name="from">The newest, months before t0.</param>
    /// <param name="to">One past the oldest.</param>
    public ReadOnlySpan<int> VisitDays(int from, int to) => _visitDays.AsSpan(_starts[from], _starts[to] - _starts[from]);

    /// <summary>Institutions of one month.</summary>
    public ReadOnlySpan<long> Institutions(int back) => Institutions(back, back + 1);

    /// <summary>Institutions of some months in one run.</summary>
    /// <param name="from">The newest, months before t0.</param>
    /// <param name="to">One past the oldest.</param>
    public ReadOnlySpan<long> Institutions(int from, int to) => _institutions.AsSpan(_starts[from], _starts[to] - _starts[from]);

    /// <summary>Prescribing institutions of one month.</summary>
    public ReadOnlySpan<long> Prescribers(int back) => _prescribers.AsSpan(_starts[back].._starts[back + 1]);

    /// <summary>Whether the person was in hospital in a month.</summary>
    public bool HasStay(int back) => _hasStay[back];

    /// <summary>Reads a person.</summary>
    public void Read(scoped in PersonHistory person)
    {
        var count = 0;
        Months = 0;
        for (var back = 0; back < DetectionWindow.Length; back++)
        {
            var claims = person.Claims(DetectionWindow.Position(back));
            _hasStay[back] = false;
            if (claims.Count > 0)
            {
                Reserve(count + claims.Count);
                Months |= 1u << back;
                _hasStay[back] = Read(claims, count);
                count += claims.Count;
            }

            _starts[back + 1] = count;
        }
    }

    // A month has one or two claims: a plain loop is done before a block copy has begun.
    private bool Read(scoped in ClaimSlice claims, int at)
    {
        var kinds = claims.Kind;
        var visitDays = claims.VisitDays;
        var institutions = claims.Institution;
        var prescribers = claims.PrescriberInstitution;
        var stays = KindSet.Stays;
        var hasStay = false;
        for (var i = 0; i < kinds.Length; i++)
        {
            _kinds[at + i] = kinds[i];
            _visitDays[at + i] = visitDays[i];
            _institutions[at + i] = institutions[i];
            _prescribers[at + i] = prescribers[i];
            hasStay |= stays.Has(kinds[i]);
        }

        return hasStay;
    }

    private void Reserve(int count)
    {
        if (count > _kinds.Length)
        {
            var size = Math.Max(count, _kinds.Length * 2);
            Array.Resize(ref _kinds, size);
            Array.Resize(ref _visitDays, size);
            Array.Resize(ref _institutions, size);
            Array.Resize(ref _prescribers, size);
        }
    }
}
