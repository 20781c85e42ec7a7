using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Diagnostics;

namespace ClaimsWatch.Detect.Maturity;

/// <summary>When a claim month is complete enough to be decided on (decisions C4).</summary>
public sealed record MaturitySettings
{
    /// <summary>Deliveries that must have come after the month's own.</summary>
    public int LaterDeliveriesMin { get; init; } = 2;

    /// <summary>Deliveries from which the run-off triangle is believed.</summary>
    public int DiagonalsMin { get; init; } = 6;

    /// <summary>Share of the month's final claims that must be in, by the chain ladder.</summary>
    public double CompletenessMin { get; init; } = 0.98;

    /// <summary>Settings that can't be used.</summary>
    public IEnumerable<SettingProblem> Problems() =>
    [
        .. SettingProblem.Unless(LaterDeliveriesMin >= 0, "maturity.laterDeliveriesMin", LaterDeliveriesMin, "0 or more"),
        .. SettingProblem.Unless(DiagonalsMin >= 2, "maturity.diagonalsMin", DiagonalsMin, "2 or more"),
        .. SettingProblem.Unless(CompletenessMin is > 0 and <= 1, "maturity.completenessMin", CompletenessMin,
            "above 0, at most 1"),
    ];
}

/// <summary>How mature one claim month is.</summary>
/// <param name="Month">The claim month.</param>
/// <param name="OwnDelivery">The delivery that brought most of it.</param>
/// <param name="LaterDeliveries">Deliveries after that one.</param>
/// <param name="Completeness">Estimated share of the final claims that is in, 0 to 1; NaN before enough diagonals exist.</param>
/// <param name="IsMature">Whether it may be decided on.</param>
public sealed record MonthMaturity(ClaimMonth Month, ClaimMonth OwnDelivery, int LaterDeliveries, double Completeness,
    bool IsMature)
{
    /// <summary>Live claims by months between the claim month and the delivery that brought them, from 0:
    /// the month's row of the triangle.</summary>
    public IReadOnlyList<long> ByDelay { get; init; } = [];
}

/// <summary>Chooses t0.</summary>
/// <param name="T0">The latest mature month; none if there is none yet.</param>
/// <param name="Months">Every claim month, ascending.</param>
public sealed record MaturityResult(ClaimMonth T0, IReadOnlyList<MonthMaturity> Months)
{
    /// <summary>What a mature month must have.</summary>
    public MaturitySettings Wanted { get; init; } = new();

    /// <summary>The latest mature month.</summary>
    /// <exception cref="UserError">There is none yet.</exception>
    public ClaimMonth RequireT0() => !T0.IsNone
        ? T0
        : throw new UserError(
            ExitCode.Input, "no month is complete enough to decide on yet",
            Months.Count == 0 ? "the store has no claims"
            : $"newest month {Months[^1].Month}, deliveries after its own: {Months[^1].LaterDeliveries}",
            "ingest later deliveries, or name a month with --month and take responsibility for late claims");

    /// <summary>Judges every month of a triangle.</summary>
    public static MaturityResult Of(RunOffTriangle triangle, MaturitySettings settings)
    {
        var deliveries = triangle.Deliveries;
        if (deliveries.Count == 0)
        {
            return new MaturityResult(ClaimMonth.None, []) { Wanted = settings };
        }

        var newest = deliveries[^1];
        var completeness = deliveries.Count >= settings.DiagonalsMin ? ChainLadder.Completeness(triangle, newest) : null;
        var months = triangle.ClaimMonths.Select(month =>
        {
            var own = deliveries.MaxBy(d => triangle.At(month, d));
            var later = deliveries.Count(d => d > own);
            var share = completeness is null ? double.NaN : completeness[month];
            return new MonthMaturity(
                month, own, later, share,
                later >= settings.LaterDeliveriesMin && (completeness is null || share >= settings.CompletenessMin))
            {
                ByDelay = triangle.ByDelay(month, newest),
            };
        }).ToList();
        return new MaturityResult(months.LastOrDefault(m => m.IsMature)?.Month ?? ClaimMonth.None, months) { Wanted = settings };
    }
}
