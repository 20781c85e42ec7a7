using ClaimsWatch.Core.Claims;
using ClaimsWatch.Synth.Bytes;
using ClaimsWatch.Synth.Care;
using ClaimsWatch.Synth.City;
using ClaimsWatch.Synth.Files;
using ClaimsWatch.Synth.People;
using ClaimsWatch.Synth.Truth;

namespace ClaimsWatch.Synth;

/// <summary>
/// Invented people of the city みなも市 and the papers their insurer receives. All follows from the settings and the letters;
/// nothing is remembered from month to month, so deliveries may be asked for in any order.
/// </summary>
public sealed class World
{
    /// <summary>People whose receipts share one set of files; more people get folders 0_COMMON001, 0_COMMON002, ….</summary>
    private const int PeoplePerFile = 100_000;

    /// <summary>Pieces rendered at the same time and joined in order.</summary>
    private const int Slices = 8;

    private static readonly string[] s_names =
        ["11_RECODEINFO_MED.CSV", "12_RECODEINFO_DPC.CSV", "13_RECODEINFO_DEN.CSV", "14_RECODEINFO_PHA.CSV"];

    private readonly Person[] _people;
    private readonly MonthPlanner _planner;
    private readonly Registry _registry;

    private World(SynthSettings settings)
    {
        Settings = settings;
        _people = Population.Draw(settings);
        _planner = new MonthPlanner(settings, new Town(settings));
        _registry = new Registry(settings, _people);
    }

    /// <summary>What the world was made of.</summary>
    public SynthSettings Settings { get; }

    /// <summary>Draws the people and their city.</summary>
    /// <exception cref="Core.Diagnostics.UserError">A setting is out of range.</exception>
    public static World Create(SynthSettings settings)
    {
        settings.Check();
        return new World(settings);
    }

    /// <summary>
    /// Every file that arrives in a month, under <c>incoming/YYYY-MM/</c>: claims of two months before (請求年月 is the month
    /// between), late ones, duplicates and re-claims of older months, the roster, the opt-outs, and in the first delivery the
    /// drug master.
    /// </summary>
    public IEnumerable<SynthFile> Deliver(ClaimMonth deliveryMonth, IReadOnlyList<SynthLetter> letters)
    {
        var folder = $"incoming/{deliveryMonth}/";
        var pass = new DeliveryPass(Settings, _planner, _people, Letters.Of(Settings, _registry, letters));
        var parts = ((_people.Length - 1) / PeoplePerFile) + 1;
        for (var part = 0; part < parts; part++)
        {
            var inside = parts == 1 ? folder : $"{folder}0_COMMON{part + 1:000}/";
            foreach (var (name, bytes) in s_names.Zip(Render(pass, deliveryMonth, part * PeoplePerFile)))
            {
                yield return new SynthFile(inside + name, bytes);
            }
        }

        var asOf = deliveryMonth.FirstDay.AddDays(Settings.RosterDay - 1);
        yield return new SynthFile($"{folder}roster_{asOf:yyyyMMdd}.csv", RosterFile.Roster(Settings, _people, asOf));
        yield return new SynthFile($"{folder}optouts_{asOf:yyyyMMdd}.csv", RosterFile.OptOuts(Settings, _people, asOf));
        if (deliveryMonth == Settings.FirstDelivery)
        {
            yield return new SynthFile($"{folder}y_ALL20240321.csv", DrugMasterFile.Bytes());
        }
    }

    /// <summary>What is true once a delivery has arrived: <c>truth/*.csv</c> in UTF-8.</summary>
    public IEnumerable<SynthFile> Truth(ClaimMonth lastDelivery, IReadOnlyList<SynthLetter> letters)
    {
        var known = Letters.Of(Settings, _registry, letters);
        var table = new TruthTables(Settings, _people, _planner, known, lastDelivery);
        var pass = new DeliveryPass(Settings, _planner, _people, known);
        for (var delivery = Settings.FirstDelivery; delivery <= lastDelivery; delivery = delivery.Plus(1))
        {
            var now = delivery;
            var rows = new List<ClaimTruth>[Slices];
            Parallel.For(0, Slices, slice => rows[slice] = Collect(pass, now, slice));
            foreach (var row in rows.SelectMany(r => r))
            {
                table.Add(row);
            }
        }

        return table.Files(EffectOf(letters));
    }

