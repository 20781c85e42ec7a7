using ClaimsWatch.Documents;

namespace ClaimsWatch.Tests.Documents;

public sealed class HtmlTests
{
    [Fact]
    public void Escapes_content_and_attributes()
    {
        var markup = Html.Element("p", [("title", "\"<'&>")], Html.Text("<script>髙𠮷"));

        Assert.Equal("<p title=\"&quot;&lt;&#39;&amp;&gt;\">&lt;script&gt;髙𠮷</p>", markup.ToString());
    }

    [Theory]
    [InlineData("p onclick=x")]
    [InlineData("")]
    [InlineData("<p")]
    public void Refuses_what_is_not_a_name(string name) => Assert.Throws<ArgumentException>(() => Html.Element(name, "x"));

    [Fact]
    public void A_page_is_Japanese_self_contained_and_repeats_exactly()
    {
        HtmlPage Page() =>
            new HtmlPage("報告 <1>").Heading(1, "報告").Table("表", ["群", "人数"], [["a&b", "12"]], 1).Notice("見本", warning: true);

        var html = Page().ToString();

        Assert.Equal(html, Page().ToString());
        Assert.Contains("<html lang=\"ja\">", html, StringComparison.Ordinal);
        Assert.Contains("<title>報告 &lt;1&gt;</title>", html, StringComparison.Ordinal);
        Assert.Contains("<td class=\"number\">12</td>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("http://", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_of_another_width_is_refused() =>
        Assert.Throws<ArgumentException>(() => new HtmlPage("x").Table("表", ["a", "b"], [["1"]]));
}
