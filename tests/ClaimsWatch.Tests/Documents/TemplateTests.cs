using ClaimsWatch.Documents;

namespace ClaimsWatch.Tests.Documents;

public sealed class TemplateTests
{
    [Fact]
    public void Fills_names_lists_and_conditions_from_dictionaries()
    {
        var template =
            Template.Compile("t", "{{name}}様{{#each windows}}[{{label}} {{phone}}]{{/each}}{{#if sample}}見本{{else}}本物{{/if}}");

        var text = template.Render(new Dictionary<string, object?>
        {
            ["name"] = "髙橋 <𠮷>",
            ["sample"] = false,
            ["windows"] = new List<Dictionary<string, object?>>
            {
                new() { ["label"] = "保健師", ["phone"] = "00-0000" },
                new() { ["label"] = "薬局", ["phone"] = "" },
            },
        });

        Assert.Equal("髙橋 &lt;𠮷&gt;様[保健師 00-0000][薬局 ]本物", text);
    }

    [Fact]
    public void A_name_that_was_not_given_is_an_error_with_template_line_and_name()
    {
        var template = Template.Compile("letter.hbs", "一行目\n二行目 {{phone}}\n");

        var error = Assert.Throws<DocumentException>(() => template.Render(new Dictionary<string, object?> { ["name"] = "x" }));

        Assert.Equal("letter.hbs", error.Document);
        Assert.Equal(2, error.Line);
        Assert.Contains("phone", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_name_in_a_list_and_in_a_condition_is_an_error_too()
    {
        var inList = Template.Compile("a", "{{#each rows}}{{gone}}{{/each}}");
        var rows = new List<Dictionary<string, object?>> { new() { ["here"] = 1 } };

        Assert.Throws<DocumentException>(() => inList.Render(new Dictionary<string, object?> { ["rows"] = rows }));
        Assert.Throws<DocumentException>(
            () => Template.Compile("b", "{{#if gone}}x{{/if}}").Render(new Dictionary<string, object?>()));
        Assert.Throws<DocumentException>(
            () => Template.Compile("c", "{{#each gone}}x{{/each}}").Render(new Dictionary<string, object?>()));
    }

    [Fact]
    public void A_template_that_is_not_well_formed_is_an_error_at_compile_time() =>
        Assert.Throws<DocumentException>(() => Template.Compile("broken.hbs", "{{#if x}} never closed"));

    [Fact]
    public void Markup_goes_in_as_it_is_and_text_is_escaped_between_two_braces()
    {
        var template = Template.Compile("t", "{{a}}{{b}}");

        Assert.Equal("<b></b>&lt;b&gt;",
            template.Render(new Dictionary<string, object?> { ["a"] = new Markup("<b></b>"), ["b"] = "<b>" }));
    }

    [Fact]
    public void Markup_goes_in_unescaped_through_three_braces()
    {
        var template = Template.Compile("t", "{{{svg}}}");

        Assert.Equal("<svg></svg>", template.Render(new Dictionary<string, object?> { ["svg"] = new Markup("<svg></svg>") }));
    }
}
