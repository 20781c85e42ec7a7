using ClaimsWatch.Core.Claims;

namespace ClaimsWatch.Ingest.Bytes;

/// <summary>Numbers of claim files: ASCII digits, perhaps padded with spaces; never a sign, a thousands comma or an
/// exponent.</summary>
public static class Numbers
{
    private const int DecimalsMax = 5;

    /// <summary>Reads up to 9 digits; false for an empty field or any other character.</summary>
    public static bool TryInt(ReadOnlySpan<byte> field, out int value)
    {
        // Padding is rare: trimmed only where something is no digit.
        return TryDigits(field, out value)
            || (field.Length > 0 && (field[0] == ' ' || field[^1] == ' ') && TryDigits(field.Trim((byte)' '), out value));
    }

    private static bool TryDigits(ReadOnlySpan<byte> field, out int value)
    {
        value = 0;
        if (field.Length is 0 or > 9)
        {
            return false;
        }

        foreach (var b in field)
        {
            var digit = unchecked((uint)(b - '0'));
            if (digit > 9)
            {
                return false;
            }

            value = unchecked((value * 10) + (int)digit);
        }

        return true;
    }

    /// <summary>Reads a quantity with up to 5 decimals (使用量 N11v) as steps of 10⁻⁵; false for anything else.</summary>
    public static bool TrySteps(ReadOnlySpan<byte> field, out long steps)
    {
        steps = 0;
        field = field.Trim((byte)' ');
        var point = field.IndexOf((byte)'.');
        var whole = point < 0 ? field : field[..point];
        var decimals = point < 0 ? default : field[(point + 1)..];
        if (whole.Length > 9 || decimals.Length > DecimalsMax || whole.Length + decimals.Length == 0)
        {
            return false;
        }

        var units = 0;
        if (whole.Length > 0 && !TryInt(whole, out units))
        {
            return false;
        }

        var fraction = 0;
        if (decimals.Length > 0 && !TryInt(decimals, out fraction))
        {
            return false;
        }

        for (var i = decimals.Length; i < DecimalsMax; i++)
        {
            fraction *= 10;
        }

        steps = (units * Quantity.StepsPerUnit) + fraction;
        return true;
    }

    /// <summary>Whether every byte is an ASCII digit and there is at least one.</summary>
    public static bool AreDigits(ReadOnlySpan<byte> field) =>
        field.Length > 0 && !field.ContainsAnyExceptInRange((byte)'0', (byte)'9');
}
