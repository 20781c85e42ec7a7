using ClaimsWatch.Evaluate.Disclosure;
using ClaimsWatch.Stats.Resampling;

namespace ClaimsWatch.Tests.Evaluate;

public sealed class DisclosureTests
{
    private static readonly GateSettings Settings = new();

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    [InlineData(9, false)]
    [InlineData(10, true)]
    public void Counts_from_one_to_nine_are_hidden(long count, bool shown) => Assert.Equal(shown, Settings.MayShow(count));

    [Fact]
    public void The_limit_cannot_be_lowered_below_ten() => Assert.False(new GateSettings { PersonsMin = 3 }.MayShow(9));

    [Theory]
    [InlineData(9L, 5000, false, false)]
    [InlineData(10L, 5, false, true)]
    [InlineData(0L, 0, false, true)]
    [InlineData(null, 999, false, false)]
    [InlineData(null, 1000, false, true)]
    [InlineData(null, 399, true, false)]
    [InlineData(null, 400, true, true)]
    [InlineData(null, 0, true, true)]
    public void Quantities_follow_the_patients_or_their_size(long? patients, double quantity, bool injection, bool shown) =>
        Assert.Equal(shown, Settings.MayShowQuantity(patients, quantity, injection));

    [Fact]
    public void One_small_cell_takes_three_others_with_it()
    {
        var mask = Complement.Masks([Table(new long[,] { { 5, 40 }, { 30, 25 } })], Settings)[0];

        Assert.True(mask[0, 0] && mask[0, 1] && mask[1, 0] && mask[1, 1]);
        Assert.False(mask[0, 2] || mask[2, 0] || mask[2, 2]);
    }

    [Fact]
    public void Two_ones_in_a_row_are_not_enough_to_hide_each_other()
    {
        // Their total would be 2: each must be 1.
        var table = Table(new long[,] { { 1, 1, 30 }, { 1, 1, 40 } });
        var mask = Complement.Masks([table], Settings)[0];

        Assert.True(Complement.Bounds(table, mask, 0, 0).High > 1);
    }

    [Fact]
    public void A_table_without_small_cells_is_shown_whole()
    {
        var mask = Complement.Masks([Table(new long[,] { { 10, 0 }, { 30, 25 } })], Settings)[0];

        Assert.DoesNotContain(true, mask.Cast<bool>());
    }

    [Fact]
    public void A_table_of_one_small_cell_is_not_shown() =>
        Assert.DoesNotContain(false, Complement.Masks([Table(new long[,] { { 4 } })], Settings)[0].Cast<bool>());

    [Fact]
    public void No_hidden_cell_can_be_worked_out_in_random_tables()
    {
        const ulong Seed = 99;
        var random = new SplitMix(Seed);
        var tried = 0;
        for (var round = 0; round < 700; round++)
        {
            var table = RandomTable(random, 2, 2 + random.NextBelow(2));
            var mask = Complement.Masks([table], Settings)[0];
            var hidden = mask.Cast<bool>().Count(h => h);
            if (hidden is 0 or > 5)
            {
                // With most of the table hidden there are too many tables to try, and little to work out.
                continue;
            }

            tried++;
            foreach (var ((r, c), values) in PossibleValues(table, mask))
            {
                Assert.True(values.Count > Settings.SpreadMin,
                    $"seed {Seed}, round {round}, cell {r},{c}: {string.Join(' ', values)}");
            }
        }

        Assert.InRange(tried, 60, 700);
    }

    [Fact]
    public void Bounds_by_flow_equal_bounds_by_trying_every_table()
    {
        const ulong Seed = 5;
        var random = new SplitMix(Seed);
        for (var round = 0; round < 60; round++)
        {
            var table = RandomTable(random, 2, 3);
            var mask = new bool[3, 4];
            // Any mask of inner cells that are not zero, good or bad.
            for (var r = 0; r < 2; r++)
            {
                for (var c = 0; c < 3; c++)
                {
                    mask[r, c] = table[r, c] > 0 && random.NextBelow(2) == 0;
                }
            }

            foreach (var ((r, c), values) in PossibleValues(table, mask))
            {
                Assert.True((values.Min(), values.Max()) == Complement.Bounds(table, mask, r, c), $"seed {Seed}, round {round}");
            }
        }
    }

