namespace ClaimsWatch.Evaluate.Disclosure;

/// <summary>One shown cell: its text, and its number for pictures when it has one that may be shown.</summary>
/// <param name="Text">What stands in the table.</param>
/// <param name="Value">The number as released; null for text and for hidden cells.</param>
public sealed record SafeCell(string Text, double? Value = null);

/// <summary>A number made from people, before the gate: shown only if every count behind it may be.</summary>
/// <param name="Text">Text when shown.</param>
/// <param name="Value">Number when shown; null for labels.</param>
/// <param name="Persons">Counts of people it is made from, each of which must be 0 or large enough.</param>
/// <param name="Keys">Cells of count tables it is made from; hidden with them.</param>
public sealed record DerivedCell(string Text, double? Value, IReadOnlyList<long> Persons, IReadOnlyList<string> Keys)
{
    /// <summary>A label, which is about nobody.</summary>
    public static DerivedCell Label(string text) => new(text, null, [], []);
}

/// <summary>A table of derived numbers (rates, ratios, shares), before the gate.</summary>
public sealed record DerivedTable(
    string Id, string Title, IReadOnlyList<string> Headers, IReadOnlyList<IReadOnlyList<DerivedCell>> Rows);

/// <summary>
/// A table that passed suppression. Only <see cref="Gate"/> can make one, and <c>release/</c> is built from nothing else, so
/// going
/// around the gate does not compile.
/// </summary>
public sealed class SafeTable
{
    /// <summary>What stands in place of a hidden number.</summary>
    public const string HiddenText = "＊";

    private SafeTable(string id, string title, IReadOnlyList<string> headers, IReadOnlyList<IReadOnlyList<SafeCell>> rows,
        int hidden)
    {
        (Id, Title, Headers, Rows, HiddenCount) = (id, title, headers, rows, hidden);
    }

    /// <summary>Stable name; the file name in <c>release/</c>.</summary>
    public string Id { get; }

    /// <summary>Title for people.</summary>
    public string Title { get; }

    /// <summary>Column headings.</summary>
    public IReadOnlyList<string> Headers { get; }

    /// <summary>Rows of cells, label first.</summary>
    public IReadOnlyList<IReadOnlyList<SafeCell>> Rows { get; }

    /// <summary>Cells hidden.</summary>
    public int HiddenCount { get; }

    /// <summary>The same table with its words in one language.</summary>
    public SafeTable In(Language language) => new(
        Id, Title.In(language), [.. Headers.Select(h => h.In(language))],
        [.. Rows.Select(r => (IReadOnlyList<SafeCell>)[.. r.Select(c => c with { Text = c.Text.In(language) })])], HiddenCount);

    /// <summary>The row whose first cell is this label; null when there is none.</summary>
    public IReadOnlyList<SafeCell>? Row(string label) => Rows.FirstOrDefault(r => r[0].Text == label);

    /// <summary>The disclosure gate: everything that is released goes through here, all tables of one report together.</summary>
    public static class Gate
    {
        /// <summary>
        /// Count tables with complementary suppression and rounded totals, then derived tables with the same mask.
        /// </summary>
        public static IReadOnlyList<SafeTable> Apply(
            IReadOnlyList<CountTable> counts, IReadOnlyList<DerivedTable> derived, GateSettings settings)
        {
            ArgumentNullException.ThrowIfNull(counts);
            ArgumentNullException.ThrowIfNull(derived);
            ArgumentNullException.ThrowIfNull(settings);
            var masks = Complement.Masks(counts, settings);
            var hiddenKeys = counts.SelectMany((t, i) => t.Keys.Where(k => masks[i][k.Key.Row, k.Key.Column])
                .Select(k => k.Value))
                .ToHashSet(StringComparer.Ordinal);
            // A total that stands as a cell in another table is exact there; rounding it here would only confuse.
            var cellKeys = counts.SelectMany(t => t.Keys.Where(k => !t.IsTotal(k.Key.Row, k.Key.Column)).Select(k => k.Value))
                .ToHashSet(StringComparer.Ordinal);
            return
            [
                .. counts.Select((t, i) => Of(t, masks[i], cellKeys, settings)),
                .. derived.Select(t => Of(t, hiddenKeys, settings)),
            ];
        }

        private static SafeTable Of(CountTable table, bool[,] mask, HashSet<string> cellKeys, GateSettings settings)
        {
            var hidden = 0;
            SafeCell Cell(int r, int c)
            {
                if (mask[r, c])
                {
                    hidden++;
                    return new SafeCell(HiddenText);
                }

                var exact = !table.IsTotal(r, c) || (table.Keys.TryGetValue((r, c), out var key) && cellKeys.Contains(key));
                var shown = exact ? table[r, c] : settings.Rounded(table[r, c]);
                return new SafeCell(shown.ToString("#,0"), shown);
            }

            var rows = new List<IReadOnlyList<SafeCell>>();
            for (var r = 0; r <= table.Rows.Count; r++)
            {
                var label = new SafeCell(r < table.Rows.Count ? table.Rows[r] : Texts.Total);
                rows.Add([label, .. Enumerable.Range(0, table.Columns.Count + 1).Select(c => Cell(r, c))]);
            }

            return new SafeTable(table.Id, table.Title, [table.Corner, .. table.Columns, Texts.Total], rows, hidden);
        }

        private static SafeTable Of(DerivedTable table, HashSet<string> hiddenKeys, GateSettings settings)
        {
            var hidden = 0;
            SafeCell Cell(DerivedCell cell)
            {
                if (cell.Persons.All(settings.MayShow) && !cell.Keys.Any(hiddenKeys.Contains))
                {
                    return new SafeCell(cell.Text, cell.Value is { } v && double.IsFinite(v) ? v : null);
                }

                hidden++;
                return new SafeCell(HiddenText);
            }

            var rows = table.Rows.Select(r => (IReadOnlyList<SafeCell>)[.. r.Select(Cell)]).ToArray();
            return new SafeTable(table.Id, table.Title, table.Headers, rows, hidden);
        }
    }
}
