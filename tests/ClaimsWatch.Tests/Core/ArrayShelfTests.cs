using ClaimsWatch.Core.Columns;

namespace ClaimsWatch.Tests.Core;

public sealed class ArrayShelfTests
{
    [Fact]
    public void An_array_that_was_put_back_is_given_again_for_a_size_nearly_the_same()
    {
        var shelf = new ArrayShelf<int>();
        var first = shelf.Take(10_000);
        shelf.Return(first);

        Assert.InRange(first.Length, 10_000, 11_250);
        Assert.Same(first, shelf.Take(9_900));
        Assert.NotSame(first, shelf.Take(9_900));
    }

    [Fact]
    public void A_smaller_one_makes_way_for_a_larger_and_a_larger_one_serves_a_smaller()
    {
        var shelf = new ArrayShelf<long>();
        var small = shelf.Take(300);
        shelf.Return(small);
        var large = shelf.Take(100_000);
        shelf.Return(large);

        Assert.Same(large, shelf.Take(300));
        Assert.NotSame(small, shelf.Take(300));
    }

    [Fact]
    public void Nothing_asked_for_is_nothing_kept()
    {
        var shelf = new ArrayShelf<byte>();
        shelf.Return(shelf.Take(0));

        Assert.NotEmpty(shelf.Take(1));
    }
}
