using System.Text;
using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Core.Identities;
using ClaimsWatch.Ingest.Receipts;

namespace ClaimsWatch.Tests.Ingest;

public sealed class RawIdentitiesTests
{
    private static byte[] Raw(int i) => Encoding.UTF8.GetBytes($"990010,記号,{i % 997},名前{i}");

    [Fact]
    public void Every_byte_string_is_found_under_its_number_and_no_other()
    {
        var index = new RawIdentities();
        Threads.For(20_000, 8, i => index.Add(Raw(i), i));

        Assert.All(Enumerable.Range(0, 20_000), i => Assert.True(index.TryFind(Raw(i), out var found) && found == i));
        Assert.False(index.TryFind(Raw(20_000), out var none));
        Assert.Equal(-1, none);
    }

    [Fact]
    public void The_first_number_of_a_byte_string_stays()
    {
        var index = new RawIdentities();
        index.Add(Raw(1), 1);
        index.Add(Raw(1), 2);

        Assert.True(index.TryFind(Raw(1), out var found));
        Assert.Equal(1, found);
    }

    [Fact]
    public void Nothing_is_found_when_names_are_wiped_and_it_can_be_filled_again()
    {
        var index = new RawIdentities();
        index.Add(Raw(1), 1);
        index.Wipe();

        Assert.False(index.TryFind(Raw(1), out _));
        Threads.For(5_000, 1, i => index.Add(Raw(i), i));
        Assert.All(Enumerable.Range(0, 5_000), i => Assert.True(index.TryFind(Raw(i), out var found) && found == i));
    }

    [Fact]
    public void Threads_give_one_identity_one_number()
    {
        var table = new IdentityTable(LinkedIdentities.None, new TestPseudonyms());
        var numbers = new int[4_000];
        Threads.For(numbers.Length, 8, i => numbers[i] = table.NumberOf(
            new Identity("990010", "1", $"{i % 100}", "01", $"名前{i % 100}", "", Sex.Female, 19800101)));

        Assert.Equal(100, table.Distinct);
        Assert.Equal(100, table.Unknown.Count);
        Assert.All(Enumerable.Range(0, numbers.Length), i => Assert.Equal(numbers[i % 100], numbers[i]));
        Assert.Equal(Enumerable.Range(0, 100), numbers.Take(100).Order());
    }
}
