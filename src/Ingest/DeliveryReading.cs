using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Core.Identities;
using ClaimsWatch.Core.Text;
using ClaimsWatch.Ingest.Bytes;
using ClaimsWatch.Ingest.Checks;
using ClaimsWatch.Ingest.Masters;
using ClaimsWatch.Ingest.People;
using ClaimsWatch.Ingest.Receipts;

namespace ClaimsWatch.Ingest;

/// <summary>
/// A delivery whose files are read and whose persons are linked. <see cref="Resolve"/> makes its months, tables and checks; until
/// then it holds the receipts, in memory or in its spool.
/// </summary>
public sealed class DeliveryReading : IDisposable
{
    private readonly IReadOnlyList<FileContent> _contents;
    private readonly MasterSet _masters;
    private readonly ReceiptLists _lists;
    private readonly IngestContext _context;
    private readonly IStoredRows _stored;
    private readonly ClaimIntake _intake;
    private readonly int _threads;
    private readonly PeopleLinking _linking;
    private readonly WithdrawalSearch _withdrawals;
    private readonly ClaimPeople _people;
    private readonly IReadOnlyList<LinkedOptOut> _optOuts;
    private readonly IReadOnlyList<LinkQualityRow> _linkQuality;
    private readonly Dictionary<long, long> _nobody;

    internal DeliveryReading(
        IReadOnlyList<FileContent> contents, MasterSet masters, ReceiptLists lists, IngestContext context, IStoredRows stored,
        ClaimIntake intake,
        PeopleLinking linking, int threads)
    {
        (_contents, _masters, _lists, _context, _stored, _intake, _linking, _threads) =
            (contents, masters, lists, context, stored, intake, linking, threads);
        context.Stage?.Invoke("link");
        intake.Memory.Trim();
        var asked = contents.Where(c => c.OptOuts is not null).SelectMany(c => c.OptOuts!.Entries)
            .Where(e => e.Identity is not null).Select(e => e.Identity!).ToList();
        (_people, var find) = linking.Link(intake.Identities, asked);
        _optOuts = OptOuts(find); // who asks for the households asks now: nothing of them is kept
        _nobody = intake.Identities.OfNobody.Select(r => r.ReceiptId).Distinct().Order()
            // all pseudonyms are drawn here: the vault may be sealed next
            .ToDictionary(r => r, r => context.Pseudonyms.PersonOf($"unlinked|{r}"));
        _linkQuality = LinkQuality.Of(Linkages());
        _withdrawals = WithdrawalSearch.Run(contents, intake.Spool, context.Months, stored);
        Newest = contents.Select(c => c.Delivery).DefaultIfEmpty().Max();
        Total = new Tallied();
        for (var i = 0; i < contents.Count; i++)
        {
            TellNotFound(i);
            Total.Add(contents[i].Tallied);
        }
    }

    /// <summary>The accounting identity over all files.</summary>
    public Tallied Total { get; }

    /// <summary>For <c>rejects.csv</c>, by file and line.</summary>
    public IReadOnlyList<Reject> Rejects => [.. _contents.SelectMany(c => c.Rejects.OrderBy(r => r.Line))];

    /// <summary>Every JY with the receipt it changed, by file and line.</summary>
    public IReadOnlyList<AuditedCorrection> Corrections => [.. _contents.SelectMany(c => c.Audited)];

    /// <summary>Pseudonyms that a roster of this delivery shows to be one person; still apart in this reading.</summary>
    public IReadOnlyList<PersonMerge> Merges => [.. _linking.Merges.Distinct()];

    /// <summary>Identities to be added to the vault.</summary>
    public IReadOnlyList<LinkedIdentity> NewIdentities =>
        _linking.Former.Count == 0 ? _people.New : [.. _people.New, .. _linking.Former];

    /// <summary>ALL members after this delivery.</summary>
    public LinkedMembers Members => _linking.Members;

    /// <summary>Whether memory leaves room to seal the vault, say, beside <see cref="Resolve"/>.</summary>
    public bool HasRoomBeside => _context.Settings.HasRoomBeside(Members.Count + (long)_people.Count);

