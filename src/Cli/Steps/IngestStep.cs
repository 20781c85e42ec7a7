using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Core.Text;
using ClaimsWatch.Ingest;
using ClaimsWatch.Ingest.Checks;
using ClaimsWatch.Ingest.Mapped;
using ClaimsWatch.Store.Ledger;

namespace ClaimsWatch.Cli.Steps;

/// <summary>What a delivery gave, with the run that holds its rejects.</summary>
/// <param name="Delivery">What was read.</param>
/// <param name="Seconds">Wall seconds of the whole; not reproducible, so in no file.</param>
/// <param name="Stages">Where they went.</param>
/// <param name="RunId">Run.</param>
public sealed record IngestOutcome(DeliveryResult Delivery, double Seconds, IReadOnlyList<StageTime> Stages, string RunId);

/// <summary>Delivered files → store, vault and ledger, all or nothing.</summary>
public static class IngestStep
{
    /// <summary>Reads files as one delivery; <paramref name="mapping"/> says how to read CSV without a published
    /// layout.</summary>
    /// <exception cref="UserError">More rows rejected than allowed (exit 4;
    /// nothing is written but the run's rejects.csv).</exception>
    public static IngestOutcome Execute(
        Session session, IReadOnlyList<IncomingFile> files, Mapping? mapping = null, RejectLimit? limit = null)
    {
        var clock = new StageClock();
        clock.Begin("open");
        var allowed = limit ?? RejectLimit.OfShare(session.Settings.MaxRejectedShare);
        using var sources = new SourceSet(files);
        var mappings = mapping is null ? MappingPages.OfWorkspace(session) : [];
        List<Ingest.DeliveredFile> delivered =
            [.. sources.Files.Select(f => f with { Mapping = mapping ?? mappings.FirstOrDefault(m => m.IsFor(f.Source.Name)) })];
        var vault = session.Workspace.OpenVault();
        var reading = Read(session, delivered, vault, clock);
        try
        {
            if (reading.Merges.Count > 0 && allowed.Allows(reading.Total)
                && AliasStep.Merge(session, reading.Merges, AliasBasis.Roster, "").Applied.Count > 0)
            {
                // The roster says that two pseudonyms are one person: read again under the aliases,
                // which are a commit of their own.
                reading.Dispose();
                vault = session.Workspace.OpenVault();
                reading = Read(session, delivered, vault, clock);
            }

            return Change(session, files, reading, vault, allowed, clock);
        }
        finally
        {
            reading.Dispose();
        }
    }

    private static IngestOutcome Change(
        Session session, IReadOnlyList<IncomingFile> files, DeliveryReading reading, Store.Vault.IdentityVault vault,
        RejectLimit allowed,
        StageClock clock)
    {
        clock.Begin("resolve");
        if (reading.SpooledBytes > 0)
        {
            session.Context.Progress($"ingest: {reading.SpooledBytes >> 20} MiB of receipts wait in a sealed file (--memory)");
        }

        var run = Begin(session, files);
        reading.Total.Check();
        run.Record.WriteRejects(reading.Rejects);
        allowed.Check(reading.Total, run.Record.Id);
        if (reading.Corrections.Count > 0)
        {
            run.Record.WriteTable("corrections.csv", IngestPages.CorrectionColumns,
                IngestPages.CorrectionRows(reading.Corrections));
        }

        using var sealing = SealVault(session, run, reading, vault);
        var delivery = reading.Resolve(session.Workspace.OpenStore().Change(run.Commit).Sink(reading.Newest));
        clock.Begin("stage");
        Stage(session, run, delivery, sealing, clock);
        Remember(run, files);
        var outcome = new IngestOutcome(delivery, 0, [], run.Record.Id);
        run.Count("rows", checked((int)delivery.Total.RowsIn));
        run.Count("rows_rejected", checked((int)delivery.Total.RowsRejected));
        clock.Begin("commit");
        run.Finish(IngestPages.Json(session, outcome));
        clock.Begin("");
        return outcome with { Seconds = clock.TotalSeconds, Stages = clock.Stages };
    }

    private static RunScope Begin(Session session, IReadOnlyList<IncomingFile> files)
    {
        var run = new RunScope(session, "ingest");
        foreach (var file in files)
        {
            run.Input(session.Workspace.Paths.Relative(file.Path), file.Sha256, file.Bytes);
        }

        return run;
    }

    private static DeliveryReading Read(Session session, IReadOnlyList<Ingest.DeliveredFile> delivered,
        Store.Vault.IdentityVault vault, StageClock clock)
    {
        var store = session.Workspace.OpenStore();
        var number = session.Settings.Insurer.Number;
        return Delivery.Open(
            delivered,
            new IngestContext
            {
                Pseudonyms = vault,
                Today = session.Today,
                Stage = clock.Begin,
                Clock = () => clock.TotalSeconds,
                Settings = new IngestSettings
                {
                    InsurerNumbers = number is { Length: > 0 } ? [number] : [],
                    MemoryBytes = MemoryOf(session)
                },
                KnownIdentities = vault.Known,
                Aliases = vault.Aliases,
                Members = vault.Members,
                Drugs = DrugFile.Load(session),
                DrugEditions = DrugFile.Editions(session),
                Modifiers = ModifierFile.Load(session),
                Diseases = DiseaseFile.Load(session),
                Acts = ActFile.Load(session),
                KnownFileHashes = new Incoming(session).KnownHashes(),
                EarlierDeliveries =
                [
                    .. session.Book.Deliveries.Where(d => d.Receipts > 0)
                        .Select(d => new EarlierDelivery(d.DeliveryMonth, d.Kind, d.Receipts)),
                ],
                StoreIsEmpty = store.Months.Count == 0,
                Months = store.Months,
                Persons = store.ReadPersons,
                FirstAtRisk = store.MonthsAtRisk().First,
            },
            store,
            session.Context.Threads,
            session.Workspace.OpenSpool);
    }

