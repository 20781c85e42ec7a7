using System.Collections;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace ClaimsWatch.Cli.Printing;

/// <summary>
/// Characters that some font of this machine can draw, as fontconfig lists them: a browser on Linux looks for glyphs in the same
/// fonts, and prints an empty box for a character that none of them has.
/// </summary>
public sealed class InstalledFonts
{
    private readonly BitArray _drawn = new(0x110000);

    private InstalledFonts()
    {
    }

    /// <summary>Asks <c>fc-list</c>; null where there is none (Windows), and then nobody can say.</summary>
    public static InstalledFonts? Find(Func<string, string?> environment)
    {
        var program = (environment("PATH") ?? "").Split(Path.PathSeparator).Where(folder => folder.Length > 0)
            .Select(folder => Path.Combine(folder, "fc-list")).FirstOrDefault(File.Exists);
        if (program is null)
        {
            return null;
        }

        using var process = Process.Start(new ProcessStartInfo(program, ["--format", "%{charset}\n"])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        });
        if (process is null)
        {
            return null;
        }

        _ = process.StandardError.ReadToEndAsync();
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? Of(text) : null;
    }

    /// <summary>Fonts as <c>fc-list --format '%{charset}\n'</c> prints them:
    /// one line a font, hexadecimal code points and ranges.</summary>
    public static InstalledFonts Of(string charsets)
    {
        var fonts = new InstalledFonts();
        foreach (var range in charsets.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var ends = range.Split('-');
            for (var code = Hexadecimal(ends[0]); code <= Hexadecimal(ends[^1]); code++)
            {
                fonts._drawn[code] = true;
            }
        }

        return fonts;
    }

    /// <summary>
    /// Characters of a text that no font draws, as U+XXXX, each once, in code order. White space and marks without a shape need
    /// none.
    /// </summary>
    public IReadOnlyList<string> Missing(string text) =>
    [
        .. text.EnumerateRunes().Where(rune => !_drawn[rune.Value] && HasShape(rune)).Select(rune => rune.Value)
        .Distinct().Order()
            .Select(code => $"U+{code:X4}"),
    ];

    private static int Hexadecimal(string text) => int.Parse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private static bool HasShape(Rune rune) =>
        !Rune.IsControl(rune) && !Rune.IsWhiteSpace(rune) && Rune.GetUnicodeCategory(rune) != UnicodeCategory.Format
        && rune.Value is not ((>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF));
}
