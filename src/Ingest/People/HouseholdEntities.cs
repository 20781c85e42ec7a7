using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Identities;

namespace ClaimsWatch.Ingest.People;

/// <summary>記号番号 of one insurer: a household. Leading zeros of 番号 do not count, because spreadsheets drop them.</summary>
internal readonly record struct HouseholdKey(string Insurer, string Symbol, string Number)
{
    public static HouseholdKey Of(Identity identity)
    {
        var number = identity.Number.TrimStart('0');
        return new HouseholdKey(identity.InsurerNumber, identity.Symbol, number.Length == 0 ? identity.Number : number);
    }

    public override string ToString() => "***";
}

/// <summary>
/// What one record says of a person inside a household. Texts are made, and names folded, only where somebody asks: most never
/// are.
/// </summary>
internal sealed class PersonFacts
{
    private static readonly string[] s_branches = [.. Enumerable.Range(0, 100).Select(i => $"{i:00}")];
    private readonly ArraySegment<byte> _identity;
    private NameForm? _name;

    private PersonFacts(ArraySegment<byte> identity)
    {
        var view = IdentityView.Of(identity);
        (_identity, BirthDate, Sex) = (identity, view.BirthDate, view.Sex);
        Branch = view.Branch is [>= (byte)'0' and <= (byte)'9' and var tens, >= (byte)'0' and <= (byte)'9' and var ones]
            ? s_branches[((tens - '0') * 10) + ones - '0']
            : System.Text.Encoding.UTF8.GetString(view.Branch);
    }

    public string Branch { get; }

    public int BirthDate { get; }

    public Sex Sex { get; }

    public NameForm Name => _name ??= NameForm.Of(ToIdentity());

    public static PersonFacts Of(Identity identity) => new(PersonRecords.Of(identity));

    /// <summary>Of an identity from its first text on.</summary>
    public static PersonFacts Of(ArraySegment<byte> identity) => new(identity);

    /// <summary>All that the record says.</summary>
    public Identity ToIdentity() => IdentityView.Of(_identity).ToIdentity();

    /// <summary>Whether another record says the same, letter by letter.</summary>
    public bool Says(PersonFacts other)
    {
        if (Branch != other.Branch || BirthDate != other.BirthDate || Sex != other.Sex)
        {
            return false;
        }

        var mine = IdentityView.Of(_identity);
        var theirs = IdentityView.Of(other._identity);
        return mine.Name.SequenceEqual(theirs.Name) && mine.Kana.SequenceEqual(theirs.Kana);
    }

    /// <summary>Same birth date and sex, both known.</summary>
    public bool SameBirthAndSex(PersonFacts other) =>
        BirthDate != 0 && BirthDate == other.BirthDate && Sex != Sex.Unknown && Sex == other.Sex;

    /// <summary>Neither a mistyped birth date nor a changed name alone makes another person; both together do.</summary>
    public bool IsSomebodyElse(PersonFacts other) =>
        BirthDate != 0 && other.BirthDate != 0 && BirthDate != other.BirthDate && Name.Differs(other.Name);

    public override string ToString() => "***";
}

/// <summary>A person as known inside one household.</summary>
internal sealed class HouseholdMember(long person)
{
    private readonly List<PersonFacts> _facts = new(1);

    public long Person { get; } = person;

    /// <summary>Pseudonym of the claims under this number, where an alias has replaced it by <see cref="Person"/>.</summary>
    public long LinkedAs { get; set; } = person;

    public bool OnRoster { get; set; }

    public IReadOnlyList<PersonFacts> Facts => _facts;

    public void Add(PersonFacts facts)
    {
        foreach (var known in _facts)
        {
            if (known.Says(facts))
            {
                return;
            }
        }

        _facts.Add(facts);
    }

    public bool HasBranch(string branch)
    {
        foreach (var facts in _facts)
        {
            if (facts.Branch == branch)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Known under branches of which this is not one: then it is a sibling, not the same person.</summary>
    public bool HasOnlyOtherBranches(string branch) =>
        branch.Length > 0 && _facts.Exists(f => f.Branch.Length > 0) && !HasBranch(branch);

    public bool SameBirthAndSex(PersonFacts facts) => _facts.Exists(facts.SameBirthAndSex);

    public bool IsSomebodyElse(PersonFacts facts) => _facts.TrueForAll(facts.IsSomebodyElse);

    public bool NameAgrees(PersonFacts facts) => _facts.Exists(f => f.Name.Agrees(facts.Name));

    public bool NameDiffers(PersonFacts facts) => _facts.TrueForAll(f => f.Name.Differs(facts.Name));

    /// <summary>Records of one person that disagree on sex or birth date.</summary>
    public bool Conflicts(PersonFacts facts) => _facts.Exists(f =>
        (f.BirthDate != 0 && facts.BirthDate != 0 && f.BirthDate != facts.BirthDate)
        || (f.Sex != Sex.Unknown && facts.Sex != Sex.Unknown && f.Sex != facts.Sex));
}

/// <summary>Finds a person inside one household: 枝番, then birth and sex, then given name.</summary>
internal static class HouseholdMatch
{
    /// <summary>The one member who fits, or null if nobody or more than one does.</summary>
    public static HouseholdMember? Find(IReadOnlyList<HouseholdMember> members, PersonFacts facts, out Linkage linkage)
    {
        linkage = Linkage.Branch;
        if (facts.Branch.Length > 0)
        {
            if (Only(members, facts, static (m, f) => m.HasBranch(f.Branch) && !m.IsSomebodyElse(f), out _) is { } byBranch)
            {
                return WithRoster(byBranch, ref linkage);
            }
        }

        linkage = Linkage.BirthAndSex;
        if (Only(members, facts, MayBe, out var several) is { } candidate)
        {
            // The roster lists the whole household, so there is nobody else with this birth date; claims alone may not know a
            // twin yet.
            return candidate.OnRoster || !candidate.NameDiffers(facts) ? WithRoster(candidate, ref linkage) : null;
        }

        linkage = Linkage.GivenName;
        return several && Only(members, facts, static (m, f) => MayBe(m, f) && m.NameAgrees(f), out _) is { } byName
            ? WithRoster(byName, ref linkage)
            : null;
    }

    private static bool MayBe(HouseholdMember member, PersonFacts facts) =>
        member.SameBirthAndSex(facts) && !member.HasOnlyOtherBranches(facts.Branch);

    // The one member who fits, null for none and for several; one pass without an object, as nearly everybody is looked for.
    private static HouseholdMember? Only(
        IReadOnlyList<HouseholdMember> members, PersonFacts facts,
        Func<HouseholdMember, PersonFacts, bool> fits, out bool several)
    {
        HouseholdMember? only = null;
        several = false;
        for (var i = 0; i < members.Count && !several; i++)
        {
            if (fits(members[i], facts))
            {
                several = only is not null;
                only = several ? null : members[i];
            }
        }

        return only;
    }

    private static HouseholdMember WithRoster(HouseholdMember member, ref Linkage linkage)
    {
        linkage = member.OnRoster ? Linkage.Roster : linkage;
        return member;
    }
}
