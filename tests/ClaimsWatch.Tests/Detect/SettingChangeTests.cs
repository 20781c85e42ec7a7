using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Detect;
using ClaimsWatch.Detect.Rules;

namespace ClaimsWatch.Tests.Detect;

public sealed class SettingChangeTests
{
    public static TheoryData<string> Keys => [.. SettingChange.Keys];

    [Theory]
    [MemberData(nameof(Keys))]
    public void Every_setting_has_a_unit_and_can_be_written_as_it_reads(string key)
    {
        var settings = new DetectSettings();
        var value = SettingChange.Read(settings, key);

        Assert.NotNull(Texts.UnitOf(key));
        Assert.Equal(value, SettingChange.Read(SettingChange.Apply(settings, key, value), key));
        Assert.Empty(SettingChange.Apply(settings, key, value).Problems());
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void Every_setting_can_be_changed(string key)
    {
        var now = SettingChange.Read(new DetectSettings(), key);
        var other = key switch
        {
            "countScope" => "outpatient",
            "bandStarts" => "0,10",
            "lettersMaxByBranch" => "1:100,2:50",
            "exclusions.X18.departments" => "11,12",
            _ when now is "0" => "1",
            _ => "0",
        };

        Assert.Equal(other, SettingChange.Read(SettingChange.Apply(new DetectSettings(), key, other), key));
    }

    [Fact]
    public void A_change_binds_by_its_key()
    {
        var changed = SettingChange.Apply(new DetectSettings(), "rules.R06.institutionsMin", "4");

        Assert.Equal(new RuleSettings { R06 = new() { InstitutionsMin = 4 } }, changed.Rules);
        Assert.Equal([ClaimKind.Dental], SettingChange.Apply(changed, "countScope", "dental").CountScope);
    }

    [Theory]
    [InlineData("rules.R06.institutionMin", "4", "rules.R06.institutionsMin")]
    [InlineData("rules.R06.InstitutionsMin", "4", "rules.R06.institutionsMin")]
    [InlineData("letterMax", "4", "lettersMax")]
    [InlineData("exclusions.X16.off", "4", "exclusions.X16.on")]
    public void An_unknown_key_is_told_with_the_nearest_ones(string key, string value, string nearest)
    {
        var problem = Assert.Throws<UserError>(() => SettingChange.Apply(new DetectSettings(), key, value));

        Assert.Equal((ExitCode.Settings, key), (problem.ExitCode, problem.Where));
        Assert.Contains(nearest, problem.Next);
    }

    [Theory]
    [InlineData("rules.R06", "4")]
    [InlineData("rules.R06.institutionsMin", "4.5")]
    [InlineData("rules.R06.institutionsMin", "four")]
    [InlineData("rules.R06.institutionsMin", "NaN")]
    [InlineData("exclusions.X16.on", "2")]
    [InlineData("countScope", "clinic")]
    [InlineData("bandStarts", "0,x")]
    [InlineData("lettersMaxByBranch", "100")]
    public void A_value_that_does_not_fit_is_refused(string key, string value) =>
        Assert.Throws<UserError>(() => SettingChange.Apply(new DetectSettings(), key, value));
}
