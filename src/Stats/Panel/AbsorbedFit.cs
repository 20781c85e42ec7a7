using ClaimsWatch.Stats.Linear;

namespace ClaimsWatch.Stats.Panel;

/// <summary>
/// A regression with one effect a person absorbed instead of written out. Its design holds the regressors with each person's
/// mean taken out, so that every robust variance of the written-out model follows from it; person effects never count in K.
/// </summary>
public sealed class AbsorbedFit : FittedModel
{
    internal AbsorbedFit(FitStatus status, DesignMatrix design, IReadOnlyList<string> aliased, FitParts parts)
        : base(status, design, aliased, parts)
    {
    }

    /// <summary>Which of the rows given were used; people without any event say nothing in a Poisson fit.</summary>
    public required bool[] Used { get; init; }

    /// <summary>People left out because all their responses are zero.</summary>
    public int AllZeroPersons { get; init; }

    internal static AbsorbedFit Failed(FitStatus status, DesignMatrix design, IReadOnlyList<string> aliased, bool[] used,
        int allZero = 0) =>
        new(status, design, aliased, FitParts.None(design)) { Used = used, AllZeroPersons = allZero };
}
