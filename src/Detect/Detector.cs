using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Detect.Adjustments;
using ClaimsWatch.Detect.Features;
using ClaimsWatch.Detect.Rules;
using ClaimsWatch.Detect.Tallies;

namespace ClaimsWatch.Detect;

/// <summary>Integers of people, with the season they give.</summary>
/// <param name="Table">One row a person kept.</param>
/// <param name="Season">The insurer's month × sex × age index.</param>
public sealed record Counted(TallyTable Table, SeasonIndex Season);

/// <summary>
/// Histories → ranked candidates: counts slab by slab, judges, excludes, ranks, and examines every person found.
/// </summary>
public static class Detector
{
    /// <summary>Counts every slab, in parallel, joined in slab order.</summary>
    public static Counted Count(
        IClaimStore store, ClaimMonth t0, AsOf asOf, DetectSettings settings, KeptRows kept, int threads,
        ImportedTables? tables = null)
    {
        store = AdjustedStore.Over(store, settings.Exclusions, tables);
        var plan = TallyPlan.For(settings, new DetectionWindow(t0, store.Months), tables);
        var parts = new (TallyPart Part, SeasonCounts Season)[store.SlabCount];
        EachSlab(store.SlabCount, threads, slab =>
            parts[slab] = SlabCounter.Count(store, slab, asOf, plan, settings, kept));
        var season = new SeasonCounts();
        foreach (var part in parts)
        {
            season.Add(part.Season);
        }

        var window = plan.Window.WithoutThinMonths(season, settings.Season);
        return new Counted(
            new TallyTable(plan.With(window), [.. parts.Select(p => p.Part)]), SeasonIndex.From(season, window, settings.Season));
    }

    /// <summary>The whole detection with the rules of the catalogue.</summary>
    /// <exception cref="InvalidOperationException">
    /// A rule's two members disagree on a person: a bug, exit 70, never a letter.
    /// </exception>
    public static DetectResult Run(IClaimStore store, DetectRequest request, DetectSettings settings) =>
        Run(store, request, settings, RuleCatalog.Create(settings.Rules));

    /// <summary>The whole detection with given rules.</summary>
    /// <exception cref="InvalidOperationException">
    /// A rule's two members disagree on a person: a bug, exit 70, never a letter.
    /// </exception>
    public static DetectResult Run(IClaimStore store, DetectRequest request, DetectSettings settings, IReadOnlyList<IRule> rules)
    {
        var counted = Count(
            store, request.T0, request.AsOf, settings, KeptRows.WhoMayMatter(rules), request.Threads, request.Tables);
        var judge = new Judge(counted.Table, counted.Season, settings, rules, request.Model);
        var parts = new JudgedPart[counted.Table.Parts.Count];
        EachSlab(parts.Length, request.Threads, part => parts[part] = judge.Run(part));
        var people = parts.SelectMany(p => p.People).ToList();
        var examiner = new Examiner(
            rules, new ExamineContext(counted.Table.Plan.Window, settings.CountScope, counted.Season, request.Tables),
            RawHistory.Reads(settings.Rules));
        var evidence = examiner.Run(AdjustedStore.Over(store, settings.Exclusions, request.Tables), people, request);
        return new ResultBuilder(store, request, settings, rules, counted, parts).Build(people, evidence) with
        {
            Unadjusted = UnadjustedCount.Of(store, request, settings, people),
        };
    }

    /// <summary>Runs an action for every slab on at most some threads.</summary>
    internal static void EachSlab(int slabs, int threads, Action<int> action)
    {
        if (threads <= 1 || slabs <= 1)
        {
            for (var slab = 0; slab < slabs; slab++)
            {
                action(slab);
            }

            return;
        }

        Parallel.For(0, slabs, new ParallelOptions { MaxDegreeOfParallelism = threads }, action);
    }
}
