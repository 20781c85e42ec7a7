using ClaimsWatch.Core.Columns;

namespace ClaimsWatch.Ingest.People;

/// <summary>A person's first and last month at risk (yyyymm).</summary>
public readonly record struct RiskSpan(long Person, int First, int Last);

/// <summary>
/// The rows of <see cref="Schema.Eligibility"/>, made for a range of persons when somebody asks: all of them at once grow with
/// members times months, and are the largest thing a delivery could hold.
/// </summary>
public sealed class MonthsAtRisk
{
    private readonly Func<long, long, EnrolmentColumns> _rows;

    internal MonthsAtRisk(int count, RiskSpan[] spans, Func<long, long, EnrolmentColumns> rows) =>
        (Count, Spans, _rows) = (count, spans, rows);

    /// <summary>Nobody.</summary>
    public static MonthsAtRisk None { get; } = new(0, [], (_, _) => EnrolmentColumns.Empty);

    /// <summary>Rows of everybody.</summary>
    public int Count { get; }

    /// <summary>Everybody on a roster, ascending; none where there is no roster.</summary>
    public IReadOnlyList<RiskSpan> Spans { get; }

    /// <summary>Rows of the persons from <paramref name="low"/> to <paramref name="high"/>, both included;
    /// for any thread.</summary>
    public EnrolmentColumns Of(long low, long high) => _rows(low, high);

    /// <summary>All rows.</summary>
    public EnrolmentColumns All() => Of(0, long.MaxValue);
}
