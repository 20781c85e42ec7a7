using ClaimsWatch.Core.Diagnostics;

namespace ClaimsWatch.Evaluate.Panels;

/// <summary>
/// What came out of a panel file: the rows used, the rows not used with their reason, and what the reader decided.
/// </summary>
/// <param name="Panel">Rows used.</param>
/// <param name="Rejects">Rows not used, with line and reason.</param>
/// <param name="Tallied">Rows in = rows used + rows rejected.</param>
/// <param name="Notes">Decisions a reader of the results must know, as stable codes with a number.</param>
public sealed record PanelReading(Panel Panel, IReadOnlyList<Reject> Rejects, Tallied Tallied, IReadOnlyList<Note> Notes);

/// <summary>Something a reader of the results must know; the words are in <c>Texts</c>.</summary>
/// <param name="Code">Stable code, such as <c>control-month-filled</c>.</param>
/// <param name="Value">A number that belongs to it.</param>
/// <param name="Detail">A name that belongs to it; never about a person.</param>
public sealed record Note(string Code, double Value, string Detail = "");
