using System.CommandLine;
using System.Text;
using ClaimsWatch.Cli.Printing;
using ClaimsWatch.Cli.Steps;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Notify.Letters;
using ClaimsWatch.Store;

namespace ClaimsWatch.Cli.Commands;

/// <summary>letters preview, templates, variables, piece: what people who edit words need.</summary>
internal static class TemplateVerbs
{
    public static void AddTo(Command letters, VerbScope scope, Option<string> round)
    {
        letters.Add(Preview(scope));
        letters.Add(Templates(scope));
        letters.Add(Variables(scope));
        letters.Add(Piece(scope, round));
    }

    private static Command Preview(VerbScope scope)
    {
        var file = new Option<string>("--out")
        { Description = "HTML file to write", DefaultValueFactory = _ => "letter-preview.html" };
        var name = new Option<string>("--template") { Description = "template set (default: the workspace's own)" };
        var pdf = new Option<bool>("--pdf") { Description = "also PDF, beside the HTML" };
        var proof = new Option<bool>("--proof") { Description = "draw the envelope's window" };
        var record = new Option<bool>("--record") { Description = "with the sheet of the person's own record" };
        var command = new Command("preview", "a sample to nobody, with every finding of the lint")
            { file, name, pdf, proof, record };
        scope.Reading(command, (parsed, session) =>
        {
            var settings = session.Settings.Letters with
            {
                Proof = parsed.GetValue(proof) || session.Settings.Letters.Proof,
                RecordSheet = parsed.GetValue(record) || session.Settings.Letters.RecordSheet,
            };
            var (html, findings) = PieceStep.Preview(session, parsed.GetValue(name) ?? session.Settings.Template, settings);
            var path = Path.GetFullPath(parsed.GetValue(file)!);
            return LetterVerbs.Findings(
                findings, html.Length == 0 ? [] : Written(session, path, html, parsed.GetValue(pdf)), session.Context.Japanese);
        });
        return command;
    }

    private static Command Templates(VerbScope scope)
    {
        var copy = new Option<string>("--copy")
        { Description = "put the files of this set under templates/ of the workspace, to edit" };
        var command = new Command("templates", "template sets that come with the program") { copy };
        scope.Bare(command, (parsed, context) => new CommandResult(
            new
            {
                Schema = "claimswatch.templates/1",
                Templates = ShippedTemplates.All.Select(t =>
                    new { t.Card.Id, t.Card.Kind, t.Card.Language, t.Card.Title, t.Card.RolesMissing }),
            },
            [
                new ResultTable(
                    context.Japanese ? "ひな形" : "template sets",
                    context.Japanese ? ["名前", "種類", "言語", "題"] : ["name", "kind", "language", "title"],
                    [.. ShippedTemplates.All.Select(t =>
                        (IReadOnlyList<string>)[t.Card.Id, $"{t.Card.Kind}", t.Card.Language, t.Card.Title])]),
            ],
            parsed.GetValue(copy) is { Length: > 0 } name ? PieceStep.Copy(context.WorkspaceFolder, name) : []));
        return command;
    }

    private static Command Variables(VerbScope scope)
    {
        var command = new Command("variables", "names a template may use");
        scope.Bare(command, (_, context) => new CommandResult(
            new
            {
                Schema = "claimswatch.variables/1",
                Variables = TemplateVariables.All.Select(v => new { v.Name, v.Meaning, v.Kinds })
            },
            [
                new ResultTable(
                    context.Japanese ? "ひな形で使える変数" : "variables of templates",
                    context.Japanese ? ["変数", "意味", "使える種類"] : ["variable", "meaning", "kinds"],
                    [
                        .. TemplateVariables.All.Select(v => (IReadOnlyList<string>)
                            ["{{" + v.Name + "}}", v.Meaning, v.Kinds.Count == 0 ? "*" : string.Join(' ', v.Kinds)]),
                    ]),
            ],
            []));
        return command;
    }

    private static Command Piece(VerbScope scope, Option<string> round)
    {
        var name = new Argument<string>("NAME") { Description = "template set, such as leaflet or pharmacy-notice" };
        var file = new Option<string>("--out") { Description = "HTML file to write", Required = true };
        var letter = new Option<string>("--letter-id")
        { Description = "letter of the person it is about (prescriber, visit-form)" };
        var pdf = new Option<bool>("--pdf") { Description = "also PDF, beside the HTML" };
        var command =
            new Command("piece", "a companion piece with the numbers of a round; a doctor's letter only with recorded consent")
                { name, file, letter, pdf };
        scope.Reading(command, (parsed, session) =>
        {
            var set = parsed.GetValue(name)!;
            var found = PieceStep.NeedsRound(session, set) ? VerbScope.Find(session, parsed.GetValue(round)) : null;
            var piece = PieceStep.Compose(session, found, set, parsed.GetValue(letter) ?? "");
            var path = Path.GetFullPath(parsed.GetValue(file)!);
            return LetterVerbs.Findings(
                piece.Findings, piece.Html.Length == 0 ? [] : Written(session, path, piece.Html, parsed.GetValue(pdf)),
                session.Context.Japanese);
        });
        return command;
    }

    private static List<string> Written(Session session, string path, string html, bool pdf)
    {
        OutputFile.Write(path, Encoding.UTF8.GetBytes(html));
        if (!pdf)
        {
            return [path];
        }

        var browser = Browser.Find("", session.Context.ReadEnvironment)
            ?? throw new UserError(ExitCode.Input, "no Chromium, Chrome or Edge found", "--pdf", "print the HTML with a browser");
        var bytes = browser.PrintText(html);
        Documents.PdfDates.Normalise(bytes, session.Today);
        var beside = Path.ChangeExtension(path, ".pdf");
        OutputFile.Write(beside, bytes);
        if (InstalledFonts.Find(session.Context.ReadEnvironment)?.Missing(html) is { Count: > 0 } missing)
        {
            var (ja, en) = Texts.NoGlyph(missing, 0);
            return [path, beside, session.Context.Japanese ? ja : en];
        }

        return [path, beside];
    }
}
