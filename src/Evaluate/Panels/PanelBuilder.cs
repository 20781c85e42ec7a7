using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Codes;
using ClaimsWatch.Core.Columns;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Evaluate.Measures;

namespace ClaimsWatch.Evaluate.Panels;

/// <summary>What counts as an outcome when a panel is made from claims.</summary>
public sealed record PanelBuildSettings
{
    /// <summary>Kinds of claims counted; 医科入院外, 歯科 and 調剤 unless told otherwise (decisions C1).</summary>
    public IReadOnlyList<ClaimKind> CountedKinds { get; init; } = [ClaimKind.Outpatient, ClaimKind.Dental, ClaimKind.Dispensing];

    /// <summary>Unit codes of the drug master summed as dispensed quantity: 16 錠 and 15 カプセル (decisions B5).</summary>
    public IReadOnlyList<int> QuantityUnits { get; init; } = [16, 15];

    /// <summary>Receipts in scope that are the threshold of a month (20).</summary>
    public int ThresholdReceipts { get; init; } = 20;

    /// <summary>診療行為コード of additions for hours, holidays and night; empty when none is known,
    /// and then nothing is counted.</summary>
    public IReadOnlySet<int> OutOfHoursActs { get; init; } = new HashSet<int>();

    /// <summary>診療行為コード of emergency care (A205, B001-2-6); empty when none is known.</summary>
    public IReadOnlySet<int> EmergencyActs { get; init; } = new HashSet<int>();

    /// <summary>Medicines, for the strength their names state.</summary>
    public DrugList Drugs { get; init; } = DrugList.BuiltIn;

    /// <summary>Ingredients by clinical group.</summary>
    public WatchList Watch { get; init; } = WatchList.BuiltIn;

    /// <summary>Windows; they decide which months are read.</summary>
    public PanelSettings Windows { get; init; } = new();
}

/// <summary>One drawn round with what happened to its letters.</summary>
/// <param name="Allocation">The draw.</param>
/// <param name="LetterMonth">Month of posting, for both arms.</param>
/// <param name="NotDelivered">People of the letter arm no letter reached: taken out on the day, or returned. They stay in their
/// arm.</param>
public sealed record EvaluatedRound(Allocation Allocation, ClaimMonth LetterMonth, IReadOnlySet<long> NotDelivered)
{
    /// <summary>Version of the letter by person; only people for whom one was printed.</summary>
    public IReadOnlyDictionary<long, string> Versions { get; init; } = new Dictionary<long, string>();

    /// <summary>A round from the programme's own records.</summary>
    public static EvaluatedRound Of(
        Allocation allocation, Posting posting, IEnumerable<LetterRecord> letters, IEnumerable<ExcludedToday> excluded,
        IEnumerable<Return> returns)
    {
        ArgumentNullException.ThrowIfNull(allocation);
        ArgumentNullException.ThrowIfNull(posting);
        var returned = returns.Select(r => r.LetterId).ToHashSet(StringComparer.Ordinal);
        var printed = letters.Where(l => l.Round == allocation.Round).ToArray();
        var reached = printed.Where(l => !returned.Contains(l.LetterId)).Select(l => l.Person).ToHashSet();
        reached.ExceptWith(excluded.Where(e => e.Round == allocation.Round).Select(e => e.Person));
        return new EvaluatedRound(
            allocation, posting.Month, allocation.Persons.Where(p => p.Arm == Arm.Letter && !reached.Contains(p.Person))
                .Select(p => p.Person).ToHashSet())
        {
            // Two people found to be one may have had a letter each.
            Versions = printed.DistinctBy(l => l.Person).ToDictionary(l => l.Person, l => l.TemplateVersion),
        };
    }
}

/// <summary>
/// Makes the panel of drawn people from their claims: one row a person-month at risk from the first month of PRE to the last of
/// POST, never more months than the store has. Months at risk without a claim are zeros; months not at risk are absent. Every
/// measure of <see cref="MeasureCatalog"/> is a column beside the three outcomes; three more months are read where there are any,
/// so that what followed a stop late in POST is seen.
/// </summary>
public static class PanelBuilder
{
    private const int FollowMonths = 3;

