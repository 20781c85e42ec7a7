using ClaimsWatch.Core.Claims;
using ClaimsWatch.Synth.City;

namespace ClaimsWatch.Synth.People;

/// <summary>Draws families and their people; the i-th family depends on the seed and i only.</summary>
internal static class Population
{
    private static readonly double[] s_familySizes = [0.45, 0.30, 0.13, 0.09, 0.03];

    private static readonly string[] s_addressSources = ["住基", "本人届", "被保険者", "事業所", "居所届"];

    private static readonly double[] s_addressSourceShares = [0.70, 0.17, 0.06, 0.05, 0.02];

    /// <summary>Exactly as many people as asked for.</summary>
    public static Person[] Draw(SynthSettings settings)
    {
        var people = new Person[settings.Members];
        var count = 0;
        for (var index = 0; count < people.Length; index++)
        {
            var chance = Chance.For(settings.Seed, Purpose.Household, index);
            var household = DrawHousehold(settings, index, ref chance);
            var size = Math.Min(1 + chance.Pick(s_familySizes), people.Length - count);
            var headAge = HeadAge(ref chance, size);
            var ages = Ages(ref chance, headAge, size);
            var twins = size >= 4 && chance.Once(0.15);
            for (var i = 0; i < size; i++)
            {
                var sibling = twins && i == 3 ? people[count - 1] : null;
                people[count] = PersonDraw.Draw(settings, count, household, i, ages[i], sibling);
                count++;
            }
        }

        return people;
    }

    private static Household DrawHousehold(SynthSettings settings, int index, ref Chance chance)
    {
        // 記号 of the branch office, 番号 without gaps of meaning: unique per family.
        var symbol = $"{1 + chance.Below(24):00}";
        var number = $"{100_000 + index}";
        var changes = settings.Months > 6 && chance.Once(0.015);
        var changeMonth = changes ? settings.Start.Plus(chance.Between(5, settings.Months - 1)) : ClaimMonth.None;
        var moves = chance.Once(0.03);
        var movedOn = moves ? settings.Start.Plus(chance.Between(1, settings.Months)) : ClaimMonth.None;
        return new Household(
            index, symbol, number, changes ? $"{8_000_000 + index}" : "", changeMonth,
            Names.Family[chance.Below(Names.Family.Length)],
            Address(ref chance), moves ? Address(ref chance) : "", movedOn, $"000{chance.Below(10_000):0000}",
            !chance.Once(settings.Papers.PersonsWithoutBranch), s_addressSources[chance.Pick(s_addressSourceShares)]);
    }

    private static string Address(ref Chance chance)
    {
        string[] quarters = ["汐風町", "灯台通", "かもめ台", "月影", "さざなみ町", "葦原", "入江", "星見が丘"];
        var lot = $"{1 + chance.Below(9)}－{1 + chance.Below(30)}－{1 + chance.Below(20)}";
        return $"{Town.Name}{quarters[chance.Below(quarters.Length)]}{Core.Text.KanaWidth.Widen(lot)}";
    }

    private static int HeadAge(ref Chance chance, int size)
    {
        double[] alone = [0.12, 0.12, 0.13, 0.17, 0.30, 0.16];
        double[] together = [0.02, 0.10, 0.14, 0.18, 0.38, 0.18];
        double[] family = [0.02, 0.38, 0.40, 0.14, 0.05, 0.01];
        int[] from = [20, 30, 40, 50, 60, 70];
        var band = chance.Pick(size == 1 ? alone : size == 2 ? together : family);
        return from[band] + chance.Below(band == 5 ? 5 : 10);
    }

    private static int[] Ages(ref Chance chance, int head, int size)
    {
        var ages = new int[size];
        for (var i = 0; i < size; i++)
        {
            var spouse = Math.Clamp(head + chance.Between(-6, 4), 20, 74);
            var child = Math.Clamp(head - 31 + chance.Between(-6, 6), 0, 45);
            ages[i] = i == 0 ? head : i == 1 ? spouse : child;
        }

        return ages;
    }
}
