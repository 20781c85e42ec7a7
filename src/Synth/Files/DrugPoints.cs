using ClaimsWatch.Core.Claims;
using ClaimsWatch.Synth.Care;

namespace ClaimsWatch.Synth.Files;

/// <summary>薬剤料: yen to points by 五捨五超入, at least one point.</summary>
internal static class DrugPoints
{
    /// <summary>Points of one unit (a day of 内服, all of 外用) of medicines taken together.</summary>
    public static int PerUnit(IEnumerable<Prescribed> medicines)
    {
        var hundredthYen = medicines.Sum(m => m.Drug.Price * m.Amount);
        var tenYen = hundredthYen / 1000m;
        var whole = decimal.Floor(tenYen);
        return Math.Max(1, (int)(tenYen - whole > 0.5m ? whole + 1 : whole));
    }

    /// <summary>Medicines that share a 算定単位: 内服 of the same number of days together, every 外用 on its own.</summary>
    public static IEnumerable<List<Prescribed>> Units(IReadOnlyList<Prescribed> medicines)
    {
        foreach (var times in medicines.Where(m => m.Route == Route.Oral).Select(m => m.Times).Distinct())
        {
            yield return [.. medicines.Where(m => m.Route == Route.Oral && m.Times == times)];
        }

        foreach (var medicine in medicines.Where(m => m.Route != Route.Oral))
        {
            yield return [medicine];
        }
    }
}
