using ClaimsWatch.Cli.Printing;
using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;

namespace ClaimsWatch.Cli.Steps;

/// <summary>Persons of one sex found in one way.</summary>
public sealed record LinkedPersons(Sex Sex, Linkage Linkage, int Persons);

/// <summary>
/// What every result rests on: where months at risk come from, and how persons were found, by sex. In the results.json of every
/// run: outcomes are reported by sex, and an error of linkage that differs by sex would look like an effect.
/// </summary>
/// <param name="Eligibility"><c>roster</c>, or <c>claims</c> where no roster ever came.</param>
/// <param name="RosterAsOf">Day of the newest roster, empty if there is none.</param>
/// <param name="LinkQuality">Persons by sex and by how they were found.</param>
/// <param name="Merged">Pseudonyms replaced by another one.</param>
public sealed record DataNote(string Eligibility, string RosterAsOf, IReadOnlyList<LinkedPersons> LinkQuality, int Merged)
{
    private static readonly Projection s_read = new([new(Schema.Persons, 1, ["sex", "linkage"])]);

    /// <summary>Months at risk from claims alone.</summary>
    public const string FromClaims = "claims";

    /// <summary>The note of a workspace as it is now.</summary>
    public static DataNote Of(Session session)
    {
        var persons = session.Workspace.OpenStore().ReadPersons(s_read);
        var roster = Standings.Lists(session).RosterAsOf;
        return new DataNote(
            roster is null ? FromClaims : "roster", roster is { } day ? $"{day:yyyy-MM-dd}" : "",
            [
                .. Enumerable.Range(0, persons.Count).CountBy(i => ((Sex)persons.Sex.Span[i], (Linkage)persons.Linkage.Span[i]))
                    .Select(c => new LinkedPersons(c.Key.Item1, c.Key.Item2, c.Value)).OrderBy(p => p.Sex).ThenBy(p => p.Linkage),
            ],
            session.Book.Aliases.InForce.Count);
    }

    /// <summary>A line for people where there is no roster; nothing where there is one.</summary>
    public static IEnumerable<string> Lines(Session session) => Standings.Lists(session).RosterAsOf is not null ? []
        : [session.Context.Japanese
            ? "在籍月はレセプトだけから推定しています（資格ファイルなし）。受診のない人と、やめた人を見分けられません。"
            : "months at risk come from claims only (no roster): people without claims and people who left can't be told apart"];

    /// <summary>How old the roster is, or that there is none.</summary>
    public static IEnumerable<string> Freshness(Session session)
    {
        if (Standings.Lists(session).RosterAsOf is not { } day)
        {
            return Lines(session);
        }

        var age = session.Today.DayNumber - day.DayNumber;
        return [session.Context.Japanese ? $"資格ファイル: {day:yyyy-MM-dd} 現在（{age}日前）"
            : $"roster as of {day:yyyy-MM-dd}, {age} days old"];
    }

    /// <summary>The table of persons by sex.</summary>
    public ResultTable Table(bool ja) => new(
        ja ? "本人の見つけ方（男女別、人数）" : "how persons were found, by sex",
        ja ? ["性別", "方法", "人", "割合"] : ["sex", "how", "persons", "share"],
        [
            .. LinkQuality.Select(l =>
            {
                var all = LinkQuality.Where(o => o.Sex == l.Sex).Sum(o => o.Persons);
                return (IReadOnlyList<string>)
                    [QualityPage.SexWord(l.Sex, ja), QualityPage.LinkageWord(l.Linkage, ja), $"{l.Persons}",
                        $"{100.0 * l.Persons / all:0.00}%"];
            }),
        ]);
}
