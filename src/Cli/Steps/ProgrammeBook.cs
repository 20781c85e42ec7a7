using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Evaluate.Design;
using ClaimsWatch.Evaluate.Panels;
using ClaimsWatch.Notify.Post;
using ClaimsWatch.Notify.Review;
using ClaimsWatch.Notify.StaffFiles;
using ClaimsWatch.Store.Ledger;

namespace ClaimsWatch.Cli.Steps;

/// <summary>The ledger read in the programme's words. Nothing here writes.</summary>
public sealed class ProgrammeBook(LedgerFile ledger)
{
    /// <summary>Months until both arms are free again, for letters that were imported (decisions A3).</summary>
    private const int LockMonths = 7;

    /// <summary>Merges and un-merges of pseudonyms, oldest first.</summary>
    public IEnumerable<PersonAlias> AliasEvents => ledger.Read<PersonAlias>(EntryKinds.Aliases);

    /// <summary>Pseudonyms that stand for others. Every person read here is the one who stands;
    /// the ledger itself keeps what it said.</summary>
    public AliasMap Aliases => AliasMap.Of(AliasEvents);

    /// <summary>Delivered files so far.</summary>
    public IEnumerable<DeliveredFile> Deliveries => ledger.Read<DeliveredFile>(EntryKinds.Delivery);

    /// <summary>Lists delivered, with their dates.</summary>
    public IEnumerable<DeliveredList> Lists => ledger.Read<DeliveredList>(EntryKinds.Lists);

    /// <summary>Rounds by selection month.</summary>
    public IReadOnlyList<Round> Rounds => [.. ledger.Read<Round>(EntryKinds.Round).OrderBy(r => r.SelectionMonth)];

    /// <summary>The round of the latest selection month, null if there is none.</summary>
    public Round? Newest => Rounds is [.., var last] ? last : null;

    /// <summary>Letters of earlier programmes.</summary>
    public IReadOnlyList<PastLetter> PastLetters =>
        [.. Aliased(ledger.Read<PastLetter>(EntryKinds.PastLetters), (p, of) => p with { Person = of(p.Person) })];

    /// <summary>Draws of every round.</summary>
    public IEnumerable<Allocation> Allocations => Draws(ledger.Read<Allocation>(EntryKinds.Allocation));

    /// <summary>Letters ever recorded.</summary>
    public IReadOnlyList<LetterRecord> Letters =>
        [.. Aliased(ledger.Read<LetterRecord>(EntryKinds.Letters), (l, of) => l with { Person = of(l.Person) })];

    /// <summary>Letters taken out after printing.</summary>
    public IEnumerable<PulledLetter> PulledLetters => ledger.Read<PulledLetter>(EntryKinds.Pulled);

    /// <summary>Letter ids taken out after printing.</summary>
    public IReadOnlySet<string> Pulled => PulledLetters.Select(p => p.LetterId).ToHashSet(StringComparer.Ordinal);

    /// <summary>People who want no letters, from a day on.</summary>
    public IEnumerable<OptOut> OptOuts =>
        Aliased(ledger.Read<OptOut>(EntryKinds.OptOuts), (o, of) => o with { Person = of(o.Person) });

    /// <summary>Letters that came back.</summary>
    public IEnumerable<Return> Returns => ledger.Read<Return>(EntryKinds.Returns);

    /// <summary>People who got in touch.</summary>
    public IEnumerable<Contact> Contacts => ledger.Read<Contact>(EntryKinds.Contacts);

    /// <summary>Answers to the reply card.</summary>
    public IEnumerable<SurveyReply> Surveys => ledger.Read<SurveyReply>(EntryKinds.Surveys);

    /// <summary>Rounds and imported programmes that have been reported.</summary>
    public IReadOnlySet<string> Reported =>
        ledger.Read<ReportedOutcomes>(EntryKinds.Outcomes).SelectMany(o => o.Rounds).ToHashSet(StringComparer.Ordinal);

    /// <summary>A round by id, null if there is none.</summary>
    public Round? Find(string round) => Rounds.FirstOrDefault(r => r.Id == round);

    /// <summary>Everyone the detection of a round found.</summary>
    public IReadOnlyList<Candidate> Candidates(string round) =>
        [.. Aliased(ledger.ReadNewest<Candidate>(EntryKinds.Candidates, round), (c, of) => c with { Person = of(c.Person) })];

    /// <summary>What the detection of a round said about itself.</summary>
    public DetectionSummary? DetectionOf(string round) =>
        ledger.Read<DetectionSummary>(EntryKinds.Detection, round).FirstOrDefault();

    /// <summary>Staff decisions of a round.</summary>
    public IReadOnlyList<Decision> Decisions(string round) =>
        [.. Aliased(ledger.ReadNewest<Decision>(EntryKinds.Decisions, round), (d, of) => d with { Person = of(d.Person) })];

