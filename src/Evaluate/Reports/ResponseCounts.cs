using ClaimsWatch.Core.Claims;

namespace ClaimsWatch.Evaluate.Reports;

/// <summary>What came back from the people of one sex who had a letter; each person counts once in each number. Exact:
/// internal.</summary>
/// <param name="Sex">Administrative sex.</param>
/// <param name="Lettered">People with a letter that was not taken out after printing.</param>
/// <param name="Returned">Of these, with a letter that came back.</param>
/// <param name="Contacted">Who got in touch, they or their family.</param>
/// <param name="WantedReferral">Who wished to be referred.</param>
/// <param name="Connected">つながった人数: referred with consent and seen there.</param>
/// <param name="OptedOut">Who want no letters any more, complaints and harms among them.</param>
/// <param name="Complained">Who complained.</param>
/// <param name="Harmed">Who said that something happened to them.</param>
/// <param name="Answered">Who answered the reply card.</param>
/// <param name="Pleased">Of these, who were glad to get the letter.</param>
public sealed record ResponseCounts(
    Sex Sex, int Lettered, int Returned, int Contacted, int WantedReferral, int Connected, int OptedOut,
    int Complained, int Harmed,
    int Answered, int Pleased)
{
    /// <summary>The named object, <c>responses.sex1</c>.</summary>
    public Result ToResult() => new($"responses.sex{(int)Sex}",
    [
        ("lettered", Lettered), ("returned", Returned), ("contacted", Contacted), ("wanted_referral", WantedReferral),
        ("connected", Connected),
        ("opted_out", OptedOut), ("complained", Complained), ("harmed", Harmed), ("answered", Answered), ("pleased", Pleased),
    ]);
}
