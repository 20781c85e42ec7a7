using System.Globalization;
using ClaimsWatch.Evaluate.Disclosure;
using ClaimsWatch.Evaluate.Reports;
using ClaimsWatch.Stats.Multiplicity;

namespace ClaimsWatch.Evaluate.Designs;

/// <summary>Tables that all designs share: main estimates, differences by sex, other methods, months.</summary>
internal static class DesignTables
{
    /// <summary>
    /// Main estimates and differences by sex. The first line is the one primary test; the others of the family are adjusted after
    /// Holm and count only when it passed, as in a draw (<see cref="Families"/>).
    /// </summary>
    public static IReadOnlyList<DerivedTable> Effects(
        IReadOnlyList<EffectLine> lines, IReadOnlyList<EffectLine> interactions, string title, string interactionTitle)
    {
        EffectLine[] family = [.. lines.Concat(interactions).Where(l => l.InFamily)];
        var holm = AdjustedP.Holm([.. family.Select(l => l.Inference.P)]);
        var primary = lines[0].Inference.P is var p && double.IsNaN(p) ? 1 : p;
        double Gated(EffectLine line) => Array.IndexOf(family, line) is >= 0 and var i ? Math.Max(holm[i], primary) : double.NaN;
        DerivedTable Table(string id, string name, IReadOnlyList<EffectLine> rows) => new(
            id, name,
            [
                Texts.OutcomeHeader, Texts.SexHeader, Header(lines[0].IsRatio), Short(lines[0].IsRatio), "95% CI low",
                "95% CI high", "p",
                Texts.GatedHeader,
            ],
            [.. rows.Select(line => Row(line, Gated(line)))]);
        return
        [
            Table("effects", title, lines),
            .. interactions.Count > 0 ? [Table("sex_interaction", interactionTitle, interactions)] : Array.Empty<DerivedTable>(),
        ];
    }

    /// <summary>The same question with other methods.</summary>
    public static DerivedTable Sensitivity(IReadOnlyList<EffectLine> lines) => new(
        "sensitivity", Texts.SensitivityTitle,
        ["id", Texts.ScaleHeader, Texts.EstimateHeader, "95% CI low", "95% CI high", "p"],
        [
            .. lines.Select(l => (IReadOnlyList<DerivedCell>)
                [DerivedCell.Label(l.Id), DerivedCell.Label(l.IsRatio ? Texts.RatioScale : Texts.DifferenceScale),
                    .. Row(l, double.NaN).Skip(3).Take(4)]),
        ]);

    /// <summary>One estimate a row after a label, such as a month: the table behind a picture with intervals.</summary>
    public static DerivedTable Course(string id, string title, string header, IReadOnlyList<EffectLine> lines) => new(
        id, title, [Texts.SexHeader, header, Header(isRatio: false), Short(isRatio: false), "95% CI low", "95% CI high", "p"],
        [.. lines.Select(l =>
            (IReadOnlyList<DerivedCell>)[DerivedCell.Label(l.Outcome), .. Row(l, double.NaN).Skip(1).Take(6)])]);

    private static string Header(bool isRatio) => isRatio ? Texts.RatioHeader : Texts.DifferenceHeader;

    private static string Short(bool isRatio) => isRatio ? "RR" : Texts.DifferenceScale;

    private static IReadOnlyList<DerivedCell> Row(EffectLine line, double gated)
    {
        // Nobody at all is no reason to show an estimate either.
        long[] persons = [.. line.Persons.Select(n => Math.Max(1, n))];
        var i = line.Inference;
        double On(double value) => line.IsRatio ? Math.Exp(value) : value;
        DerivedCell Cell(string text, double value) => new(text, value, persons, []);
        DerivedCell Number(double value) => Cell(double.IsFinite(value)
            ? value.ToString(line.IsRatio ? "0.0000" : "+0.0000;−0.0000;0.0000", CultureInfo.InvariantCulture)
            : Figures.None, value);
        var text = line.IsRatio ? Figures.Ratio(On(i.Estimate), On(i.Low), On(i.High))
            : Figures.Difference(i.Estimate, i.Low, i.High);
        return
        [
            DerivedCell.Label(line.Outcome), DerivedCell.Label(line.Label), Cell(text, double.NaN), Number(On(i.Estimate)),
            Number(On(i.Low)),
            Number(On(i.High)), Cell(Figures.P(i.P), i.P), Cell(Figures.P(gated), gated),
        ];
    }
}
