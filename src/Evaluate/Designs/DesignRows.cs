using ClaimsWatch.Evaluate.Reports;
using ClaimsWatch.Stats;

namespace ClaimsWatch.Evaluate.Designs;

/// <summary>Named objects of designs that have no arm-by-window model behind them.</summary>
internal static class DesignRows
{
    /// <summary>An estimate with its test and interval; without a standard error they are null.</summary>
    public static Result Of(string id, Inference i, string vcov, int observations, bool logRatio = false)
    {
        var fields = new List<(string, object?)>
        {
            ("estimate", Finite(i.Estimate)), ("se", Finite(i.StandardError)), ("vcov", vcov), ("dist", i.IsNormal ? "z" : "t"),
            ("df", Finite(i.Df)), ("stat", Finite(i.Statistic)), ("p", Finite(i.P)), ("ci_lo", Finite(i.Low)),
            ("ci_hi", Finite(i.High)),
        };
        if (logRatio)
        {
            fields.Add(("rate_ratio", Finite(Math.Exp(i.Estimate))));
            fields.Add(("rr_lo", Finite(Math.Exp(i.Low))));
            fields.Add(("rr_hi", Finite(Math.Exp(i.High))));
        }

        fields.Add(("n_obs", observations));
        return new Result(id, fields);
    }

    public static object? Finite(double value) => double.IsFinite(value) ? value : null;
}