    /// <summary>Newest delivery month of its files; none if no file says one.</summary>
    public ClaimMonth Newest { get; }

    /// <summary>Bytes of receipts that did not fit into the memory given and went to the spool file.</summary>
    public long SpooledBytes => _intake.Spool.Spilled;

    /// <inheritdoc/>
    public void Dispose() => _intake.Spool.Dispose();

    /// <summary>Makes the new months and gives them to <paramref name="sink"/>; once.</summary>
    public DeliveryResult Resolve(IMonthSink sink)
    {
        _context.Stage?.Invoke("resolve");
        _intake.Memory.Trim();
        // they depend on nothing of the months
        var people = _threads > 1 && HasRoomBeside ? Task.Run(Persons) : null;
        var counts = ResolveMonths(sink);
        _context.Stage?.Invoke("persons");
        var (persons, eligibility) = people?.GetAwaiter().GetResult() ?? Persons();
        _context.Stage?.Invoke("check");
        _intake.Memory.Trim();
        return new DeliveryResult
        {
            Files = Outcomes(counts),
            Total = Total,
            Rejects = Rejects,
            Corrections = Corrections,
            Ingredients = counts.Ingredients,
            NewIdentities = NewIdentities,
            Members = Members,
            RosterAsOf = _linking.AsOf,
            Persons = persons,
            Eligibility = eligibility,
            OptOuts = _optOuts,
            HasOptOutList = _contents.Any(c => c.OptOuts is not null),
            Drugs = _masters.Drugs,
            NewDrugEditions = _masters.NewEditions,
            Modifiers = _masters.Modifiers,
            Diseases = _masters.Diseases,
            Acts = _masters.Acts,
            LinkQuality = _linkQuality,
            Merges = Merges,
            Checks = Check(counts),
        };
    }

    private (long Person, long LinkedAs) Resolved(long linkedAs)
    {
        var person = _context.Aliases.Resolve(linkedAs);
        return (person, person == linkedAs ? 0 : linkedAs);
    }

    private long PersonOfNobody(long receipt) => _nobody[receipt];

    private IEnumerable<LinkQualityRow> Linkages()
    {
        var counts = new Dictionary<Linkage, (long Unknown, long Male, long Female)>();
        for (var i = 0; i < _people.Persons.Length; i++)
        {
            var (_, linkage) = PersonChain.Aliased(_people.Persons[i], _people.Linkages[i], _context.Aliases);
            var receipts = _intake.Identities.Receipts[i];
            var (unknown, male, female) = counts.GetValueOrDefault(linkage);
            counts[linkage] = (unknown + receipts.Unknown, male + receipts.Male, female + receipts.Female);
        }

        foreach (var (linkage, (unknown, male, female)) in counts)
        {
            yield return new LinkQualityRow(Sex.Unknown, linkage, unknown);
            yield return new LinkQualityRow(Sex.Male, linkage, male);
            yield return new LinkQualityRow(Sex.Female, linkage, female);
        }

        foreach (var receipt in _intake.Identities.OfNobody.Where(r => !r.IsPart))
        {
            yield return new LinkQualityRow(receipt.Sex, Linkage.Unlinked, 1);
        }
    }

    private MonthCounts ResolveMonths(IMonthSink sink)
    {
        var byMonth = _intake.Spool.ByMonth();
        var restates = _masters.Drugs is not null || _masters.Diseases is not null;
        var due = byMonth.Keys.Select(m => new ClaimMonth(m)).Union(_withdrawals.ByMonth.Keys);
        var delivery = Newest.IsNone ? ClaimMonth.OfDate(JapaneseDate.ToNumber(_context.Today)) : Newest;
        var run = new MonthRun(
            _intake.Spool, _stored, sink, [.. _contents.Select(c => c.Source.Delivered.Source.Name)],
            new ReceiptPersons([.. _people.Persons.Select(Resolved)], receipt => Resolved(PersonOfNobody(receipt))), _threads)
        {
            Restates = restates ? (_lists, delivery.Value) : null,
            LineBytesMax = _context.Settings.MemoryBytes / 16,
            Memory = _intake.Memory,
            LooksAhead = _threads > 1 && HasRoomBeside,
            KeepsArrays = HasRoomBeside,
            SetDelivery = SetDelivery,
        };
        run.Run([.. (restates ? due.Union(_context.Months) : due).Order()], byMonth, _withdrawals.ByMonth);
        return run.Counts;
    }

