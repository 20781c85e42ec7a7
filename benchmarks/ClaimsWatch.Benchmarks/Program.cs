using BenchmarkDotNet.Running;
using ClaimsWatch.Benchmarks.Boosting;

if (args is ["boosting", ..])
{
    BoostingComparison.Run(args);
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
