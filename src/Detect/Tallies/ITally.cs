using ClaimsWatch.Core.Columns;

namespace ClaimsWatch.Detect.Tallies;

/// <summary>
/// Integers counted from the rows of one person; nothing but counting, so that another engine can give the same integers.
/// </summary>
public interface ITally
{
    /// <summary>Name with its parameters, such as <c>duplicate_supply(days=14)</c>.</summary>
    string Name { get; }

    /// <summary>Column names; by month the first is t0 and the k-th k months before it.</summary>
    IReadOnlyList<string> Columns { get; }

    /// <summary>Whether neither a feature nor a total reads it: then it is counted only of those whose row is kept.</summary>
    bool IsForKept => false;

    /// <summary>Counts one person; every element of <paramref name="into"/> is written.</summary>
    void Count(scoped in PersonHistory person, TallyScratch scratch, Span<long> into);
}

/// <summary>Names of columns by month.</summary>
public static class MonthlyColumns
{
    /// <summary><c>receipts.t0</c>, <c>receipts.t0-1</c> … <c>receipts.t0-11</c>.</summary>
    public static IReadOnlyList<string> Of(string name) =>
        [.. Enumerable.Range(0, DetectionWindow.Length).Select(back => back == 0 ? $"{name}.t0" : $"{name}.t0-{back}")];
}
