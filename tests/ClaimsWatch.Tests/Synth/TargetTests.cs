using ClaimsWatch.Synth;
using Xunit.Abstractions;

namespace ClaimsWatch.Tests.Synth;

public sealed class TargetTests(ITestOutputHelper output)
{
    [Fact]
    public void An_unenriched_world_of_20000_meets_its_public_and_assumed_targets()
    {
        var table = World.Create(SynthWorlds.Settings(20_000, 12)).MeasureTargets();
        foreach (var target in table)
        {
            var basis = target.IsPublic ? "public " : "assumed";
            var range = $"{target.Low,7} – {target.High,-7}";
            output.WriteLine($"{basis} {target.Name,-75} {range} {target.Measured,10:0.000}  {target.Source}");
        }

        Assert.Contains(table, t => t.IsPublic);
        Assert.All(table, t => Assert.True(t.Holds, $"{t.Name}: {t.Measured} is not in {t.Low} – {t.High}"));
    }
}
