using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Codes;
using ClaimsWatch.Synth.City;
using ClaimsWatch.Synth.People;

namespace ClaimsWatch.Synth.Care;

/// <summary>One medicine as prescribed.</summary>
/// <param name="Drug">Medicine of the built-in list.</param>
/// <param name="Route">内服, 頓服 or 外用.</param>
/// <param name="Amount">内服: units a day; 頓服: units a dose; 外用: units in all.</param>
/// <param name="Times">内服: days; 頓服: doses; 外用: 1.</param>
internal readonly record struct Prescribed(Drug Drug, Route Route, decimal Amount, int Times);

/// <summary>Which medicines the invented doctors of a specialty write. Codes are facts; shares are assumed.</summary>
internal static class Medicines
{
    private static readonly (int Code, decimal Amount, double Share)[] s_sleep =
    [
        (620148502, 2, 0.16), (610412026, 2, 0.12), (611170513, 3, 0.08), (620150302, 1, 0.04), (622258101, 3, 0.03), // エチゾラム
        (622134101, 1, 0.09), (610443047, 1, 0.05), (622138401, 1, 0.03), // ゾルピデム
        (620002807, 1, 0.06), (620038802, 1, 0.05), (620004625, 1, 0.03), // ブロチゾラム
        (620006836, 3, 0.06), (620049101, 2, 0.04), (620053801, 1, 0.03), (620006897, 3, 0.02), (611170126, 2, 0.02), // 抗不安薬
        (620037205, 1, 0.02), (610444126, 1, 0.02), (622838901, 1, 0.03), (620006013, 1, 0.01), (620003588, 1, 0.01), // 睡眠薬
    ];

    private static readonly Dictionary<Specialty, (int Code, decimal Amount, double Chance)[]> s_usual = new()
    {
        [Specialty.Internal] =
        [
            (620007853, 1, 0.45), (622535601, 1, 0.22), (622571301, 1, 0.15), (622537301, 1, 0.33), (621676001, 2, 0.14),
            (621951001, 1, 0.08), (620005581, 1, 0.20), (620003954, 3, 0.14), (622886201, 1, 0.08), (610443053, 1, 0.08),
            (620009460, 3, 0.10), (620002636, 2, 0.06),
        ],
        [Specialty.Orthopaedics] =
        [
            (620098902, 3, 0.33), (622704201, 2, 0.27), (620009461, 3, 0.42), (613130552, 3, 0.25),
            (620193003, 3, 0.22), (622825101, 2, 0.12), (622227401, 0, 0.45), (620676305, 1, 0.15),
            (622914101, 2, 0.05),
        ],
        [Specialty.Psychiatry] =
        [
            (622920301, 1, 0.28), (622442801, 1, 0.20), (622647601, 1, 0.18), (622833501, 1, 0.14), (622180001, 1, 0.10),
            (620003080, 2, 0.10), (622374201, 1, 0.10), (622703201, 1, 0.12),
        ],
        [Specialty.Dermatology] =
            [(622179701, 2, 0.40), (621485601, 1, 0.22), (622271602, 0, 0.55), (620605402, 0, 0.45), (622704401, 1, 0.15)],
        [Specialty.Ophthalmology] = [(621229401, 0, 0.60), (622871502, 0, 0.40)],
        [Specialty.Ent] =
            [(622184401, 2, 0.35), (622516602, 1, 0.20), (622484401, 1, 0.25), (621752101, 3, 0.45), (622871502, 0, 0.08)],
        [Specialty.Paediatrics] = [(620383101, 2, 0.60), (620004924, 2, 0.35), (622704401, 1, 0.25), (622271602, 0, 0.25)],
        [Specialty.Urology] = [(621917301, 1, 0.55), (622844301, 1, 0.45)],
        [Specialty.Neurology] = [(620098902, 3, 0.35), (620009460, 3, 0.30), (613130552, 3, 0.30), (622669801, 2, 0.15)],
        [Specialty.Gastroenterology] =
            [(622920601, 1, 0.40), (620009460, 3, 0.35), (622180401, 3, 0.28), (620003601, 2, 0.15), (620003954, 3, 0.25)],
        [Specialty.Dialysis] = [(622620601, 3, 0.70), (620009352, 3, 0.60), (620007818, 1, 0.55), (620003954, 3, 0.15)],
        [Specialty.Hospital] = [(620007853, 1, 0.40), (622537301, 1, 0.25), (620005581, 1, 0.35)],
    };