    private void SetDelivery(SegmentReceipts receipts)
    {
        var delivery = _contents[receipts.File].Delivery;
        foreach (ref var receipt in receipts.Span)
        {
            var regular = new ClaimMonth(receipt.Billed).Plus(1);
            var backfilled = _context.StoreIsEmpty && regular < delivery;
            receipt.Delivery = (backfilled ? regular : delivery).Value;
            receipt.Flags |= backfilled ? ClaimFlags.Backfilled : ClaimFlags.None;
        }
    }

    private (PersonColumns Persons, MonthsAtRisk Eligibility) Persons()
    {
        var eligibility = Eligibility(Members, [.. _intake.Spool.ByMonth().Keys.Select(m => new ClaimMonth(m))]);
        var table = PersonTable.Merge(
            _context.Persons(), _people.OfNew(_context.Aliases), Members, Unlinked(), Seen(), eligibility.Spans);
        eligibility = Members.Count == 0 ? PersonDays.FromClaims(table) : eligibility;
        return (table, eligibility);
    }

    private IEnumerable<UnlinkedPerson> Unlinked() => _intake.Identities.OfNobody
        .Select(r => new UnlinkedPerson(_context.Aliases.Resolve(PersonOfNobody(r.ReceiptId)), r.Sex, r.BirthDate))
        .OrderBy(u => u.Person).ThenBy(u => u.Sex).ThenBy(u => u.BirthDate);

    private IEnumerable<(long Person, int Month)> Seen()
    {
        for (var i = 0; i < _people.Persons.Length; i++)
        {
            var person = _context.Aliases.Resolve(_people.Persons[i]);
            var receipts = _intake.Identities.Receipts[i];
            if (receipts.Last > 0)
            {
                yield return (person, receipts.First);
                yield return (person, receipts.Last);
            }
        }

        foreach (var receipt in _intake.Identities.OfNobody)
        {
            yield return (_context.Aliases.Resolve(PersonOfNobody(receipt.ReceiptId)), receipt.Month);
        }
    }

    private MonthsAtRisk Eligibility(LinkedMembers members, IReadOnlyCollection<ClaimMonth> months)
    {
        if (members.Count == 0)
        {
            return MonthsAtRisk.None;
        }

        var (first, last) = PersonDays.Window(
            months.Concat(_context.Months), _context.FirstAtRisk.IsNone ? [] : [_context.FirstAtRisk],
            ClaimMonth.OfDate(members.NewestAsOf()), _context.Settings.EligibilityMonthsMax);
        return PersonDays.FromRoster(members, first, last);
    }

    private List<LinkedOptOut> OptOuts(Func<Identity, long> find) =>
        [.. _contents.Where(c => c.OptOuts is not null).SelectMany(c => c.OptOuts!.Entries)
            .Select(e => new LinkedOptOut(e.Identity is null ? 0 : find(e.Identity), e.LetterId, e.From))
            .Distinct().OrderBy(o => o.Person).ThenBy(o => o.LetterId, StringComparer.Ordinal).ThenBy(o => o.From)];

    private List<FileOutcome> Outcomes(MonthCounts counts)
    {
        var outcomes = new List<FileOutcome>(_contents.Count);
        for (var i = 0; i < _contents.Count; i++)
        {
            var content = _contents[i];
            int Count(ReceiptStatus status) => counts.NotLive.GetValueOrDefault(new NotLive(i, status));
            outcomes.Add(new FileOutcome(
                content.Source.Delivered.Source.Name, content.Source.Recognised.Kind,
                    EncodingSniffer.NameOf(content.Source.Encoding),
                content.Source.Sha256, content.Delivery, content.Tallied)
            {
                Seconds = content.Seconds,
                Withdrawn = Count(ReceiptStatus.Withdrawn),
                Receipts = content.Receipts,
                CorrectionsApplied = content.Corrections,
                Superseded = Count(ReceiptStatus.Superseded),
                Duplicates = Count(ReceiptStatus.Duplicate),
                Parts = Count(ReceiptStatus.Part),
                Transferred = Count(ReceiptStatus.Transferred),
                Warnings = content.Warnings,
            });
        }

        return outcomes;
    }

