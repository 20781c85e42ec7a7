namespace ClaimsWatch.Benchmarks;

/// <summary>Seeded damage as real files suffer it: bit flips, cuts, swapped columns, huge fields, other encodings,
/// doubled lines.</summary>
internal sealed class Mutator(ulong seed)
{
    private const int HugeField = 70_000;
    private ulong _state = seed;

    /// <summary>A damaged copy, one to three kinds of damage.</summary>
    public byte[] Damage(byte[] original)
    {
        var bytes = original;
        for (var times = 1 + Next(3); times > 0; times--)
        {
            bytes = Once(bytes);
        }

        return bytes;
    }

    /// <summary>A number below <paramref name="limit"/>; SplitMix64, so that a seed means the same on every runtime.</summary>
    public int Next(int limit)
    {
        unchecked
        {
            _state += 0x9E3779B97F4A7C15;
            var z = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return (int)((z ^ (z >> 31)) % (ulong)Math.Max(1, limit));
        }
    }

    private byte[] Once(byte[] bytes)
    {
        var at = Next(bytes.Length);
        switch (Next(9))
        {
            case 0:
                return With(bytes, at, unchecked((byte)(At(bytes, at) ^ (1 << Next(8)))));
            case 1:
                return bytes[..at];
            case 2:
                return SwapColumns(bytes, at);
            case 3:
                return Insert(bytes, at,
                    [.. Enumerable.Repeat((byte)('0' + Next(10)), Next(20) == 0 ? HugeField : 1 + Next(300))]);
            case 4:
                return Insert(bytes, at, [(byte)(Next(2) == 0 ? 0 : 0x1A)]);
            case 5:
                return [.. bytes.Where((_, i) => bytes[i] != (byte)'\r')];
            case 6:
                var (from, to) = Line(bytes, at);
                return Insert(bytes, to, bytes[from..to]);
            case 7:
                (from, to) = Line(bytes, at);
                return [.. bytes[..from], .. bytes[to..]];
            default:
                return Insert(bytes, at, [(byte)"\",\n\u007f"[Next(4)]]);
        }
    }

    private byte[] SwapColumns(byte[] bytes, int at)
    {
        var (from, to) = Line(bytes, at);
        var fields = System.Text.Encoding.Latin1.GetString(bytes, from, to - from).Split(',');
        var (a, b) = (Next(fields.Length), Next(fields.Length));
        (fields[a], fields[b]) = (fields[b], fields[a]);
        return [.. bytes[..from], .. System.Text.Encoding.Latin1.GetBytes(string.Join(',', fields)), .. bytes[to..]];
    }

    private static (int From, int To) Line(byte[] bytes, int at)
    {
        if (bytes.Length == 0)
        {
            return (0, 0);
        }

        var from = Array.LastIndexOf(bytes, (byte)'\n', at) + 1;
        var to = Array.IndexOf(bytes, (byte)'\n', at);
        return from > at ? (at, at) : (from, to < 0 ? bytes.Length : to + 1);
    }

    private static byte At(byte[] bytes, int at) => at < bytes.Length ? bytes[at] : (byte)0;

    private static byte[] With(byte[] bytes, int at, byte value)
    {
        var copy = (byte[])bytes.Clone();
        if (at < copy.Length)
        {
            copy[at] = value;
        }

        return copy;
    }

    private static byte[] Insert(byte[] bytes, int at, byte[] added) => [.. bytes[..at], .. added, .. bytes[at..]];
}
