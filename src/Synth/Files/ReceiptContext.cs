using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Text;
using ClaimsWatch.Synth.Care;
using ClaimsWatch.Synth.City;
using ClaimsWatch.Synth.People;

namespace ClaimsWatch.Synth.Files;

/// <summary>One receipt on its way into a file.</summary>
/// <param name="Settings">The world.</param>
/// <param name="Person">Whose.</param>
/// <param name="Month">診療年月.</param>
/// <param name="Plan">What.</param>
/// <param name="LagBilled">Months after the usual 請求年月: lateness, plus the wait of a re-claim.</param>
/// <param name="Reclaim">Claimed again: a new number, no correction.</param>
internal sealed record ReceiptContext(
    SynthSettings Settings, Person Person, ClaimMonth Month, ReceiptPlan Plan, int LagBilled, bool Reclaim)
{
    /// <summary>Receipts that one person may have for one claim month.</summary>
    private const int OrdinalsPerMonth = 50;

    /// <summary>Different lags: four of lateness and three of a re-claim.</summary>
    private const int Lags = 8;

    /// <summary>請求年月.</summary>
    public ClaimMonth Billed => Month.Plus(1 + LagBilled);

    /// <summary>Whether the papers carry a JY correction.</summary>
    public bool Corrected => Plan.Fate.Corrected && !Reclaim;

    /// <summary>Nine digits, unique within 都道府県, 点数表 and 請求年月; the same whatever letters do.</summary>
    public long Serial => (((Person.Index * (long)Lags) + LagBilled) * OrdinalsPerMonth) + Plan.Ordinal;

    /// <summary>検索番号: 都道府県 2 + 点数表 1 + 請求年月 GYYMM + 管理番号 9 (formats.md 0.6).</summary>
    public string SearchNumber => $"{Institution.Prefecture}{Plan.Place.Table}{JapaneseDate.EraDigits(Billed)}{Serial:000000000}";

    /// <summary>レセプト番号, up to six digits.</summary>
    public int ReceiptNumber => (int)(Serial % 999_999) + 1;

    /// <summary>Whether claims of the family carry 枝番.</summary>
    public bool HasBranch => Person.Household.BranchInClaims;

    /// <summary>番号 of the family in the claim month.</summary>
    public string Number => Person.Household.NumberIn(Month);

    /// <summary>レセプト種別, four digits (formats.md 1.6).</summary>
    public string ReceiptType(bool inpatient, bool publicPayer)
    {
        var age = Person.Age(Month);
        var last = age < 6 ? 4 : age >= 70 ? 8 : Person.Branch == 1 ? 2 : 6;
        return $"{Plan.Place.Table}1{(publicPayer ? 2 : 1)}{(inpatient ? last - 1 : last)}";
    }

    /// <summary>給付割合 in percent.</summary>
    public int BenefitPercent => Person.Age(Month) is < 6 or >= 70 ? 80 : 70;

    /// <summary>yyyymmdd of a day of the claim month.</summary>
    public int Date(int day) => (Month.Value * 100) + day;

    /// <summary>Chance for the lines of this receipt; the same for the original, its duplicate and its re-claim.</summary>
    public Chance Lines() =>
        Chance.For(Settings.Seed, Purpose.Lines, Person.Index, Month.Value, unchecked((Plan.Ordinal * 7919L) + Plan.Place.Key));
}

/// <summary>Points of a written receipt: as billed and after corrections.</summary>
internal readonly record struct Points(int Billed, int Final);
