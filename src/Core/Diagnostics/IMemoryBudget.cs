namespace ClaimsWatch.Core.Diagnostics;

/// <summary>What a run asks to stay inside the memory it was given; a test listens here whether it asks.
/// Safe for several threads.</summary>
public interface IMemoryBudget
{
    /// <summary>Between two pieces of work: collects if the heap has outgrown the budget.</summary>
    void Keep();

    /// <summary>
    /// Between two stages of a run that need different things: if the process has taken three quarters of the budget, the system
    /// gets free memory back.
    /// </summary>
    void Trim();
}
