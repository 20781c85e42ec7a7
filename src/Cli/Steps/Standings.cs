using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Core.Text;
using ClaimsWatch.Detect;
using ClaimsWatch.Store;

namespace ClaimsWatch.Cli.Steps;

/// <summary>Puts together what is known outside claims: roster from the vault, letters and opt-outs from the ledger.</summary>
public static class Standings
{
    private const int PensionAge = 75; // 後期高齢者医療: insured elsewhere from the 75th birthday on

    /// <summary>Standing of everyone the roster or the ledger knows.</summary>
    /// <param name="session">The workspace.</param>
    /// <param name="exceptRound">A round whose own letters and comparison period do not count:
    /// on its day of printing, or to explain it later.</param>
    public static IReadOnlyDictionary<long, Standing> Of(Session session, string exceptRound = "")
    {
        var letters = session.Book.LetterMonths(exceptRound);
        var locks = session.Book.Locks(exceptRound);
        var optedOut = session.Book.OptOuts.Where(o => o.From <= session.Today).Select(o => o.Person).ToHashSet();
        var standings = new SortedDictionary<long, Standing>();
        var vault = session.Workspace.OpenVault();
        foreach (var person in vault.Persons)
        {
            if (vault.MemberOf(person)?.Member is not { } member)
            {
                continue;
            }

            var left = member.LostOn != 0 && member.LostOn <= JapaneseDate.ToNumber(session.Today.AddMonths(1))
                ? member.LostOn : 0;
            standings[person] = Standing.Of(person) with
            {
                Shielded = member.Shielded,
                EndReason = left == 0 ? EndReason.None : member.EndReason,
                LeftOn = left,
                Turns75On = Birthday(member.Identity.BirthDate, PensionAge),
                AddressSource = member.AddressSource,
                RecipientIsPerson = member.RecipientIsPerson,
                Branch = member.OfficeBranch,
            };
        }

        AddStaffList(session, standings);
        AddReturned(session, standings);
        foreach (var person in letters.Select(l => l.Key).Concat(locks.Keys).Concat(optedOut).Distinct())
        {
            var known = standings.GetValueOrDefault(person) ?? Standing.Of(person);
            standings[person] = known with
            {
                OptedOut = optedOut.Contains(person),
                LetterMonths = [.. letters[person]],
                LockedUntil = locks.GetValueOrDefault(person),
            };
        }

        return standings;
    }

    /// <summary>The same with the public payers (公費 法別番号) on the receipts of t0 and the two months before,
    /// and on any newer ones.</summary>
    public static IReadOnlyDictionary<long, Standing> WithProgrammes(
        IReadOnlyDictionary<long, Standing> standings, ClaimStore store, ClaimMonth t0, bool newer = false)
    {
        var programmes = new SortedDictionary<long, SortedSet<int>>();
        foreach (var month in store.Months.Where(m => m >= t0.Plus(-2) && (newer || m <= t0)))
        {
            var receipts = store.ReadReceipts(month);
            for (var i = 0; i < receipts.Count; i++)
            {
                ReadOnlySpan<int> numbers =
                    [receipts.Public1.Span[i], receipts.Public2.Span[i], receipts.Public3.Span[i], receipts.Public4.Span[i]];
                if (receipts.Status.Span[i] == (int)ReceiptStatus.Live && numbers.ContainsAnyExcept(0))
                {
                    Add(programmes, receipts.Person.Span[i], numbers);
                }
            }
        }

        var known = new SortedDictionary<long, Standing>(standings.ToDictionary());
        foreach (var (person, numbers) in programmes)
        {
            known[person] = (known.GetValueOrDefault(person) ?? Standing.Of(person)) with { PublicProgrammes = [.. numbers] };
        }

        return known;
    }

    /// <summary>How fresh the lists are, from the roster and opt-out files delivered.</summary>
    public static ListDates Lists(Session session)
    {
        DateOnly? roster = null;
        DateOnly? optOuts = null;
        foreach (var list in session.Book.Lists)
        {
            if (list.Kind == "ROSTER" && (roster is null || list.AsOf > roster))
            {
                roster = list.AsOf;
            }
            else if (list.Kind == "OPTOUT" && (optOuts is null || list.AsOf > optOuts))
            {
                optOuts = list.AsOf;
            }
        }

        return new ListDates(roster, roster, roster, optOuts, LettersKnown: true) { PublicProgrammesKnown = true };
    }

    // A letter that came back is never sent again (decisions A8): for a year staff find out where the person lives.
    private static void AddReturned(Session session, SortedDictionary<long, Standing> standings)
    {
        foreach (var (person, on) in session.Book.CameBack(session.Today).Returned)
        {
            if (session.Today < on.AddYears(1))
            {
                standings[person] = (standings.GetValueOrDefault(person) ?? Standing.Of(person)) with { StaffHold = true };
            }
        }
    }

    // People on the imported staff list today: 支援中 (X15) or 保留 (X22).
    private static void AddStaffList(Session session, SortedDictionary<long, Standing> standings)
    {
        var today = JapaneseDate.ToNumber(session.Today);
        var aliases = session.Book.Aliases;
        foreach (var entry in (TableFiles.Load(session).StaffList ?? []).Where(e => e.HoldsOn(today)))
        {
            var person = aliases.Resolve(entry.Person);
            var known = standings.GetValueOrDefault(person) ?? Standing.Of(person);
            standings[person] = entry.UnderSupport ? known with { UnderSupport = true } : known with { StaffHold = true };
        }
    }

    // Born on 29 February: the birthday of a common year is 28 February's next day by law; the number need not exist as a date.
    private static int Birthday(int birthDate, int age) => birthDate == 0 ? 0 : birthDate + (age * 10_000);

    private static void Add(SortedDictionary<long, SortedSet<int>> programmes, long person, ReadOnlySpan<int> numbers)
    {
        if (!programmes.TryGetValue(person, out var known))
        {
            programmes[person] = known = [];
        }

        foreach (var number in numbers)
        {
            if (number != 0)
            {
                known.Add(number);
            }
        }
    }
}
