namespace ClaimsWatch.Store.Vault;

/// <summary>
/// Who has which pseudonym: 63 bits of the hash are the pseudonym; 64 more tell two canonical ids with the same pseudonym apart.
/// Those of the file are plain columns, ascending; a delivery adds to the side.
/// </summary>
internal sealed class PersonTags
{
    private readonly Dictionary<long, ulong> _added = [];
    private long[] _persons = [];
    private ulong[] _tags = [];

    /// <summary>How many.</summary>
    public int Count => _persons.Length + _added.Count;

    /// <summary>Takes over what a file holds, ascending by pseudonym.</summary>
    public void Restore(long[] persons, ulong[] tags) => (_persons, _tags) = (persons, tags);

    /// <summary>Finds a pseudonym's tag.</summary>
    public bool TryFind(long person, out ulong tag)
    {
        var place = Array.BinarySearch(_persons, person);
        tag = place >= 0 ? _tags[place] : 0;
        return place >= 0 || _added.TryGetValue(person, out tag);
    }

    /// <summary>Adds a pseudonym that is not taken.</summary>
    public void Add(long person, ulong tag) => _added.Add(person, tag);

    /// <summary>All of them, ascending by pseudonym.</summary>
    public IEnumerable<(long Person, ulong Tag)> InOrder()
    {
        var (added, tags) = (_added.Keys.ToArray(), _added.Values.ToArray());
        Array.Sort(added, tags);
        var (i, j) = (0, 0);
        while (i < _persons.Length || j < added.Length)
        {
            if (j == added.Length || (i < _persons.Length && _persons[i] < added[j]))
            {
                yield return (_persons[i], _tags[i]);
                i++;
            }
            else
            {
                yield return (added[j], tags[j]);
                j++;
            }
        }
    }
}
