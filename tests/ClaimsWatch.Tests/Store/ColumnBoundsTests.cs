using System.Text;
using ClaimsWatch.Store.Parquet;

namespace ClaimsWatch.Tests.Store;

public sealed class ColumnBoundsTests
{
    [Theory]
    [InlineData("a", "0123456789abcdef")]
    [InlineData("b", "あいうアイウ亜腕")]
    [InlineData("c", "a\uFF5E\uFFFD\uE000𠮷🍣z")] // above the basic plane, where UTF-16 sorts otherwise than its bytes
    public void Texts_are_bounded_as_their_bytes_sort(string seed, string alphabet)
    {
        var random = new Random(seed[0]);
        var letters = alphabet.EnumerateRunes().Select(r => r.ToString()).ToArray();
        for (var round = 0; round < 300; round++)
        {
            string[] values =
            [
                .. Enumerable.Range(0, 1 + random.Next(20))
                    .Select(_ =>
                        string.Concat(Enumerable.Range(0, random.Next(5)).Select(_ => letters[random.Next(letters.Length)]))),
            ];
            var sorted = values.Select(Encoding.UTF8.GetBytes)
                .Order(Comparer<byte[]>.Create((a, b) => a.AsSpan().SequenceCompareTo(b))).ToList();

            var (min, max) = ColumnBounds.OfText(values, Encoding.UTF8)!.Value;

            Assert.Equal(sorted[0], min);
            Assert.Equal(sorted[^1], max);
        }
    }
}