    [Fact]
    public void Every_shown_total_has_no_or_at_least_two_hidden_cells()
    {
        var random = new SplitMix(17);
        for (var round = 0; round < 700; round++)
        {
            var table = RandomTable(random, 2 + random.NextBelow(3), 2 + random.NextBelow(4));
            var mask = Complement.Masks([table], Settings)[0];
            for (var r = 0; r < table.Rows.Count; r++)
            {
                var hidden = Enumerable.Range(0, table.Columns.Count).Count(c => mask[r, c]);
                Assert.True(mask[r, table.Columns.Count] || hidden != 1);
            }

            for (var c = 0; c < table.Columns.Count; c++)
            {
                var hidden = Enumerable.Range(0, table.Rows.Count).Count(r => mask[r, c]);
                Assert.True(mask[table.Rows.Count, c] || hidden != 1);
            }
        }
    }

    [Fact]
    public void A_cell_that_only_two_tables_together_give_away_is_found()
    {
        // One table hides a and b and shows a + b; the other shows b as the total of shown parts.
        var first = new CountTable("first", "", ["r"], ["a", "b", "c"], new long[,] { { 4, 20, 30 } })
        {
            Keys = new() { [(0, 1)] = "b" },
        };
        var second = new CountTable("second", "", ["x", "y"], ["n"], new long[,] { { 12 }, { 8 } })
        {
            Keys = new() { [(2, 0)] = "b" },
        };
        var masks = new[]
        {
            new[,] { { true, true, false, false }, { true, true, false, false } },
            new[,] { { false, false }, { false, false }, { false, false } },
        };

        Assert.Equal([0], LinkedBounds.ExposedTables([first, second], masks, Settings.SpreadMin));
        Assert.Empty(LinkedBounds.ExposedTables([first], [masks[0]], Settings.SpreadMin));
    }

    [Fact]
    public void Random_linked_tables_pass_the_audit_of_all_tables_together()
    {
        const ulong Seed = 31;
        var random = new SplitMix(Seed);
        for (var round = 0; round < 200; round++)
        {
            var one = RandomTable(random, 2, 3);
            var cells = new long[2, 3];
            for (var c = 0; c < 3; c++)
            {
                // The second table splits the first one's column totals otherwise.
                cells[0, c] = one[2, c] == 0 ? 0 : random.NextBelow((int)one[2, c] + 1);
                cells[1, c] = one[2, c] - cells[0, c];
            }

            Dictionary<(int, int), string> keys = new() { [(2, 0)] = "k0", [(2, 1)] = "k1", [(2, 2)] = "k2" };
            CountTable[] tables =
            [
                new("one", "", one.Rows, one.Columns, Inner(one)) { Keys = keys },
                new("two", "", ["x", "y"], one.Columns, cells) { Keys = keys },
            ];

            Assert.Empty(LinkedBounds.ExposedTables(tables, Complement.Masks(tables, Settings), Settings.SpreadMin));
        }
    }

    [Fact]
    public void A_cell_two_tables_share_is_hidden_in_both()
    {
        var a = new CountTable("a", "", ["x", "y"], ["p", "q"],
            new long[,] { { 5, 40 }, { 30, 25 } })
        { Keys = { [(0, 1)] = "k" } };
        var b = new CountTable("b", "", ["x", "y", "z"], ["p", "q"],
            new long[,] { { 40, 20 }, { 30, 25 }, { 50, 60 } })
        { Keys = { [(0, 0)] = "k" } };

        var masks = Complement.Masks([a, b], Settings);

        Assert.True(masks[0][0, 1] && masks[1][0, 0]);
        Assert.True(masks[1][0, 1] || masks[1][0, 2]);
    }

    [Fact]
    public void Totals_are_rounded_and_hidden_cells_have_no_value()
    {
        var safe = SafeTable.Gate.Apply([Table(new long[,] { { 5, 42 }, { 31, 26 }, { 44, 17 } })], [], Settings)[0];

        Assert.Equal(SafeTable.HiddenText, safe.Rows[0][1].Text);
        Assert.Null(safe.Rows[0][1].Value);
        Assert.Equal(("170", 170.0), (safe.Rows[3][3].Text, safe.Rows[3][3].Value));
        Assert.Equal(4, safe.HiddenCount);
    }

