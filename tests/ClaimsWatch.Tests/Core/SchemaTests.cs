using System.Text;
using ClaimsWatch.Core.Columns;
using ClaimsWatch.Tests.Architecture;

namespace ClaimsWatch.Tests.Core;

public sealed class SchemaTests
{
    [Fact]
    public void Columns_page_is_what_the_schema_says() => Golden.Verify("docs/columns.md", Render());

    [Fact]
    public void Every_table_starts_with_the_person_and_is_sorted_by_it() =>
        Assert.All(Schema.All, table =>
        {
            Assert.Equal("person", table.Columns[0].Name);
            Assert.Equal("person", table.SortBy[0]);
            Assert.All(table.SortBy, column => table.IndexOf(column));
        });

    [Fact]
    public void Typed_columns_and_schema_agree_for_every_table()
    {
        ColumnBatch[] batches =
        [
            ClaimColumns.Empty.ToBatch(), MedicationColumns.Empty.ToBatch(), DiagnosisColumns.Empty.ToBatch(),
            ActColumns.Empty.ToBatch(),
            ReceiptColumns.Empty.ToBatch(), PersonColumns.Empty.ToBatch(), EnrolmentColumns.Empty.ToBatch(),
        ];

        Assert.Equal(Schema.All, batches.Select(b => b.Table));
        Assert.All(batches, batch => Assert.Equal(
            batch.Table.Columns.Select(c => c.Type switch
            {
                ColumnType.Int32 => typeof(int[]),
                ColumnType.Int64 => typeof(long[]),
                ColumnType.Float64 => typeof(double[]),
                _ => typeof(string[]),
            }),
            batch.Arrays.Select(a => a.GetType())));
    }

    [Fact]
    public void Rows_survive_columns_and_batches()
    {
        var row = new ClaimRow(1, 2, 3, 4, 5, 6, 7, 8, 9, 202401, 202403);

        var back = ClaimColumns.FromBatch(ClaimColumns.FromRows([row]).ToBatch()).Row(0);

        Assert.Equal(row, back);
    }

    private static string Render()
    {
        var page = new StringBuilder(
            "# Columns of the store\n\nGenerated from `src/Core/Columns/Schema.cs`; a test fails when it is stale.\n");
        page.Append("Every column is REQUIRED. Monthly tables lie in `store/<table>/month=YYYY-MM/part-0.parquet`, the others in "
            + "`store/<table>/part-0.parquet`.\n");
        page.Append("`store/.history` has the same columns plus `").Append(Schema.SupersededIn.Name).Append("`: ")
            .Append(Schema.SupersededIn.Meaning).Append(".\n");
        foreach (var table in Schema.All)
        {
            page.Append($"\n## {table.Name}\n\n"
                + $"{(table.Monthly ? "Monthly" : "One file")}, sorted by {string.Join(", ", table.SortBy)}.\n\n");
            page.Append("| column | type | meaning |\n|---|---|---|\n");
            foreach (var column in table.Columns)
            {
                page.Append($"| `{column.Name}` | {column.Type} | {column.Meaning} |\n");
            }
        }

        return page.ToString();
    }
}