    /// <summary>Approval of a round.</summary>
    public Approval? ApprovalOf(string round) => ledger.Read<Approval>(EntryKinds.Approval, round).FirstOrDefault();

    /// <summary>Draw of a round.</summary>
    public Allocation? AllocationOf(string round) =>
        Draws(ledger.Read<Allocation>(EntryKinds.Allocation, round)).FirstOrDefault();

    /// <summary>Plan registered before the draw of a round, null for rounds of earlier versions.</summary>
    public RegisteredPlan? PlanOf(string round) =>
        ledger.Read<RegisteredPlan>(EntryKinds.Plan, round).FirstOrDefault(p => p.Plan is not null);

    /// <summary>Counts released by earlier reports.</summary>
    public IReadOnlyList<Evaluate.Disclosure.Release> Releases =>
        [.. ledger.Read<Evaluate.Disclosure.Release>(EntryKinds.Released)];

    /// <summary>Harms over their limits that no reviewer has signed.</summary>
    public IReadOnlyList<HarmCheck> UnsignedHarms
    {
        get
        {
            var signed = ledger.Read<HarmReview>(EntryKinds.HarmReviews).Select(r => r.Check).ToHashSet(StringComparer.Ordinal);
            return [.. ledger.Read<HarmCheck>(EntryKinds.HarmChecks).Where(c => c.Exceeded.Count > 0 && !signed.Contains(c.Id))
                .DistinctBy(c => c.Id)];
        }
    }

    /// <summary>Whether the letters of a round were made.</summary>
    public bool IsPrinted(string round) => ledger.Has(EntryKinds.Letters, round);

    /// <summary>Posting of a round.</summary>
    public Posting? PostingOf(string round) => ledger.Read<Posting>(EntryKinds.Posted, round).FirstOrDefault();

    /// <summary>People of either arm taken out on the day of printing.</summary>
    public IReadOnlyList<ExcludedToday> ExcludedToday(string round) =>
        [.. Aliased(ledger.ReadNewest<ExcludedToday>(EntryKinds.ExcludedToday, round),
            (e, of) => e with { Person = of(e.Person) })];

    /// <summary>How far a round is; letters after the first ones are added by <see cref="LaterPlan"/>.</summary>
    public RoundProgress Progress(Round round, ClaimMonth mature, int postMonths)
    {
        var posting = PostingOf(round.Id);
        var state = Reported.Contains(round.Id) ? RoundState.Reported
            : posting is not null ? (IsMature(posting.Month, mature, postMonths) ? RoundState.Mature : RoundState.Posted)
            : IsPrinted(round.Id) ? RoundState.Printed
            : ledger.Has(EntryKinds.Allocation, round.Id) ? RoundState.Allocated
            : ledger.Has(EntryKinds.Approval, round.Id) ? RoundState.Approved
            : ledger.Has(EntryKinds.Decisions, round.Id) ? RoundState.Reviewed
            : RoundState.Detected;
        var people = state == RoundState.Detected ? Candidates(round.Id).Count(c => c.Selected) : 1;
        return new RoundProgress(round.Id, round.SelectionMonth, state, posting?.Month ?? ClaimMonth.None, people);
    }

    /// <summary>People whose letter could not be made.</summary>
    public IEnumerable<UnprintedLetter> Unprinted(string round) =>
        Aliased(ledger.ReadNewest<UnprintedLetter>(EntryKinds.Unprinted, round), (u, of) => u with { Person = of(u.Person) });

    /// <summary>What staff wrote in 個別支援の検討リスト of a round.</summary>
    public IReadOnlyList<FollowUpAnswer> FollowUpAnswers(string round) =>
        [.. Aliased(ledger.ReadNewest<FollowUpAnswer>(EntryKinds.FollowUp, round), (f, of) => f with { Person = of(f.Person) })];

    /// <summary>Everybody whose letter a round decides: those drawn and those who must not wait, as drawn for a letter.</summary>
    public Allocation? LettersOf(string round) => AllocationOf(round) is not { } drawn ? null : drawn with
    {
        Persons =
        [
            .. drawn.Persons,
            .. Aliased(ledger.Read<FrozenPerson>(EntryKinds.AlwaysLetter, round), (f, of) => f with { Person = of(f.Person) })
                .Select(p => new AllocatedPerson(p.Person, p.Household, p.Sex, p.Band, "always", 0, Arm.Letter)),
        ],
    };

    /// <summary>Holdouts of a round who may wait three months at most.</summary>
    public IReadOnlyList<AllocatedPerson> DelayedHoldouts(string round) =>
        AllocationOf(round) is { } drawn
            ? [.. drawn.Persons.Where(p =>
                p.Arm == Arm.Holdout && p.Stratum.EndsWith(PanelSettings.DelayedStratumSuffix, StringComparison.Ordinal))]
            : [];

