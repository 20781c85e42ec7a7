using ClaimsWatch.Notify.Post;

namespace ClaimsWatch.Tests.Notify;

public sealed class CustomerBarcodeTests
{
    // The first is the example of Japan Post's manual (郵便番号・バーコードマニュアル); the others follow its rules.
    [Theory]
    [InlineData("千葉市稲毛区緑町3丁目30-8　郵便ビル403号", "3-30-8-403")]
    [InlineData("秋田県由利本荘市市営住宅 大通東1-6", "1-6")]
    [InlineData("北海道札幌市中央区北3条西6丁目", "3-6")]
    [InlineData("緑町三丁目三十番八号", "3-30-8")]
    [InlineData("十二番地の3", "12-3")]
    [InlineData("みどり町２－３　ABビル5F", "2-3-5")]
    [InlineData("中央1-2-3　C-405", "1-2-3C405")]
    [InlineData("千代田区丸の内", "")]
    public void Numbers_of_an_address_are_taken_out(string address, string expected) =>
        Assert.Equal(expected, CustomerBarcode.Numbers(address));

    [Fact]
    public void The_manuals_example_has_check_digit_five()
    {
        var bars = CustomerBarcode.Encode("263-0023", "緑町3丁目30-8　郵便ビル403号");

        Assert.Equal(CustomerBarcode.BarCount, bars.Length);
        Assert.Equal("13" + "132321312144144132312" + "312414312144414231414123144312" + "432432432" + "141" + "31", bars);
    }

    [Theory]
    [InlineData("2630023", "1")]
    [InlineData("0010001", "Z")]
    [InlineData("9990001", "12-34-56-78-90-12")]
    public void Every_code_has_sixty_seven_bars_and_a_sum_that_nineteen_divides(string postal, string address)
    {
        string[] patterns = ["144", "114", "132", "312", "123", "141", "321", "213", "231", "411", "414", "324", "342", "234", "432", "243", "423", "441", "111"];
        var bars = CustomerBarcode.Encode(postal, address);

        var values = bars[2..^2].Chunk(3).Select(part => Array.IndexOf(patterns, new string(part))).ToList();

        Assert.Equal(67, bars.Length);
        Assert.DoesNotContain(-1, values);
        Assert.Equal(0, values.Sum() % 19);
    }

    [Fact]
    public void Without_a_postal_code_there_is_no_code() => Assert.Equal("", CustomerBarcode.Encode("12", "1-2"));
}
