using System.Xml.Linq;
using ClaimsWatch.Documents;
using ClaimsWatch.Documents.Svg;

namespace ClaimsWatch.Tests.Documents;

public sealed class SvgTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public static TheoryData<string> Pictures => ["line", "bar", "forest", "flow", "upset"];

    [Theory]
    [MemberData(nameof(Pictures))]
    public void Every_picture_is_well_formed_named_described_and_the_same_twice(string kind)
    {
        var first = Draw(kind);
        var root = XDocument.Parse(first.ToString()).Root!;

        Assert.Equal(first, Draw(kind));
        Assert.Equal("題 <1>", root.Element(Svg + "title")!.Value);
        Assert.Equal("説明 & 補足", root.Element(Svg + "desc")!.Value);
        Assert.Equal("img", root.Attribute("role")!.Value);
        Assert.DoesNotContain("NaN", first.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Pictures))]
    public void Words_stay_text(string kind)
    {
        var texts = XDocument.Parse(Draw(kind).ToString()).Descendants(Svg + "text").Select(text => text.Value);

        Assert.Contains(texts, text => text.Contains("男<性>", StringComparison.Ordinal));
    }

    [Fact]
    public void Lines_differ_by_dash_and_bars_by_pattern()
    {
        var lines = XDocument.Parse(Draw("line").ToString()).Descendants(Svg + "polyline")
            .Select(line => line.Attribute("stroke-dasharray")?.Value ?? "solid");
        var bars = XDocument.Parse(Draw("bar").ToString()).Descendants(Svg + "pattern");

        Assert.Equal(2, lines.Distinct().Count());
        Assert.Equal(2, bars.Count());
    }

    [Fact]
    public void A_missing_month_breaks_the_line_and_is_not_drawn_as_zero()
    {
        var chart = new LineChart("t", "d", ["1", "2", "3", "4", "5"], [new LineSeries("a", [1, 2, null, 3, 4])]);

        var root = XDocument.Parse(chart.ToSvg().ToString()).Root!;

        Assert.Equal(2, root.Elements(Svg + "polyline").Count());
        // Four points and the sample in the legend.
        Assert.Equal(5, root.Elements(Svg + "circle").Count());
    }

    [Fact]
    public void An_interval_beyond_the_axis_ends_in_an_arrow_and_one_inside_does_not()
    {
        int Arrows(double high) => XDocument.Parse(
            new ForestPlot("t", "d", [new ForestRow("a", .9, .8, high, "x")]) { AxisLow = .5, AxisHigh = 2 }.ToSvg().ToString())
            .Descendants(Svg + "polygon").Count();

        Assert.Equal(0, Arrows(2.0));
        Assert.Equal(1, Arrows(2.01));
    }

    [Fact]
    public void A_long_legend_goes_on_in_further_rows_inside_the_picture()
    {
        var names = Enumerable.Range(1, 5).Select(i => $"女性・お知らせを送った群（{i}）").ToList();
        var chart = new LineChart("t", "d", ["1", "2"], [.. names.Select(name => new LineSeries(name, [1, 2]))]);

        var root = XDocument.Parse(chart.ToSvg().ToString()).Root!;
        var texts = root.Descendants(Svg + "text").Where(text => names.Contains(text.Value)).ToList();

        Assert.Equal(3, texts.Select(text => text.Attribute("y")!.Value).Distinct().Count());
        Assert.All(texts, text => Assert.InRange((double)text.Attribute("x")!, 0, chart.Width - (12 * 12)));
        Assert.All(texts, text => Assert.InRange((double)text.Attribute("y")!, 0, (double)root.Attribute("height")!));
    }

    [Fact]
    public void The_middle_of_the_log_axis_is_one()
    {
        var root =
            XDocument.Parse(
                new ForestPlot("t", "d", [new ForestRow("a", 1, .5, 2, "x")]) { AxisLow = .5, AxisHigh = 2 }.ToSvg()
                    .ToString()).Root!;
        var reference = root.Elements(Svg + "line").Single(line => line.Attribute("stroke-dasharray") is not null);
        var square = root.Elements(Svg + "rect").Single();

        var centre = (double)square.Attribute("x")! + ((double)square.Attribute("width")! / 2);
        Assert.Equal((double)reference.Attribute("x1")!, centre, 0.02);
    }

    [Fact]
    public void An_arrow_to_a_box_that_is_not_drawn_is_refused() =>
        Assert.Throws<InvalidOperationException>(
            () => new FlowChart("t", "d", [new FlowBox("a", 0, 0, "x")], [new FlowArrow("a", "b")]).ToSvg());

    [Fact]
    public void An_upset_plot_stacks_parts_marks_the_sets_and_refuses_what_it_cannot_draw()
    {
        var plot = new UpSetPlot(
            "t", "d", [new UpSetRow("a", 9), new UpSetRow("b", 4), new UpSetRow("c", 1)],
            [new UpSetColumn([0], [6, 2]), new UpSetColumn([0, 2], [1, 0]), new UpSetColumn([1], [4, 0])], ["男", "女"]);
        var picture = XDocument.Parse(plot.ToSvg().ToString());

        var texts = picture.Descendants(Svg + "text").Select(text => text.Value).ToList();
        Assert.Contains("8", texts);
        Assert.Contains("9", texts);
        Assert.Equal(4, picture.Descendants(Svg + "circle").Count(dot => dot.Attribute("fill")!.Value == "#1a1a1a"));
        Assert.Equal(9, picture.Descendants(Svg + "circle").Count());
        var stacked = picture.Descendants(Svg + "rect")
            .Where(bar => bar.Attribute("fill")!.Value.StartsWith("url(", StringComparison.Ordinal))
            .Take(2).Select(bar => double.Parse(bar.Attribute("height")!.Value)).ToList();
        Assert.Equal(3, stacked[0] / stacked[1], 2);
        Assert.Throws<InvalidOperationException>(() => (plot with { PartNames = ["男"] }).ToSvg());
        Assert.Throws<InvalidOperationException>(() => (plot with { Rows = [] }).ToSvg());
    }

    private static Markup Draw(string kind) => kind switch
    {
        "line" => new LineChart("題 <1>", "説明 & 補足", ["4月", "5月", "6月"],
            [new LineSeries("男<性>", [10.5, 11, 12]), new LineSeries("女性", [9, 8.25, null])])
        { Bands = [new Band(1, 2, "お知らせの後")], YLabel = "件／人月" }.ToSvg(),
        "bar" => new BarChart("題 <1>", "説明 & 補足", ["8〜11件", "12〜15件"],
            [new BarSeries("男<性>", [120, 30]), new BarSeries("女性", [140, null])]).ToSvg(),
        "forest" => new ForestPlot("題 <1>", "説明 & 補足",
            [new ForestRow("男<性>", .94, .88, 1.01, "0.94 (0.88–1.01)"), new ForestRow("女性", null, null, null, "秘匿")]).ToSvg(),
        "upset" => new UpSetPlot("題 <1>", "説明 & 補足", [new UpSetRow("男<性>", 12), new UpSetRow("kdb", 0)],
            [new UpSetColumn([0], [7, 5]), new UpSetColumn([0, 1], [0, 0])], ["男", "女"]).ToSvg(),
        _ => new FlowChart("題 <1>", "説明 & 補足",
            [new FlowBox("a", 0, 0, "男<性> 1,200人"), new FlowBox("b", 1, 0, "対象 800人"), new FlowBox("c", 0, 1, "除外 400人")],
            [new FlowArrow("a", "b"), new FlowArrow("a", "c")]).ToSvg(),
    };
}