    /// <summary>People who waited for a delayed letter and got it: never a control again (decisions A3).</summary>
    public IReadOnlySet<long> HadDelayedLetter =>
        Letters.Where(l => LaterLetters.KindOf(l.Round) == LaterKind.Delayed).Select(l => l.Person).ToHashSet();

    /// <summary>What came back by a day.</summary>
    public CameBack CameBack(DateOnly today)
    {
        var persons = Letters.ToDictionary(l => l.LetterId, l => l.Person, StringComparer.Ordinal);
        Dictionary<long, DateOnly> Newest(IEnumerable<(string LetterId, DateOnly On)> days) => days
            .Where(d => persons.ContainsKey(d.LetterId)).GroupBy(d => persons[d.LetterId])
            .ToDictionary(g => g.Key, g => g.Max(d => d.On));
        return new CameBack(
            Newest(Returns.Select(r => (r.LetterId, r.ReturnedOn))),
            Newest(Contacts.Select(c => (c.LetterId, c.On)).Concat(Surveys.Select(s => (s.LetterId, s.On)))),
            OptOuts.Where(o => o.From <= today).Select(o => o.Person).ToHashSet(), Pulled);
    }

    private IEnumerable<Allocation> Draws(IEnumerable<Allocation> draws) => Aliased(draws, (draw, of) =>
        draw with { Persons = [.. draw.Persons.Select(p => p with { Person = of(p.Person) }).OrderBy(p => p.Person)] });

    private IEnumerable<T> Aliased<T>(IEnumerable<T> items, Func<T, Func<long, long>, T> read)
    {
        var aliases = Aliases;
        return aliases.InForce.Count == 0 ? items : items.Select(item => read(item, aliases.Resolve));
    }

    /// <summary>Whether the last month of POST is mature.</summary>
    public static bool IsMature(ClaimMonth letterMonth, ClaimMonth mature, int postMonths) =>
        !mature.IsNone && letterMonth.Plus(postMonths - 1) <= mature;

    /// <summary>Posting months of earlier letters by person, holdouts left out; other rounds than the given one.</summary>
    public ILookup<long, ClaimMonth> LetterMonths(string exceptRound = "")
    {
        var posted = ledger.Read<Posting>(EntryKinds.Posted).ToDictionary(p => p.Round, p => p.Month, StringComparer.Ordinal);
        var pulled = Pulled;
        var own = Letters.Where(l => l.Round != exceptRound && !pulled.Contains(l.LetterId))
            .Select(l => (l.Person, Month: posted.GetValueOrDefault(l.Round, ClaimMonth.Of(l.PrintedOn))));
        var past = PastLetters.Where(p => p.Arm == Arm.Letter).Select(p => (p.Person, Month: p.LetterMonth));
        return own.Concat(past).OrderBy(l => l.Month).ToLookup(l => l.Person, l => l.Month);
    }

    /// <summary>Release month of the comparison period a person is in, the latest if several;
    /// other rounds than the given one.</summary>
    public IReadOnlyDictionary<long, ClaimMonth> Locks(string exceptRound = "")
    {
        var own = Allocations.Where(a => a.Round != exceptRound)
            .SelectMany(a => a.Persons.Select(p => (p.Person, Until: a.ReleaseMonth)));
        var past = PastLetters.Select(p => (p.Person, Until: p.LetterMonth.Plus(LockMonths)));
        return own.Concat(past).GroupBy(l => l.Person).ToDictionary(g => g.Key, g => g.Max(l => l.Until));
    }
}

/// <summary>A list with the day it is true for.</summary>
/// <param name="Kind">ROSTER or OPTOUT.</param>
/// <param name="File">Name as delivered.</param>
/// <param name="AsOf">Its day: from the file name (yyyymmdd), else the day it was ingested.</param>
public sealed record DeliveredList(string Kind, string File, DateOnly AsOf);

/// <summary>Somebody whose letter could not be made, and the stable code of the reason.</summary>
public sealed record UnprintedLetter(string Round, long Person, string Rule, DateOnly On);

/// <summary>Who printed the letters of a round (dual control).</summary>
public sealed record PrintedBy(string Round, string By, DateOnly On);

/// <summary>What an outcome report covered.</summary>
/// <param name="Rounds">Rounds pooled.</param>
/// <param name="AsOf">Newest delivery known.</param>
/// <param name="ReportSha256">SHA-256 of report.html.</param>
public sealed record ReportedOutcomes(IReadOnlyList<string> Rounds, ClaimMonth AsOf, string ReportSha256);
