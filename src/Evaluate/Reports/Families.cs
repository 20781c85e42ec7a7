using ClaimsWatch.Evaluate.Estimators;
using ClaimsWatch.Evaluate.Panels;
using ClaimsWatch.Stats.Multiplicity;

namespace ClaimsWatch.Evaluate.Reports;

/// <summary>Tests declared beforehand as one family (E12): 3 outcomes × 2 sexes, and with the 3 sex interactions nine.</summary>
public static class Families
{
    /// <summary>Three outcomes × two sexes, primary estimator.</summary>
    public static IReadOnlyList<FamilyMember> Six(IReadOnlyDictionary<string, Estimate> estimates, bool clustered) =>
        Adjust(estimates, SexIds(clustered));

    /// <summary>The confirmatory family: the six and the sex interaction of each outcome (decisions D2).</summary>
    public static IReadOnlyList<FamilyMember> Confirmatory(IReadOnlyDictionary<string, Estimate> estimates, bool clustered) =>
        Adjust(estimates, SexIds(clustered)
            .Concat(Names.Outcomes.Select(o => $"{Names.Of(o)}.poisson_ancova_sex_interaction.{Vcov(clustered)}")));

    /// <summary>Raw, Holm and Benjamini–Hochberg p values by member id.</summary>
    public static IEnumerable<Result> Results(string name, IReadOnlyList<FamilyMember> family)
    {
        yield return new Result(name + ".p", [.. family.Select(m => (m.Id, Value(m.P)))]);
        yield return new Result(name + ".holm", [.. family.Select(m => (m.Id, Value(m.Holm)))]);
        yield return new Result(name + ".BH", [.. family.Select(m => (m.Id, Value(m.BenjaminiHochberg)))]);
    }

    private static IEnumerable<string> SexIds(bool clustered) =>
        from outcome in Names.Outcomes
        from scope in (Scope[])[Scope.Male, Scope.Female]
        select $"{Names.Of(outcome)}.{Names.Of(scope)}.poisson_ancova.{Vcov(clustered)}";

    private static string Vcov(bool clustered) => clustered ? "CR1" : "HC0";

    private static FamilyMember[] Adjust(IReadOnlyDictionary<string, Estimate> estimates, IEnumerable<string> ids)
    {
        var members = ids.ToArray();
        var p = Array.ConvertAll(members, id => estimates[id].Inference.P);
        var holm = AdjustedP.Holm(p);
        var bh = AdjustedP.BenjaminiHochberg(p);
        return [.. members.Select((id, i) => new FamilyMember(id, p[i], holm[i], bh[i]))];
    }

    private static object? Value(double p) => double.IsFinite(p) ? p : null;
}
