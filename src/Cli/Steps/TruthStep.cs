using ClaimsWatch.Cli.Printing;
using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Core.Text;
using ClaimsWatch.Detect;
using ClaimsWatch.Documents;
using ClaimsWatch.Notify.StaffFiles;
using ClaimsWatch.Stats.Distributions;

namespace ClaimsWatch.Cli.Steps;

/// <summary>An invented person as the generator knows them.</summary>
/// <param name="Sex">Administrative sex.</param>
/// <param name="Course">Trajectory type.</param>
/// <param name="Onset">Month in which it set in; none for people without one.</param>
/// <param name="Reached">First month with 20 receipts or more; none if it never came.</param>
internal sealed record TruePerson(Sex Sex, string Course, ClaimMonth Onset, ClaimMonth Reached)
{
    /// <summary>On the way: a rising course that has set in by t0, and 20 not reached by then.
    /// What a preventive letter is for.</summary>
    public bool IsOnTheWay(ClaimMonth t0) =>
        Course is "slow_riser" or "fast_riser" && !Onset.IsNone && Onset <= t0 && (Reached.IsNone || Reached > t0);

    /// <summary>20 receipts reached after t0 and not before.</summary>
    public bool ReachesLater(ClaimMonth t0) => !Reached.IsNone && Reached > t0;
}

/// <summary>
/// <c>detect --against TRUTH_DIR</c>: a detection of invented people held against what the generator knows, by trajectory type
/// and sex. Nothing is decided or written; of real people nobody knows the truth.
/// </summary>
internal static class TruthStep
{
    private const string All = "all";
    private const string NotFound = "not found";
    private static readonly string[] s_courses = ["fast_riser", "slow_riser", "spike", "stable_high", "medical_high", "ordinary"];

    /// <summary>Detects and compares.</summary>
    /// <exception cref="UserError">The folder holds no truth of these people.</exception>
    public static CommandResult Execute(Session session, ClaimMonth month, string folder)
    {
        var truth = Read(session, folder);
        var (store, request) = DetectStep.Ask(session, month);
        var result = Detector.Run(store, request, session.Settings.Detect);
        var where = Where(result);
        var matched = truth.People.Select(p => (p.Value, Place: where.GetValueOrDefault(p.Key, NotFound))).ToList();
        var types = Types(matched);
        var targets = Targets(matched, result.Month);
        var ja = session.Context.Japanese;
        return new CommandResult(
            new
            {
                Schema = "claimswatch.truth/1",
                Disclosure = "internal",
                session.Settings.Marks,
                result.Month,
                Matched = matched.Count,
                truth.NotMatched,
                Trajectories = types,
                Targets = targets,
                CountScope = result.Scope.In(ja ? "ja" : "en"),
            },
            [TypeTable(types, result.Month, ja), TargetTable(targets, ja)],
            [
                .. session.Settings.Marks.Select(m => (ja ? "印: " : "mark: ") + m),
                .. DetectionSummary.Counted(result).Select(n => n.In(ja ? "ja" : "en")),
                ja ? $"照合できた人 {matched.Count}、できない人 {truth.NotMatched}（レセプトも名簿もない、または番号が重なる）。何も決めていません。"
                    : $"{matched.Count} people matched, {truth.NotMatched} not (neither roster nor receipts, or not alone under "
                        + $"a number); nothing was decided.",
            ]);
    }

    private static Dictionary<long, string> Where(DetectResult result)
    {
        var where = result.Candidates.ToDictionary(c => c.Person, c => c.Selected ? "within the budget" : "candidate");
        foreach (var (people, place) in new[] { (result.Excluded, "excluded"), (result.StaffList, "staff") })
        {
            foreach (var person in people)
            {
                where[person.Person] = place;
            }
        }

        return where;
    }

    private static List<TypeCount> Types(IReadOnlyList<(TruePerson Person, string Place)> people) =>
    [
        .. s_courses.SelectMany(course => new[] { Sex.Male, Sex.Female }.Select(sex =>
        {
            var own = people.Where(p => p.Person.Course == course && p.Person.Sex == sex).ToList();
            int At(string place) => own.Count(p => p.Place == place);
            return new TypeCount(
                course, SexWord(sex), own.Count, At("candidate") + At("within the budget"), At("within the budget"),
                At("excluded"), At("staff"));
        })),
    ];

    private static List<TargetCount> Targets(IReadOnlyList<(TruePerson Person, string Place)> people, ClaimMonth t0) =>
    [
        .. new (string Name, Func<TruePerson, bool> Is)[] { ("on the way", p => p.IsOnTheWay(t0)),
            ("20 later", p => p.ReachesLater(t0)) }
            .SelectMany(target => new[] { Sex.Unknown, Sex.Male, Sex.Female }.Select(sex =>
            {
                var own = people.Where(p => sex == Sex.Unknown || p.Person.Sex == sex).ToList();
                var found = own.Where(p => p.Place is "candidate" or "within the budget").ToList();
                var chosen = found.Where(p => p.Place == "within the budget").ToList();
                return new TargetCount(
                    target.Name, sex == Sex.Unknown ? All : SexWord(sex), own.Count(p => target.Is(p.Person)),
                    Share.Of(found.Count(p => target.Is(p.Person)), found.Count),
                    Share.Of(own.Count(p => target.Is(p.Person) && p.Place != NotFound), own.Count(p => target.Is(p.Person))),
                    Share.Of(found.Count(p => target.Is(p.Person)), own.Count(p => target.Is(p.Person))),
                    Share.Of(chosen.Count(p => target.Is(p.Person)), chosen.Count));
            })),
    ];

