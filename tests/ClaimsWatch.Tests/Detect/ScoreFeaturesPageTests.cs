using ClaimsWatch.Detect.Features;
using ClaimsWatch.Tests.Architecture;

namespace ClaimsWatch.Tests.Detect;

public sealed class ScoreFeaturesPageTests
{
    [Fact]
    public void The_page_lists_every_feature() => Golden.Verify("docs/score-features.md", Page());

    private static string Page() => $"""
        # What the score sees

        The {ScoreFeatures.All.Count} numbers of a person at t0, written from the list the program uses (`ScoreFeatures`). NaN
        cannot be said. Monotone: more may only raise the score of boosted trees. Features with one fact are told as
        one reason, their parts added.


        """ + ScoreFeatures.Table();
}
