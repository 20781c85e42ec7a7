using ClaimsWatch.Core.Claims;

namespace ClaimsWatch.Detect.Features;

/// <summary>How the season is taken out of counts.</summary>
public sealed record SeasonSettings
{
    /// <summary>
    /// Receipts that every month of a sex × age cell needs for an index of its own; 400 is a standard error of 5 %.
    /// </summary>
    public int ReceiptsMin { get; init; } = 400;

    /// <summary>Share of a recent month's receipts a person below which a month is held to have late stragglers only.</summary>
    public double MonthShareMin { get; init; } = 0.5;

    /// <summary>Settings that can't be used.</summary>
    public IEnumerable<SettingProblem> Problems() =>
    [
        .. SettingProblem.Unless(ReceiptsMin >= 1, "season.receiptsMin", ReceiptsMin, "1 or more"),
        .. SettingProblem.Unless(MonthShareMin is >= 0 and < 1, "season.monthShareMin", MonthShareMin, "from 0 to under 1"),
    ];
}

/// <summary>
/// Receipts and person-months by month, sex and age group, of the people with enough insured days in the month.
/// </summary>
public sealed class SeasonCounts
{
    /// <summary>Age groups: 0–17, 18–39, 40–64, 65–74, 75 and over, unknown.</summary>
    public const int AgeGroups = 6;

    private const int Sexes = 3;
    private readonly long[] _receipts = new long[DetectionWindow.Length * Sexes * AgeGroups];
    private readonly long[] _persons = new long[DetectionWindow.Length * Sexes * AgeGroups];

    /// <summary>Age group of completed years; -1 is unknown.</summary>
    public static int AgeGroupOf(int age) => age switch { < 0 => 5, < 18 => 0, < 40 => 1, < 65 => 2, < 75 => 3, _ => 4 };

    /// <summary>Adds one person-month.</summary>
    public void Add(int back, Sex sex, int ageGroup, long receipts)
    {
        var at = At(back, (int)sex, ageGroup);
        _receipts[at] += receipts;
        _persons[at]++;
    }

    /// <summary>Adds another count.</summary>
    public void Add(SeasonCounts other)
    {
        for (var i = 0; i < _receipts.Length; i++)
        {
            _receipts[i] += other._receipts[i];
            _persons[i] += other._persons[i];
        }
    }

    /// <summary>Receipts and person-months of one cell.</summary>
    public (long Receipts, long Persons) Cell(int back, int sex, int ageGroup) =>
        (_receipts[At(back, sex, ageGroup)], _persons[At(back, sex, ageGroup)]);

    /// <summary>Receipts and person-months of everyone.</summary>
    public (long Receipts, long Persons) Everyone(int back)
    {
        long receipts = 0, persons = 0;
        for (var i = At(back, 0, 0); i < At(back, 0, 0) + (Sexes * AgeGroups); i++)
        {
            receipts += _receipts[i];
            persons += _persons[i];
        }

        return (receipts, persons);
    }

    private static int At(int back, int sex, int ageGroup) => (((back * Sexes) + sex) * AgeGroups) + ageGroup;
}

/// <summary>
/// The insurer's own month × sex × age index: a cell's receipts a person in a month over the cell's mean of the window's months.
/// A thin cell takes the index of everyone, a thin insurer takes 1 (no adjustment). Sex and age only remove what everybody of
/// that group does in pollen or influenza season; no rule sees them.
/// </summary>
public sealed class SeasonIndex
{
    private readonly double[] _index = new double[DetectionWindow.Length * 3 * SeasonCounts.AgeGroups];

    private SeasonIndex()
    {
    }

    /// <summary>No adjustment.</summary>
    public static SeasonIndex None { get; } = From(new SeasonCounts(), new DetectionWindow(new ClaimMonth(200001), []), new());

    /// <summary>Cells (of 18) with an index of their own.</summary>
    public int OwnCells { get; private set; }

    /// <summary>Whether the index of everyone could be made; if not, thin cells are not adjusted.</summary>
    public bool HasOverall { get; private set; }

    /// <summary>The index of a month for a group; 1 is an ordinary month.</summary>
    public double this[int back, Sex sex, int ageGroup] =>
        _index[(((back * 3) + (int)sex) * SeasonCounts.AgeGroups) + ageGroup];

    /// <summary>The index of these counts.</summary>
    public static SeasonIndex From(SeasonCounts counts, DetectionWindow window, SeasonSettings settings)
    {
        var made = new SeasonIndex();
        var overall = IndexOf(counts.Everyone, window, settings);
        made.HasOverall = overall is not null;
        for (var sex = 0; sex < 3; sex++)
        {
            for (var age = 0; age < SeasonCounts.AgeGroups; age++)
            {
                var (s, a) = (sex, age);
                var own = IndexOf(back => counts.Cell(back, s, a), window, settings);
                made.OwnCells += own is null ? 0 : 1;
                for (var back = 0; back < DetectionWindow.Length; back++)
                {
                    made._index[(((back * 3) + sex) * SeasonCounts.AgeGroups) + age] = own?[back] ?? overall?[back] ?? 1;
                }
            }
        }

        return made;
    }

    // Null if there are fewer than two months or one of them is thin; months that the store lacks get 1.
    private static double[]? IndexOf(
        Func<int, (long Receipts, long Persons)> cell, DetectionWindow window, SeasonSettings settings)
    {
        var means = new double[DetectionWindow.Length];
        var sum = 0.0;
        var months = 0;
        for (var back = 0; back < DetectionWindow.Length; back++)
        {
            if (!window.IsPresent(back))
            {
                continue;
            }

            var (receipts, persons) = cell(back);
            if (receipts < settings.ReceiptsMin || persons == 0)
            {
                return null;
            }

            means[back] = receipts / (double)persons;
            sum += means[back];
            months++;
        }

        return months < 2 ? null : [.. means.Select(mean => mean == 0 ? 1 : mean / (sum / months))];
    }
}