    private static ResultTable TypeTable(IReadOnlyList<TypeCount> types, ClaimMonth t0, bool ja) => new(
        ja ? $"{t0} の判定と、作られた経過の型" : $"{t0}: where each type of trajectory is",
        ja ? ["型", "性別", "人数", "候補", "うち枠内", "除外", "職員の一覧", "候補の割合"]
            : ["trajectory", "sex", "people", "candidates", "within budget", "excluded", "staff list", "share found"],
        [
            .. types.Select(t => (IReadOnlyList<string>)
            [
                t.Trajectory, t.Sex, $"{t.Persons}", $"{t.Candidates}", $"{t.Selected}", $"{t.Excluded}", $"{t.Staff}",
                Share.Of(t.Candidates, t.Persons).ToString(),
            ]),
        ]);

    private static ResultTable TargetTable(IReadOnlyList<TargetCount> targets, bool ja) => new(
        ja ? "適合率と再現率（95% Wilson区間）" : "precision and recall (95 % Wilson intervals)",
        ja ? ["対象", "性別", "該当者", "候補の適合率", "除外前の再現率", "候補の再現率", "枠内の適合率"]
            : ["target", "sex", "people", "precision of candidates", "recall before exclusions", "recall of candidates",
                "precision within budget"],
        [.. targets.Select(t => (IReadOnlyList<string>)[t.Target, t.Sex, $"{t.Persons}", $"{t.Precision}",
            $"{t.RecallBeforeExclusions}", $"{t.Recall}", $"{t.PrecisionSelected}"])]);

    private static (Dictionary<long, TruePerson> People, int NotMatched) Read(Session session, string folder)
    {
        var courses = Rows(folder, "trajectories.csv").ToDictionary(
            r => r["person_key"], r => new TruePerson(
                (Sex)int.Parse(r["sex"], null), r["trajectory"], MonthOf(r["onset"]), MonthOf(r["first_month_at_or_over_20"])),
                StringComparer.Ordinal);
        var vault = session.Workspace.OpenVault();
        var people = new Dictionary<long, TruePerson>();
        var notMatched = 0;
        foreach (var row in Rows(folder, "persons.csv"))
        {
            var birth = int.TryParse(row["birth_date"], out var day) && JapaneseDate.IsDay(day) ? JapaneseDate.ToDate(day)
                : (DateOnly?)null;
            var person = new[] { row["number"], row["later_number"] }.Where(n => n.Length > 0)
                .Select(n =>
                    InsuredPerson.Find(vault, new InsuredKey(row["insurer_number"], row["symbol"], n, row["branch"], birth)))
                .FirstOrDefault(p => p != 0);
            notMatched += person == 0 || !courses.TryGetValue(row["person_key"], out var course)
                || !people.TryAdd(person, course) ? 1 : 0;
        }

        return people.Count > 0
            ? (people, notMatched)
            : throw new UserError(
                ExitCode.Input, "the truth is about other people: nobody of it is in this workspace", Path.GetFullPath(folder),
                "name the truth/ folder that `synth` wrote beside the deliveries of this workspace");
    }

    private static List<Dictionary<string, string>> Rows(string folder, string file)
    {
        var path = Path.Combine(folder, file);
        var rows = CsvText.Read(StaffText.Read(path));
        return
        [
            .. rows.Skip(1).Select(row => row.Fields.Count == rows[0].Fields.Count
                ? rows[0].Fields.Zip(row.Fields).ToDictionary(f => f.First, f => f.Second, StringComparer.Ordinal)
                : throw new UserError(
                    ExitCode.Input, $"{row.Fields.Count} fields, {rows[0].Fields.Count} expected", $"{path}: line {row.Line}",
                    "use the file as `synth` wrote it")),
        ];
    }

    private static ClaimMonth MonthOf(string text) => ClaimMonth.TryParse(text, out var month) ? month : ClaimMonth.None;

    private static string SexWord(Sex sex) => sex == Sex.Male ? "male" : "female";

    private sealed record TypeCount(string Trajectory, string Sex, int Persons, int Candidates, int Selected,
        int Excluded, int Staff);

    private sealed record TargetCount(string Target, string Sex, int Persons, Share Precision, Share RecallBeforeExclusions,
        Share Recall, Share PrecisionSelected);

    /// <summary>A share with Wilson's 95 % interval; NaN of nobody.</summary>
    private sealed record Share(int Count, int Total, double Value, double Low, double High)
    {
        public static Share Of(int count, int of)
        {
            if (of == 0)
            {
                return new Share(count, of, double.NaN, double.NaN, double.NaN);
            }

            var (z, p, n) = (StandardNormal.Quantile(.975), count / (double)of, (double)of);
            var middle = (p + (z * z / (2 * n))) / (1 + (z * z / n));
            var half = z / (1 + (z * z / n)) * Math.Sqrt((p * (1 - p) / n) + (z * z / (4 * n * n)));
            return new Share(count, of, p, Math.Max(0, middle - half), Math.Min(1, middle + half));
        }

        public override string ToString() => Total == 0 ? "–" : $"{Count}/{Total} = {Value:0.000} [{Low:0.000}, {High:0.000}]";
    }
}
