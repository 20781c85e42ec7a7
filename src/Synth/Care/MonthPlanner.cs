using ClaimsWatch.Core.Claims;
using ClaimsWatch.Synth.City;
using ClaimsWatch.Synth.People;

namespace ClaimsWatch.Synth.Care;

/// <summary>
/// The receipts of one person in one month, from (seed, person, month) alone: no memory of other months, so that they can be
/// made one by one and in any order. Rates are assumed.
/// </summary>
internal sealed class MonthPlanner(SynthSettings settings, Town town)
{
    /// <summary>Long-term clinics of one person in ordinary life.</summary>
    private const int MostClinics = 4;

    private static readonly double[] s_adultChronic = [0.46, 0.15, 0.07, 0.06, 0.09, 0.03, 0, 0.05, 0.04, 0.05];
    private static readonly double[] s_childChronic = [0.05, 0.03, 0.03, 0.25, 0.09, 0.20, 0.35, 0, 0, 0];
    private static readonly double[] s_extra = [0.36, 0.23, 0.09, 0.07, 0.06, 0.06, 0, 0.03, 0.05, 0.05];
    private static readonly double[] s_acute = [0.20, 0.22, 0, 0.22, 0.14, 0.10, 0, 0.03, 0.04, 0.05];

    /// <summary>The receipts, in an order that never changes; empty if the person is not insured in the month.</summary>
    public IReadOnlyList<ReceiptPlan> Plan(Person person, ClaimMonth month)
    {
        var (firstDay, lastDay) = person.Insurance.DaysIn(month);
        if (lastDay < firstDay)
        {
            return [];
        }

        var exposure = (lastDay - firstDay + 1) / (double)month.Days;
        var draft = new MonthDraft(settings, town, person, month, firstDay, lastDay);
        var chance = Chance.For(settings.Seed, Purpose.Month, person.Index, month.Value);
        var age = person.Age(month);
        Chronic(draft, person, month, age, exposure, ref chance);
        Medical(draft, person, month, exposure, ref chance);
        Acute(draft, person, month, age, exposure, ref chance);
        Course(draft, person, month, exposure, ref chance);
        var level = person.Course.Level(month);
        var dental = (age < 6 ? 0.08 : age < 40 ? 0.125 : 0.175) * Math.Sqrt(person.Frailty) * exposure;
        if (chance.Once(Math.Min(0.9, level > 8 ? dental + 0.25 : dental)))
        {
            var home = Chance.For(settings.Seed, Purpose.Person, person.Index, 2).Below(town.Dentists.Length);
            draft.Dentist(draft.Unused(town.Dentists, home), 1 + chance.Poisson(0.8), chance.Once(0.3));
        }

        var admission = (age < 15 ? 0.003 : age < 60 ? 0.006 : 0.014) * person.Frailty * exposure;
        if (chance.Once(Math.Min(0.2, admission)))
        {
            var hospitals = town.Clinics(Specialty.Hospital);
            var kind = chance.Once(0.6) ? ClaimKind.Dpc : ClaimKind.Inpatient;
            draft.Admission(draft.Unused(hospitals, chance.Below(hospitals.Length)), kind, chance.Between(2, 16), ref chance);
        }

        return draft.Plans;
    }

    private int Pharmacy(Person person, int slot)
    {
        // Clinics share the home pharmacy or send people to the one next door.
        var chance = Chance.For(settings.Seed, Purpose.Clinic, person.Index, slot, 1);
        var own = chance.Once(0.5);
        var home = Chance.For(settings.Seed, Purpose.Person, person.Index, 3).Below(town.Pharmacies.Length);
        return own ? home : chance.Below(town.Pharmacies.Length);
    }

    private void Chronic(MonthDraft draft, Person person, ClaimMonth month, int age, double exposure, ref Chance chance)
    {
        var rate = age < 6 ? 0.36 : age < 18 ? 0.27 : age < 40 ? 0.35 : age < 55 ? 0.62 : age < 65 ? 1.06 : 1.42;
        rate *= person.Sex == Sex.Female ? 1.06 : 0.94;
        var slots = Chance.For(settings.Seed, Purpose.Clinic, person.Index, -1);
        var count = Math.Min(MostClinics, slots.Poisson(rate * person.Frailty) + (person.Sleepless && slots.Once(0.6) ? 1 : 0));
        for (var slot = 0; slot < count; slot++)
        {
            var fixedChance = Chance.For(settings.Seed, Purpose.Clinic, person.Index, slot);
            var specialty = (Specialty)fixedChance.Pick(age < 15 ? s_childChronic : s_adultChronic);
            var places = town.Clinics(specialty);
            var place = draft.Unused(places, fixedChance.Below(places.Length));
            var attends = 0.42 + (0.36 * fixedChance.Uniform());
            var since = settings.Start.FirstDay.AddDays(-30 - fixedChance.Below(2_500));
            if (chance.Once(attends * exposure))
            {
                var visits = 1 + chance.Poisson(specialty == Specialty.Orthopaedics ? 1.6 : 0.35);
                draft.Visit(place, VisitReason.Chronic, visits, Pharmacy(person, slot), 0.88, since);
            }
        }
    }