    private static readonly (int Code, decimal Amount, double Chance)[] s_cold =
    [
        (621752101, 3, 0.60), (620004924, 3, 0.35), (620374001, 3, 0.30), (620005047, 3, 0.40), (622649001, 3, 0.35),
        (620098902, 3, 0.22), (620008584, 3, 0.10), (620003928, 2, 0.12), (615101406, 7.5m, 0.10),
    ];

    private static readonly (int Code, decimal Amount, double Chance)[] s_pollen =
        [(622184401, 2, 0.45), (622516602, 1, 0.25), (622704401, 1, 0.30), (622871502, 0, 0.35), (622484401, 1, 0.10)];

    private static readonly (int Code, decimal Amount, double Chance)[] s_cancer =
        [(622656401, 8, 0.30), (622243001, 4, 0.25), (620921905, 1, 0.25), (620009411, 1, 0.15), (622576301, 2, 0.12)];

    /// <summary>Specialties in which a sleepless person is often given a sleeping pill or tranquilliser.</summary>
    public static bool GivesSleepMedicine(Specialty specialty) =>
        specialty is Specialty.Internal or Specialty.Orthopaedics or Specialty.Psychiatry or Specialty.Neurology
            or Specialty.Gastroenterology;

    /// <summary>What one visit brings; may be nothing.</summary>
    public static List<Prescribed> Write(Person person, Specialty specialty, VisitReason reason, ulong seed, ref Chance chance)
    {
        var usual = reason switch
        {
            VisitReason.Cold => s_cold,
            VisitReason.Pollen => s_pollen,
            VisitReason.Cancer => s_cancer,
            _ => s_usual[specialty],
        };
        var days = reason switch
        {
            VisitReason.Cold => chance.Between(4, 7),
            VisitReason.Acute => 7,
            _ => chance.Once(0.45) ? 14 : 28,
        };
        var result = new List<Prescribed>(4);
        foreach (var (code, amount, share) in usual)
        {
            if (result.Count < 5 && chance.Once(share))
            {
                result.Add(Of(code, amount, days));
            }
        }

        if (person.Sleepless && reason is VisitReason.Chronic or VisitReason.Extra && GivesSleepMedicine(specialty)
            && chance.Once(specialty == Specialty.Psychiatry ? 0.85 : 0.5))
        {
            result.Add(SleepMedicine(person, days, seed, ref chance));
        }

        return result;
    }

    private static Prescribed SleepMedicine(Person person, int days, ulong seed, ref Chance chance)
    {
        // Most doctors continue the person's own medicine, often as another maker's product of the same ingredient.
        var own = Chance.For(seed, Purpose.Person, person.Index, 1);
        var (code, amount) = PickSleep(ref own);
        if (chance.Once(0.35))
        {
            (code, amount) = PickSleep(ref chance);
        }

        return Of(code, amount, days == 28 && chance.Once(0.2) ? 30 : Math.Max(days, 14));
    }

    private static (int Code, decimal Amount) PickSleep(ref Chance chance)
    {
        Span<double> shares = stackalloc double[s_sleep.Length];
        for (var i = 0; i < shares.Length; i++)
        {
            shares[i] = s_sleep[i].Share;
        }

        var picked = s_sleep[chance.Pick(shares)];
        return (picked.Code, picked.Amount);
    }

    private static Prescribed Of(int code, decimal amount, int days)
    {
        var drug = DrugList.BuiltIn.Find(code)
            ?? throw new InvalidOperationException($"medicine {code} is not in the built-in list");
        return drug.Form == 6
            ? new Prescribed(drug, Route.External, drug.Unit switch { "枚" => 28, "ｇ" => 25, "瓶" => 2, _ => 5 }, 1)
            : new Prescribed(drug, Route.Oral, amount, days);
    }
}
