using System.Globalization;

namespace ClaimsWatch.Evaluate.Reports;

/// <summary>
/// Numbers as people read them (evaluation.md 4): rates with two decimals, ratios with two or three, p with three.
/// </summary>
public static class Figures
{
    /// <summary>In place of a number that does not exist.</summary>
    public const string None = "－";

    /// <summary>A rate with two decimals.</summary>
    public static string Rate(double value) => double.IsFinite(value) ? value.ToString("#,0.00", CultureInfo.InvariantCulture)
        : None;

    /// <summary>A signed percentage with one decimal.</summary>
    public static string Percent(double value) =>
        double.IsFinite(value) ? value.ToString("+0.0;−0.0;0.0", CultureInfo.InvariantCulture) + "%" : None;

    /// <summary>A p value with three decimals.</summary>
    public static string P(double p) =>
        !double.IsFinite(p) ? None : p < 0.001 ? "<.001" : p.ToString("0.000", CultureInfo.InvariantCulture);

    /// <summary>"0.87倍(95%信頼区間 0.78～0.97)", for sentences.</summary>
    public static string RatioWords(double ratio, double low, double high) =>
        Ratio(ratio, low, high).Replace(" (", "倍(95%信頼区間 ", StringComparison.Ordinal);

    /// <summary>"0.87 (95 % CI 0.78 to 0.97)", for English sentences.</summary>
    public static string RatioWordsInEnglish(double ratio, double low, double high) =>
        Ratio(ratio, low, high).Replace(" (", " (95 % CI ", StringComparison.Ordinal)
            .Replace("～", " to ", StringComparison.Ordinal);

    /// <summary>"0.87 (0.78～0.97)": three decimals when the interval is narrow or when rounding would put an end on 1.</summary>
    public static string Ratio(double ratio, double low, double high)
    {
        if (!double.IsFinite(ratio) || !double.IsFinite(low) || !double.IsFinite(high))
        {
            return None;
        }

        var digits = high - low < 0.1 || TouchesOne(low, 2) || TouchesOne(high, 2) ? 3 : 2;
        digits = TouchesOne(low, digits) || TouchesOne(high, digits) ? 4 : digits;
        var format = "0." + new string('0', digits);
        return $"{ratio.ToString(format, CultureInfo.InvariantCulture)} ({low.ToString(format, CultureInfo.InvariantCulture)}～"
            + $"{high.ToString(format, CultureInfo.InvariantCulture)})";
    }

    /// <summary>"−0.32 (−0.50～−0.14)": a difference, with more decimals when rounding would put an end on 0.</summary>
    public static string Difference(double difference, double low, double high)
    {
        if (!double.IsFinite(difference) || !double.IsFinite(low) || !double.IsFinite(high))
        {
            return None;
        }

        var digits = Enumerable.Range(2, 2).FirstOrDefault(d => Math.Round(low, d) != 0 && Math.Round(high, d) != 0, 4);
        var zeros = new string('0', digits);
        string Text(double value) => value.ToString($"+0.{zeros};−0.{zeros};0.{zeros}", CultureInfo.InvariantCulture);
        return $"{Text(difference)} ({Text(low)}～{Text(high)})";
    }

    /// <summary>"−0.32(95%信頼区間 −0.50～−0.14)", for sentences.</summary>
    public static string DifferenceWords(double difference, double low, double high) =>
        Difference(difference, low, high).Replace(" (", "(95%信頼区間 ", StringComparison.Ordinal);

    /// <summary>"−0.32 (95 % CI −0.50 to −0.14)", for English sentences.</summary>
    public static string DifferenceWordsInEnglish(double difference, double low, double high) =>
        Difference(difference, low, high).Replace(" (", " (95 % CI ", StringComparison.Ordinal)
            .Replace("～", " to ", StringComparison.Ordinal);

    /// <summary>Percent fewer (positive) or more (negative) of a ratio, whole numbers.</summary>
    public static string Fewer(double ratio) => Math.Abs(100 * (1 - ratio)).ToString("0", CultureInfo.InvariantCulture);

    private static bool TouchesOne(double value, int digits) => value != 1 && Math.Round(value, digits) == 1;
}
