using ClaimsWatch.Core.Claims;

namespace ClaimsWatch.Ingest.People;

/// <summary>Everybody known under one number: whoever is looked for is looked for here and nowhere else.</summary>
internal sealed class Household
{
    private readonly List<HouseholdMember> _members = new(1);

    /// <summary>Whether somebody is known from claims alone.</summary>
    public bool HasClaimsOnly => _members.Exists(m => !m.OnRoster);

    /// <summary>Begins another household.</summary>
    public void Clear() => _members.Clear();

    /// <summary>Adds what a record says of a person.</summary>
    public HouseholdMember Add(PersonFacts facts, long person)
    {
        foreach (var known in _members)
        {
            if (known.Person == person)
            {
                known.Add(facts);
                return known;
            }
        }

        var member = new HouseholdMember(person);
        _members.Add(member);
        member.Add(facts);
        return member;
    }

    /// <summary>The one who fits; null if nobody or more than one does.</summary>
    public HouseholdMember? Find(PersonFacts facts, out Linkage linkage) => HouseholdMatch.Find(_members, facts, out linkage);

    /// <summary>Pseudonym of the one who fits; an opt-out names number and birth date, not sex.
    /// 0 if nobody or more than one does.</summary>
    public long FindPerson(PersonFacts facts)
    {
        if (Find(facts, out _) is { } found)
        {
            return found.Person;
        }

        var byBirth = _members
            .Where(m => facts.BirthDate != 0 && m.Facts.Any(f => f.BirthDate == facts.BirthDate)
                && !m.HasOnlyOtherBranches(facts.Branch))
            .Take(2).ToList();
        return byBirth.Count == 1 ? byBirth[0].Person : 0;
    }

    /// <summary>Canonical id of somebody not seen before (decisions B7),
    /// made longer only as far as the household needs it.</summary>
    public string CanonicalOf(PersonFacts facts, out Linkage linkage)
    {
        var household = HouseholdKey.Of(facts.ToIdentity());
        var number = $"{household.Insurer}|{household.Symbol}|{household.Number}|{facts.Branch}";
        if (facts.Branch.Length > 0 && !_members.Exists(m => m.HasBranch(facts.Branch)))
        {
            linkage = Linkage.Branch;
            return number;
        }

        var birthAndSex = $"{number}|{facts.BirthDate}|{(int)facts.Sex}";
        if (facts.Branch.Length == 0 && facts.BirthDate != 0 && !_members.Exists(m => m.SameBirthAndSex(facts)))
        {
            linkage = Linkage.BirthAndSex;
            return birthAndSex;
        }

        linkage = Linkage.GivenName;
        return $"{birthAndSex}|{facts.Name.Distinguishing}";
    }
}
