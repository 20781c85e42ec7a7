using ClaimsWatch.Core.Diagnostics;

namespace ClaimsWatch.Tests.Core;

[Collection(nameof(MemoryBudgetTests))]
[CollectionDefinition(nameof(MemoryBudgetTests), DisableParallelization = true)]
public sealed class MemoryBudgetTests
{
    [Fact]
    public void Garbage_beyond_the_budget_is_collected()
    {
        var budget = new MemoryBudget(0); // everything is beyond it
        var garbage = Garbage();
        budget.Keep();

        Assert.False(garbage.TryGetTarget(out _));
    }

    [Fact]
    public void Inside_the_budget_nothing_is_collected()
    {
        var collections = GC.CollectionCount(GC.MaxGeneration);
        new MemoryBudget(1L << 40).Keep();
        new MemoryBudget(1L << 40).Trim();

        Assert.Equal(collections, GC.CollectionCount(GC.MaxGeneration));
    }

    [Fact]
    public void What_is_alive_is_not_collected_for_again_and_again()
    {
        var budget = new MemoryBudget(0);
        var alive = new byte[64 << 20];
        budget.Keep();
        var collections = GC.CollectionCount(GC.MaxGeneration);
        for (var i = 0; i < 100; i++)
        {
            budget.Keep();
        }

        Assert.Equal(collections, GC.CollectionCount(GC.MaxGeneration));
        GC.KeepAlive(alive);
    }

    [Fact]
    public void Between_stages_garbage_inside_the_limit_of_before_is_collected()
    {
        var budget = new MemoryBudget(0);
        KeepMuch(budget); // the limit is well beyond the garbage now
        var garbage = Garbage(8);
        var collections = GC.CollectionCount(GC.MaxGeneration);
        budget.Keep();
        var kept = GC.CollectionCount(GC.MaxGeneration) == collections;
        budget.Trim();

        Assert.Equal((true, false), (kept, garbage.TryGetTarget(out _)));
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static void KeepMuch(MemoryBudget budget)
    {
        var alive = new byte[256 << 20];
        budget.Keep();
        GC.KeepAlive(alive);
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static WeakReference<byte[]> Garbage(int mebibytes = 64) => new(new byte[mebibytes << 20]);
}
