using ClaimsWatch.Evaluate.Disclosure;
using ClaimsWatch.Evaluate.Reports;
using ClaimsWatch.Stats;

namespace ClaimsWatch.Evaluate.Designs;

/// <summary>What one design found: exact and internal, never for release without the gate.</summary>
/// <param name="Design">Name, as in <c>outcomes --design</c>.</param>
/// <param name="Results">Named numbers in a fixed order.</param>
/// <param name="Warnings">What must stand beside them, Japanese and English.</param>
public sealed record DesignResults(string Design, IReadOnlyList<Result> Results, IReadOnlyList<string> Warnings)
{
    /// <summary>What the report shows, before the gate.</summary>
    public required DesignReport Report { get; init; }

    /// <summary>The warnings in one language.</summary>
    public IReadOnlyList<string> WarningsIn(Language language) => [.. Warnings.Select(w => w.In(language))];
}

/// <summary>Everything a design's report is made of, before the gate.</summary>
/// <param name="Words">Title, sentences, methods, checklist.</param>
/// <param name="Counts">Tables of people.</param>
/// <param name="Derived">Tables of everything else; <c>effects</c> is one of them.</param>
public sealed record DesignReport(DesignWords Words, IReadOnlyList<CountTable> Counts, IReadOnlyList<DerivedTable> Derived)
{
    /// <summary>Line charts of the section on the course, each of some columns of a table.</summary>
    public IReadOnlyList<ChartPlan> Charts { get; init; } = [];

    /// <summary>Table whose rows are months with an estimate and its interval, drawn as a picture too;
    /// empty when there is none.</summary>
    public string Course { get; init; } = "";

    /// <summary>Whether everybody's flow from two groups to the analysis can be drawn.</summary>
    public ArmWords? Flow { get; init; }
}

/// <summary>One line chart of a table whose first column is the axis.</summary>
/// <param name="Table">Id of the table.</param>
/// <param name="Columns">Columns that are lines.</param>
/// <param name="Caption">Caption, Japanese and English.</param>
/// <param name="Bands">Shaded months: first and last label, and a name.</param>
public sealed record ChartPlan(
    string Table, IReadOnlyList<int> Columns, string Caption, IReadOnlyList<(string First, string Last, string Label)> Bands)
{
    /// <summary>Whether the y axis begins at 0.</summary>
    public bool FromZero { get; init; } = true;
}

/// <summary>One estimate of a report, with the people behind it.</summary>
/// <param name="Outcome">Name of the outcome, Japanese and English.</param>
/// <param name="Label">Whose number it is.</param>
/// <param name="Inference">On the model's scale.</param>
/// <param name="IsRatio">Whether its exponential is a ratio.</param>
/// <param name="Persons">Counts of people, each of which must be large enough for the estimate to be shown.</param>
internal sealed record EffectLine(string Outcome, string Label, Inference Inference, bool IsRatio, IReadOnlyList<long> Persons)
{
    /// <summary>Whether it is one of the tests behind the primary one, which is the first line.</summary>
    public bool InFamily { get; init; }

    /// <summary>Name of the estimator, for the table of other methods.</summary>
    public string Id { get; init; } = "";
}

/// <summary>An estimate as a named object and as numbers.</summary>
internal sealed record Measured(Result Result, Inference Inference, bool IsRatio);
