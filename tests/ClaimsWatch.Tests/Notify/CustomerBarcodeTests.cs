using ClaimsWatch.Notify.Post;

namespace ClaimsWatch.Tests.Notify;

public sealed class CustomerBarcodeTests
{
    // Examples of Japan Post's manual (郵便番号・バーコードマニュアル, page 25), then forms of our own.
    [Theory]
    [InlineData("千葉市稲毛区緑町3丁目30-8　郵便ビル403号", "3-30-8-403")]
    [InlineData("秋田県大仙市堀見内　南田茂木　添60-1", "60-1")]
    [InlineData("東京都台東区台東5-6-3　ABCビル10F", "5-6-3-10")]
    [InlineData("北海道札幌市東区北六条東4丁目　郵便センター6号館", "4-6")]
    [InlineData("山梨県韮崎市龍岡町下條南割　韮崎400", "400")]
    [InlineData("千葉県鎌ケ谷市右京塚　東3丁目-20-5　郵便・A&bコーポB604号", "3-20-5B604")]
    [InlineData("東京都青梅市河辺町十一丁目六番地一号　郵便タワー601", "11-6-1-601")]
    [InlineData("岩手県宮古市大字津軽石第二十一地割大淵川480", "21-480")]
    [InlineData("大阪府堺市堺区中田出井町四丁六番十九号", "4-6-19")]
    [InlineData("北海道帯広市稲田町南七線　西28", "7-28")]
    [InlineData("神戸市中央区港島中町9丁目7-6　郵便シティA棟1F1号", "9-7-6A1-1")]
    [InlineData("京都府綾部市青野町綾部6-7　LプラザB106", "6-7LB106")]
    [InlineData("札幌市中央区南四条西29丁目1524-23　第2郵便ハウス501", "29-1524-23-2-501")]
    [InlineData("福井県福井市新田塚3丁目80-25　J1ビル2-B", "3-80-25J1-2B")]
    [InlineData("十二番地の3", "12-3")]
    [InlineData("みどり町２－３", "2-3")]
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
        string[] patterns = ["144", "114", "132", "312", "123", "141", "321", "213", "231", "411", "414", "324", "342", "234",
            "432", "243", "423", "441", "111"];
        var bars = CustomerBarcode.Encode(postal, address);

        var values = bars[2..^2].Chunk(3).Select(part => Array.IndexOf(patterns, new string(part))).ToList();

        Assert.Equal(67, bars.Length);
        Assert.DoesNotContain(-1, values);
        Assert.Equal(0, values.Sum() % 19);
    }

    // Check characters the manual prints beside its examples: CC8, 9, hyphen, 0.
    [Theory]
    [InlineData("0140113", "秋田県大仙市堀見内　南田茂木　添60-1", "111")]
    [InlineData("1100016", "東京都台東区台東5-6-3　ABCビル10F", "411")]
    [InlineData("4070033", "山梨県韮崎市龍岡町下條南割　韮崎400", "414")]
    [InlineData("2730102", "千葉県鎌ケ谷市右京塚　東3丁目-20-5　郵便・A&bコーポB604号", "144")]
    public void The_check_character_is_the_manuals(string postal, string address, string check) =>
        Assert.Equal(check + "31", CustomerBarcode.Encode(postal, address)[^5..]);

    [Fact]
    public void Without_a_postal_code_there_is_no_code() => Assert.Equal("", CustomerBarcode.Encode("12", "1-2"));
}
