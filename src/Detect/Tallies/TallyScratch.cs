using ClaimsWatch.Core.Columns;
using ClaimsWatch.Detect.Tallies.Overlap;
using ClaimsWatch.Detect.Tallies.Supplies;

namespace ClaimsWatch.Detect.Tallies;

/// <summary>Working memory of one thread, reused from person to person; it grows and is never shared.</summary>
public sealed class TallyScratch
{
    private long[] _ids = new long[64];
    private long[] _days = new long[64];
    private int _idCount;
    private SuppliedDays[] _supplies = new SuppliedDays[64];
    private int _supplyCount;

    /// <summary>The person's claims.</summary>
    public WindowClaims Claims { get; } = new();

    /// <summary>The person's medicine lines, read when first asked for.</summary>
    public HomeLines Home { get; } = new();

    /// <summary>Room for tablets by day.</summary>
    public DailyAmounts Amounts { get; } = new();

    /// <summary>Takes up a person.</summary>
    public void Begin(scoped in PersonHistory person)
    {
        Claims.Read(person);
        Home.Forget();
    }

    /// <summary>Distinct ids added since <see cref="ClearIds"/>.</summary>
    public int IdCount => _idCount;

    /// <summary>Supplies added since <see cref="ClearSupplies"/>.</summary>
    public Span<SuppliedDays> Supplies => _supplies.AsSpan(0, _supplyCount);

    /// <summary>The ids in the order they were added.</summary>
    public ReadOnlySpan<long> Ids => _ids.AsSpan(0, _idCount);

    /// <summary>Forgets the ids.</summary>
    public void ClearIds() => _idCount = 0;

    /// <summary>Adds an id unless it is there; a person has a few dozen at most, so a scan is fastest.</summary>
    public void AddId(long id)
    {
        foreach (var known in Ids)
        {
            if (known == id)
            {
                return;
            }
        }

        if (_idCount == _ids.Length)
        {
            Array.Resize(ref _ids, _ids.Length * 2);
        }

        _ids[_idCount++] = id;
    }

    /// <summary>Days added by id since <see cref="ClearIds"/>, in the order of <see cref="Ids"/>.</summary>
    public ReadOnlySpan<long> DaysOfIds => _days.AsSpan(0, _idCount);

    /// <summary>Adds days to an id; ids are all added so, or none.</summary>
    public void AddDays(long id, long days)
    {
        var at = Ids.IndexOf(id);
        if (at < 0)
        {
            at = _idCount;
            AddId(id);
            if (_days.Length < _ids.Length)
            {
                Array.Resize(ref _days, _ids.Length);
            }

            _days[at] = 0;
        }

        _days[at] += days;
    }

    /// <summary>Forgets the supplies.</summary>
    public void ClearSupplies() => _supplyCount = 0;

    /// <summary>Adds one medicine line.</summary>
    public void AddSupply(SuppliedDays supply)
    {
        if (_supplyCount == _supplies.Length)
        {
            Array.Resize(ref _supplies, _supplies.Length * 2);
        }

        _supplies[_supplyCount++] = supply;
    }
}

/// <summary>Days of one ingredient from one prescriber, dispensed on one day; ordered so, the longest of a day first.</summary>
public readonly record struct SuppliedDays(int Ingredient, long Prescriber, int DispensedOn, int Days) : IComparable<SuppliedDays>
{
    /// <inheritdoc/>
    public int CompareTo(SuppliedDays other)
    {
        var order = Ingredient.CompareTo(other.Ingredient);
        order = order != 0 ? order : Prescriber.CompareTo(other.Prescriber);
        order = order != 0 ? order : DispensedOn.CompareTo(other.DispensedOn);
        return order != 0 ? order : other.Days.CompareTo(Days);
    }

    /// <summary>Ordinal comparison.</summary>
    public static bool operator <(SuppliedDays left, SuppliedDays right) => left.CompareTo(right) < 0;

    /// <summary>Ordinal comparison.</summary>
    public static bool operator >(SuppliedDays left, SuppliedDays right) => left.CompareTo(right) > 0;

    /// <summary>Ordinal comparison.</summary>
    public static bool operator <=(SuppliedDays left, SuppliedDays right) => left.CompareTo(right) <= 0;

    /// <summary>Ordinal comparison.</summary>
    public static bool operator >=(SuppliedDays left, SuppliedDays right) => left.CompareTo(right) >= 0;
}
