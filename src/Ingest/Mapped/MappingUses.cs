namespace ClaimsWatch.Ingest.Mapped;

/// <summary>Whether something can be judged from data of a kind (decisions A2).</summary>
public enum Usable
{
    /// <summary>Everything it looks at is there.</summary>
    Can,

    /// <summary>It sees a part; what it does not see is said.</summary>
    Partly,

    /// <summary>What it looks at is not there.</summary>
    Cannot,
}

/// <summary>What one rule, exclusion or outcome can do with a mapping's data.</summary>
/// <param name="Use">R01 … R26, X01 …, or an outcome.</param>
/// <param name="Verdict">can, partly, cannot.</param>
/// <param name="Missing">Fields and kinds of receipt that it would also need; empty for can.</param>
public sealed record MappingUse(string Use, Usable Verdict, IReadOnlyList<string> Missing);

/// <summary>
/// Computes from a mapping alone what its data can feed: a rule needs the columns it reads. Nobody writes this table by hand, so
/// it can't promise more than the mapping gives.
/// </summary>
public static class MappingUses
{
    private const string NeverMapped = "an imported table";

    private sealed record Needs(string Use, IReadOnlyList<string> Must, IReadOnlyList<string> Should);

    private static readonly IReadOnlyList<string> s_counted = ["kind outpatient", "kind dental", "kind dispensing"];
    private static readonly IReadOnlyList<string> s_visited = ["kind outpatient", "kind dental"];

    private static readonly IReadOnlyList<string> s_dispensed = ["kind outpatient", "kind dispensing", "every drug code"];
    private static readonly IReadOnlyList<string> s_prescribed = [.. s_dispensed, "prescriber_institution"];

    private static readonly IReadOnlyList<Needs> s_needs =
    [
        .. Each(["R01", "R02", "R03", "R04", "R05"], ["kind outpatient"], s_counted),
        .. Each(["R06", "R11"], ["kind outpatient"], s_visited),
        new("R07", ["diagnosis", "kind outpatient"], ["suspected"]),
        new("R08", ["kind outpatient", NeverMapped], []),
        .. Each(["R09", "R10", "R24", "R25"], ["visit_days", "kind outpatient"], ["kind dental"]),
        new("R12", ["kind dispensing"], []),
        .. Each(["R13", "R14"], ["drug", "supply_days"], s_prescribed),
        new("R15", ["drug"], s_prescribed),
        new("R16", ["drug", "supply_days", "dispensed_on"], s_prescribed),
        new("R17", ["drug", "supply_days"], s_dispensed),
        .. Each(["R18", "R19"], ["drug"], s_prescribed),
        new("R20", ["drug"], ["supply_days", .. s_dispensed]),
        new("R21", ["drug", "supply_days", "dispensed_on"], s_dispensed),
        new("R22", ["drug", NeverMapped], []),
        new("R23", ["drug"], s_prescribed),
        new("R26", ["drug", "dispensed_on"], s_prescribed),
        .. Each(["X01", "X07", "X09", "X23"], ["diagnosis"], ["every disease code", "suspected"]),
        .. Each(["X02", "X04", "X06"], ["act"], []),
        new("X03", ["kind inpatient"], []),
        .. Each(["X05", "X21"], ["public_programmes"], []),
        new("outcome: receipts", ["kind outpatient"], s_counted),
        new("outcome: institutions", ["kind outpatient"], s_visited),
        new("outcome: visit days", ["visit_days", "kind outpatient"], ["kind dental"]),
        new("outcome: dispensed quantity", ["drug", "quantity"], s_dispensed),
        new("outcome: points", ["points"], s_counted),
        new("letters", ["a number that the roster has"], ["branch"]),
    ];

    /// <summary>Every use with its verdict, in the order of rules, exclusions, outcomes, letters.</summary>
    public static IReadOnlyList<MappingUse> Of(Mapping mapping)
    {
        var given = Given(mapping);
        return
        [
            .. s_needs.Select(need =>
            {
                var lacking = need.Must.Where(m => !given.Contains(m)).ToList();
                var helpful = need.Should.Where(s => !given.Contains(s) && !lacking.Contains(s)).ToList();
                var verdict = lacking.Count > 0 ? Usable.Cannot : helpful.Count > 0 ? Usable.Partly : Usable.Can;
                return new MappingUse(need.Use, verdict, verdict == Usable.Cannot ? lacking : helpful);
            }),
        ];
    }

    private static HashSet<string> Given(Mapping mapping)
    {
        HashSet<string> given =
        [
            .. mapping.Columns.Keys, .. mapping.Constants.Keys, .. mapping.Join?.Columns.Keys ?? [],
            .. mapping.Lines.SelectMany(l => l.Columns.Keys),
            .. Kinds(mapping).Select(kind => $"kind {kind}"),
        ];
        if (mapping.Unpivot is { } unpivot)
        {
            given.Add(unpivot.Field);
        }

        Add(given, "visit_days", given.Contains(MappedFields.VisitDate));
        Add(given, "drug", given.Contains("yj"));
        Add(given, "diagnosis", given.Contains("disease") || given.Contains("icd10"));
        Add(given, "quantity", given.Contains("daily_quantity") && given.Contains("supply_days"));
        Add(given, "every drug code", !mapping.Codes.Any(c => MappedFields.CodeOf(MappedFields.Medications).Contains(c.Field)));
        Add(given, "every disease code", !mapping.Codes.Any(c => MappedFields.CodeOf(MappedFields.Diagnoses).Contains(c.Field)));
        Add(given, "a number that the roster has", !mapping.Pseudonymous);
        return given;
    }

    private static void Add(HashSet<string> given, string what, bool holds)
    {
        if (holds)
        {
            given.Add(what);
        }
    }

    /// <summary>Kinds of receipt that the mapping translates to; all of them if it does not translate.</summary>
    private static IEnumerable<string> Kinds(Mapping mapping)
    {
        var said = mapping.Values.TryGetValue("kind", out var values) ? values.Values
            : mapping.Constants.TryGetValue("kind", out var constant) ? [constant]
            : Enumerable.Range(1, 6).Select(k => $"{k}");
        return said.Select(MappedFields.KindOf).Distinct().Select(k => k switch
        {
            Core.Claims.ClaimKind.Dpc => "inpatient",
            _ => $"{k}".ToLowerInvariant(),
        });
    }

    private static IEnumerable<Needs> Each(IReadOnlyList<string> uses, IReadOnlyList<string> must,
        IReadOnlyList<string> should) =>
        uses.Select(use => new Needs(use, must, should));
}
