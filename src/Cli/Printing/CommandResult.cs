using ClaimsWatch.Core.Diagnostics;

namespace ClaimsWatch.Cli.Printing;

/// <summary>A table for people: also what <c>--format csv</c> prints (the first one).</summary>
public sealed record ResultTable(string Title, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows);

/// <summary>What a command has to say.</summary>
/// <param name="Json">The contract's object; printed with snake_case names by <c>--format json</c>.</param>
/// <param name="Tables">The same for people.</param>
/// <param name="Notes">Lines after the tables: where the results are, what is next.</param>
/// <param name="ExitCode">Exit code.</param>
public sealed record CommandResult(
    object Json, IReadOnlyList<ResultTable> Tables, IReadOnlyList<string> Notes, ExitCode ExitCode = ExitCode.Ok);
