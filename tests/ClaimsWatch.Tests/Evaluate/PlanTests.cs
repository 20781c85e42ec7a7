using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Evaluate.Design;
using ClaimsWatch.Evaluate.Measures;
using ClaimsWatch.Evaluate.Panels;

namespace ClaimsWatch.Tests.Evaluate;

public sealed class PlanTests
{
    private static readonly PlanSettings Study = new()
    {
        Purpose = PlanSettings.Research,
        EthicsNumber = "2026-12",
        ConsentBasis = "オプトアウト",
        NoticeDate = "2026-04-01",
        RegistryNumber = "UMIN000000000",
    };

    [Fact]
    public void A_programme_needs_nothing_more_and_a_study_needs_all_four()
    {
        Assert.Empty(new PlanSettings().Missing());
        Assert.Empty(Study.Missing());
        Assert.Equal(4, new PlanSettings { Purpose = PlanSettings.Research }.Missing().Count());
        Assert.Equal(["plan.noticeDate"], (Study with { NoticeDate = "4/1" }).Missing());
        Assert.Equal(["plan.purpose"], new PlanSettings { Purpose = "その他" }.Missing());
    }

    [Fact]
    public void A_study_without_an_ethics_number_is_refused_with_exit_7()
    {
        var problem = Assert.Throws<UserError>((Study with { EthicsNumber = "" }).Require);

        Assert.Equal((ExitCode.Refused, "plan.ethicsNumber"), (problem.ExitCode, problem.Where));
    }

    [Fact]
    public void What_was_planned_is_no_deviation_and_what_was_not_is_named_with_both_values()
    {
        var plan = Plan();

        Assert.Empty(plan.Deviations(new PanelSettings(), plan.CountScope, HarmLimits.Default, "", "1.0.0"));
        var changed = plan.Deviations(
            new PanelSettings { PostMonths = 5 }, [ClaimKind.Outpatient], [new HarmLimit("inpatient", 0.1)], "kinki", "1.1.0");
        Assert.Equal(5, changed.Count);
        Assert.Contains(changed, c => c.Contains("postMonths 計画 6 → 実際 5", StringComparison.Ordinal));
    }

    private static AnalysisPlan Plan() => new()
    {
        Round = "R2024-11",
        WrittenOn = new DateOnly(2024, 12, 1),
        Purpose = new PlanSettings(),
        PoolId = "",
        PreMonths = 5,
        PostMonths = 6,
        DelayedPostMonths = 3,
        CountScope = [ClaimKind.Outpatient, ClaimKind.Dental, ClaimKind.Dispensing],
        HoldoutShare = 0.5,
        BlockSize = 4,
        ListHash = "",
        Power = Power.Plan(100, 100, 0.5, PowerAssumptions.Supposed, new PowerSettings()),
        Version = "1.0.0",
        SettingsHash = "",
    };
}
