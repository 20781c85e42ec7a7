using System.CommandLine;

namespace ClaimsWatch.Cli.Commands;

/// <summary>The verbs of the contract, in the order of the month's journey.</summary>
public static class Verbs
{
    /// <summary>The whole command line.</summary>
    public static RootCommand Build(SharedOptions shared, TextWriter output, TextWriter error)
    {
        var root = new RootCommand("ClaimsWatch: people on the way to many providers, letters that do not judge, outcomes by sex");
        shared.AddTo(root);
        return root;
    }
}
