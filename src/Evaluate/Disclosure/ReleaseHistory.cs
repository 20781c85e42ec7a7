namespace ClaimsWatch.Evaluate.Disclosure;

/// <summary>One count of people as it was released, exactly.</summary>
/// <param name="Table">Id of its table.</param>
/// <param name="Row">Label of its row.</param>
/// <param name="Column">Label of its column.</param>
/// <param name="Value">The number.</param>
public sealed record ReleasedCell(string Table, string Row, string Column, int Value);

/// <summary>One rate, mean, share or unadjusted ratio as it was released, by the counts of people it is made from.</summary>
/// <param name="Table">Id of its table.</param>
/// <param name="Row">Labels of its row.</param>
/// <param name="Column">Label of its column.</param>
/// <param name="Persons">Counts of people behind it, each large enough or it would not have been shown.</param>
public sealed record ReleasedNumber(string Table, string Row, string Column, IReadOnlyList<long> Persons);

/// <summary>What one release showed of which rounds.</summary>
/// <param name="Rounds">Rounds pooled in it.</param>
/// <param name="Cells">Inner cells of count tables that were shown; rounded totals are no exact numbers.</param>
public sealed record Release(IReadOnlyList<string> Rounds, IReadOnlyList<ReleasedCell> Cells)
{
    /// <summary>Numbers from which, with another release, the mean of the few people between them could be worked out.</summary>
    public IReadOnlyList<ReleasedNumber> Numbers { get; init; } = [];
}

/// <summary>
/// The audit across releases: a count that is safe in each of two releases may be worked out from both (all rounds less all but
/// the newest, or the same rounds counted twice with later data). Numbers of the same cell are equations over rounds; whatever
/// set of people follows from them with 1 to 9 people blocks the new cell. A mean over n people and one over n + 3 of them give
/// the sum of the three (mean × n is the sum, to half a unit of the last decimal times n), so numbers are audited by the counts
/// behind them alike.
/// </summary>
public static class ReleaseHistory
{
    /// <summary>Cells of the new release that would, with earlier ones, reveal a count that may not be shown.</summary>
    public static IReadOnlySet<(string Table, string Row, string Column)> Exposing(
        IReadOnlyList<Release> earlier, Release next, GateSettings settings)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        ArgumentNullException.ThrowIfNull(next);
        ArgumentNullException.ThrowIfNull(settings);
        var known = earlier.SelectMany(r => r.Cells.Select(c => (Key: (c.Table, c.Row, c.Column), r.Rounds, c.Value)))
            .ToLookup(x => x.Key);
        var exposing = new HashSet<(string, string, string)>();
        foreach (var cell in next.Cells)
        {
            var key = (cell.Table, cell.Row, cell.Column);
            (IReadOnlyList<string> Rounds, int Value)[] before = [.. known[key].Select(k => (k.Rounds, k.Value))];
            if (before.Any(b => Differ(b.Rounds, next.Rounds, b.Value - cell.Value, settings))
                || SolvesSmall([.. before, (next.Rounds, cell.Value)], settings))
            {
                exposing.Add(key);
            }
        }

        return exposing;
    }

    /// <summary>Numbers of the new release that would, with earlier ones, be about 1 to 9 people.</summary>
    public static IReadOnlySet<(string Table, string Row, string Column)> ExposingNumbers(
        IReadOnlyList<Release> earlier, Release next, GateSettings settings)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        ArgumentNullException.ThrowIfNull(next);
        // Each count behind a number is a cell of its own.
        static Release AsCounts(Release release) => new(release.Rounds,
        [
            .. release.Numbers.SelectMany(n =>
                n.Persons.Select((p, i) => new ReleasedCell(n.Table, n.Row, $"{i}|{n.Column}", checked((int)p)))),
        ]);
        return Exposing([.. earlier.Select(AsCounts)], AsCounts(next), settings)
            .Select(x => (x.Table, x.Row, x.Column[(x.Column.IndexOf('|', StringComparison.Ordinal) + 1)..])).ToHashSet();
    }

    // One release holds the other's rounds: the rest, or the change since, is the difference.
    private static bool Differ(IReadOnlyList<string> before, IReadOnlyList<string> now, int difference, GateSettings settings) =>
        (before.All(now.Contains) || now.All(before.Contains)) && !settings.MayShow(Math.Abs(difference));

    // Gauss–Jordan over rounds: a row left with one round is that round's count.
    private static bool SolvesSmall((IReadOnlyList<string> Rounds, int Value)[] equations, GateSettings settings)
    {
        string[] rounds = [.. equations.SelectMany(e => e.Rounds).Distinct().Order(StringComparer.Ordinal)];
        double[][] rows = [.. equations.Select(e => (double[])[.. rounds.Select(r => e.Rounds.Contains(r) ? 1.0 : 0), e.Value])];
        var rank = 0;
        for (var c = 0; c < rounds.Length && rank < rows.Length; c++)
        {
            var pivot = Array.FindIndex(rows, rank, r => Math.Abs(r[c]) > 1e-9);
            if (pivot < 0)
            {
                continue;
            }

            (rows[rank], rows[pivot]) = (rows[pivot], rows[rank]);
            var scale = rows[rank][c];
            rows[rank] = Array.ConvertAll(rows[rank], v => v / scale);
            for (var r = 0; r < rows.Length; r++)
            {
                if (r != rank && Math.Abs(rows[r][c]) > 1e-9)
                {
                    var factor = rows[r][c];
                    rows[r] = [.. rows[r].Zip(rows[rank], (a, b) => a - (factor * b))];
                }
            }

            rank++;
        }

        return rows.Take(rank).Any(r => r.Take(rounds.Length).Count(v => Math.Abs(v) > 1e-9) == 1
            && !settings.MayShow((long)Math.Abs(Math.Round(r[^1]))));
    }
}
