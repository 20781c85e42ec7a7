using ClaimsWatch.Core.Programme;

namespace ClaimsWatch.Notify.Post;

/// <summary>What came back so far, by person: the newest day of each.</summary>
/// <param name="Returned">A letter came back.</param>
/// <param name="InTouch">They or their family got in touch, or answered the reply card.</param>
/// <param name="Stopped">They want no letters, complained, or said that something happened to them.</param>
/// <param name="Pulled">Letters that were never posted.</param>
public sealed record CameBack(
    IReadOnlyDictionary<long, DateOnly> Returned, IReadOnlyDictionary<long, DateOnly> InTouch, IReadOnlySet<long> Stopped,
    IReadOnlySet<string> Pulled);

/// <summary>Who may be written to again after a letter (decisions A3, A8): pure.</summary>
public static class LaterRecipients
{
    /// <summary>People for the one reminder: never after a contact, an answer, a stop, a complaint,
    /// a harm or a returned letter.</summary>
    public static IReadOnlyList<long> OfReminder(IEnumerable<LetterRecord> letters, CameBack back) =>
        [.. Reached(letters, back).Where(letter => !Since(back.InTouch, letter)).Select(letter => letter.Person)
            .Distinct().Order()];

    /// <summary>People for the closing letter: everybody a letter reached who did not stop them.</summary>
    public static IReadOnlyList<long> OfClosing(IEnumerable<LetterRecord> letters, CameBack back) =>
        [.. Reached(letters, back).Select(letter => letter.Person).Distinct().Order()];

    private static IEnumerable<LetterRecord> Reached(IEnumerable<LetterRecord> letters, CameBack back) => letters.Where(
        letter => !back.Pulled.Contains(letter.LetterId) && !back.Stopped.Contains(letter.Person)
            && !Since(back.Returned, letter));

    private static bool Since(IReadOnlyDictionary<long, DateOnly> days, LetterRecord letter) =>
        days.TryGetValue(letter.Person, out var day) && day >= letter.PrintedOn;
}