    /// <summary>The panel of some rounds, read as of a delivery, the same for both arms (decisions C8).</summary>
    public static Panel Build(IClaimStore store, IReadOnlyList<EvaluatedRound> rounds, AsOf asOf, PanelBuildSettings settings)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(rounds);
        ArgumentNullException.ThrowIfNull(settings);
        var drawn = rounds.SelectMany(r => r.Allocation.Persons.Select(p => (p.Person, Episode: EpisodeOf(r, p))))
            .ToLookup(x => x.Person, x => x.Episode);
        var months = MonthsFor(drawn.SelectMany(g => g), store, settings.Windows);
        var episodes = new List<(PanelEpisode, IEnumerable<PanelRow>)>();
        var measures = new CareMeasures(settings);
        for (var s = 0; s < store.SlabCount; s++)
        {
            using var slab = store.Open(s, months, asOf);
            foreach (var history in slab)
            {
                if (!drawn.Contains(history.Person))
                {
                    continue;
                }

                var rows = RowsOf(history, settings, measures);
                foreach (var episode in drawn[history.Person])
                {
                    episodes.Add((episode, rows.Where(r => settings.Windows.WindowOf(episode, r.Month) is not null).ToArray()));
                }
            }
        }

        // Drawn people without any row in the store stay in the panel: being lost is a result, not an omission.
        var found = episodes.Select(e => e.Item1).ToHashSet();
        episodes.AddRange(drawn.SelectMany(g => g).Where(e => !found.Contains(e)).Select(e => (e, Enumerable.Empty<PanelRow>())));
        return new Panel(episodes, [.. MeasureCatalog.All.Select(m => m.Id)]);
    }

    private static PanelEpisode EpisodeOf(EvaluatedRound round, AllocatedPerson person) => new(
        person.Person.ToString(), round.Allocation.Round, person.Sex, person.Arm, round.LetterMonth,
        round.Allocation.SelectionMonth,
        person.Band, person.Stratum, person.Household.ToString(),
        person.Arm == Arm.Letter && !round.NotDelivered.Contains(person.Person))
    {
        Version = round.Versions.GetValueOrDefault(person.Person, ""),
    };

    private static ClaimMonth[] MonthsFor(IEnumerable<PanelEpisode> episodes, IClaimStore store, PanelSettings windows)
    {
        var spans = episodes.Select(e => (
            First: windows.SelectionOf(e).Plus(-windows.PreMonths), Last: e.LetterMonth.Plus(windows.PostMonthsOf(e) - 1)))
                .Distinct().ToArray();
        // Months between two rounds are read too: a course of medicine must not seem to stop there.
        return spans.Length == 0 || store.Months.Count == 0
            ? []
            : [.. ClaimMonth.Range(spans.Min(x => x.First), spans.Max(x => x.Last).Plus(FollowMonths))
                .Where(m => m >= store.Months[0] && m <= store.Months[^1])];
    }

    private static List<PanelRow> RowsOf(PersonHistory history, PanelBuildSettings settings, CareMeasures measures)
    {
        var extra = measures.Of(history);
        var rows = new List<PanelRow>();
        for (var m = 0; m < history.Months.Count; m++)
        {
            var month = history.Months[m].Month;
            var risk = history.AtRisk(month);
            if (risk.DaysAtRisk > 0)
            {
                var (claims, institutions) = Count(history.Claims(m), settings);
                rows.Add(new PanelRow(month, claims, institutions, Dispensed(history.Medications(m), settings),
                    risk.DaysAtRisk, extra[m]));
            }
        }

        return rows;
    }

    private static (int Claims, int Institutions) Count(ClaimSlice claims, PanelBuildSettings settings)
    {
        var institutions = new HashSet<long>();
        for (var i = 0; i < claims.Count; i++)
        {
            // A pharmacy is where the prescription went, not another provider consulted.
            var kind = (ClaimKind)claims.Kind[i];
            if (kind != ClaimKind.Dispensing && settings.CountedKinds.Contains(kind))
            {
                institutions.Add(claims.Institution[i]);
            }
        }

        return (claims.CountReceipts(settings.CountedKinds), institutions.Count);
    }

    private static double Dispensed(MedicationSlice lines, PanelBuildSettings settings)
    {
        var steps = 0L;
        for (var i = 0; i < lines.Count; i++)
        {
            if ((Route)lines.Route[i] == Route.Oral && settings.QuantityUnits.Contains(lines.Unit[i]))
            {
                steps += Quantity.ToSteps(lines.Quantity[i]);
            }
        }

        return Quantity.ToUnits(steps);
    }
}
