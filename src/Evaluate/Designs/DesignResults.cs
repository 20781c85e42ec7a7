using ClaimsWatch.Evaluate.Reports;

namespace ClaimsWatch.Evaluate.Designs;

/// <summary>What one design found: exact and internal, never for release without the gate.</summary>
/// <param name="Design">Name, as in <c>outcomes --design</c>.</param>
/// <param name="Results">Named numbers in a fixed order.</param>
/// <param name="Warnings">What must stand beside them, Japanese and English.</param>
public sealed record DesignResults(string Design, IReadOnlyList<Result> Results, IReadOnlyList<string> Warnings);
