using ClaimsWatch.Core.Columns;

namespace ClaimsWatch.Detect.Tallies;

/// <summary>Which medicine lines a person took home, and who prescribed them.</summary>
public static class TakeHome
{
    private const int PharmacyTable = 4; // 点数表 4 調剤, the third of the ten digits

    /// <summary>Whether the ten digits name a pharmacy.</summary>
    public static bool IsPharmacy(long institution) => institution / 10_000_000 % 10 == PharmacyTable;

    /// <summary>
    /// The prescribing institution of a line, or 0 if it is not known: a 調剤 receipt without its prescriber must not turn the
    /// pharmacy into a second prescriber.
    /// </summary>
    public static long Prescriber(long prescriberInstitution, long institution) =>
        prescriberInstitution != 0 ? prescriberInstitution : IsPharmacy(institution) ? 0 : institution;

    /// <summary>Whether the month has a stay in hospital at all.</summary>
    public static bool HasStay(scoped in ClaimSlice claims)
    {
        foreach (var kind in claims.Kind)
        {
            if (KindSet.Stays.Has(kind))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a receipt is one of a stay in hospital, whose medicines are not taken home.</summary>
    public static bool IsOfStay(scoped in ClaimSlice claims, long receipt)
    {
        var kinds = claims.Kind;
        for (var i = 0; i < kinds.Length; i++)
        {
            if (KindSet.Stays.Has(kinds[i]) && claims.Receipt[i] == receipt)
            {
                return true;
            }
        }

        return false;
    }
}