    [Fact]
    public void A_total_that_is_a_cell_elsewhere_is_exact_in_both()
    {
        var a = new CountTable("a", "", ["x", "y"], ["p", "q"],
            new long[,] { { 43, 40 }, { 30, 25 } })
        { Keys = { [(0, 0)] = "k" } };
        var b = new CountTable("b", "", ["u", "v"], ["p", "q"],
            new long[,] { { 23, 20 }, { 20, 25 } })
        { Keys = { [(2, 0)] = "k" } };

        var safe = SafeTable.Gate.Apply([a, b], [], Settings);

        Assert.Equal("43", safe[1].Rows[2][1].Text);
        Assert.Equal("50", safe[1].Rows[2][2].Text);
    }

    [Fact]
    public void A_derived_number_is_hidden_with_the_counts_behind_it()
    {
        var counts = new CountTable("a", "", ["x", "y"], ["p", "q"],
            new long[,] { { 5, 40 }, { 30, 25 } })
        { Keys = { [(0, 1)] = "big" } };
        var derived = new DerivedTable("d", "", ["", "1", "2", "3"],
            [[DerivedCell.Label("row"), new("1.5", 1.5, [40], ["big"]), new("2.5", 2.5, [9], []), new("3.5", 3.5, [10, 0], [])]]);

        var safe = SafeTable.Gate.Apply([counts], [derived], Settings)[1];

        Assert.Equal(["row", "＊", "＊", "3.5"], safe.Rows[0].Select(c => c.Text));
    }

    private static CountTable Table(long[,] cells) => new(
        "t", "", [.. Enumerable.Range(0, cells.GetLength(0)).Select(i => $"r{i}")],
        [.. Enumerable.Range(0, cells.GetLength(1)).Select(i => $"c{i}")], cells);

    private static CountTable RandomTable(SplitMix random, int rows, int columns)
    {
        var cells = new long[rows, columns];
        for (var r = 0; r < rows; r++)
        {
            for (var c = 0; c < columns; c++)
            {
                cells[r, c] = random.NextBelow(3) == 0 ? random.NextBelow(5) : random.NextBelow(16);
            }
        }

        return Table(cells);
    }

    /// <summary>The slow way: every table with the same shown numbers, hidden ones from 1 to 50.</summary>
    private static Dictionary<(int Row, int Column), HashSet<long>> PossibleValues(CountTable table, bool[,] mask)
    {
        const long HiddenMax = 50;
        var (rows, columns) = (table.Rows.Count, table.Columns.Count);
        var values = new long[rows + 1, columns + 1];
        var found = new Dictionary<(int, int), HashSet<long>>();
        Inner(0);
        return found;

        void Inner(int at)
        {
            var (r, c) = (at / columns, at % columns);
            if (c == 0 && r > 0 && !Fits(r - 1, columns, Enumerable.Range(0, columns).Sum(j => values[r - 1, j])))
            {
                return;
            }

            if (r == rows)
            {
                Finish();
                return;
            }

            var before = Enumerable.Range(0, c).Sum(j => values[r, j]);
            var rest = Math.Min(HiddenMax, mask[r, columns] ? HiddenMax : table[r, columns] - before);
            var low = !mask[r, c] ? table[r, c] : c == columns - 1 && !mask[r, columns] ? Math.Max(1, rest) : 1;
            for (var v = low; v <= (mask[r, c] ? rest : low); v++)
            {
                values[r, c] = v;
                Inner(at + 1);
            }
        }

        bool Fits(int r, int c, long sum) => mask[r, c] ? sum >= 1 : table[r, c] == sum;

        void Finish()
        {
            var grand = 0L;
            for (var r = 0; r < rows; r++)
            {
                values[r, columns] = Enumerable.Range(0, columns).Sum(j => values[r, j]);
                grand += values[r, columns];
            }

            for (var c = 0; c < columns; c++)
            {
                values[rows, c] = Enumerable.Range(0, rows).Sum(i => values[i, c]);
                if (!Fits(rows, c, values[rows, c]))
                {
                    return;
                }
            }

            values[rows, columns] = grand;
            if (!Fits(rows, columns, grand))
            {
                return;
            }

            for (var r = 0; r <= rows; r++)
            {
                for (var c = 0; c <= columns; c++)
                {
                    if (mask[r, c])
                    {
                        found.TryAdd((r, c), []);
                        found[(r, c)].Add(values[r, c]);
                    }
                }
            }
        }
    }

    private static long[,] Inner(CountTable table)
    {
        var cells = new long[table.Rows.Count, table.Columns.Count];
        for (var r = 0; r < table.Rows.Count; r++)
        {
            for (var c = 0; c < table.Columns.Count; c++)
            {
                cells[r, c] = table[r, c];
            }
        }

        return cells;
    }
}
