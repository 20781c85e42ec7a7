using ClaimsWatch.Core.Programme;
using ClaimsWatch.Notify.Post;

namespace ClaimsWatch.Tests.Notify;

public sealed class LaterRecipientsTests
{
    private static readonly DateOnly s_printed = new(2026, 8, 20);

    private static readonly LetterRecord[] s_letters =
        [.. Enumerable.Range(1, 6).Select(i => new LetterRecord($"{i}", "R2026-05", i, "standard/1", s_printed, ""))];

    private static CameBack Back(int returned = 0, int inTouch = 0, int stopped = 0, int pulled = 0, int days = 10) => new(
        Days(returned, days), Days(inTouch, days), stopped == 0 ? new HashSet<long>() : new HashSet<long> { stopped },
        pulled == 0 ? new HashSet<string>() : new HashSet<string> { $"{pulled}" });

    private static Dictionary<long, DateOnly> Days(int person, int days) =>
        person == 0 ? [] : new Dictionary<long, DateOnly> { [person] = s_printed.AddDays(days) };

    [Fact]
    public void Nothing_came_back_and_everybody_gets_both() => Assert.Equal(
        [6, 6], [LaterRecipients.OfReminder(s_letters, Back()).Count, LaterRecipients.OfClosing(s_letters, Back()).Count]);

    [Fact]
    public void A_returned_letter_a_stop_and_a_pulled_letter_end_both() => Assert.All(
        [Back(returned: 3), Back(stopped: 3), Back(pulled: 3)],
        back =>
        {
            Assert.Equal([1L, 2, 4, 5, 6], LaterRecipients.OfReminder(s_letters, back));
            Assert.Equal([1L, 2, 4, 5, 6], LaterRecipients.OfClosing(s_letters, back));
        });

    [Fact]
    public void Who_got_in_touch_is_not_reminded_but_is_told_that_it_is_over()
    {
        Assert.DoesNotContain(3L, LaterRecipients.OfReminder(s_letters, Back(inTouch: 3)));
        Assert.Contains(3L, LaterRecipients.OfClosing(s_letters, Back(inTouch: 3)));
    }

    [Fact]
    public void What_came_back_before_this_letter_was_about_another_one()
    {
        Assert.Contains(3L, LaterRecipients.OfReminder(s_letters, Back(inTouch: 3, days: -1)));
        Assert.Contains(3L, LaterRecipients.OfReminder(s_letters, Back(returned: 3, days: -1)));
    }
}
