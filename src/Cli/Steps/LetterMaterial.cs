using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Notify.Letters;
using ClaimsWatch.Notify.Windows;

namespace ClaimsWatch.Cli.Steps;

/// <summary>Template set and consultation windows of a workspace, read from its files.</summary>
/// <param name="Template">Words and look.</param>
/// <param name="Windows">Where to ask, in the order of the file.</param>
public sealed record LetterMaterial(LetterTemplate Template, IReadOnlyList<ConsultationWindow> Windows)
{
    /// <summary>Reads both.</summary>
    /// <exception cref="UserError">A file is missing or has a row that can't be used.</exception>
    public static LetterMaterial Load(Session session) => new(Template_(session, session.Settings.Template), Windows_(session));

    /// <summary>Reads both, with a set other than the workspace's own.</summary>
    /// <exception cref="UserError">A file is missing or has a row that can't be used.</exception>
    public static LetterMaterial Load(Session session, string template) => new(Template_(session, template), Windows_(session));

    private static LetterTemplate Template_(Session session, string name)
    {
        if (ShippedTemplates.Find(name) is { } shipped)
        {
            return shipped;
        }

        var folder = session.Workspace.Paths.At($"templates/{name}");
        string Read(string file) => File.Exists(Path.Combine(folder, file))
            ? File.ReadAllText(Path.Combine(folder, file))
            : throw new UserError(ExitCode.Input, $"the template set has no {file}", folder,
                "a set is template.json, letter.hbs and letter.css; `claimswatch letters templates` lists those that come with "
                    + "the program");
        return LetterTemplate.Load(Read("template.json"), Read("letter.hbs"), Read("letter.css"),
            $"templates/{name}/template.json");
    }

    private static IReadOnlyList<ConsultationWindow> Windows_(Session session)
    {
        var path = session.Workspace.Paths.At(session.Settings.Windows);
        if (!File.Exists(path))
        {
            throw new UserError(
                ExitCode.Input, "there is no list of consultation windows", path,
                "make a CSV with the columns kind,name,area,phone,hours,confidentiality,confirmed_by,confirmed_on,expires_on");
        }

        var read = WindowDirectory.Parse(File.ReadAllText(path), session.Settings.Windows);
        return read.Rejects.Count == 0
            ? read.Rows
            : throw new UserError(
                ExitCode.Input, $"{read.RowsRejected} row(s) of the window list can't be used: {read.Rejects[0].Expected}",
                $"{session.Settings.Windows}:{read.Rejects[0].Line} {read.Rejects[0].Field}", "correct the row");
    }
}
