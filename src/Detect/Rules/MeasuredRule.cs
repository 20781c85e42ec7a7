using ClaimsWatch.Core.Programme;
using ClaimsWatch.Detect.Features;

namespace ClaimsWatch.Detect.Rules;

/// <summary>
/// One comparison of a rule. A rule fires when all criteria of one of its alternatives hold; most rules have one alternative.
/// </summary>
/// <param name="Code">Stable code; the words are in Texts.</param>
/// <param name="Comparison">How the number is held against the threshold.</param>
/// <param name="Threshold">The threshold.</param>
/// <param name="Setting">Setting that holds it.</param>
/// <param name="IsInteger">Whether the number is a count.</param>
/// <param name="Alternative">Which alternative it belongs to, from 0.</param>
public sealed record Criterion(
    string Code, Comparison Comparison, double Threshold, string Setting, bool IsInteger = true, int Alternative = 0);

/// <summary>What the naive reading of a history measures, one number a criterion, with the facts behind it.</summary>
public sealed record Measured(IReadOnlyList<double> Values, IReadOnlyList<Evidence> Evidence);

/// <summary>
/// A rule that is a list of criteria and two ways to measure the same numbers: from features for everyone, from the raw history
/// for the few. Deciding is the same for both, so only the measuring can disagree.
/// </summary>
public abstract class MeasuredRule(
    RuleCard card, Randomise randomise, IReadOnlyList<Criterion> criteria,
        params IReadOnlyList<(string Setting, double Value)> others)
    : IRule
{
    private const int CriteriaMax = 8;
    private readonly Criterion[] _criteria = [.. criteria];

    /// <inheritdoc/>
    public RuleCard Card { get; } = card;

    /// <inheritdoc/>
    public IReadOnlyList<(string Setting, double Value)> Thresholds { get; } =
        [.. criteria.Select(c => (c.Setting, c.Threshold)).Concat(others).Distinct()];

    /// <inheritdoc/>
    public RuleHit? Fires(scoped FeatureVector features)
    {
        Span<double> values = stackalloc double[CriteriaMax];
        Measure(features, values);
        return HitOf(values);
    }

    /// <inheritdoc/>
    public virtual bool MayFire(scoped FeatureVector features) => Fires(features) is not null;

    /// <inheritdoc/>
    public IReadOnlyList<Condition> Conditions(scoped FeatureVector features)
    {
        var values = new double[CriteriaMax];
        Measure(features, values);
        return
        [
            .. _criteria.Select((c, i) => new Condition(c.Code, values[i], c.Comparison, c.Threshold, c.Setting, c.IsInteger)
            {
                Alternative = c.Alternative,
            }),
        ];
    }

    /// <inheritdoc/>
    public Finding Examine(RawHistory history, ExamineContext context)
    {
        var measured = Measure(history, context);
        var hit = HitOf([.. measured.Values]);
        return hit is null ? Finding.None : new Finding(hit, measured.Evidence);
    }

    /// <summary>Tier of a hit by one of the alternatives.</summary>
    protected abstract Tier TierOf(int alternative);

    /// <summary>One number a criterion from features; NaN if it can't be said.</summary>
    protected abstract void Measure(scoped FeatureVector features, Span<double> into);

    /// <summary>The same numbers from the raw history, slowly and obviously.</summary>
    protected abstract Measured Measure(RawHistory history, ExamineContext context);

    /// <summary>A number that needs an insured person in each of some months up to t0, else NaN.</summary>
    protected static double WhenAtRisk(scoped FeatureVector features, int months, double value)
    {
        for (var back = 0; back < months; back++)
        {
            if (!features.IsAtRisk(back))
            {
                return double.NaN;
            }
        }

        return value;
    }

    /// <summary>The same for a raw history.</summary>
    protected static double WhenAtRisk(RawHistory history, ExamineContext context, int months, double value) =>
        context.Newest(months).All(m => context.DaysAtRisk(history, m) > 0) ? value : double.NaN;

    // The first alternative whose criteria all hold; its first criterion is the deciding number.
    private RuleHit? HitOf(ReadOnlySpan<double> values)
    {
        for (var start = 0; start < _criteria.Length;)
        {
            var alternative = _criteria[start].Alternative;
            var holds = true;
            var at = start;
            for (; at < _criteria.Length && _criteria[at].Alternative == alternative; at++)
            {
                holds &= Condition.Meets(values[at], _criteria[at].Comparison, _criteria[at].Threshold);
            }

            if (holds)
            {
                var tier = TierOf(alternative);
                return new RuleHit(
                    Card.Id, tier, values[start], _criteria[start].Threshold, tier == Tier.Information
                        ? Randomise.Yes : randomise);
            }

            start = at;
        }

        return null;
    }
}
