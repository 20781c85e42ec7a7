using ClaimsWatch.Evaluate.Panels;

namespace ClaimsWatch.Evaluate.Reports;

/// <summary>The sentences the released numbers allow: everyone, men, women, and the difference between them.</summary>
/// <param name="Sentences">In both languages.</param>
/// <param name="ClaimsAny">Whether any of them says that there was a difference.</param>
internal sealed record Conclusions(IReadOnlyList<string> Sentences, bool ClaimsAny)
{
    /// <summary>Reads the released tables.</summary>
    public static Conclusions Of(ReleaseTables tables)
    {
        var claims = Texts.OutcomeLabel(Outcome.Claims).In(tables.Language);
        var scopes = Names.Scopes.Select(scope => (scope, Conclusion: Conclusion.Of(tables["effects"].Rows.First(r =>
            r[0].Text == claims && r[1].Text == Texts.ScopeLabel(scope).In(tables.Language))))).ToArray();
        var interaction = Conclusion.Of(tables["sex_interaction"].Rows.First(r => r[0].Text == claims));
        return new Conclusions(
            [.. scopes.Select(s => Texts.EffectSentence(s.scope, s.Conclusion)), Texts.InteractionSentence(interaction)],
            scopes.Select(s => s.Conclusion).Append(interaction).Any(c => c.Verdict is Verdict.Lower or Verdict.Higher));
    }
}
