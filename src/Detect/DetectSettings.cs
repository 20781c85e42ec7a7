using ClaimsWatch.Core.Claims;
using ClaimsWatch.Detect.Exclusions;
using ClaimsWatch.Detect.Features;
using ClaimsWatch.Detect.Maturity;
using ClaimsWatch.Detect.Rules;

namespace ClaimsWatch.Detect;

/// <summary>
/// Everything about detection that an insurer may set; the defaults are those of the published rule table (docs/rules.md).
/// </summary>
public sealed record DetectSettings
{
    /// <summary>Kinds of claims that count as one レセプト each (count_scope).</summary>
    public IReadOnlyList<ClaimKind> CountScope { get; init; } = [ClaimKind.Outpatient, ClaimKind.Dental, ClaimKind.Dispensing];

    /// <summary>First receipt count of each risk band below R01's threshold, ascending from 0, receipts a month.</summary>
    public IReadOnlyList<int> BandStarts { get; init; } = [0, 8, 12, 16];

    /// <summary>Letters to be printed a round, K.</summary>
    public int LettersMax { get; init; } = 200;

    /// <summary>
    /// Letters to be printed a round for some 支部 by number, within <see cref="LettersMax"/>; a 支部 that is not named has no limit
    /// of its own. Empty unless the insurer has 支部.
    /// </summary>
    public IReadOnlyDictionary<int, int> LettersMaxByBranch { get; init; } = new SortedDictionary<int, int>();

    /// <summary>Share of the selected people who wait as comparison, 0 to under 1.</summary>
    public double HoldoutShare { get; init; } = 0.5;

    /// <summary>Thresholds of the rules, <c>rules.R06.institutionsMin</c> and so on.</summary>
    public RuleSettings Rules { get; init; } = new();

    /// <summary>Limits of the exclusions, <c>exclusions.X08.ageMin</c> and so on.</summary>
    public ExclusionSettings Exclusions { get; init; } = new();

    /// <summary>When a month is complete enough to be judged.</summary>
    public MaturitySettings Maturity { get; init; } = new();

    /// <summary>How the season is taken out of counts.</summary>
    public SeasonSettings Season { get; init; } = new();

    /// <summary>Risk band of a count, such as <c>12-15</c>, or <c>20+</c> from R01's threshold on.</summary>
    public string BandOf(long receipts)
    {
        var staff = Rules.R01.ReceiptsMin;
        if (receipts >= staff)
        {
            return $"{staff}+";
        }

        var i = BandStarts.Count - 1;
        while (i > 0 && BandStarts[i] > receipts)
        {
            i--;
        }

        return $"{BandStarts[i]}-{(i + 1 < BandStarts.Count ? BandStarts[i + 1] : staff) - 1}";
    }

    /// <summary>What is wrong with these settings, as (key, found, expected); empty if they can be used.</summary>
    public IReadOnlyList<SettingProblem> Problems()
    {
        var problems = new List<SettingProblem>();
        Require(CountScope.Count > 0 && CountScope.All(Enum.IsDefined) && !CountScope.Contains(ClaimKind.Unknown),
            "countScope", string.Join(' ', CountScope), "at least one known kind of claim");
        Require(BandStarts.Count > 0 && BandStarts[0] == 0 && BandStarts.Zip(BandStarts.Skip(1)).All(p => p.First < p.Second)
            && BandStarts[^1] < Rules.R01.ReceiptsMin,
            "bandStarts", string.Join(' ', BandStarts), "ascending from 0, all below rules.R01.receiptsMin");
        Require(LettersMax >= 0, "lettersMax", $"{LettersMax}", "0 or more");
        Require(LettersMaxByBranch.All(b => b is { Key: > 0, Value: >= 0 }), "lettersMaxByBranch",
            string.Join(' ', LettersMaxByBranch.Select(b => $"{b.Key}:{b.Value}")),
            "支部 numbers from 1, each with 0 or more letters");
        Require(HoldoutShare is >= 0 and < 1, "holdoutShare", $"{HoldoutShare}", "from 0 to under 1");
        problems.AddRange(Rules.Problems());
        problems.AddRange(Exclusions.Problems());
        problems.AddRange(Maturity.Problems());
        problems.AddRange(Season.Problems());
        return problems;

        void Require(bool good, string key, string found, string expected)
        {
            if (!good)
            {
                problems.Add(new SettingProblem(key, found, expected));
            }
        }
    }
}

/// <summary>One setting that can't be used.</summary>
/// <param name="Key">Dotted key, such as <c>rules.R03.alpha</c>.</param>
/// <param name="Found">What stands there.</param>
/// <param name="Expected">What should stand there.</param>
public sealed record SettingProblem(string Key, string Found, string Expected)
{
    /// <summary>A problem if the value lies outside both limits, both allowed.</summary>
    public static IEnumerable<SettingProblem> Unless(bool good, string key, double found, string expected) =>
        good ? [] : [new SettingProblem(key, $"{found}", expected)];
}
