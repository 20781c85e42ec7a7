using ClaimsWatch.Evaluate.Estimators;
using ClaimsWatch.Evaluate.Panels;
using ClaimsWatch.Stats.Multiplicity;

namespace ClaimsWatch.Evaluate.Reports;

/// <summary>
/// Tests declared beforehand (E12, decisions D2): one primary test, and behind it a family of 3 outcomes × 2 sexes with the 3 sex
/// interactions. The primary test is the gate: nothing of the family is claimed unless it passed, so a programme without any
/// effect leads to a claim, by whichever sentence, no more often than the level of the one primary test (serial gatekeeping).
/// </summary>
public static class Families
{
    /// <summary>Id of the primary test: the letter's ratio of claims among everyone.</summary>
    public static string PrimaryId(bool clustered) => $"claims.all.poisson_ancova.{Vcov(clustered)}";

    /// <summary>Three outcomes × two sexes, primary estimator.</summary>
    public static IReadOnlyList<FamilyMember> Six(IReadOnlyDictionary<string, Estimate> estimates, bool clustered) =>
        Adjust(estimates, SexIds(clustered), PrimaryId(clustered));

    /// <summary>The confirmatory family: the six and the sex interaction of each outcome (decisions D2).</summary>
    public static IReadOnlyList<FamilyMember> Confirmatory(IReadOnlyDictionary<string, Estimate> estimates, bool clustered) =>
        Adjust(estimates, SexIds(clustered)
            .Concat(Names.Outcomes.Select(o => $"{Names.Of(o)}.poisson_ancova_sex_interaction.{Vcov(clustered)}")),
            PrimaryId(clustered));

    /// <summary>Raw, Holm, Hochberg and Benjamini–Hochberg p values by member id, and Holm's behind the gate.</summary>
    public static IEnumerable<Result> Results(string name, IReadOnlyList<FamilyMember> family)
    {
        yield return new Result(name + ".p", [.. family.Select(m => (m.Id, Value(m.P)))]);
        yield return new Result(name + ".holm", [.. family.Select(m => (m.Id, Value(m.Holm)))]);
        yield return new Result(name + ".gated", [.. family.Select(m => (m.Id, Value(m.Gated)))]);
        yield return new Result(name + ".hochberg", [.. family.Select(m => (m.Id, Value(m.Hochberg)))]);
        yield return new Result(name + ".BH", [.. family.Select(m => (m.Id, Value(m.BenjaminiHochberg)))]);
    }

    private static IEnumerable<string> SexIds(bool clustered) =>
        from outcome in Names.Outcomes
        from scope in (Scope[])[Scope.Male, Scope.Female]
        select $"{Names.Of(outcome)}.{Names.Of(scope)}.poisson_ancova.{Vcov(clustered)}";

    private static string Vcov(bool clustered) => clustered ? "CR1" : "HC0";

    private static FamilyMember[] Adjust(IReadOnlyDictionary<string, Estimate> estimates, IEnumerable<string> ids, string gate)
    {
        var members = ids.ToArray();
        var p = Array.ConvertAll(members, id => estimates[id].Inference.P);
        var holm = AdjustedP.Holm(p);
        var hochberg = AdjustedP.Hochberg(p);
        var bh = AdjustedP.BenjaminiHochberg(p);
        // A primary test that could not be computed opens nothing.
        var primary = estimates[gate].Inference.P is var value && double.IsNaN(value) ? 1 : value;
        return [.. members.Select((id, i) =>
            new FamilyMember(id, p[i], holm[i], hochberg[i], bh[i], Math.Max(holm[i], primary)))];
    }

    private static object? Value(double p) => double.IsFinite(p) ? p : null;
}
