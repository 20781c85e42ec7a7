using ClaimsWatch.Cli.Commands;
using ClaimsWatch.Cli.Printing;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Ingest.Bytes;
using ClaimsWatch.Ingest.Mapped;
using ClaimsWatch.Store;

namespace ClaimsWatch.Cli.Steps;

/// <summary>`ingest --guess-mapping FILE`: proposes a mapping, and saves it once a person has said yes.
/// Nothing is read into the store.</summary>
public static class GuessStep
{
    private const long HeadBytes = 1 << 20;

    /// <summary>Proposes, asks (a terminal: a question; elsewhere <c>--yes</c>), and saves what was confirmed.</summary>
    /// <param name="context">How the program was called; its answers are null where nobody can be asked.</param>
    /// <param name="path">CSV file.</param>
    /// <param name="save">File of the mapping; null or empty: beside the CSV file, <c>NAME.mapping.json</c>.</param>
    /// <exception cref="UserError">The mapping's file exists already,
    /// or saving was asked for and nobody confirmed (exit 2).</exception>
    public static CommandResult Execute(CommandContext context, string path, string? save)
    {
        ArgumentNullException.ThrowIfNull(context);
        var guess = MappingGuess.Of(new MemoryByteSource(Path.GetFileName(path), Head(path)));
        if (guess.Mapping is null)
        {
            return Shown(context, guess, null,
                [.. guess.Missing.Select(field => Missing(context.Japanese, field)), Unused(context.Japanese, guess.Unused)]) with
            {
                ExitCode = ExitCode.Input,
            };
        }

        var target = string.IsNullOrEmpty(save) ? Path.ChangeExtension(path, ".mapping.json") : save;
        var asked = Shown(context, guess, null, [guess.Mapping.Write()]);
        if (!IsConfirmed(context, asked, target))
        {
            return string.IsNullOrEmpty(save) || context.Answers is not null
                ? asked with { Notes = [.. asked.Notes, Unsaved(context.Japanese, target)] }
                : throw new UserError(
                    ExitCode.Usage, "nobody confirmed the proposal", target,
                    "look at it without --save, then repeat with --yes, or answer at a terminal");
        }

        Save(target, guess.Mapping.Write());
        return Shown(context, guess, target, [Saved(context.Japanese, path, target)]);
    }

    private static bool IsConfirmed(CommandContext context, CommandResult asked, string target)
    {
        if (context.Yes || context.Answers is null)
        {
            return context.Yes;
        }

        ResultPrinter.Print(asked, OutputFormat.Table, context.Error, color: false);
        context.Error.Write(context.Japanese ? $"{target} に保存しますか [y/N] " : $"save as {target}? [y/N] ");
        return context.Answers.ReadLine()?.Trim() is "y" or "Y" or "yes" or "はい";
    }

    // What somebody has corrected by hand is never written over.
    private static void Save(string target, string json)
    {
        if (Path.Exists(target))
        {
            throw new UserError(ExitCode.Input, "there is such a file already, and it is left as it is", Path.GetFullPath(target),
                "name another with --save, or move it away");
        }

        OutputFile.Write(target, json + "\n");
    }

    private static CommandResult Shown(CommandContext context, GuessedMapping guess, string? saved, IReadOnlyList<string> notes)
    {
        var ja = context.Japanese;
        return new CommandResult(
            new
            {
                Schema = "claimswatch.mapping-guess/1",
                Confirmed = saved is not null,
                Saved = saved ?? "",
                guess.Columns,
                guess.Unused,
                guess.Missing,
                Mapping = guess.Mapping?.Write() ?? "",
            },
            [
                new ResultTable(
                    ja ? "対応表の提案" : "proposed mapping", ja ? ["項目", "見出し", "確かさ"] : ["field", "header", "confidence"],
                    [.. guess.Columns.Select(c => (IReadOnlyList<string>)[c.Field, c.Header, $"{c.Confidence:0.0}"])]),
            ],
            notes);
    }

    private static string Missing(bool ja, string field) =>
        (ja ? $"足りない項目: {field}。使える見出し: " : $"still missing: {field}; accepted headers: ")
            + string.Join(", ", MappedFields.All[field]);

    private static string Unused(bool ja, IReadOnlyList<string> headers) =>
        (ja ? "使わなかった見出し: " : "headers not understood: ") + (headers.Count == 0 ? "–" : string.Join(", ", headers));

    private static string Unsaved(bool ja, string target) => ja
        ? $"これは提案です。保存していません。1項目ずつ確かめ、--yes を付けると {target} に保存します（別の名前は --save）。"
        : $"a proposal, not saved: check every line; with --yes it is saved as {target} (another name: --save).";

    private static string Saved(bool ja, string path, string target) => ja
        ? $"{target} に保存しました。次: claimswatch ingest {path} --mapping {target}"
        : $"saved as {target}; next: claimswatch ingest {path} --mapping {target}";

    // Headers stand at the beginning; whole lines only, so that no character is cut.
    private static byte[] Head(string path)
    {
        using var stream = File.OpenRead(path);
        var head = new byte[Math.Min(HeadBytes, stream.Length)];
        stream.ReadExactly(head);
        var end = Array.LastIndexOf(head, (byte)'\n');
        return head.Length == stream.Length || end < 0 ? head : head[..(end + 1)];
    }
}
