using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Documents;
using ClaimsWatch.Notify.Lint;

namespace ClaimsWatch.Cli.Steps;

/// <summary>A file of any office, read for the lint by its ending.</summary>
internal static class LintFile
{
    /// <summary>The text and how it is written.</summary>
    /// <exception cref="UserError">There is no such file, or it can't be read (exit 3).</exception>
    public static (string Text, SourceFormat Format) Read(string path)
    {
        switch (Path.GetExtension(path).ToLowerInvariant())
        {
            case ".docx" when File.Exists(path):
                try
                {
                    using var stream = File.OpenRead(path);
                    return (WordText.ToHtml(stream, Path.GetFileName(path)), SourceFormat.Html);
                }
                catch (DocumentException error)
                {
                    throw new UserError(ExitCode.Input, error.Message, Path.GetFullPath(path), "save it as .docx or .txt again");
                }

            case ".doc" or ".pdf" or ".xlsx" or ".odt" or ".rtf":
                throw new UserError(ExitCode.Input, "this kind of file is not read", Path.GetFullPath(path),
                    "save it as .docx, .html, .md or .txt");
            case ".html" or ".htm" or ".xhtml":
                return (StaffText.Read(path), SourceFormat.Html);
            case ".md" or ".markdown":
                return (StaffText.Read(path), SourceFormat.Markdown);
            default:
                return (StaffText.Read(path), SourceFormat.Plain);
        }
    }
}
