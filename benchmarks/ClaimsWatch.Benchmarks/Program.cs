using BenchmarkDotNet.Running;
using ClaimsWatch.Benchmarks;
using ClaimsWatch.Benchmarks.Boosting;

if (args is ["boosting", ..])
{
    BoostingComparison.Run(args);
    return 0;
}

return args switch
{
    ["fuzz", .. var rest] => IngestFuzz.Run(rest),
    ["ingest", .. var rest] => IngestSpeed.Run(rest),
    ["outcomes", .. var rest] => OutcomesSpeed.Run(rest),
    _ => Bench(args),
};

static int Bench(string[] args)
{
    BenchmarkSwitcher.FromAssembly(typeof(IngestFuzz).Assembly).Run(args);
    return 0;
}
