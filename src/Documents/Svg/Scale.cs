using System.Globalization;

namespace ClaimsWatch.Documents.Svg;

/// <summary>Round tick values and the width of text, without a browser at hand.</summary>
internal static class Scale
{
    private static readonly double[] LogSteps = [1, 2, 5];
    private static readonly double[] FineLogSteps = [1, 1.25, 1.5, 2, 3, 4, 5, 6, 7, 8];

    /// <summary>
    /// Ticks from at most <paramref name="low"/> to at least <paramref name="high"/>, 1-2-5 steps, about
    /// <paramref name="count"/> of them.
    /// </summary>
    public static IReadOnlyList<double> Ticks(double low, double high, int count = 5)
    {
        var span = high > low ? high - low : 1;
        var raw = span / count;
        var power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        var step = power * (raw / power) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 };
        var first = Math.Floor(low / step);
        var last = Math.Ceiling((low + span) / step);
        return [.. Enumerable.Range(0, (int)(last - first) + 1).Select(i => Math.Round((first + i) * step, 10))];
    }

    /// <summary>
    /// Ticks 1, 2, 5 × powers of ten inside a range of positive numbers; more of them on a range under one decade.
    /// </summary>
    public static IReadOnlyList<double> LogTicks(double low, double high)
    {
        var steps = high / low < 10 ? FineLogSteps : LogSteps;
        var ticks = new List<double>();
        for (var power = (int)Math.Floor(Math.Log10(low)); power <= Math.Ceiling(Math.Log10(high)); power++)
        {
            ticks.AddRange(
                steps.Select(step => step * Math.Pow(10, power)).Where(tick => tick >= low * .999 && tick <= high * 1.001));
        }

        return ticks;
    }

    /// <summary>A number as axes and tables show it: up to <paramref name="digits"/> decimals, none that say nothing.</summary>
    public static string Label(double value, int digits = 4)
    {
        var rounded = Math.Round(value, digits, MidpointRounding.AwayFromZero);
        return (rounded == 0 ? 0 : rounded).ToString("#,0." + new string('#', digits), CultureInfo.InvariantCulture);
    }

    /// <summary>
    /// Width of text in ems: kana, kanji and full-width forms count one, the rest .56 (measured on Noto Sans CJK digits).
    /// </summary>
    public static double Ems(string text) => text.EnumerateRunes().Sum(rune => IsWide(rune.Value) ? 1 : .56);

    /// <summary>Breaks text into lines no wider than <paramref name="ems"/>; line feeds break too.</summary>
    public static IReadOnlyList<string> Wrap(string text, double ems)
    {
        var lines = new List<string>();
        foreach (var paragraph in text.Split('\n'))
        {
            var line = new System.Text.StringBuilder();
            var width = 0d;
            foreach (var rune in paragraph.EnumerateRunes())
            {
                var next = IsWide(rune.Value) ? 1 : .56;
                if (width + next > ems && line.Length > 0)
                {
                    lines.Add(line.ToString());
                    line.Clear();
                    width = 0;
                }

                line.Append(rune.ToString());
                width += next;
            }

            lines.Add(line.ToString());
        }

        return lines;
    }

    private static bool IsWide(int rune) =>
        rune is (>= 0x1100 and <= 0x115F) or (>= 0x2E80 and <= 0xA4CF) or (>= 0xAC00 and <= 0xD7A3)
        or (>= 0xF900 and <= 0xFAFF) or (>= 0xFE30 and <= 0xFE6F) or (>= 0xFF00 and <= 0xFF60) or (>= 0xFFE0 and <= 0xFFE6)
        or (>= 0x20000 and <= 0x3FFFF) or 0x25CB or 0x2192 or 0x00D7;
}
