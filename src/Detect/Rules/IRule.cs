using ClaimsWatch.Core.Programme;
using ClaimsWatch.Detect.Features;

namespace ClaimsWatch.Detect.Rules;

/// <summary>What a rule says of itself.</summary>
/// <param name="Id">R01 … R26.</param>
/// <param name="Slug">Kebab-case name, also of its spec file.</param>
/// <param name="NameJa">和名.</param>
/// <param name="NameEn">English name.</param>
/// <param name="Why">Why a person would want to be asked about it; one sentence, Japanese.</param>
/// <param name="Definition">What it looks at, with its parameters as <c>{name}</c>; Japanese.</param>
/// <param name="Tier">What it may decide, in words.</param>
/// <param name="Group">What it looks at.</param>
/// <param name="Randomise">Whether people found by it may wait, in words.</param>
/// <param name="Monotone">Whether more of what it counts can only make it fire.</param>
/// <param name="Source">Where the definition comes from; a design judgement says so.</param>
public sealed record RuleCard(
    string Id, string Slug, string NameJa, string NameEn, string Why, string Definition, string Tier, RuleGroup Group,
    string Randomise, bool Monotone, string Source);

/// <summary>How a number is held against a threshold.</summary>
public enum Comparison
{
    /// <summary>value ≥ threshold.</summary>
    AtLeast,

    /// <summary>value &lt; threshold.</summary>
    Below,
}

/// <summary>One condition of a rule on one person; a rule fires when all of one alternative are met.</summary>
/// <param name="Code">Stable code; the words are in Texts.</param>
/// <param name="Value">The number; NaN if it can't be said, and then the condition is not met.</param>
/// <param name="Comparison">How it is compared.</param>
/// <param name="Threshold">The threshold.</param>
/// <param name="Setting">Setting that moves the threshold, such as <c>rules.R06.institutionsMin</c>.</param>
/// <param name="IsInteger">Whether the number is a count.</param>
public sealed record Condition(string Code, double Value, Comparison Comparison, double Threshold, string Setting,
    bool IsInteger = true)
{
    /// <summary>Which alternative it belongs to (「または」); 0 for a rule with only one.</summary>
    public int Alternative { get; init; }

    /// <summary>Whether some alternative has all its conditions met, that is whether the rule fires.</summary>
    public static bool Fire(IReadOnlyList<Condition> conditions) =>
        conditions.GroupBy(c => c.Alternative).Any(alternative => alternative.All(c => c.IsMet));

    /// <summary>Whether it is met. Rounding in the last digits of a slope or p never decides (10⁻⁹).</summary>
    public bool IsMet => Meets(Value, Comparison, Threshold);

    /// <summary>What is missing to meet it; 0 if met, NaN if it can't be said.</summary>
    public double Missing => IsMet ? 0 : Math.Abs(Threshold - Value);

    /// <summary>Whether a value meets a threshold.</summary>
    public static bool Meets(double value, Comparison comparison, double threshold) =>
        comparison == Comparison.AtLeast ? value >= threshold - 1e-9 : value < threshold - 1e-9;
}

/// <summary>What the naive reading of a raw history finds: the hit, if any, and the facts behind it.</summary>
public sealed record Finding(RuleHit? Hit, IReadOnlyList<Evidence> Evidence)
{
    /// <summary>The rule does not fire.</summary>
    public static Finding None { get; } = new(null, []);
}

/// <summary>
/// A rule with its two members: <see cref="Fires"/> decides for everyone from features; <see cref="Examine"/> is the programme's
/// wording on the raw history, gives the evidence, and is the oracle. They must agree on every candidate.
/// </summary>
public interface IRule
{
    /// <summary>Its card.</summary>
    RuleCard Card { get; }

    /// <summary>Its thresholds by setting name, for docs and the report.</summary>
    IReadOnlyList<(string Setting, double Value)> Thresholds { get; }

    /// <summary>The hit, or null.</summary>
    RuleHit? Fires(scoped FeatureVector features);

    /// <summary>
    /// Whether it could fire once the trend is known, from features whose trend is still NaN: never false for a person for whom
    /// it fires. Only a rule that reads the trend needs to say more than <see cref="Fires"/>.
    /// </summary>
    bool MayFire(scoped FeatureVector features) => Fires(features) is not null;

    /// <summary>Every condition with the person's numbers: all of one alternative met exactly when the rule fires.</summary>
    IReadOnlyList<Condition> Conditions(scoped FeatureVector features);

    /// <summary>The same decision from the raw history, slowly and obviously.</summary>
    Finding Examine(RawHistory history, ExamineContext context);
}
