using ClaimsWatch.Core.Claims;
using ClaimsWatch.Synth.Care;
using ClaimsWatch.Synth.People;

namespace ClaimsWatch.Synth.Truth;

/// <summary>One figure that the synthetic world is tuned to.</summary>
/// <param name="Name">What is measured.</param>
/// <param name="IsPublic">A published figure; false is our own assumption.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="Low">Lower end of the range.</param>
/// <param name="High">Upper end.</param>
/// <param name="Measured">What this world has.</param>
public sealed record Target(string Name, bool IsPublic, string Source, double Low, double High, double Measured)
{
    /// <summary>Whether it lies in the range.</summary>
    public bool Holds => Measured >= Low && Measured <= High;
}

/// <summary>Measures a world against its targets, over all its months, without letters.</summary>
internal sealed class Targets
{
    private const string Kdb = "KDB 重複処方 2021-03: 695.1 per 100,000, prefectures 418-992 (MHLW, wic-net document 916/112)";
    private const string Etizolam = "etizolam is the most duplicated psychotropic (chemsrc.com Paper/903555)";
    private const string Assumed = "assumed";

    private readonly long[] _byKind = new long[8];
    private readonly Dictionary<int, long> _duplicated = [];
    private readonly Tally _men = new();
    private readonly Tally _women = new();
    private readonly Tally _young = new();
    private readonly Tally _old = new();
    private readonly Tally _winter = new();
    private readonly Tally _summer = new();
    private long _personMonths;
    private long _adultMonths;
    private long _ten;
    private long _twenty;
    private long _duplicates;
    private long _duplicatesOfBzra;
    private long _duplicatesOfPsychotropics;

    /// <summary>Adds a person's month.</summary>
    public void Add(Person person, ClaimMonth month, IReadOnlyList<ReceiptPlan> plans)
    {
        var (first, last) = person.Insurance.DaysIn(month);
        if (last < first)
        {
            return;
        }

        _personMonths++;
        var count = 0;
        foreach (var plan in plans)
        {
            _byKind[(int)plan.Kind]++;
            count += plan.Counts ? 1 : 0;
        }

        var age = person.Age(month);
        (person.Sex == Sex.Male ? _men : _women).Add(plans.Count);
        (age is >= 20 and < 40 ? _young : age >= 65 ? _old : null)?.Add(plans.Count);
        (month.Month is 1 or 2 ? _winter : month.Month is 7 or 8 or 9 ? _summer : null)?.Add(plans.Count);
        if (age >= 18)
        {
            _adultMonths++;
            _ten += count >= 10 ? 1 : 0;
            _twenty += count >= 20 ? 1 : 0;
        }

        AddDuplicates(plans);
    }

    /// <summary>The table.</summary>
    public IReadOnlyList<Target> Table()
    {
        var months = (double)_personMonths;
        var etizolamShare = _duplicatesOfPsychotropics == 0 ? 0
            : _duplicated.GetValueOrDefault(1179025) / (double)_duplicatesOfPsychotropics;
        var largestOther = _duplicated.Where(d => d.Key != 1179025).Select(d => d.Value).DefaultIfEmpty(0).Max();
        return
        [
            new("重複処方 (KDB type) per 100,000", true, Kdb, 418, 992, _duplicates / months * 100_000),
            new("share of etizolam in duplicated psychotropics", true, Etizolam, 0.2, 1, etizolamShare),
            new("etizolam's duplicates over the next ingredient's", true, Etizolam, 1, 1_000,
                _duplicated.GetValueOrDefault(1179025) / (double)Math.Max(1, largestOther)),
            new("share of benzodiazepine-receptor agonists in duplicated psychotropics", true, Etizolam, 0.6, 1,
                _duplicatesOfBzra / (double)Math.Max(1, _duplicatesOfPsychotropics)),
            new("receipts per person-month", false, Assumed, 1.15, 1.45, (_byKind.Sum() / months)),
            new("医科入院外 per person-month", false, Assumed, 0.62, 0.78, _byKind[1] / months),
            new("調剤 per person-month", false, Assumed, 0.38, 0.52, _byKind[5] / months),
            new("歯科 per person-month", false, Assumed, 0.12, 0.18, _byKind[4] / months),
            new("adults with ≥ 10 receipts in a month, per 10,000", false, Assumed, 2, 9, _ten / (double)_adultMonths * 10_000),
            new("adults with ≥ 20 receipts in a month, per 100,000", false, Assumed, 0, 12,
                _twenty / (double)_adultMonths * 100_000),
            new("receipts of women over those of men", false, Assumed, 1, 1.25, _women.Mean / _men.Mean),
            new("receipts at 65 and over against 20 to 39", false, Assumed, 1.8, 4.5, _old.Mean / _young.Mean),
            new("receipts in January and February against July to September", false, Assumed, 1.05, 1.5,
                _winter.Mean / _summer.Mean),
        ];
    }

    private void AddDuplicates(IReadOnlyList<ReceiptPlan> plans)
    {
        if (plans.Count < 2)
        {
            return;
        }

        // Each prescription once, at the institution that wrote it.
        var written = plans.Where(p => p.Kind == ClaimKind.Outpatient)
            .SelectMany(p => p.Medicines.Where(m => m.Route == Route.Oral).Select(m => (Place: p.Place.Key, m.Drug)))
            .ToArray();
        var classes = written.Select(w => (w.Place, w.Drug.DrugClass)).Distinct().GroupBy(w => w.DrugClass).Select(g => g.Count())
            .Where(places => places >= 2).ToArray();
        if (classes.Any(places => places >= 3) || classes.Length >= 2)
        {
            _duplicates++;
        }

        foreach (var ingredient in written.Where(w => IsPsychotropic(w.Drug)).Select(w => (w.Place, w.Drug.Ingredient)).Distinct()
            .GroupBy(w => w.Ingredient).Where(g => g.Count() >= 2))
        {
            _duplicated[ingredient.Key] = _duplicated.GetValueOrDefault(ingredient.Key) + 1;
            _duplicatesOfPsychotropics++;
            _duplicatesOfBzra += IsReceptorAgonist(ingredient.Key) ? 1 : 0;
        }
    }

    private static bool IsPsychotropic(Core.Codes.Drug drug) => drug.DrugClass is 112 or 117 || drug.LegalClass == 5;

    private static bool IsReceptorAgonist(int ingredient) => ingredient / 10_000 == 112 || ingredient is 1179025 or 1179012;

    private sealed class Tally
    {
        private long _receipts;
        private long _months;

        public double Mean => _receipts / (double)Math.Max(1, _months);

        public void Add(int receipts)
        {
            _receipts += receipts;
            _months++;
        }
    }
}
