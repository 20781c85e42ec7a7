using ClaimsWatch.Core.Identities;
using ClaimsWatch.Ingest.Receipts;

namespace ClaimsWatch.Ingest.People;

/// <summary>Numbers of households from 0, by 記号番号 and insurer as they lie in records.</summary>
internal sealed class HouseholdIndex
{
    private readonly RawIndex _index = new();
    private readonly RecordWriter _key = new();

    /// <summary>How many.</summary>
    public int Count { get; private set; }

    /// <summary>Number of a household, a new one if it is new.</summary>
    public int NumberOf(IdentityView identity)
    {
        var key = KeyOf(identity);
        var hash = RawIndex.HashOf(key);
        if (!_index.TryFind(key, hash, out var number))
        {
            number = Count++;
            _index.Add(key, hash, number);
        }

        return number;
    }

    /// <summary>Number of a household, −1 if it is not here.</summary>
    public int Find(IdentityView identity)
    {
        var key = KeyOf(identity);
        _index.TryFind(key, RawIndex.HashOf(key), out var number);
        return number;
    }

    /// <summary>Whether two are of one household.</summary>
    public static bool AreSame(IdentityView a, IdentityView b) =>
        NumberIn(a).SequenceEqual(NumberIn(b)) && a.Symbol.SequenceEqual(b.Symbol)
            && a.InsurerNumber.SequenceEqual(b.InsurerNumber);

    private ReadOnlySpan<byte> KeyOf(IdentityView identity)
    {
        _key.Clear();
        _key.Text(identity.InsurerNumber);
        _key.Text(identity.Symbol);
        _key.Text(NumberIn(identity));
        return _key.Written;
    }

    // As HouseholdKey has it: leading zeros of 番号 do not count, unless there is nothing else.
    private static ReadOnlySpan<byte> NumberIn(IdentityView identity)
    {
        var number = identity.Number.TrimStart((byte)'0');
        return number.IsEmpty ? identity.Number : number;
    }
}

/// <summary>Which items belong to which group, in their own order.</summary>
internal sealed class Groups
{
    private readonly int[] _starts;
    private readonly int[] _items;

    /// <summary>Sorts items by their groups.</summary>
    /// <param name="groups">Group by item, −1 for none.</param>
    /// <param name="count">Groups.</param>
    public Groups(ReadOnlySpan<int> groups, int count)
    {
        _starts = new int[count + 1];
        foreach (var group in groups)
        {
            if (group >= 0)
            {
                _starts[group + 1]++;
            }
        }

        for (var i = 1; i <= count; i++)
        {
            _starts[i] += _starts[i - 1];
        }

        var next = _starts.AsSpan(0, count).ToArray();
        _items = new int[_starts[count]];
        for (var i = 0; i < groups.Length; i++)
        {
            if (groups[i] >= 0)
            {
                _items[next[groups[i]]++] = i;
            }
        }
    }

    /// <summary>Items of a group.</summary>
    public Span<int> Of(int group) => _items.AsSpan(_starts[group].._starts[group + 1]);
}