    private void Acute(MonthDraft draft, Person person, ClaimMonth month, int age, double exposure, ref Chance chance)
    {
        var rate = (age < 6 ? 0.55 : age < 18 ? 0.26 : age < 40 ? 0.15 : 0.17) * Season.Factor(month) * Math.Sqrt(person.Frailty);
        var episodes = chance.Poisson(rate * exposure);
        for (var i = 0; i < episodes; i++)
        {
            var cold = chance.Once(Math.Min(0.85, 0.42 * Season.Factor(month)));
            var specialty = cold
                ? age < 15 ? Specialty.Paediatrics : chance.Once(0.7) ? Specialty.Internal : Specialty.Ent
                : (Specialty)chance.Pick(s_acute);
            var places = town.Clinics(specialty);
            var place = draft.Unused(places, chance.Below(places.Length));
            draft.Visit(
                place, cold ? VisitReason.Cold : VisitReason.Acute, 1 + chance.Poisson(0.3), Pharmacy(person, 20 + i), 0.85,
                month.FirstDay);
            if (cold && chance.Once(0.07))
            {
                // Not better after a few days: a second clinic for the same cold, the commonest duplicate of all
                // (detection.md 1.2).
                places = town.Clinics(Specialty.Ent);
                place = draft.Unused(places, chance.Below(places.Length));
                draft.Visit(place, VisitReason.Cold, 1, Pharmacy(person, 30 + i), 0.9, month.FirstDay);
            }
        }

        if (person.Pollen && chance.Once(Season.Pollen(month) * exposure))
        {
            var specialty = chance.Once(0.5) ? Specialty.Ent : chance.Once(0.6) ? Specialty.Internal : Specialty.Ophthalmology;
            var places = town.Clinics(specialty);
            draft.Visit(
                draft.Unused(places, chance.Below(places.Length)), VisitReason.Pollen, 1, Pharmacy(person, 19), 0.95,
                month.FirstDay);
        }
    }

    private void Course(MonthDraft draft, Person person, ClaimMonth month, double exposure, ref Chance chance)
    {
        var plan = person.Course;
        var level = plan.Level(month) * exposure;
        if (level <= 0)
        {
            return;
        }

        // A further clinic brings about 1.7 receipts, because most of them prescribe to a pharmacy.
        var ordinary = plan.Course == People.Course.Spike ? 0 : draft.Plans.Count;
        var clinics = Math.Max(0, ((level * Math.Exp(0.10 * chance.Normal())) - ordinary) / 1.7);
        const double Attends = 0.85;
        var pool = clinics / Attends;
        var whole = (int)pool;
        var count = whole + (chance.Once(pool - whole) ? 1 : 0);
        var salt = plan.Course == People.Course.Spike ? month.Value : 0;
        for (var k = 0; k < count; k++)
        {
            var fixedChance = Chance.For(settings.Seed, Purpose.ExtraClinic, person.Index, k, salt);
            var specialty = (Specialty)fixedChance.Pick(s_extra);
            var places = town.Clinics(specialty);
            var place = draft.Unused(places, fixedChance.Below(places.Length));
            var pharmacy = fixedChance.Below(town.Pharmacies.Length);
            if (chance.Once(Attends))
            {
                draft.Visit(place, VisitReason.Extra, 1 + chance.Poisson(0.5), pharmacy, 0.92, month.FirstDay.AddMonths(-k));
            }
        }
    }

    private void Medical(MonthDraft draft, Person person, ClaimMonth month, double exposure, ref Chance chance)
    {
        if (person.Course.Course != People.Course.MedicalHigh)
        {
            return;
        }

        var since = settings.Start.FirstDay.AddDays(-400 - (person.Index % 900));
        var (specialty, reason, visits) = person.Course.Reason switch
        {
            MedicalReason.Dialysis => (Specialty.Dialysis, VisitReason.Dialysis, 13),
            MedicalReason.Cancer => (Specialty.Hospital, VisitReason.Cancer, 1 + chance.Below(3)),
            _ => (Specialty.Orthopaedics, VisitReason.Rehabilitation, chance.Between(8, 12)),
        };
        var main = town.Clinics(specialty);
        var mainPlace = draft.Unused(main, person.Index % main.Length);
        draft.Visit(mainPlace, reason, (int)(visits * exposure) + 1, Pharmacy(person, 40), 0.95, since);
        Specialty[] others =
        [
            Specialty.Internal, Specialty.Ophthalmology, Specialty.Dermatology, Specialty.Orthopaedics, Specialty.Neurology,
            Specialty.Urology,
        ];
        for (var i = 0; i < others.Length; i++)
        {
            var places = town.Clinics(others[i]);
            var fixedChance = Chance.For(settings.Seed, Purpose.ExtraClinic, person.Index, 100 + i);
            var place = draft.Unused(places, fixedChance.Below(places.Length));
            if (chance.Once(0.72 * exposure))
            {
                draft.Visit(place, VisitReason.Chronic, 1 + chance.Poisson(0.4), Pharmacy(person, 41 + i), 0.9, since);
            }
        }
    }
}
