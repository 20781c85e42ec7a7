using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Text;
using ClaimsWatch.Synth.Care;
using ClaimsWatch.Synth.People;

namespace ClaimsWatch.Synth;

/// <summary>Who got a letter, found back among the invented people; decides which claims a letter prevents.</summary>
internal sealed class Letters
{
    private readonly Dictionary<int, ClaimMonth> _from = [];
    private readonly EffectSettings _effect;

    private Letters(EffectSettings effect) => _effect = effect;

    /// <summary>
    /// Letters of an exported list; of several to one person the first counts, because the effect does not add up.
    /// </summary>
    public static Letters Of(SynthSettings settings, Registry registry, IEnumerable<SynthLetter> list)
    {
        var letters = new Letters(settings.Effect);
        foreach (var letter in list.Where(l => l.Letter && l.Delivered))
        {
            var person = registry.Find(letter).Index;
            if (!letters._from.TryGetValue(person, out var earlier) || letter.LetterMonth < earlier)
            {
                letters._from[person] = letter.LetterMonth;
            }
        }

        return letters;
    }

    /// <summary>Whether a claim happens although its person may have had a letter.</summary>
    public bool Keeps(Person person, ClaimMonth month, ReceiptPlan plan) =>
        !_from.TryGetValue(person.Index, out var from) || month < from || plan.Draw < _effect.Ratio(person.Sex);
}

/// <summary>Invented people by 保険者番号, 記号, 番号 and 枝番.</summary>
internal sealed class Registry
{
    private readonly SynthSettings _settings;
    private readonly Dictionary<(string Symbol, string Number), List<Person>> _families = [];

    /// <summary>All numbers that the people ever had.</summary>
    public Registry(SynthSettings settings, IReadOnlyList<Person> people)
    {
        _settings = settings;
        foreach (var person in people)
        {
            var household = person.Household;
            Add((household.Symbol, household.Number), person);
            if (household.LaterNumber.Length > 0)
            {
                Add((household.Symbol, household.LaterNumber), person);
            }
        }
    }

    /// <summary>The person of an exported line.</summary>
    /// <exception cref="InvalidOperationException">Nobody, or more than one, fits: the list is of another world.</exception>
    public Person Find(SynthLetter letter)
    {
        var key = (KanaWidth.FoldNumber(letter.Symbol), KanaWidth.FoldNumber(letter.Number));
        var fits = letter.InsurerNumber.Trim() == _settings.InsurerNumber.Trim() && _families.TryGetValue(key, out var family)
            ? family.Where(p => Fits(p, letter)).Take(2).ToArray()
            : [];
        return fits.Length == 1
            ? fits[0]
            : throw new InvalidOperationException("a letter names nobody, or several people, of this synthetic world");
    }

    private static bool Fits(Person person, SynthLetter letter)
    {
        var branch = letter.Branch.Trim().TrimStart('0');
        var branchFits = branch.Length == 0 || branch == $"{person.Branch}";
        return branchFits && (letter.BirthDate == 0 || letter.BirthDate == JapaneseDate.ToNumber(person.BirthDate));
    }

    private void Add((string Symbol, string Number) key, Person person)
    {
        if (!_families.TryGetValue(key, out var family))
        {
            _families[key] = family = [];
        }

        family.Add(person);
    }
}
