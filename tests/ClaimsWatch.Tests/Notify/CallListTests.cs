using ClaimsWatch.Core.Programme;
using ClaimsWatch.Notify.Post;
using ClaimsWatch.Notify.StaffFiles;

namespace ClaimsWatch.Tests.Notify;

public sealed class CallListTests
{
    private static readonly HashSet<string> Nobody = [];

    private static Contact On(string letter, int day, string outcome) =>
        new(letter, new DateOnly(2026, 12, day), "電話", "本人", false, false, "", 0, outcome);

    [Fact]
    public void Only_people_who_asked_to_be_called_are_on_it_oldest_wish_first()
    {
        var calls = CallList.Of([On("B", 3, "電話の希望"), On("A", 2, "相談のみ"), On("C", 1, "電話の希望")], Nobody);

        Assert.Equal(["C", "B"], calls.Select(call => call.LetterId));
    }

    [Fact]
    public void Who_was_reached_since_or_stopped_the_letters_is_not_called()
    {
        Contact[] contacts =
            [On("A", 1, "電話の希望"), On("A", 2, "相談のみ"), On("B", 1, "電話の希望"), On("C", 1, "相談のみ"), On("C", 2, "電話の希望")];

        Assert.Equal(["C"],
            CallList.Of(contacts, new HashSet<string>(["B"], StringComparer.Ordinal)).Select(call => call.LetterId));
    }

    [Fact]
    public void Whoever_was_reached_on_the_day_they_asked_is_not_called_again() =>
        Assert.Empty(CallList.Of([On("A", 1, "相談のみ"), On("A", 1, "電話の希望")], Nobody));

    [Fact]
    public void A_reply_card_takes_only_answers_of_its_lists()
    {
        var id = LetterIds.For("R", [1], Nobody)[1];
        var header = "letter_id,on,understood,showed,feeling\n";

        Assert.Single(SurveyFile.Parse($"{header}{id},2026-12-01,ふつう,薬局,届いてよかった\n", "s.csv").Rows);
        Assert.Equal("feeling", Assert.Single(SurveyFile.Parse($"{header}{id},2026-12-01,ふつう,薬局,うれしい\n", "s.csv").Rejects).Field);
    }
}
