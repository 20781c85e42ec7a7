using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;
using ClaimsWatch.Store;
using ClaimsWatch.Store.Parquet;
using ClaimsWatch.Store.Tables;

namespace ClaimsWatch.Tests.Store;

public sealed class TableExportTests : IDisposable
{
    private static readonly ClaimMonth s_may = new(202405);
    private static readonly DateOnly s_today = new(2026, 11, 22);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Claims_show_every_receipt_with_its_source_and_what_became_of_it()
    {
        using var workspace = Workspace.Create(_folder.File("w"), seed: 1);
        var old = new ClaimRow(5, 50, 1, 1310000001, 0, 3, 500, 480, 0, 202405, 202407);
        var current = old with { Receipt = 51, Points = 700, DeliveryMonth = 202408 };
        Write(workspace, [old], [Receipt(50, 0, 202407, "a.csv", 1)], 202407);
        Write(workspace, [current],
            [Receipt(50, 1, 202407, "a.csv", 1), Receipt(51, 0, 202408, "b,b.csv", 1), Receipt(51, 2, 202408, "c.csv", 9),
                Receipt(52, 4, 202408, "c.csv", 12)], 202408);

        Assert.Equal(
            "person,receipt,kind,institution,prescriber_institution,visit_days,points_billed,points,flags,claim_month,"
            + "delivery_month,search_number,file,row_from,status\n"
            + """
            5,50,1,1310000001,0,3,500,480,0,202405,202407,s50,a.csv,1,superseded
            5,51,1,1310000001,0,3,500,700,0,202405,202408,s51,"b,b.csv",1,live
            5,51,1,1310000001,0,3,500,700,0,202405,202408,s51,c.csv,9,duplicate
            5,52,0,0,0,0,0,0,0,202405,202408,s52,c.csv,12,transferred

            """.ReplaceLineEndings("\n"),
            Csv(workspace.OpenStore(), Schema.Claims));
    }

    [Fact]
    public void Quantities_and_persons_are_written_in_full()
    {
        using var workspace = Workspace.Create(_folder.File("w"), seed: 1);
        var commit = workspace.Begin();
        var row = new MedicationRow(long.MaxValue, 1, 2, 3, 1, 620000001, 1124009, 112, 5, 1, 16, 0.00001, 14,
            20240503, 202405, 202407);
        workspace.OpenStore().Change(commit).ReplaceMonth(
            MonthRows.Empty(s_may) with { Medications = MedicationColumns.FromRows([row]) }, [], new(202407));
        commit.Apply(s_today, "r");

        var line = Csv(workspace.OpenStore(), Schema.Medications).Split('\n')[1];

        Assert.Equal("9223372036854775807,1,2,3,1,620000001,1124009,112,5,1,16,0.00001,14,20240503,202405,202407", line);
    }

    [Fact]
    public void Parquet_exports_have_the_same_rows()
    {
        using var workspace = Workspace.Create(_folder.File("w"), seed: 1);
        var rows = RandomRows.Month(1, s_may, 50);
        var commit = workspace.Begin();
        workspace.OpenStore().Change(commit).ReplaceMonth(rows, [], new(202501));
        commit.Apply(s_today, "r");
        long written;
        using (var stream = File.Create(_folder.File("claims.parquet")))
        {
            written = TableExport.Write(workspace.OpenStore(), Schema.Claims, stream, ExportFormat.Parquet, AsOf.Now);
        }

        using var reader = ParquetReader.Open(_folder.File("claims.parquet"));
        var status = new string[50];
        reader.Read(0, reader.IndexOf("status"), status);

        Assert.Equal(50, written);
        Assert.Equal(50, reader.Rows);
        Assert.All(status, s => Assert.Equal("live", s));
    }

    private static void Write(Workspace workspace, ClaimRow[] claims, ReceiptRow[] receipts, int delivery)
    {
        var commit = workspace.Begin();
        workspace.OpenStore().Change(commit).ReplaceMonth(
            MonthRows.Empty(s_may) with { Claims = ClaimColumns.FromRows(claims), Receipts = ReceiptColumns.FromRows(receipts) },
            [], new ClaimMonth(delivery));
        commit.Apply(s_today, "r");
    }

    private static ReceiptRow Receipt(long id, int status, int delivery, string file, int row) =>
        new(5, id, 202405, delivery, delivery, $"s{id}", file, row, row + 1, status, 0, 0, 0, 0, 0);

    private static string Csv(ClaimStore store, Table table)
    {
        using var stream = new MemoryStream();
        TableExport.Write(store, table, stream, ExportFormat.Csv, AsOf.Now);
        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }
}
