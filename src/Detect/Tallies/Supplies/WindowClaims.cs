using ClaimsWatch.Core.Columns;

namespace ClaimsWatch.Detect.Tallies.Supplies;

/// <summary>
/// The claims of one person over the window, month after month from t0 back in one run of each column; read once and shared by every
/// tally that looks at visits. Within a month they keep the store's order: kind, institution, prescriber.
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

    /// <summary>Whether a month has no claim, as most months of most people.</summary>
    public bool IsEmpty(int back) => _starts[back] == _starts[back + 1];

    /// <summary>Kinds of one month.</summary>
    public ReadOnlySpan<int> Kinds(int back) => _kinds.AsSpan(_starts[back].._starts[back + 1]);

    /// <summary>Visit days of one month.</summary>
    public ReadOnlySpan<int> VisitDays(int back) => _visitDays.AsSpan(_starts[back].._starts[back + 1]);

    /// <summary>Institutions of one month.</summary>
    public ReadOnlySpan<long> Institutions(int back) => _institutions.AsSpan(_starts[back].._starts[back + 1]);

    /// <summary>Prescribing institutions of one month.</summary>
    public ReadOnlySpan<long> Prescribers(int back) => _prescribers.AsSpan(_starts[back].._starts[back + 1]);

    /// <summary>Whether the person was in hospital in a month.</summary>
    public bool HasStay(int back) => _hasStay[back];

    /// <summary>Reads a person.</summary>
    public void Read(scoped in PersonHistory person)
    {
        var count = 0;
        for (var back = 0; back < DetectionWindow.Length; back++)
        {
            var claims = person.Claims(DetectionWindow.Position(back));
            _hasStay[back] = false;
            if (claims.Count > 0)
            {
                Reserve(count + claims.Count);
                claims.Kind.CopyTo(_kinds.AsSpan(count));
                claims.VisitDays.CopyTo(_visitDays.AsSpan(count));
                claims.Institution.CopyTo(_institutions.AsSpan(count));
                claims.PrescriberInstitution.CopyTo(_prescribers.AsSpan(count));
                _hasStay[back] = TakeHome.HasStay(claims);
                count += claims.Count;
            }

            _starts[back + 1] = count;
        }
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