    /// <summary>A row of a 過誤一覧 whose receipt nobody delivered changes nothing, and says so.</summary>
    private void TellNotFound(int file)
    {
        var notFound = _withdrawals.NotFound.GetValueOrDefault(file);
        if (notFound > 0)
        {
            _contents[file].Tallied.RowsStored -= notFound;
            _contents[file].Tallied.Skip("receipt-not-found", notFound);
        }
    }

    private List<CheckResult> Check(MonthCounts counts)
    {
        var hasClaims = _contents.Any(c => c.Facts is not null);
        var facts = ClaimFacts.Sum(_contents.Where(c => c.Facts is not null).Select(c => c.Facts!));
        var checks = new List<CheckResult> { AccountingCheck.Run(Total) };
        Add(checks, UnknownDrugsCheck.Run(facts.UnknownDrugLines, facts.MedicineLines, _context.Settings));
        var delivered = _intake.Spool.ByMonth().ToDictionary(m => new ClaimMonth(m.Key), m => m.Value.Sum(s => s.Size.Receipts));
        checks.AddRange(MonthCountCheck.Run(counts.Claims, delivered, _context.Settings));
        checks.AddRange(KindCountCheck.Run(
            _contents.Max(c => c.Delivery), _contents.Where(c => c.Receipts > 0).GroupBy(c => c.Source.Recognised.Kind)
                .ToDictionary(g => g.Key, g => g.Sum(c => c.Receipts)), hasClaims ? _context.EarlierDeliveries : [],
                _context.Settings));
        Add(checks, DispensingPointsCheck.Run(facts.LinePoints.Wrong, facts.LinePoints.All, _context.Settings));
        Add(checks, ReceiptTotalsCheck.Run(facts.ReceiptPoints.Wrong, facts.ReceiptPoints.All, _context.Settings));
        Add(checks, ImpossibleDatesCheck.Run(facts.ImpossibleDates, facts.Receipts, _context.Settings));
        checks.AddRange(LinkageCheck.Run(_linkQuality, _context.Settings));
        Add(checks, !hasClaims ? null : BuiltInListsCheck.Run(
            _masters.Drugs ?? _context.Drugs, _masters.Diseases ?? _context.Diseases, _masters.Acts ?? _context.Acts));
        Add(checks, ConflictCheck.Run(_people.Conflicts, _people.Count, _context.Settings));
        var splits = counts.Splits;
        var notFound = _optOuts.Count(o => o.Person == 0 && o.LetterId.Length == 0);
        AddIf(checks, splits > 0, "split-for-review", Texts.SplitForReview(splits));
        AddIf(checks, Members.Count == 0 && hasClaims, "eligibility-from-claims", Texts.EligibilityFromClaims);
        AddIf(checks, _linking.Vanished > 0, "members-vanished", Texts.VanishedMembers(_linking.Vanished));
        AddIf(checks, _linking.Merges.Count > 0, "merges-pending", Texts.MergesPending(_linking.Merges.Count));
        var lost = _withdrawals.NotFound.Values.Sum();
        if (counts.Restated > 0)
        {
            checks.Add(new CheckResult("restated", Severity.Info, Texts.Restated(counts.Restated)));
        }

        AddIf(checks, lost > 0, "withdrawals-not-found", Texts.WithdrawalsNotFound(lost));
        AddIf(checks, notFound > 0, "optouts-not-found", Texts.OptOutsNotFound(notFound));
        AddIf(checks, hasClaims && _context.Settings.InsurerNumbers.Count == 0, "transfers-not-judged",
            Texts.TransfersNotJudged);
        return checks;
    }

    private static void Add(List<CheckResult> checks, CheckResult? check)
    {
        if (check is not null)
        {
            checks.Add(check);
        }
    }

    private static void AddIf(List<CheckResult> checks, bool holds, string id, Message message)
    {
        if (holds)
        {
            checks.Add(new CheckResult(id, Severity.Warning, message));
        }
    }
}
