using System.Collections.Frozen;
using ClaimsWatch.Core.Codes;

namespace ClaimsWatch.Detect.Tallies.Clinical;

/// <summary>Acts that exclusions look at, resolved from 区分番号 and name through the 診療行為 master (decisions C7).</summary>
public static class WatchedActs
{
    /// <summary>人工腎臓, J038.</summary>
    public static FrozenSet<int> Dialysis { get; } = Of(a => a.Section == "J038");

    /// <summary>在宅患者訪問診療料 C001, 在宅時医学総合管理料 C002.</summary>
    public static FrozenSet<int> HomeCare { get; } = Of(a => a.Section is "C001" or "C002");

    /// <summary>通院・在宅精神療法, I002.</summary>
    public static FrozenSet<int> Psychotherapy { get; } = Of(a => a.Section == "I002");

    /// <summary>依存症集団療法, I006 by name.</summary>
    public static FrozenSet<int> Dependence { get; } =
        Of(a => a.Section == "I006" && a.Name.StartsWith("依存症集団療法", StringComparison.Ordinal));

    /// <summary>悪性腫瘍特異物質治療管理料, B001 by name.</summary>
    public static FrozenSet<int> Cancer { get; } =
        Of(a => a.Section == "B001" && a.Name.StartsWith("悪性腫瘍特異物質治療管理料", StringComparison.Ordinal));

    private static FrozenSet<int> Of(Func<MedicalAct, bool> which) =>
        ActList.BuiltIn.All.Where(which).Select(a => a.Code).ToFrozenSet();
}
