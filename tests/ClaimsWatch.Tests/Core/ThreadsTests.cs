using System.Collections.Concurrent;
using ClaimsWatch.Core.Diagnostics;

namespace ClaimsWatch.Tests.Core;

public sealed class ThreadsTests
{
    [Theory]
    [InlineData(0, 2)]
    [InlineData(1, 4)]
    [InlineData(1000, 1)]
    [InlineData(1000, 4)]
    public void Every_item_is_done_once(int count, int threads)
    {
        var done = new ConcurrentQueue<int>();
        Threads.For(count, threads, done.Enqueue);

        Assert.Equal(Enumerable.Range(0, count), done.Order());
    }

    [Fact]
    public void One_thread_goes_in_order()
    {
        var done = new List<int>();
        Threads.For(100, 1, done.Add);

        Assert.Equal(Enumerable.Range(0, 100), done);
    }

    [Fact]
    public void Of_several_failures_the_lowest_is_thrown_and_the_others_are_done_all_the_same()
    {
        var done = 0;
        var failure = Assert.Throws<InvalidOperationException>(() => Threads.For(200, 4, i =>
        {
            Interlocked.Increment(ref done);
            if (i % 7 == 5)
            {
                throw new InvalidOperationException($"{i}");
            }
        }));

        Assert.Equal(("5", 200), (failure.Message, done));
    }
}
