namespace ClaimsWatch.Ingest.Bytes;

/// <summary>
/// The 31 fields of a month's days, nearly all of them empty: walks over them without splitting the row.
/// </summary>
/// <param name="fields">The row from the first day's field on.</param>
public ref struct DayFields(ReadOnlySpan<byte> fields)
{
    private const int Days = 31;
    private ReadOnlySpan<byte> _rest = fields;
    private int _day;

    /// <summary>Day of the current field, 1 to 31.</summary>
    public readonly int Day => _day;

    /// <summary>The current field.</summary>
    public ReadOnlySpan<byte> Field { get; private set; }

    /// <summary>Moves to the next field that is not empty; false behind the last.</summary>
    public bool Next()
    {
        while (_day < Days && _rest.Length > 0)
        {
            _day++;
            if (_rest[0] == (byte)',')
            {
                _rest = _rest[1..];
                continue;
            }

            var end = _rest.IndexOf((byte)',');
            Field = end < 0 ? _rest : _rest[..end];
            _rest = end < 0 ? default : _rest[(end + 1)..];
            return true;
        }

        return false;
    }
}
