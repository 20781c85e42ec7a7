using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;
using ClaimsWatch.Detect;
using ClaimsWatch.Stats.Resampling;

namespace ClaimsWatch.Tests.Detect;

/// <summary>
/// Seeded people around every threshold: partial months, stays, splits, unknown drugs and prescribers, repeated institutions.
/// </summary>
internal static class RandomHistories
{
    private static readonly int[] s_drugs =
        [611170513, 611170514, 610443047, 622148901, 620098902, 620005888, 640454021, 620004924, 699999999];

    // What some people take for long: agonists, hypnotics, painkillers, an opioid, stomach and blood pressure medicines.
    private static readonly int[] s_regular =
    [
        611170513, 620006836, 620049101, 610443047, 620002807, 620037205, 620098902, 622704201, 622914101, 620009460, 620005581,
        620007853, 622571301, 621399302, 622537301, 621676001, 622886201,
    ];

    private static readonly string[] s_diseases = ["G470", "G479", "G471", "I10", "E11"];

    // At and just outside the limits of the exclusions.
    private static readonly string[] s_signals =
    [
        "B99", "C00", "C97", "D00", "F09", "F10", "F16", "F17", "F18", "F19", "F20", "N99", "O00", "O99", "P00", "Z31",
            "Z32", "Z39",
        "Z40", "T35", "T36", "T50", "T51", "X59", "X60", "X84", "X85",
    ];

    // 初診, J038, C001, C002, I002, 依存症集団療法, 悪性腫瘍特異物質治療管理料, 通院集団精神療法, リハビリ.
    private static readonly int[] s_acts = [111000110, 140007710, 114001110, 114030710, 180031410, 180047910, 113001210,
        180006710, 180744210, 111000570, 112001210, 112001210];

    /// <summary>Tables an office might have imported: some departments, and pairs that are not really contraindicated.</summary>
    public static ImportedTables Tables { get; } = new(
        new HashSet<IngredientPair> { IngredientPair.Of(1179025, 2329021), IngredientPair.Of(1124023, 1149038) },
        Enumerable.Range(0, 7).ToDictionary(i => Histories.Clinic(100 + i), i => 1 + (i / 4)))
    {
        StaffList = [],
    };

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
        var first = rows.Claims.Count;
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
        if (random.NextBelow(4) == 0)
        {
            AddRegularMedicines(rows, random, person);
        }

        if (random.NextBelow(8) == 0)
        {
            AddManyVisits(rows, random, person);
        }

        if (random.NextBelow(5) == 0)
        {
            AddSignals(rows, random, person, [.. rows.Claims.Skip(first)]);
        }

        AddDiagnoses(rows, random, person, [.. rows.Claims.Skip(first)]);
    }

    // Month after month from one to three prescribers, some with gaps, by many pharmacies.
    private static void AddRegularMedicines(Histories rows, SplitMix random, long person)
    {
        var prescribers = random.NextBelow(8) == 0 ? 9 : 1 + random.NextBelow(3);
        var kinds = 1 + random.NextBelow(9);
        var gaps = random.NextBelow(3);
        var start = random.NextBelow(s_regular.Length);
        for (var back = 0; back < 12; back++)
        {
            if (random.NextBelow(12) < gaps)
            {
                continue;
            }

            for (var kind = 0; kind < kinds; kind++)
            {
                for (var by = 0; by <= random.NextBelow(prescribers); by++)
                {
                    rows.Medicine(
                        person, s_regular[(start + kind) % s_regular.Length], Histories.Clinic(100 + by), 13
                            + random.NextBelow(22),
                        random.NextBelow(15) == 0 ? Route.AsNeeded : Route.Oral, 1 + random.NextBelow(27), back,
                        random.NextBelow(20) == 0 ? ClaimKind.Outpatient : ClaimKind.Dispensing, random.NextBelow(30) != 0);
                }
            }

            for (var i = random.NextBelow(3); i > 0; i--)
            {
                rows.Claim(person, back, ClaimKind.Dispensing, Histories.Pharmacy + random.NextBelow(7), Histories.Clinic(100));
            }
        }
    }

    private static void AddManyVisits(Histories rows, SplitMix random, long person)
    {
        for (var back = 0; back < 12; back++)
        {
            rows.Claim(person, back, ClaimKind.Outpatient, Histories.Clinic(120), visitDays: 12 + random.NextBelow(8));
            if (random.NextBelow(2) == 0)
            {
                rows.Claim(person, back, ClaimKind.Outpatient, Histories.Clinic(121), visitDays: 5 + random.NextBelow(14));
            }
        }

        for (var clinic = random.NextBelow(7); clinic > 0; clinic--)
        {
            rows.Claim(person, random.NextBelow(4), ClaimKind.Outpatient, Histories.Clinic(130 + clinic));
        }
    }

    private static void AddSignals(Histories rows, SplitMix random, long person, IReadOnlyList<ClaimRow> claims)
    {
        var usual = s_acts[random.NextBelow(s_acts.Length)];
        foreach (var claim in claims.Where(c => c.Kind == (int)ClaimKind.Outpatient && random.NextBelow(2) == 0))
        {
            var back = Histories.T0.MonthsSince(new ClaimMonth(claim.ClaimMonth));
            var act = random.NextBelow(3) == 0 ? s_acts[random.NextBelow(s_acts.Length)] : usual;
            rows.Act(person, back, claim.Institution, act);
            rows.Diagnosis(person, back, claim.Institution, s_signals[random.NextBelow(s_signals.Length)],
                random.NextBelow(4) == 0);
        }
    }

    private static void AddDiagnoses(Histories rows, SplitMix random, long person, IReadOnlyList<ClaimRow> claims)
    {
        var often = random.NextBelow(6);
        for (var back = 0; back < 12; back++)
        {
            var month = Histories.T0.Plus(-back).Value;
            foreach (var place in claims.Where(c => c.ClaimMonth == month && c.Kind != (int)ClaimKind.Dispensing)
                .Select(c => c.Institution).Distinct().ToList())
            {
                for (var i = random.NextBelow(1 + often); i > 0; i--)
                {
                    rows.Diagnosis(person, back, place, s_diseases[random.NextBelow(s_diseases.Length)],
                        random.NextBelow(6) == 0);
                }
            }
        }
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
