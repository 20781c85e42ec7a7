using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;
using ClaimsWatch.Store;

namespace ClaimsWatch.Benchmarks.HotPath;

/// <summary>
/// A store of invented members, written month by month through Store from a seed: rows go straight into the tables, without claim
/// files. Only one month is ever in memory.
/// </summary>
/// <param name="Folder">Workspace.</param>
/// <param name="Members">People.</param>
/// <param name="T0">Newest month.</param>
internal sealed record Corpus(string Folder, int Members, ClaimMonth T0)
{
    private const ulong Seed = 20_260_401;

    /// <summary>Tables as Parquet.</summary>
    public string StoreFolder => Path.Combine(Folder, "store");

    /// <summary>Bytes of the live tables.</summary>
    public long Bytes => new DirectoryInfo(StoreFolder).EnumerateFiles("*.parquet", SearchOption.AllDirectories).Sum(f => f.Length);

    /// <summary>Rows of the live tables.</summary>
    public long Rows { get; private init; }

    /// <summary>Makes the store.</summary>
    public static Corpus Create(string folder, int members, int months)
    {
        var t0 = new ClaimMonth(202603);
        var people = new BenchPerson[members];
        for (var i = 0; i < members; i++)
        {
            people[i] = BenchPerson.Draw(Seed, i);
        }

        Array.Sort(people, (a, b) => a.Id.CompareTo(b.Id));
        using var workspace = Workspace.Create(folder, seed: 1);
        long rows = 2L * members;
        foreach (var month in ClaimMonth.Range(t0.Plus(1 - months), t0))
        {
            var made = new BenchMonth(month, members);
            foreach (var person in people)
            {
                made.Add(person);
            }

            var all = made.Rows;
            rows += all.Claims.Count + all.Medications.Count + all.Diagnoses.Count + all.Acts.Count;
            var commit = workspace.Begin();
            workspace.OpenStore().Change(commit).ReplaceMonth(all, [], month.Plus(2));
            commit.Apply(new DateOnly(2026, 6, 1), $"bench-{month}");
        }

        AddPeople(workspace, people, t0, months);
        return new Corpus(folder, members, t0) { Rows = rows + ((long)members * (months - 1)) };
    }

    private static void AddPeople(Workspace workspace, BenchPerson[] people, ClaimMonth t0, int months)
    {
        var persons = new List<PersonRow>(people.Length);
        var atRisk = new List<EnrolmentRow>(people.Length * months);
        foreach (var p in people)
        {
            var linkage = p.Seed % 500 == 0 ? 9 : 1;
            persons.Add(new PersonRow(p.Id, p.Sex, p.Birth, t0.Plus(1 - months).Value, t0.Value, linkage, p.Id));
            foreach (var month in ClaimMonth.Range(t0.Plus(1 - months), t0))
            {
                atRisk.Add(new EnrolmentRow(p.Id, month.Value, p.DaysAtRisk(month, t0.MonthsSince(month)), month.Days, 0, 1));
            }
        }

        var commit = workspace.Begin();
        var change = workspace.OpenStore().Change(commit);
        change.ReplacePersons(PersonColumns.FromRows(persons));
        change.ReplaceEligibility(EnrolmentColumns.FromRows(atRisk));
        commit.Apply(new DateOnly(2026, 6, 1), "bench-people");
    }
}
