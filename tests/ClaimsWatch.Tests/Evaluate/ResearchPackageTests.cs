using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using ClaimsWatch.Evaluate.Panels;
using ClaimsWatch.Evaluate.Reports;
using ClaimsWatch.Evaluate.Research;
using ClaimsWatch.Store.Parquet;
using ClaimsWatch.Store.Tables;

namespace ClaimsWatch.Tests.Evaluate;

public sealed class ResearchPackageTests
{
    private static readonly ReportContext Context = new("panel", new DateOnly(2025, 9, 1), ["synthetic"], [("version", "0.1.0")]);

    [InstalledTheory("Rscript", "cat('ok')", "-e")]
    [InlineData("by-sex")]
    [InlineData("clustered")]
    public void The_R_script_gives_the_headline_numbers_again_where_R_is_installed(string name) =>
        AssertReproduces(name, "Rscript", "reproduce.R");

    [InstalledTheory("/usr/bin/python3", "import numpy, pandas; print('ok')", "-c")]
    [InlineData("by-sex")]
    [InlineData("clustered")]
    public void The_Python_script_gives_the_headline_numbers_again_where_Python_is_installed(string name) =>
        AssertReproduces(name, "/usr/bin/python3", "reproduce.py");

    private static void AssertReproduces(string name, string program, string script)
    {
        var folder = Directory.CreateTempSubdirectory("claimswatch-package-");
        try
        {
            var files = Files(name);
            foreach (var file in files)
            {
                File.WriteAllBytes(Path.Combine(folder.FullName, file.Path), file.Bytes.ToArray());
            }

            var output = Run(folder.FullName, program, script);
            var expected = Numbers(files.Single(f => f.Path == "expected.csv").Text);
            var found = Numbers(output);
            Assert.Equal(expected.Select(e => e.Id), found.Select(f => f.Id));
            foreach (var (e, f) in expected.Zip(found))
            {
                Recorded.Near(e.Estimate, f.Estimate, 1e-8, e.Id);
                Recorded.Near(e.Error, f.Error, 1e-6, e.Id);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void The_panel_as_Parquet_reads_back_as_it_was()
    {
        var panel = WithBlanks(ResearchPackage.Anonymous(PanelFixture.Panel("clustered"), new PanelSettings()));
        var path = Path.GetTempFileName();
        try
        {
            using (var stream = File.Create(path))
            {
                TableExport.WriteParquet(PanelTable.Of(panel), stream, ClaimsWatch.Store.StoreOptions.Default);
            }

            using var reader = ParquetReader.Open(path);
            var place = reader.Columns.Select((c, i) => (c.Name, i)).ToDictionary(x => x.Name, x => x.i);
            var (episodes, rows) = (panel.Episodes,
                Enumerable.Range(0, panel.Episodes.Count).SelectMany(i => panel.Rows(i).Select(r => (i, r))).ToArray());

            Assert.Equal(rows.Length, reader.Rows);
            Assert.Equal(rows.Select(x => episodes[x.i].Person), Texts(reader, place["person_id"]));
            Assert.Equal(rows.Select(x => x.r.Month.Value), Integers(reader, place["month"]));
            Assert.Equal(rows.Select(x => episodes[x.i].SelectionMonth.Value), Integers(reader, place["selection_month"]));
            Assert.Equal(rows.Select(x => x.r.DispensedQuantity), Numbers(reader, place["dispensed_quantity"]));
            Assert.Equal(rows.Select(x => double.IsNaN(x.r.Covariates[0]) ? 0 : x.r.Covariates[0]),
                Numbers(reader, place["age"]));
            Assert.Equal(rows.Select(x => double.IsNaN(x.r.Covariates[0]) ? 0 : 1), Integers(reader, place["age_known"]));
            Assert.False(place.ContainsKey("weight_known"));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void The_CSV_on_the_Web_dictionary_names_the_columns_of_the_file_in_their_order()
    {
        var files = Files("by-sex");
        using var json = JsonDocument.Parse(files.Single(f => f.Path == "panel.csv-metadata.json").Text);
        var schema = json.RootElement.GetProperty("tableSchema");

        Assert.Equal("http://www.w3.org/ns/csvw", json.RootElement.GetProperty("@context").GetString());
        Assert.Equal(
            ClaimsWatch.Documents.CsvText.Read(files.Single(f => f.Path == "panel.csv").Text)[0].Fields,
            schema.GetProperty("columns").EnumerateArray().Select(c => c.GetProperty("name").GetString()!));
        using var frictionless = JsonDocument.Parse(files.Single(f => f.Path == "datapackage.json").Text);
        Assert.Equal(
            frictionless.RootElement.GetProperty("resources")[0].GetProperty("schema").GetProperty("fields").EnumerateArray()
                .Select(f => f.GetProperty("type").GetString()),
            schema.GetProperty("columns").EnumerateArray().Select(c => c.GetProperty("datatype").GetString()));
    }

    private static string[] Texts(ParquetReader reader, int column)
    {
        var values = new string[reader.Rows];
        reader.Read(0, column, values);
        return values;
    }

    private static int[] Integers(ParquetReader reader, int column)
    {
        var values = new int[reader.Rows];
        reader.Read(0, column, values.AsSpan());
        return values;
    }

    private static double[] Numbers(ParquetReader reader, int column)
    {
        var values = new double[reader.Rows];
        reader.Read(0, column, values.AsSpan());
        return values;
    }

    private static Panel WithBlanks(Panel panel) => new(
        panel.Episodes.Select((e, i) =>
            (e, panel.Rows(i).Select((r, j) => r with { Covariates = [(i + j) % 5 == 0 ? double.NaN : i + (j / 7.0), 60.5] }))),
        ["age", "weight"]);

    [Fact]
    public void No_pseudonym_or_household_key_is_left_in_a_package()
    {
        var panel = PanelFixture.Panel("clustered");

        var csv = Files("clustered").Single(f => f.Path == "panel.csv").Text;

        Assert.All(panel.Episodes, e => Assert.DoesNotContain(e.Person + ",", csv, StringComparison.Ordinal));
        Assert.All(panel.Episodes, e => Assert.DoesNotContain(e.Household + "\r\n", csv, StringComparison.Ordinal));
    }

    [Fact]
    public void A_package_is_measured_as_its_panel_is()
    {
        var there = PanelFixture.Measure("clustered").Primary(Outcome.Claims, Scope.Female).Inference;
        var csv = Files("clustered").Single(f => f.Path == "panel.csv").Text;

        var back = Outcomes.Measure(PanelCsv.Read(csv, "panel.csv").Panel, new PanelSettings());

        Recorded.Near(there.Estimate, back.Primary(Outcome.Claims, Scope.Female).Inference.Estimate, 1e-10, "estimate");
    }

    [Fact]
    public void The_dictionary_names_every_column_in_order_and_the_mark_of_invented_data()
    {
        var files = Files("by-sex");
        using var package = JsonDocument.Parse(files.Single(f => f.Path == "datapackage.json").Text);
        var header = files.Single(f => f.Path == "panel.csv").Text.TrimStart('\uFEFF').Split('\r', '\n')[0].Split(',');

        var fields = package.RootElement.GetProperty("resources")[0].GetProperty("schema").GetProperty("fields");

        Assert.Equal(header, fields.EnumerateArray().Select(f => f.GetProperty("name").GetString()));
        Assert.Equal("synthetic", package.RootElement.GetProperty("marks")[0].GetString());
    }

    private static IReadOnlyList<OutputFile> Files(string name) =>
        ResearchPackage.Files(PanelFixture.Panel(name), new PanelSettings(), Context);

    private static (string Id, double Estimate, double Error)[] Numbers(string csv) =>
        [.. csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(l => l.Trim().Split(','))
            .Select(c => (c[0], double.Parse(c[1]), double.Parse(c[2])))];

    private static string Run(string folder, string program, string script)
    {
        using var process = Process.Start(new ProcessStartInfo(program, script)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, errors.Result);
        return output;
    }
}

/// <summary>A theory that is skipped, visibly, where a program or one of its packages is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class InstalledTheoryAttribute : TheoryAttribute
{
    public InstalledTheoryAttribute(string program, string probe, string flag)
    {
        Program = program;
        Probe = probe;
        Flag = flag;
        if (!Answers())
        {
            Skip = $"{program} with the packages of '{probe}' is not installed";
        }
    }

    public string Program { get; }

    public string Probe { get; }

    public string Flag { get; }

    private bool Answers()
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(Program, [Flag, Probe])
            { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 && output.Contains("ok", StringComparison.Ordinal);
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
