using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Documents;
using ClaimsWatch.Evaluate.Designs;
using ClaimsWatch.Evaluate.Panels;
using ClaimsWatch.Stats.Meta;

namespace ClaimsWatch.Evaluate.Reports;

/// <summary>
/// Random-effects meta-analysis over branches from their own <c>internal/results.csv</c>: rate ratios and sex interactions only,
/// so that no branch has to hand over people.
/// </summary>
public static class MetaAnalysis
{
    /// <summary>Primary estimates in reporting order: each outcome for all, men and women, then the sex interaction.</summary>
    public static IReadOnlyList<(string Name, string[] Ids)> Questions { get; } =
    [
        .. from outcome in Names.Outcomes
           from scope in Names.Scopes
           select Question($"{Names.Of(outcome)}.{Names.Of(scope)}.poisson_ancova"),
        .. Names.Outcomes.Select(o => Question($"{Names.Of(o)}.poisson_ancova_sex_interaction")),
    ];

    /// <summary>One named object a question: pooled ratio, interval, spread between branches.</summary>
    /// <exception cref="UserError">Fewer than two files, or one that is not a results.csv.</exception>
    public static IReadOnlyList<Result> Of(IReadOnlyList<(string File, string Text)> branches)
    {
        ArgumentNullException.ThrowIfNull(branches);
        if (branches.Count < 2)
        {
            throw new UserError(ExitCode.Usage, Texts.MetaTooFew, "outcomes meta", Texts.MetaNext);
        }

        var read = branches.Select(b => Fields(b.File, b.Text)).ToArray();
        return [.. Questions.Select(q => RowOf(q.Name, RandomEffects.Of(read.Select(f => Of(f, q.Ids)))))];
    }

    // Clustered where any household has two people, otherwise not: each branch's own primary variance.
    private static (string Name, string[] Ids) Question(string name) => (name, [name + ".CR1", name + ".HC0"]);

    private static (double Estimate, double Error) Of(Dictionary<(string, string), string> fields, string[] ids)
    {
        double Number(string id, string field) =>
            fields.TryGetValue((id, field), out var text) && double.TryParse(text, out var value) ? value : double.NaN;
        var id = ids.FirstOrDefault(i => fields.ContainsKey((i, "estimate"))) ?? ids[0];
        return (Number(id, "estimate"), Number(id, "se"));
    }

    private static Result RowOf(string name, RandomEffects found)
    {
        var row = DesignRows.Of($"meta.{name}", found.Pooled, "HK", found.Count, logRatio: true);
        return row with
        {
            Fields =
            [
                .. row.Fields, ("tau2", DesignRows.Finite(found.TauSquared)), ("I2", DesignRows.Finite(found.ISquared)),
                ("Q", DesignRows.Finite(found.Q)), ("Q_p", DesignRows.Finite(found.QP)),
                ("prediction_lo", DesignRows.Finite(Math.Exp(found.PredictionLow))),
                ("prediction_hi", DesignRows.Finite(Math.Exp(found.PredictionHigh))),
                ("fixed_estimate", DesignRows.Finite(found.FixedEffect.Estimate)),
                ("fixed_se", DesignRows.Finite(found.FixedEffect.StandardError)),
            ],
        };
    }

    private static Dictionary<(string, string), string> Fields(string file, string text)
    {
        var rows = CsvText.Read(text);
        if (rows.Count == 0 || !rows[0].Fields.SequenceEqual(["id", "field", "value"]))
        {
            throw new UserError(ExitCode.Input, Texts.MetaNotResults, file, Texts.MetaNext);
        }

        var fields = new Dictionary<(string, string), string>();
        foreach (var row in rows.Skip(1).Where(r => r.Fields.Count == 3))
        {
            fields[(row.Fields[0], row.Fields[1])] = row.Fields[2];
        }

        return fields;
    }
}
