using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using ClaimsWatch.Benchmarks.HotPath;

namespace ClaimsWatch.Benchmarks;

/// <summary>
/// Anything else, such as <c>--filter '*'</c>: BenchmarkDotNet on the inner parts, in this process, because its generated
/// projects would need a package source. <c>--results FILE</c> writes all tables as one page of Markdown.
/// </summary>
internal static class Parts
{
    public static int Run(string[] args)
    {
        var file = Arguments.Text(args, "--results");
        var folder = Directory.CreateTempSubdirectory("claimswatch-parts-").FullName;
        try
        {
            string[] own = [.. args.Where((a, i) => a != "--results" && (i == 0 || args[i - 1] != "--results")), "--inProcess"];
            var summaries = BenchmarkSwitcher.FromAssembly(typeof(Parts).Assembly)
                .Run(own, DefaultConfig.Instance.WithArtifactsPath(folder)).ToList();
            if (file is not null && summaries.Count > 0)
            {
                var log = new AccumulationLogger();
                foreach (var summary in summaries)
                {
                    log.WriteLine($"\n## {summary.BenchmarksCases[0].Descriptor.Type.Name}\n");
                    MarkdownExporter.GitHub.ExportToLog(summary, log);
                }

                File.WriteAllText(file, $"# Inner parts\n\n{Measure.Environment()}.\n{log.GetLog()}");
            }

            return summaries.Any(s => s.HasCriticalValidationErrors || s.Reports.Any(r => !r.Success)) ? 1 : 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
