using ClaimsWatch.Core.Diagnostics;

namespace ClaimsWatch.Cli.Printing;

/// <summary>Messages on stderr.</summary>
public static class Messages
{
    /// <summary>What was wrong, where, and what to do next.</summary>
    public static void Print(TextWriter error, UserError problem)
    {
        error.WriteLine($"claimswatch: {problem.Message}");
        if (problem.Where.Length > 0)
        {
            error.WriteLine($"where: {problem.Where}");
        }

        if (problem.Next.Length > 0)
        {
            error.WriteLine($"next: {problem.Next}");
        }
    }
}
