using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;

namespace ClaimsWatch.Evaluate.Office;

/// <summary>The whole insured population of one sex in one month.</summary>
/// <param name="Month">Claim month.</param>
/// <param name="Sex">Administrative sex.</param>
/// <param name="Persons">People at risk.</param>
/// <param name="Claims">Receipts in scope.</param>
/// <param name="Approaching">People from the second-highest stretch below the threshold (60 % of it) to just below it.</param>
/// <param name="Reached">People at the threshold or above.</param>
public sealed record MonthFigures(ClaimMonth Month, Sex Sex, int Persons, long Claims, int Approaching, int Reached)
{
    /// <summary>Receipts per person at risk.</summary>
    public double Rate => Persons > 0 ? (double)Claims / Persons : double.NaN;

    /// <summary>Men and women who reached the threshold in any of some months, each person once.</summary>
    public static (long Men, long Women) ReachedInAny(
        IClaimStore store, IReadOnlyList<ClaimMonth> months, IReadOnlyList<ClaimKind> countedKinds, int threshold)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(countedKinds);
        ClaimMonth[] known = [.. months.Where(store.Months.Contains).Distinct().Order()];
        var (men, women) = (0L, 0L);
        for (var s = 0; s < store.SlabCount && known.Length > 0; s++)
        {
            using var slab = store.Open(s, known, AsOf.Now);
            foreach (var person in slab)
            {
                var reached = false;
                for (var m = 0; m < known.Length; m++)
                {
                    reached |= person.AtRisk(known[m]).DaysAtRisk > 0
                        && person.Claims(m).CountReceipts(countedKinds) >= threshold;
                }

                men += reached && person.Sex == Sex.Male ? 1 : 0;
                women += reached && person.Sex == Sex.Female ? 1 : 0;
            }
        }

        return (men, women);
    }

    /// <summary>Counts some months of the store, as of now; men and women.</summary>
    public static IReadOnlyList<MonthFigures> Count(
        IClaimStore store, IReadOnlyList<ClaimMonth> months, IReadOnlyList<ClaimKind> countedKinds, int threshold)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(months);
        ArgumentNullException.ThrowIfNull(countedKinds);
        ClaimMonth[] known = [.. months.Where(store.Months.Contains).Distinct().Order()];
        var cells = new Dictionary<(ClaimMonth, Sex), (int Persons, long Claims, int Approaching, int Reached)>();
        for (var s = 0; s < store.SlabCount && known.Length > 0; s++)
        {
            using var slab = store.Open(s, known, AsOf.Now);
            foreach (var person in slab)
            {
                for (var m = 0; m < known.Length; m++)
                {
                    if (person.AtRisk(known[m]).DaysAtRisk == 0)
                    {
                        continue;
                    }

                    var count = person.Claims(m).CountReceipts(countedKinds);
                    var cell = cells.GetValueOrDefault((known[m], person.Sex));
                    cells[(known[m], person.Sex)] = (
                        cell.Persons + 1, cell.Claims + count,
                        cell.Approaching + (count < threshold && count * 10 >= threshold * 6 ? 1 : 0),
                        cell.Reached + (count >= threshold ? 1 : 0));
                }
            }
        }

        return
        [
            .. from month in known
               from sex in (Sex[])[Sex.Male, Sex.Female]
               let cell = cells.GetValueOrDefault((month, sex))
               select new MonthFigures(month, sex, cell.Persons, cell.Claims, cell.Approaching, cell.Reached),
        ];
    }
}
