using ClaimsWatch.Benchmarks;
using ClaimsWatch.Benchmarks.Boosting;
using ClaimsWatch.Benchmarks.HotPath;

if (args is ["boosting", ..])
{
    BoostingComparison.Run(args);
    return 0;
}

return args switch
{
    ["fuzz", .. var rest] => IngestFuzz.Run(rest),
    ["compare", .. var rest] => Compare.Run(rest),
    ["scale", .. var rest] => Growth.Run(rest),
    ["corpus", var folder, var members] => Corpus.Create(folder, int.Parse(members), 12).Rows > 0 ? 0 : 1,
    ["raw", .. var rest] => FromFiles.Run(rest),
    ["raw-run", .. var rest] => FromFiles.Child(rest),
    ["hot-run", .. var rest] => Programs.Child(rest),
    ["score-worlds", .. var rest] => ScoreWorlds.Run(rest),
    ["ingest", .. var rest] => IngestSpeed.Run(rest),
    ["outcomes", .. var rest] => OutcomesSpeed.Run(rest),
    ["letters", .. var rest] => LetterSpeed.Run(rest),
    _ => Parts.Run(args),
};
