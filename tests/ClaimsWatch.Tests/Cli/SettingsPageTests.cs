using System.Text;
using System.Text.Json.Nodes;
using ClaimsWatch.Cli.Settings;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Detect;
using ClaimsWatch.Tests.Architecture;

namespace ClaimsWatch.Tests.Cli;

public sealed class SettingsPageTests
{
    [Fact]
    public void Settings_page_lists_every_key_with_its_default()
    {
        var page = new StringBuilder(
            "# Settings\n\nGenerated from the settings records; a test fails when it is stale. `claimswatch.json` may hold "
                + "comments and\n");
        page.Append("trailing commas; an unknown key is an error that names its line. `whatif --rule KEY=VALUE` takes the keys "
            + "of `detect` without `detect.`.\n\n");
        page.Append("| key | default | unit |\n|---|---|---|\n");
        Append(page, JsonNode.Parse(SettingsFile.Write(new WorkspaceSettings()))!, "");

        Golden.Verify("docs/settings.md", page.ToString());
    }

    [Fact]
    public void Settings_survive_being_written_and_read()
    {
        var text = SettingsFile.Write(new WorkspaceSettings { PoolId = "x" });

        Assert.Equal(text, SettingsFile.Write(SettingsFile.Parse(text, "test")));
    }

    [Theory]
    [InlineData("{ \"nonsense\": 1 }")]
    [InlineData("{ \"detect\": { \"rules\": { \"R06\": { \"institutions\": 3 } } } }")]
    [InlineData("{ \"detect\": { \"lettersMax\": -1 } }")]
    [InlineData("{ \"maxRejectedShare\": 2 }")]
    [InlineData("{ ")]
    public void What_cannot_be_used_is_refused_with_exit_5(string text)
    {
        var problem = Assert.Throws<UserError>(() => SettingsFile.Parse(text, "claimswatch.json"));

        Assert.Equal(ExitCode.Settings, problem.ExitCode);
        Assert.Contains("claimswatch.json", problem.Where);
    }

    private static void Append(StringBuilder page, JsonNode node, string path)
    {
        foreach (var (name, value) in node.AsObject())
        {
            var key = path.Length == 0 ? name : $"{path}.{name}";
            if (value is JsonObject { Count: > 0 } inner)
            {
                Append(page, inner, key);
            }
            else
            {
                var text = value?.ToJsonString(
                    new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
                var unit = key.StartsWith("detect.", StringComparison.Ordinal) ? Texts.UnitOf(key)?.En : null;
                page.Append($"| `{key}` | `{text ?? "null"}` | {unit} |\n");
            }
        }
    }
}
