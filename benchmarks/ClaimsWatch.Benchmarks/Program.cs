using BenchmarkDotNet.Running;
using ClaimsWatch.Benchmarks;
using ClaimsWatch.Benchmarks.Boosting;

return args switch
{
    ["boosting", ..] => Boosting(args),
    ["fuzz", .. var rest] => IngestFuzz.Run(rest),
    ["ingest", .. var rest] => IngestSpeed.Run(rest),
    _ => Bench(args),
};

static int Boosting(string[] args)
{
    BoostingComparison.Run(args);
    return 0;
}

static int Bench(string[] args)
{
    BenchmarkSwitcher.FromAssembly(typeof(IngestFuzz).Assembly).Run(args);
    return 0;
}
