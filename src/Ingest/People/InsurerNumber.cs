namespace ClaimsWatch.Ingest.People;

/// <summary>
/// 保険者番号 as compared: 8 digits, or 6 for 国保. Claim files pad the 6 with spaces, spreadsheets drop leading zeros, some systems pad
/// with zeros: all become the same.
/// </summary>
public static class InsurerNumber
{
    /// <summary>Normalises; text that is not a number comes back trimmed.</summary>
    public static string Normalise(string text)
    {
        var digits = Core.Text.KanaWidth.FoldNumber(text);
        if (digits.Length == 0 || digits.AsSpan().ContainsAnyExceptInRange('0', '9'))
        {
            return digits;
        }

        if (digits.Length == 8 && digits.StartsWith("00", StringComparison.Ordinal))
        {
            return digits[2..];
        }

        return digits.Length switch
        {
            5 => digits.PadLeft(6, '0'),
            7 => digits.PadLeft(8, '0'),
            _ => digits,
        };
    }
}
