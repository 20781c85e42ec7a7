using ClaimsWatch.Core.Claims;
using ClaimsWatch.Stats.Resampling;

namespace ClaimsWatch.Tests.Detect;

/// <summary>
/// Seeded people around every threshold: partial months, stays, splits, unknown drugs and prescribers, repeated institutions.
/// </summary>
internal static class RandomHistories
{
    private static readonly int[] s_drugs =
        [611170513, 611170514, 610443047, 622148901, 620098902, 620005888, 640454021, 620004924, 699999999];

    public static Histories Make(ulong seed, int people)
    {
        var random = new SplitMix(seed);
        var rows = Histories.WithEveryMonth();
        for (var i = 1; i <= people; i++)
        {
            AddPerson(rows, random, i * 7919L);
        }

        return rows;
    }

    private static void AddPerson(Histories rows, SplitMix random, long person)
    {
        var linkage = random.NextBelow(30) == 0 ? Linkage.Unlinked : Linkage.Branch;
        var birth = random.NextBelow(20) == 0 ? 0 : new ClaimMonth(202411).Plus(-random.NextBelow(1000)).Value;
        rows.Person(person, (Sex)random.NextBelow(3), birth, linkage);
        var level = random.NextBelow(14);
        var slope = random.NextBelow(7) - 2;
        var clinics = random.NextBelow(5);
        for (var back = 0; back < 12; back++)
        {
            if (random.NextBelow(12) == 0)
            {
                rows.Insured(person, back, random.NextBelow(20));
            }

            var receipts = level + (slope * (5 - Math.Min(5, back)) / 2) + random.NextBelow(3);
            AddMonth(rows, random, person, back, receipts, clinics + random.NextBelow(2));
        }

        AddMedicines(rows, random, person);
    }

    private static void AddMonth(Histories rows, SplitMix random, long person, int back, int receipts, int clinics)
    {
        rows.Receipts(person, back, Math.Max(0, receipts - clinics));
        for (var clinic = 0; clinic < clinics; clinic++)
        {
            var kind = random.NextBelow(6) == 0 ? ClaimKind.Dental : ClaimKind.Outpatient;
            var institution = Histories.Clinic(100 + random.NextBelow(8));
            rows.Claim(person, back, kind, institution, visitDays: random.NextBelow(5));
            if (random.NextBelow(10) == 0)
            {
                rows.Claim(person, back, kind, institution, flags: (int)ClaimFlags.Split);
            }
        }

        if (random.NextBelow(15) == 0)
        {
            rows.Claim(person, back, ClaimKind.Inpatient, Histories.Clinic(100 + random.NextBelow(8)));
        }
    }

    private static void AddMedicines(Histories rows, SplitMix random, long person)
    {
        var lines = random.NextBelow(3) == 0 ? random.NextBelow(12) : 0;
        for (var i = 0; i < lines; i++)
        {
            var kind = random.NextBelow(10) switch
            {
                0 => ClaimKind.Inpatient,
                1 or 2 => ClaimKind.Outpatient,
                _ => ClaimKind.Dispensing,
            };
            rows.Medicine(
                person, s_drugs[random.NextBelow(s_drugs.Length)], Histories.Clinic(100 + random.NextBelow(4)),
                7 * random.NextBelow(5),
                random.NextBelow(5) switch { 0 => Route.AsNeeded, 1 => Route.Injection, _ => Route.Oral },
                1 + random.NextBelow(3), random.NextBelow(4) == 0 ? 1 : 0, kind, random.NextBelow(12) != 0);
        }
    }
}
