using ClaimsWatch.Evaluate.Panels;
using ClaimsWatch.Stats.Linear;
using ClaimsWatch.Stats.Robust;

namespace ClaimsWatch.Evaluate.Estimators;

/// <summary>
/// E10: what the letter does to those it reaches. Two-stage least squares of the mean change on delivery with the draw as
/// instrument (Imbens and Angrist 1994), HC0 and HC1 with t(N − 2). Per-protocol is printed beside it and labelled biased,
/// since people a letter does not reach differ from others.
/// </summary>
public static class ComplierEffect
{
    /// <summary>Label of the per-protocol estimate.</summary>
    public const string Biased = "biased: people whose letter was not delivered differ from others";

    /// <summary>First stage, CACE and per-protocol of one outcome; nothing when every letter was delivered.</summary>
    public static IEnumerable<Estimate> Measure(PersonTable table, Outcome outcome)
    {
        var people = table.Only(Scope.All).Complete();
        var delivered = people.Column(p => p.Episode.Delivered ? 1.0 : 0);
        var letter = people.Column(p => p.Letter);
        if (delivered.SequenceEqual(letter))
        {
            yield break;
        }

        var change = people.Column(p => p.In(Window.Post).Rate(outcome) - p.In(Window.Pre).Rate(outcome));
        var first = Ols.Fit(DesignMatrix.Intercept(change.Length).With("letter", letter), delivered);
        var name = Names.Of(outcome);
        yield return Estimate.T($"{name}.first_stage.HC1", first, Hc.Of(first, HcForm.HC1), "letter", change.Length - 2,
            logRatio: false);
        var second = TwoStage.Fit(change, delivered, letter, "delivered");
        foreach (var form in (HcForm[])[HcForm.HC0, HcForm.HC1])
        {
            yield return Estimate.T($"{name}.CACE_2sls.{form}", second, Hc.Of(second, form), "delivered", change.Length - 2,
                logRatio: false);
        }

        bool[] kept = [.. letter.Zip(delivered, (z, d) => z == d)];
        var perProtocol = DesignMatrix.Intercept(change.Length).With("letter", letter).Rows(kept);
        var fit = Ols.Fit(perProtocol, DesignMatrix.Filter(change, kept));
        yield return Estimate.T($"{name}.PP.mean_change_diff.HC1", fit, Hc.Of(fit, HcForm.HC1), "letter", fit.RowCount - 2,
            logRatio: false) with
        { Label = Biased };
    }
}