    /// <summary>
    /// What letters do to each sex among the people allocated, from both potential outcomes (decisions D6). Months from each
    /// person's letter month to <paramref name="through"/>, by default the last claim month; insured months only.
    /// </summary>
    public IReadOnlyList<EffectTruth> EffectOf(IReadOnlyList<SynthLetter> allocation, ClaimMonth through = default)
    {
        var last = through.IsNone ? Settings.End : through;
        return EffectSums.Of(Settings, _planner, [.. allocation.Select(a => (_registry.Find(a), a))], last);
    }

    /// <summary>
    /// An earlier letter round drawn by the world itself: adults with 12 to 19 receipts in the selection month and no medical
    /// reason, half letter and half holdout within sex and band. Give its letters to <see cref="Deliver"/> so that the effect
    /// is in the claims. Who is in <paramref name="earlier"/> rounds is not drawn again.
    /// </summary>
    public SampleHistory DrawHistory(
        ClaimMonth selectionMonth, ClaimMonth letterMonth, IReadOnlyList<SynthLetter>? earlier = null)
    {
        var taken = (earlier ?? []).Select(l => _registry.Find(l).Index).ToHashSet();
        return SampleHistory.Draw(Settings, _people.Where(p => !taken.Contains(p.Index)), _planner, selectionMonth, letterMonth);
    }

    /// <summary>
    /// The world beside the figures it is tuned to, each marked public or assumed; all months, without letters.
    /// </summary>
    public IReadOnlyList<Target> MeasureTargets()
    {
        var targets = new Targets();
        foreach (var month in ClaimMonth.Range(Settings.Start, Settings.End))
        {
            foreach (var person in _people)
            {
                targets.Add(person, month, _planner.Plan(person, month));
            }
        }

        return targets.Table();
    }

    private IReadOnlyList<byte[]> Render(DeliveryPass pass, ClaimMonth delivery, int first)
    {
        var last = Math.Min(_people.Length, first + PeoplePerFile);
        var writers = new RecordWriter[Slices, s_names.Length];
        Parallel.For(0, Slices, slice =>
        {
            for (var kind = 0; kind < s_names.Length; kind++)
            {
                writers[slice, kind] = new RecordWriter();
            }

            var (from, to) = Slice(first, last, slice);
            pass.Run(delivery, from, to, (context, _) => DeliveryPass.Write(writers[slice, FileOf(context.Plan.Kind)], context));
        });
        return [.. Enumerable.Range(0, s_names.Length).Select(kind => Join(writers, kind))];
    }

    private static byte[] Join(RecordWriter[,] writers, int kind)
    {
        var length = 0;
        for (var slice = 0; slice < Slices; slice++)
        {
            length += writers[slice, kind].Written.Length;
        }

        var bytes = new byte[length];
        var at = 0;
        for (var slice = 0; slice < Slices; slice++)
        {
            writers[slice, kind].Written.CopyTo(bytes.AsSpan(at));
            at += writers[slice, kind].Written.Length;
        }

        return bytes;
    }

    private List<ClaimTruth> Collect(DeliveryPass pass, ClaimMonth delivery, int slice)
    {
        var rows = new List<ClaimTruth>();
        var scratch = new RecordWriter();
        var (from, to) = Slice(0, _people.Length, slice);
        pass.Run(delivery, from, to, (context, arrival) =>
        {
            scratch.Clear();
            rows.Add(new ClaimTruth(context, arrival, delivery, DeliveryPass.Write(scratch, context)));
        });
        return rows;
    }

    private static (int From, int To) Slice(int first, int last, int slice)
    {
        var count = last - first;
        return (first + (int)((long)count * slice / Slices), first + (int)((long)count * (slice + 1) / Slices));
    }

    private static int FileOf(ClaimKind kind) => kind switch
    {
        ClaimKind.Dpc => 1,
        ClaimKind.Dental => 2,
        ClaimKind.Dispensing => 3,
        _ => 0,
    };
}
