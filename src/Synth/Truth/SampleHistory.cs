using System.Text;
using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Text;
using ClaimsWatch.Synth.Care;
using ClaimsWatch.Synth.People;

namespace ClaimsWatch.Synth.Truth;

/// <summary>An earlier letter round for <c>import-history</c>, drawn on the synthetic truth by Synth itself.</summary>
/// <param name="SelectionMonth">Month in which people were chosen.</param>
/// <param name="LetterMonth">Month of posting.</param>
/// <param name="Allocation">Letter and holdout; give it to <see cref="World.Deliver"/> and <see cref="World.EffectOf"/>.</param>
/// <param name="Log">The log as CSV in UTF-8, <c>history/letters-YYYY-MM.csv</c>.</param>
public sealed record SampleHistory(
    ClaimMonth SelectionMonth, ClaimMonth LetterMonth, IReadOnlyList<SynthLetter> Allocation, SynthFile Log)
{
    private const int Lowest = 12;
    private const int BandEdge = 16;
    private const int TooMany = 20;
    private const string Header =
        "insurer_number,symbol,number,branch,birth_date,round,selection_month,letter_month,arm,band,stratum,delivered";

    internal static SampleHistory Draw(
        SynthSettings settings, IEnumerable<Person> people, MonthPlanner planner, ClaimMonth selection, ClaimMonth letter)
    {
        var eligible = people
            .Where(p => p.Course.Reason == MedicalReason.None && p.Age(selection) >= 18 && IsInsured(p, selection))
            .Select(p => (Person: p, Count: planner.Plan(p, selection).Count(r => r.Counts)))
            .Where(p => p.Count is >= Lowest and < TooMany)
            .Select(p => (p.Person, Band: p.Count < BandEdge ? "12-15" : "16-19"))
            .ToArray();
        var letters = new List<SynthLetter>();
        var lines = new List<(int Index, string Line)>();
        foreach (var stratum in eligible.GroupBy(e => (e.Person.Sex, e.Band)).OrderBy(g => g.Key))
        {
            // Half of each stratum; the odd one out goes by the same draw.
            var order = stratum.OrderBy(e => Chance.For(settings.Seed, Purpose.History, e.Person.Index, selection.Value).Next())
                .ToArray();
            var coin = Chance.For(settings.Seed, Purpose.History, -1, selection.Value, (int)stratum.Key.Sex).Below(2);
            for (var i = 0; i < order.Length; i++)
            {
                var drawn = Drawn(settings, order[i].Person, selection, letter, (i + coin) % 2 == 0);
                letters.Add(drawn);
                lines.Add((order[i].Person.Index, Line(drawn, selection, stratum.Key.Band, stratum.Key.Sex)));
            }
        }

        var text = new StringBuilder(Header).Append('\n');
        foreach (var (_, line) in lines.OrderBy(l => l.Index))
        {
            text.Append(line).Append('\n');
        }

        var log = new SynthFile($"history/letters-{letter}.csv", Encoding.UTF8.GetBytes(text.ToString()));
        return new SampleHistory(selection, letter, letters, log);
    }

    private static SynthLetter Drawn(
        SynthSettings settings, Person person, ClaimMonth selection, ClaimMonth letter, bool isLetter) => new(
        settings.InsurerNumber.Trim(), person.Household.Symbol, person.Household.NumberIn(selection), $"{person.Branch:00}",
        letter, isLetter, JapaneseDate.ToNumber(person.BirthDate), IsInsured(person, letter));

    private static string Line(SynthLetter drawn, ClaimMonth selection, string band, Sex sex) => string.Join(
        ',', drawn.InsurerNumber, drawn.Symbol, drawn.Number, drawn.Branch, drawn.BirthDate, $"R{selection}", selection,
        drawn.LetterMonth, drawn.Letter ? "letter" : "holdout", band, $"{(int)sex}x{band}",
        drawn.Delivered && drawn.Letter ? 1 : 0);

    private static bool IsInsured(Person person, ClaimMonth month)
    {
        var (first, last) = person.Insurance.DaysIn(month);
        return last >= first;
    }
}
