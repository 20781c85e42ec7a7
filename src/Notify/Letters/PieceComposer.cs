using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Notify.Lint;
using ClaimsWatch.Notify.Windows;

namespace ClaimsWatch.Notify.Letters;

/// <summary>A piece ready to print, or the findings that stop it.</summary>
/// <param name="Html">The document; empty if a B rule stops it.</param>
/// <param name="Pages">Number of pages.</param>
/// <param name="Findings">B and W findings.</param>
public sealed record ComposedPiece(string Html, int Pages, IReadOnlyList<LintFinding> Findings);

/// <summary>Writes what goes with the letters and is addressed to nobody:
/// slips, leaflet, card, letters to offices, scripts, forms.</summary>
public static class PieceComposer
{
    /// <summary>One piece.</summary>
    /// <param name="template">A set whose kind is not a letter.</param>
    /// <param name="sender">Who writes.</param>
    /// <param name="windows">Windows in the order to print.</param>
    /// <param name="settings">Layout.</param>
    /// <param name="today">Day of printing.</param>
    /// <param name="marks">Marks; any makes a sample.</param>
    /// <param name="facts">What the kind needs beside the common values.</param>
    /// <exception cref="UserError">The set is an addressed letter, its template is wrong,
    /// or no window may be printed (exit 5 or 7).</exception>
    public static ComposedPiece Compose(
        LetterTemplate template, Sender sender, IReadOnlyList<ConsultationWindow> windows,
        LetterSettings settings, DateOnly today,
        IReadOnlyList<string> marks, PieceFacts facts)
    {
        if (template.Card.IsAddressed)
        {
            throw new UserError(ExitCode.Usage, Texts.KindIsLetter, template.BodyName, Texts.KindIsLetter);
        }

        if (template.Card.Kind is TextKind.Leaflet or TextKind.Card)
        {
            WindowDirectory.Check(windows, today).ThrowIfUnusable();
            WindowTable.ThrowIfTooMany(windows, template.Card, settings);
        }

        var compiled = template.Compile();
        var slots = TemplateSlots.Common(Texts.SampleMark(template.Card.RolesMissing, marks), sender, windows, today);
        foreach (var (name, value) in facts.Slots(template.Card.Kind, settings))
        {
            slots[name] = value;
        }

        var body = LetterTemplate.Guard(() => compiled.Render(slots));
        var text = LetterText.Read(body);
        var findings = LetterLint.Check(text, template.Card.Kind, template.Card.Language);
        var html = LetterLint.Blocks(findings) ? ""
            : LetterDocument.Of([body], template.Style, settings with { Proof = false }, template.Card.Title,
                template.Card.Language);
        return new ComposedPiece(html, text.Lines.Max(line => line.Page), findings);
    }
}
