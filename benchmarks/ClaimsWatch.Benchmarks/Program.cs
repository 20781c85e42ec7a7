using BenchmarkDotNet.Running;
using ClaimsWatch.Benchmarks;

return args switch
{
    ["fuzz", .. var rest] => IngestFuzz.Run(rest),
    ["ingest", .. var rest] => IngestSpeed.Run(rest),
    _ => Bench(args),
};

static int Bench(string[] args)
{
    BenchmarkSwitcher.FromAssembly(typeof(IngestFuzz).Assembly).Run(args);
    return 0;
}
