using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Notify.Letters;

namespace ClaimsWatch.Notify.Windows;

/// <summary>
/// How many lines of print the windows take on page two. The page cannot grow: what does not fit would be cut off, and with it
/// the sentences that follow, so a directory that is too long is refused beforehand.
/// </summary>
public static class WindowTable
{
    /// <summary>Most lines of the table's body beside the required text of the standard letter (measured in print).</summary>
    public const int LinesMax = 15;

    // Characters of 11 pt that a cell holds, less one for a phrase that is moved to the next line as a whole.
    private const double NameEms = 10, AboutEms = 9, HoursEms = 7;

    /// <summary>Lines that these windows need, overestimated rather than under.</summary>
    public static int Lines(IReadOnlyList<ConsultationWindow> windows) =>
        (windows.Any(IsMarked) ? 1 : 0) + windows.Sum(window => Math.Max(
        LinesOf(Ems(window.Name) + 1 + Marks(window), NameEms),
        Math.Max(LinesOf(Ems(Texts.WindowAbout(window.Kind)), AboutEms), LinesOf(Ems(window.Hours), HoursEms))));

    /// <summary>Whether a sign stands beside its name that a line above the table explains.</summary>
    internal static bool IsMarked(ConsultationWindow window) => window.Anonymous || window.FamilyOnly;

    private static int Marks(ConsultationWindow window) =>
        (window.ConfidentialityStatement ? 1 : 0) + (window.Anonymous ? 1 : 0) + (window.FamilyOnly ? 1 : 0);

    /// <summary>Refuses a directory that the pages of a template set cannot hold.</summary>
    /// <exception cref="UserError">Too many (exit 5).</exception>
    internal static void ThrowIfTooMany(IReadOnlyList<ConsultationWindow> windows, TemplateCard card, LetterSettings settings)
    {
        var lines = Lines(windows);
        if (card.WindowsMax > 0 && windows.Count > card.WindowsMax)
        {
            throw new UserError(
                ExitCode.Settings, Texts.TooManyPlaces(windows.Count, card.WindowsMax), Texts.WindowsFile,
                Texts.TooManyWindowsNext);
        }

        if (card.WindowsMax == 0 && lines > settings.WindowLinesMax)
        {
            throw new UserError(
                ExitCode.Settings, Texts.TooManyWindows(windows.Count, lines, settings.WindowLinesMax), Texts.WindowsFile,
                Texts.TooManyWindowsNext);
        }
    }

    private static int LinesOf(double ems, double width) => Math.Max(1, (int)Math.Ceiling(ems / width));

    private static double Ems(string text) => text.EnumerateRunes().Sum(rune => rune.Value < 0x2E80 ? .6 : 1);
}
