using ClaimsWatch.Core.Claims;

namespace ClaimsWatch.Benchmarks.HotPath;

/// <summary>An invented member: how much care, from whom. Four ways of living, chosen by the seed.</summary>
/// <param name="Id">Pseudonym, uniform in 63 bits.</param>
/// <param name="Kind">0 well, 1 chronic, 2 complex, 3 many providers.</param>
/// <param name="Seed">Of everything this person does.</param>
/// <param name="Sex">1 or 2.</param>
/// <param name="Birth">yyyymm.</param>
internal readonly record struct BenchPerson(long Id, int Kind, ulong Seed, int Sex, int Birth)
{
    public static BenchPerson Draw(ulong seed, int number)
    {
        var own = BenchChance.Mix(seed, (ulong)number + 1);
        var chance = new BenchChance(own);
        var kind = chance.Unit() switch { < 0.60 => 0, < 0.96 => 1, < 0.997 => 2, _ => 3 };
        return new BenchPerson(
            (long)(chance.NextBits() >> 1), kind, own, 1 + chance.Below(2),
            new ClaimMonth(193001).Plus(chance.Below(94 * 12)).Value);
    }

    /// <summary>The k-th clinic of this person among some.</summary>
    public long Clinic(int k, int clinics) => 13_1_0000001 + new BenchChance(Seed ^ (ulong)(k + 1)).Popular(clinics);

    /// <summary>The pharmacy beside the k-th clinic.</summary>
    public long Pharmacy(int k, int pharmacies) => 13_4_0000001 + new BenchChance(Seed ^ (ulong)(k + 1001)).Popular(pharmacies);

    /// <summary>Insured days of a month; nine in ten are insured throughout.</summary>
    public int DaysAtRisk(ClaimMonth month, int back)
    {
        var chance = new BenchChance(Seed + 77);
        var (leaves, joins) = (chance.Happens(0.04) ? chance.Below(12) : -1, chance.Happens(0.06) ? chance.Below(12) : 12);
        return back <= leaves || back > joins ? 0 : month.Days;
    }
}