    private static long MemoryOf(Session session) =>
        (long)(session.Context.MemoryMiB > 0 ? session.Context.MemoryMiB : session.Settings.MemoryMiB) << 20;

    private static void Stage(Session session, RunScope run, DeliveryResult delivery,
        Store.Vault.VaultSealing sealing, StageClock clock)
    {
        var change = session.Workspace.OpenStore().Change(run.Commit);
        var newest = delivery.Files.Select(f => f.Delivery).DefaultIfEmpty().Max();
        if (delivery.Persons.Count > 0)
        {
            change.ReplacePersons(delivery.Persons);
            change.ReplaceEligibility(delivery.Eligibility.Count, delivery.Eligibility.Of, session.Context.Threads);
        }

        clock.Begin("vault");
        sealing.Finish();
        clock.Begin("stage");
        StageLists(run, delivery);
        if (!newest.IsNone && delivery.Files.Any(f => f.Receipts > 0))
        {
            run.Commit.Stage(QualityPage.PathOf(session, newest), QualityPage.Write(session, delivery, newest));
        }

        run.Commit.Append(NewEntry.Of(EntryKinds.Delivery, "", delivery.Files.Select(f => new Store.Ledger.DeliveredFile(
            f.Delivery, f.File, f.Kind, f.Sha256, f.Receipts, checked((int)f.Tallied.RowsIn),
            checked((int)f.Tallied.RowsRejected)))));
        var lists = Lists(session, delivery).ToList();
        if (lists.Count > 0)
        {
            run.Commit.Append(NewEntry.Of(EntryKinds.Lists, "", lists));
        }

        var optOuts = OptOuts(session, delivery).ToList();
        if (optOuts.Count > 0)
        {
            run.Commit.Append(NewEntry.Of(EntryKinds.OptOuts, "", optOuts));
        }
    }

    // An archive is remembered beside the files inside it, so that it is not opened again to find out.
    private static void Remember(RunScope run, IReadOnlyList<IncomingFile> files)
    {
        var archives = files.Where(f => f.IsArchive)
            .Select(f => new Store.Ledger.DeliveredFile(f.Delivery, f.Name, "ZIP", f.Sha256, 0, 0, 0)).ToList();
        if (archives.Count > 0)
        {
            run.Commit.Append(NewEntry.Of(EntryKinds.Delivery, "", archives));
        }
    }

    private static void StageLists(RunScope run, DeliveryResult delivery)
    {
        if (delivery.Drugs is { } drugs)
        {
            run.Commit.Stage(DrugFile.Path, DrugFile.Write(drugs));
        }

        foreach (var edition in delivery.NewDrugEditions)
        {
            run.Commit.Stage(DrugFile.PathOf(edition), DrugFile.Write(edition));
        }

        if (delivery.Modifiers is { } modifiers)
        {
            run.Commit.Stage(ModifierFile.Path, ModifierFile.Write(modifiers));
        }

        if (delivery.Diseases is { } diseases)
        {
            run.Commit.Stage(DiseaseFile.Path, DiseaseFile.Write(diseases));
        }

        if (delivery.Acts is { } acts)
        {
            run.Commit.Stage(ActFile.Path, ActFile.Write(acts));
        }
    }

    // Beside the months, which use other data: packing and sealing takes as long as they do.
    // After them, if there is no room for both.
    private static Store.Vault.VaultSealing SealVault(
        Session session, RunScope run, DeliveryReading delivery, Store.Vault.IdentityVault vault)
    {
        vault.Put(Core.Identities.LinkedIdentities.Of(delivery.NewIdentities));
        vault.Put(delivery.Members);
        return new Store.Vault.VaultSealing(vault, run.Commit, delivery.HasRoomBeside);
    }

    private static IEnumerable<DeliveredList> Lists(Session session, DeliveryResult delivery)
    {
        foreach (var file in delivery.Files.Where(f => f.Kind is "ROSTER" or "OPTOUT"))
        {
            yield return new DeliveredList(file.Kind, file.File, DateInName(file.File) ?? session.Today);
        }
    }

    private static DateOnly? DateInName(string name)
    {
        for (var i = 0; i + 8 <= name.Length; i++)
        {
            if (int.TryParse(name.AsSpan(i, 8), System.Globalization.NumberStyles.None, null, out var day)
                && JapaneseDate.IsDay(day))
            {
                return JapaneseDate.ToDate(day);
            }
        }

        return null;
    }

    // Someone who is on a newer list with the same day is not written again; who is unknown so far is a finding of the delivery.
    private static IEnumerable<OptOut> OptOuts(Session session, DeliveryResult delivery)
    {
        var known = session.Book.OptOuts.ToHashSet();
        var letters = session.Book.Letters.ToDictionary(l => l.LetterId, l => l.Person, StringComparer.Ordinal);
        foreach (var entry in delivery.OptOuts)
        {
            var person = entry.Person != 0 ? entry.Person : letters.GetValueOrDefault(entry.LetterId);
            var optOut = new OptOut(person, entry.From == 0 ? session.Today : JapaneseDate.ToDate(entry.From));
            if (person != 0 && known.Add(optOut))
            {
                yield return optOut;
            }
        }
    }
}
