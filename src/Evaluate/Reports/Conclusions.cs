using ClaimsWatch.Evaluate.Disclosure;
using ClaimsWatch.Evaluate.Panels;
using ClaimsWatch.Stats.Distributions;

namespace ClaimsWatch.Evaluate.Reports;

/// <summary>The sentences the released numbers allow: everyone, men, women, and the difference between them.</summary>
/// <param name="Sentences">In both languages.</param>
/// <param name="ClaimsAny">Whether any of them says that there was a difference.</param>
internal sealed record Conclusions(IReadOnlyList<string> Sentences, bool ClaimsAny)
{
    // With the error found, a difference by sex this large would have passed a two-sided test at 5 % in four cases of five; read
    // from the released interval, so that nothing hidden is said.
    private static double? Detectable(IReadOnlyList<SafeCell> row)
    {
        if (row[4].Value is not { } low || row[5].Value is not { } high)
        {
            return null;
        }

        var (half, power) = (StandardNormal.Quantile(0.975), StandardNormal.Quantile(0.8));
        return Math.Exp(-(half + power) * Math.Log(high / low) / (2 * half));
    }

    /// <summary>Reads the released tables.</summary>
    public static Conclusions Of(ReleaseTables tables)
    {
        var claims = Texts.OutcomeLabel(Outcome.Claims).In(tables.Language);
        var scopes = Names.Scopes.Select(scope => (scope, Conclusion: Conclusion.Of(tables["effects"].Rows.First(r =>
            r[0].Text == claims && r[1].Text == Texts.ScopeLabel(scope).In(tables.Language))))).ToArray();
        var row = tables["sex_interaction"].Rows.First(r => r[0].Text == claims);
        var interaction = Conclusion.Of(row);
        return new Conclusions(
            [
                .. scopes.Select(s => Texts.EffectSentence(s.scope, s.Conclusion)), Texts.InteractionSentence(interaction),
                .. Detectable(row) is { } ratio ? [Texts.InteractionPower(ratio)] : Array.Empty<string>(),
            ],
            scopes.Select(s => s.Conclusion).Append(interaction).Any(c => c.Verdict is Verdict.Lower or Verdict.Higher));
    }
}
