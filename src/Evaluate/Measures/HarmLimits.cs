using ClaimsWatch.Evaluate.Panels;
using ClaimsWatch.Evaluate.Reports;
using ClaimsWatch.Stats.Distributions;

namespace ClaimsWatch.Evaluate.Measures;

/// <summary>How much more of a harm in the letter arm is borne, written down before posting (decisions A6).</summary>
/// <param name="Measure">Id of a harm, or <c>zero_claims</c>.</param>
/// <param name="DifferenceMax">Largest difference of shares, letter minus holdout, 0 to 1.</param>
public sealed record HarmLimit(string Measure, double DifferenceMax);

/// <summary>One harm against its limit, in one scope.</summary>
/// <param name="Limit">The limit.</param>
/// <param name="Scope">Whose.</param>
/// <param name="Difference">Difference of shares found; NaN when an arm has nobody.</param>
/// <param name="P">One-sided p that the letter arm has more.</param>
/// <param name="Exceeded">Over the limit, and not by chance alone (one-sided p below .1).</param>
public sealed record HarmFinding(HarmLimit Limit, Scope Scope, double Difference, double P, bool Exceeded)
{
    /// <summary>As a named object.</summary>
    public Result ToResult() => new($"harm_limit.{Limit.Measure}.{Names.Of(Scope)}",
    [
        ("value", double.IsFinite(Difference) ? Difference : null), ("limit", Limit.DifferenceMax),
        ("p_one_sided", double.IsFinite(P) ? P : null), ("exceeded", Exceeded),
    ]);
}

/// <summary>Compares harms with their limits.</summary>
public static class HarmLimits
{
    /// <summary>Below this one-sided p a difference over the limit is not put down to chance.</summary>
    public const double ChanceLevel = 0.1;

    /// <summary>Limits of an office that sets none: twice as strict where a stop was followed by something serious.</summary>
    public static IReadOnlyList<HarmLimit> Default { get; } =
    [
        new(MeasureCatalog.BzraStopThenHarm.Id, 0.02), new(MeasureCatalog.BzraStop.Id, 0.05),
        new(MeasureCatalog.ChronicStop.Id, 0.05),
        new(MeasureCatalog.Admission.Id, 0.05), new(MeasureCatalog.OutOfHours.Id, 0.05), new(MeasureCatalog.Emergency.Id, 0.05),
        new(Harms.ZeroClaimsId, 0.05),
    ];

    /// <summary>One finding a limit and scope; a harm the panel can't show has none.</summary>
    public static IReadOnlyList<HarmFinding> Check(IReadOnlyList<MeasureResult> measured, PersonTable table,
        IReadOnlyList<HarmLimit> limits)
    {
        ArgumentNullException.ThrowIfNull(measured);
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(limits);
        return
        [
            .. from limit in limits
               from scope in Names.Scopes
               let shares = limit.Measure == Harms.ZeroClaimsId
                   ? Harms.Shares(table, scope)
                   : measured.FirstOrDefault(m =>
                       m.Measure.Id == limit.Measure && m.Measure.Kind == MeasureKind.EverInPost && m.Scope == scope) is { } m
                       ? (m.Letter, m.Holdout) : ((MeasureArm, MeasureArm)?)null
               where shares is not null
               select Judge(limit, scope, shares.Value.Item1, shares.Value.Item2),
        ];
    }

    // Pooled two-sample z; with few people a normal approximation, which is why a limit is a size first and a test second.
    private static HarmFinding Judge(HarmLimit limit, Scope scope, MeasureArm letter, MeasureArm holdout)
    {
        if (letter.Persons == 0 || holdout.Persons == 0)
        {
            return new HarmFinding(limit, scope, double.NaN, double.NaN, Exceeded: false);
        }

        var difference = letter.Post - holdout.Post;
        var share = (double)(letter.With + holdout.With) / (letter.Persons + holdout.Persons);
        var error = Math.Sqrt(share * (1 - share) * ((1.0 / letter.Persons) + (1.0 / holdout.Persons)));
        var p = error > 0 ? StandardNormal.UpperTail(difference / error) : difference > 0 ? 0 : 1;
        return new HarmFinding(limit, scope, difference, p, difference > limit.DifferenceMax && p < ChanceLevel);
    }
}
