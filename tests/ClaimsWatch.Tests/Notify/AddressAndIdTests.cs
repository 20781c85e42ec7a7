using ClaimsWatch.Core.Identities;
using ClaimsWatch.Core.Text;
using ClaimsWatch.Notify.Post;

namespace ClaimsWatch.Tests.Notify;

public sealed class AddressAndIdTests
{
    private static readonly HashSet<string> None = [];

    [Theory]
    [InlineData("9990012", "999-0012")]
    [InlineData("999-0012", "999-0012")]
    [InlineData("〒９９９－００１２", "999-0012")]
    [InlineData("99900", "")]
    [InlineData("99900123", "")]
    public void Postal_codes_are_read_in_any_width(string text, string code) => Assert.Equal(code, AddressLines.PostalCode(text));

    [Fact]
    public void A_building_goes_to_its_own_line_when_it_does_not_fit_behind()
    {
        var fit = AddressLines.Fit(Samples.Person, new WindowGeometry());

        Assert.Equal(["架空市みどり町二丁目3番4号", "みどりハイツ501号室"], fit.Lines);
        Assert.Equal("", fit.Problem);
    }

    [Fact]
    public void No_character_of_an_address_is_lost_by_breaking_it()
    {
        var address = "架空県架空郡架空町大字架空字架空一丁目二番地三号𠮷野荘";

        var fit = AddressLines.Fit(Samples.Person with { Address = address }, new WindowGeometry());

        Assert.Equal(address, string.Concat(fit.Lines));
    }

    [Theory]
    [InlineData(66, true)]
    [InlineData(67, false)]
    public void Three_lines_are_the_limit(int length, bool fits)
    {
        // 82 mm hold 22 characters of 10.5 pt.
        var fit = AddressLines.Fit(Samples.Person with { Address = new string('町', length) }, new WindowGeometry());

        Assert.Equal(fits, fit.Problem.Length == 0);
    }

    [Theory]
    [InlineData("住基", true, AddressVerdict.Own)]
    [InlineData("", true, AddressVerdict.Own)]
    [InlineData("被保険者", false, AddressVerdict.LetterOnly)]
    [InlineData("事業所", true, AddressVerdict.Never)]
    [InlineData("うわさ", true, AddressVerdict.Never)]
    public void Where_an_address_comes_from_decides(string source, bool own, AddressVerdict verdict) =>
        Assert.Equal(verdict, AddressRules.Judge(new Addressee(1, "x", "9990001", "x", source, own)));

    [Fact]
    public void Numbers_are_the_same_in_any_order_and_differ_by_round()
    {
        var first = LetterIds.For("R2026-09", [3, 1, 2], None);
        var second = LetterIds.For("R2026-09", [1, 2, 3], None);

        Assert.Equal(first.OrderBy(pair => pair.Key), second.OrderBy(pair => pair.Key));
        Assert.NotEqual(first[1], LetterIds.For("R2026-10", [1], None)[1]);
        Assert.Equal(3, first.Values.Distinct().Count());
    }

    [Fact]
    public void A_number_in_use_is_not_used_again()
    {
        var taken = LetterIds.For("R2026-09", [7], None)[7];

        var again = LetterIds.For("R2026-09", [7], new HashSet<string> { taken })[7];

        Assert.NotEqual(taken, again);
        Assert.True(LetterIds.IsValid(again));
    }

    [Fact]
    public void Every_wrong_digit_and_every_swap_of_neighbours_is_noticed()
    {
        foreach (var id in LetterIds.For("R2026-09", Enumerable.Range(1, 50).Select(i => (long)i), None).Values)
        {
            var digits = id.Replace("-", "", StringComparison.Ordinal);
            Assert.True(LetterIds.IsValid(id));
            for (var i = 0; i < digits.Length; i++)
            {
                for (var other = '0'; other <= '9'; other++)
                {
                    var changed = digits[..i] + other + digits[(i + 1)..];
                    Assert.Equal(changed == digits, LetterIds.IsValid(changed));
                }

                if (i > 0 && digits[i] != digits[i - 1])
                {
                    Assert.False(LetterIds.IsValid(digits[..(i - 1)] + digits[i] + digits[i - 1] + digits[(i + 1)..]));
                }
            }
        }
    }

    [Fact]
    public void A_number_typed_in_full_width_without_hyphens_is_read()
    {
        var id = LetterIds.For("R2026-09", [7], None)[7];

        Assert.Equal(id, LetterIds.Normalise(KanaWidth.Widen(id.Replace("-", "", StringComparison.Ordinal))));
        Assert.Null(LetterIds.Normalise("1234-5678-9012"));
    }
}
