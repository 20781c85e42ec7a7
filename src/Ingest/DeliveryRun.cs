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

/// <summary>Second half of a delivery: all files are read; persons are linked, months resolved, tables and checks made.</summary>
internal sealed class DeliveryRun(
    IReadOnlyList<FileContent> contents, MasterSet masters, ReceiptLists lists, IngestContext context,
    Func<ClaimMonth, MonthRows> current, int threads)
{
    private readonly List<UnlinkedPerson> _unlinked = [];
    private readonly List<(Sex Sex, Linkage Linkage)> _linkages = [];
    private readonly List<(long Person, int Month)> _seen = [];
    private readonly SortedDictionary<IdentityKey, LinkedIdentity> _aliases = [];
    private WithdrawalSearch _withdrawals = new();
    private readonly List<PersonMerge> _merges = [];
    private int _restated;

    public DeliveryResult Finish()
    {
        context.Stage?.Invoke("link");
        var (people, members, vanished, asOf) = LinkPeople();
        var byMonth = AssignPersons(people);
        context.Stage?.Invoke("resolve");
        var resolved = Resolve(byMonth);
        context.Stage?.Invoke("persons");
        var eligibility = Eligibility(members, byMonth.Keys);
        var touched = people.New.Select(i => context.Aliases.Resolve(i.Person)).ToHashSet();
        var persons = PersonTable.Merge(
            context.Persons, people.ByKey.Values.Select(Aliased).Where(i => touched.Contains(i.Person)), members, _unlinked, _seen,
            members.Count > 0 ? eligibility : EnrolmentColumns.Empty);
        if (members.Count == 0)
        {
            eligibility = PersonDays.FromClaims(persons);
        }

        context.Stage?.Invoke("check");
        var optOuts = OptOuts(people);
        var files = Outcomes(resolved);
        var total = new Tallied();
        foreach (var file in files)
        {
            total.Add(file.Tallied);
        }

        return new DeliveryResult
        {
            Files = files,
            Total = total,
            Rejects = [.. contents.SelectMany(c => c.Rejects.OrderBy(r => r.Line))],
            Corrections =
            [
                .. contents.SelectMany(c => c.Batches.SelectMany(b => b.Corrections.Select(n =>
                    new AuditedCorrection(c.Source.Delivered.Source.Name, n, b.Receipts[n.Receipt])))),
            ],
            Months = [.. resolved.Select(r => r.Rows)],
            Superseded = [.. resolved.SelectMany(r => r.Superseded)],
            NewIdentities = [.. people.New, .. _aliases.Values],
            Members = members,
            RosterAsOf = asOf,
            Persons = persons,
            Eligibility = eligibility,
            OptOuts = optOuts,
            HasOptOutList = contents.Any(c => c.OptOuts is not null),
            Drugs = masters.Drugs,
            NewDrugEditions = masters.NewEditions,
            Modifiers = masters.Modifiers,
            Diseases = masters.Diseases,
            Acts = masters.Acts,
            LinkQuality = LinkQuality.Of(_linkages),
            Merges = [.. _merges.Distinct()],
            Checks = Check(total, people, members, vanished, resolved, optOuts),
        };
    }

    /// <summary>Rosters one after the other by date, then all identities of all files at once.</summary>
    private (LinkedPeople People, IReadOnlyList<LinkedMember> Members, int Vanished, int AsOf) LinkPeople()
    {
        var members = context.Members;
        var vanished = 0;
        var asOf = 0;
        foreach (var rosters in contents.Where(c => c.Roster is not null).Select(c => c.Roster!).GroupBy(r => r.AsOf)
            .OrderBy(g => g.Key))
        {
            var linked = PersonLinker.Link(
                [], [.. rosters.SelectMany(r => r.Members)], rosters.Key, Known(), members, context.Pseudonyms, context.Aliases, asked: []);
            _merges.AddRange(linked.Merges);
            var merged = RosterMerge.Merge(members, linked.Members);
            KeepFormerNumbers(merged.Former);
            (members, vanished, asOf) = (merged.Members, merged.Vanished, rosters.Key);
        }

        var identities = new List<Identity>();
        var keys = new List<IdentityKey>();
        foreach (var batch in contents.SelectMany(c => c.Batches))
        {
            identities.AddRange(batch.Identities);
            keys.AddRange(Enumerable.Range(0, batch.Identities.Count).Select(i => batch.KeyOf(i, context.Pseudonyms)));
        }

        var asked = contents.Where(c => c.OptOuts is not null).SelectMany(c => c.OptOuts!.Entries)
            .Where(e => e.Identity is not null).Select(e => e.Identity!).ToList();
        return (PersonLinker.Link(identities, [], 0, Known(), members, context.Pseudonyms, context.Aliases, keys, asked), members, vanished, asOf);
    }

    private IReadOnlyList<LinkedIdentity> Known() =>
        _aliases.Count == 0 ? context.KnownIdentities : [.. context.KnownIdentities, .. _aliases.Values];

    /// <summary>
    /// A number that the roster gave up stays known under its person: somebody without 枝番 whose first claim comes late, under the
    /// old number, must not become a second person.
    /// </summary>
    private void KeepFormerNumbers(IReadOnlyList<LinkedMember> former)
    {
        if (former.Count == 0)
        {
            return;
        }

        var known = context.KnownIdentities.Select(i => i.Key).ToHashSet();
        foreach (var member in former)
        {
            var identity = member.Member.Identity;
            var key = context.Pseudonyms.KeyOf(identity);
            if (!known.Contains(key))
            {
                _aliases.TryAdd(key, new LinkedIdentity(key, identity, member.Person, member.Household, Linkage.Roster));
            }
        }
    }

    private SortedDictionary<ClaimMonth, List<NewReceipt>> AssignPersons(LinkedPeople people)
    {
        var byMonth = new SortedDictionary<ClaimMonth, List<NewReceipt>>();
        for (var file = 0; file < contents.Count; file++)
        {
            foreach (var batch in contents[file].Batches)
            {
                AssignPersons(people, batch, file, byMonth);
            }
        }

        return byMonth;
    }

    private void AssignPersons(LinkedPeople people, ReceiptBatch batch, int file, SortedDictionary<ClaimMonth, List<NewReceipt>> byMonth)
    {
        var links = Enumerable.Range(0, batch.Identities.Count)
            .Select(i => people.ByKey[batch.KeyOf(i, context.Pseudonyms)]).ToArray();
        var name = contents[file].Source.Delivered.Source.Name;
        foreach (var receipt in batch.Receipts)
        {
            var linkedAs = receipt.Identity < 0
                ? context.Pseudonyms.PersonOf($"unlinked|{receipt.ReceiptId}")
                : links[receipt.Identity].Person;
            var person = context.Aliases.Resolve(linkedAs);
            var linkage = receipt.Identity < 0 ? Linkage.Unlinked : Aliased(links[receipt.Identity]).Linkage;
            if (linkage == Linkage.Unlinked)
            {
                _unlinked.Add(new UnlinkedPerson(person, receipt.Sex, receipt.BirthDate));
            }

            if (receipt.Status != ReceiptStatus.Part)
            {
                _linkages.Add((receipt.Sex, linkage));
            }

            _seen.Add((person, receipt.Month.Value));
            if (!byMonth.TryGetValue(receipt.Month, out var month))
            {
                month = [];
                byMonth.Add(receipt.Month, month);
            }

            month.Add(new NewReceipt(receipt, batch, person, name, file) { LinkedAs = person == linkedAs ? 0 : linkedAs });
        }
    }

    private LinkedIdentity Aliased(LinkedIdentity linked) => PersonChain.Aliased(linked, context.Aliases);

    private ResolvedMonth[] Resolve(SortedDictionary<ClaimMonth, List<NewReceipt>> byMonth)
    {
        _withdrawals = WithdrawalSearch.Run(contents, byMonth, context.Months, current);
        var due = byMonth.Keys.Union(_withdrawals.ByMonth.Keys).ToHashSet();
        var restates = masters.Drugs is not null || masters.Diseases is not null;
        var months = (restates ? due.Union(context.Months) : due).Order().ToList();
        var delivery = contents.Max(c => c.Delivery) is { IsNone: false } newest ? newest : ClaimMonth.OfDate(JapaneseDate.ToNumber(context.Today));
        var restated = new int[months.Count];
        var resolved = new ResolvedMonth[months.Count];
        Threads.For(months.Count, threads, i =>
        {
            var month = months[i];
            resolved[i] = ReceiptResolver.Resolve(
                month, current(month), byMonth.GetValueOrDefault(month) ?? [], _withdrawals.ByMonth.GetValueOrDefault(month));
            if (restates)
            {
                (resolved[i], restated[i]) = Restatement.Apply(resolved[i], lists, delivery.Value);
            }
        });
        _restated = restated.Sum();
        return [.. resolved.Where((r, i) => restated[i] > 0 || due.Contains(r.Rows.Month))];
    }

    private EnrolmentColumns Eligibility(IReadOnlyList<LinkedMember> members, IReadOnlyCollection<ClaimMonth> months)
    {
        if (members.Count == 0)
        {
            return context.Eligibility;
        }

        var (first, last) = PersonDays.Window(
            months.Concat(context.Months), context.Eligibility.ClaimMonth.ToArray().Select(m => new ClaimMonth(m)),
            ClaimMonth.OfDate(members.Max(m => m.AsOf)), context.Settings.EligibilityMonthsMax);
        return PersonDays.FromRoster(members, first, last);
    }

    private List<LinkedOptOut> OptOuts(LinkedPeople people) =>
        [.. contents.Where(c => c.OptOuts is not null).SelectMany(c => c.OptOuts!.Entries)
            .Select(e => new LinkedOptOut(e.Identity is null ? 0 : people.Find(e.Identity), e.LetterId, e.From))
            .Distinct().OrderBy(o => o.Person).ThenBy(o => o.LetterId, StringComparer.Ordinal).ThenBy(o => o.From)];

    private List<FileOutcome> Outcomes(IReadOnlyList<ResolvedMonth> resolved)
    {
        var counts = resolved.SelectMany(r => r.NotLive).CountBy(n => n).ToDictionary(c => c.Key, c => c.Value);
        var outcomes = new List<FileOutcome>(contents.Count);
        for (var i = 0; i < contents.Count; i++)
        {
            var content = contents[i];
            int Count(ReceiptStatus status) => counts.GetValueOrDefault(new NotLive(i, status));
            outcomes.Add(new FileOutcome(
                content.Source.Delivered.Source.Name, content.Source.Recognised.Kind,
                    EncodingSniffer.NameOf(content.Source.Encoding),
                content.Source.Sha256, content.Delivery, TalliedOf(i))
            {
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
    private Tallied TalliedOf(int file)
    {
        var tallied = contents[file].Tallied;
        var notFound = _withdrawals.NotFound.GetValueOrDefault(file);
        tallied.RowsStored -= notFound;
        if (notFound > 0)
        {
            tallied.Skip("receipt-not-found", notFound);
        }

        return tallied;
    }

    private List<CheckResult> Check(
        Tallied total, LinkedPeople people, IReadOnlyList<LinkedMember> members, int vanished,
            IReadOnlyList<ResolvedMonth> resolved,
        IReadOnlyList<LinkedOptOut> optOuts)
    {
        var batches = contents.SelectMany(c => c.Batches).ToList();
        var receipts = resolved.ToDictionary(r => r.Rows.Month, r => r.Rows.Claims.Count);
        var checks = new List<CheckResult> { AccountingCheck.Run(total) };
        Add(checks, UnknownDrugsCheck.Run(batches.Sum(b => (long)b.UnknownDrugLines), batches.Sum(b =>
            (long)b.Medications.Count), context.Settings));
        checks.AddRange(MonthCountCheck.Run(
            receipts, batches.SelectMany(b => b.Receipts).CountBy(r => r.Month).ToDictionary(), context.Settings));
        checks.AddRange(KindCountCheck.Run(
            contents.Max(c => c.Delivery), contents.Where(c => c.Receipts > 0).GroupBy(c => c.Source.Recognised.Kind)
                .ToDictionary(g => g.Key, g => g.Sum(c => c.Receipts)), batches.Count == 0 ? [] : context.EarlierDeliveries, context.Settings));
        Add(checks, DispensingPointsCheck.Run(batches.Sum(b => b.Points.LinesWrong), batches.Sum(b => b.Points.Lines), context.Settings));
        Add(checks, ReceiptTotalsCheck.Run(batches.Sum(b => b.Points.ReceiptsWrong), batches.Sum(b => b.Points.Receipts), context.Settings));
        Add(checks, ImpossibleDatesCheck.Run(batches, context.Settings));
        checks.AddRange(LinkageCheck.Run(LinkQuality.Of(_linkages), context.Settings));
        Add(checks, batches.Count == 0 ? null : BuiltInListsCheck.Run(
            masters.Drugs ?? context.Drugs, masters.Diseases ?? context.Diseases, masters.Acts ?? context.Acts));
        Add(checks, ConflictCheck.Run(people.Conflicts, people.ByKey.Count, context.Settings));
        var splits = resolved.Sum(r => r.SplitForReview);
        var notFound = optOuts.Count(o => o.Person == 0 && o.LetterId.Length == 0);
        AddIf(checks, splits > 0, "split-for-review", Texts.SplitForReview(splits));
        AddIf(checks, members.Count == 0 && batches.Count > 0, "eligibility-from-claims", Texts.EligibilityFromClaims);
        AddIf(checks, vanished > 0, "members-vanished", Texts.VanishedMembers(vanished));
        AddIf(checks, _merges.Count > 0, "merges-pending", Texts.MergesPending(_merges.Count));
        var lost = _withdrawals.NotFound.Values.Sum();
        if (_restated > 0)
        {
            checks.Add(new CheckResult("restated", Severity.Info, Texts.Restated(_restated)));
        }

        AddIf(checks, lost > 0, "withdrawals-not-found", Texts.WithdrawalsNotFound(lost));
        AddIf(checks, notFound > 0, "optouts-not-found", Texts.OptOutsNotFound(notFound));
        AddIf(checks, batches.Count > 0 && context.Settings.InsurerNumbers.Count == 0, "transfers-not-judged",
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
