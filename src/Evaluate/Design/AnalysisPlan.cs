using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Evaluate.Measures;
using ClaimsWatch.Evaluate.Panels;

namespace ClaimsWatch.Evaluate.Design;

/// <summary>Why people are written to, and what a study needs besides (decisions A12).</summary>
public sealed record PlanSettings
{
    /// <summary>The purpose of a health programme (the default).</summary>
    public const string Programme = "保健事業";

    /// <summary>The purpose of a study.</summary>
    public const string Research = "研究";

    /// <summary>保健事業 or 研究.</summary>
    public string Purpose { get; init; } = Programme;

    /// <summary>倫理審査番号; a study needs it.</summary>
    public string EthicsNumber { get; init; } = "";

    /// <summary>同意の根拠 (同意、オプトアウトなど); a study needs it.</summary>
    public string ConsentBasis { get; init; } = "";

    /// <summary>Day of the public notice, YYYY-MM-DD; a study needs it.</summary>
    public string NoticeDate { get; init; } = "";

    /// <summary>Number in a registry (UMIN, jRCT); a study needs it.</summary>
    public string RegistryNumber { get; init; } = "";

    /// <summary>How much more of a harm in the letter arm is borne (decisions A6).</summary>
    public IReadOnlyList<HarmLimit> HarmLimits { get; init; } = Measures.HarmLimits.Default;

    /// <summary>What keeps the plan from being registered; empty when nothing does.</summary>
    public IEnumerable<string> Missing()
    {
        if (Purpose is not (Programme or Research))
        {
            yield return "plan.purpose";
        }

        if (Purpose == Research)
        {
            foreach (var (key, value) in ((string, string)[])
                [("plan.ethicsNumber", EthicsNumber), ("plan.consentBasis", ConsentBasis),
                    ("plan.registryNumber", RegistryNumber)])
            {
                if (value.Length == 0)
                {
                    yield return key;
                }
            }

            if (!DateOnly.TryParseExact(NoticeDate, "yyyy-MM-dd", out _))
            {
                yield return "plan.noticeDate";
            }
        }
    }

    /// <summary>Refuses to go on while something is missing.</summary>
    /// <exception cref="UserError">Exit 7.</exception>
    public void Require()
    {
        if (Missing().ToArray() is [_, ..] missing)
        {
            throw new UserError(ExitCode.Refused, Texts.PlanMissing(Purpose), string.Join(", ", missing), Texts.PlanNext);
        }
    }
}

/// <summary>
/// What will be analysed, and how, written before the draw and so before any letter: <c>plan.json</c>. Its hash stands in the
/// ledger; whatever differs later is listed in the report.
/// </summary>
public sealed record AnalysisPlan
{
    /// <summary>Round.</summary>
    public required string Round { get; init; }

    /// <summary>Day it was written.</summary>
    public required DateOnly WrittenOn { get; init; }

    /// <summary>Purpose, numbers of a study, harm limits.</summary>
    public required PlanSettings Purpose { get; init; }

    /// <summary>Named pool of rounds or branches that are analysed together; empty for none.</summary>
    public required string PoolId { get; init; }

    /// <summary>The primary test.</summary>
    public string PrimaryTest { get; init; } = "claims.all.poisson_ancova (HC0; CR1 by household when shared), two-sided 5 %";

    /// <summary>The tests behind it.</summary>
    public string Family { get; init; } =
        "3 outcomes × 2 sexes and 3 sex interactions (poisson_ancova, poisson_ancova_sex_interaction), Holm, only if the primary "
            + "test passed";

    /// <summary>Months before the selection month.</summary>
    public required int PreMonths { get; init; }

    /// <summary>Months from posting.</summary>
    public required int PostMonths { get; init; }

    /// <summary>Months from posting where the control waits three months at most.</summary>
    public required int DelayedPostMonths { get; init; }

    /// <summary>Kinds of receipt that count.</summary>
    public required IReadOnlyList<ClaimKind> CountScope { get; init; }

    /// <summary>Share that waits; 0 where a holdout could teach nothing.</summary>
    public required double HoldoutShare { get; init; }

    /// <summary>Households in a block.</summary>
    public required int BlockSize { get; init; }

    /// <summary>SHA-256 of the frozen list.</summary>
    public required string ListHash { get; init; }

    /// <summary>Detectable effects and what they rest on.</summary>
    public required PowerPlan Power { get; init; }

    /// <summary>Version of the program.</summary>
    public required string Version { get; init; }

    /// <summary>SHA-256 of the settings.</summary>
    public required string SettingsHash { get; init; }

    /// <summary>What an analysis made with these does otherwise than planned, Japanese and English.</summary>
    public IReadOnlyList<string> Deviations(
        PanelSettings windows, IReadOnlyList<ClaimKind> countScope, IReadOnlyList<HarmLimit> limits,
        string poolId, string version)
    {
        ArgumentNullException.ThrowIfNull(windows);
        List<(string What, string Planned, string Now)> pairs =
        [
            ("preMonths", $"{PreMonths}", $"{windows.PreMonths}"), ("postMonths", $"{PostMonths}", $"{windows.PostMonths}"),
            ("delayedPostMonths", $"{DelayedPostMonths}", $"{windows.DelayedPostMonths}"),
            ("countScope", string.Join("+", CountScope.Order()), string.Join("+", countScope.Order())),
            ("poolId", PoolId, poolId),
            ("harmLimits", Words(Purpose.HarmLimits), Words(limits)), ("version", Version, version),
        ];
        return [.. pairs.Where(p => p.Planned != p.Now).Select(p => Texts.Deviation(Round, p.What, p.Planned, p.Now))];
    }

    private static string Words(IEnumerable<HarmLimit> limits) =>
        string.Join(", ",
            limits.OrderBy(l => l.Measure, StringComparer.Ordinal).Select(l => $"{l.Measure} {l.DifferenceMax:0.###}"));
}
