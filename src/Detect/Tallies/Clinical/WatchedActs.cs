using System.Collections.Frozen;
using ClaimsWatch.Core.Codes;

namespace ClaimsWatch.Detect.Tallies.Clinical;

/// <summary>
/// Acts that rules and exclusions look at, resolved from 区分番号 and name through a 診療行為 list: the office's imported one, else the
/// built-in edition (decisions C7).
/// </summary>
public sealed class WatchedActs(ActList acts)
{
    private static readonly string[] s_outOfHours = ["時間外加算", "休日加算", "深夜加算", "時間外特例医療機関加算"];

    /// <summary>Those of the built-in edition.</summary>
    public static WatchedActs BuiltIn { get; } = new(ActList.BuiltIn);

    /// <summary>Table id, edition and source of the list.</summary>
    public string Source { get; } = acts.Source;

    /// <summary>人工腎臓, J038.</summary>
    public FrozenSet<int> Dialysis { get; } = Of(acts, a => a.Section == "J038");

    /// <summary>在宅患者訪問診療料 C001, 在宅時医学総合管理料 C002.</summary>
    public FrozenSet<int> HomeCare { get; } = Of(acts, a => a.Section is "C001" or "C002");

    /// <summary>通院・在宅精神療法, I002.</summary>
    public FrozenSet<int> Psychotherapy { get; } = Of(acts, a => a.Section == "I002");

    /// <summary>依存症集団療法, I006 by name.</summary>
    public FrozenSet<int> Dependence { get; } = Of(acts, a => a.Section == "I006" && Starts(a, "依存症集団療法"));

    /// <summary>悪性腫瘍特異物質治療管理料, B001 by name.</summary>
    public FrozenSet<int> Cancer { get; } = Of(acts, a => a.Section == "B001" && Starts(a, "悪性腫瘍特異物質治療管理料"));

    /// <summary>初診料, A000 without additions.</summary>
    public FrozenSet<int> FirstVisit { get; } =
        Of(acts, a => a.Section == "A000" && a.Name.Contains("初診料", StringComparison.Ordinal));

    /// <summary>診療情報提供料, B009, written by the institution that refers; not 電子的診療情報評価料, which the other side bills.</summary>
    public FrozenSet<int> Referral { get; } = Of(acts, a => a.Section == "B009" && Starts(a, "診療情報提供料"));

    /// <summary>疾患別リハビリテーション料, H000 to H003.</summary>
    public FrozenSet<int> Rehabilitation { get; } = Of(acts, a =>
        a.Section is "H000" or "H001" or "H002" or "H003" && a.Name.Contains("リハビリテーション料", StringComparison.Ordinal));

    /// <summary>時間外・休日・深夜・時間外特例医療機関の加算 of A000 to A002, by name; 時間外対応加算 is the clinic's own and is left out.</summary>
    public FrozenSet<int> OutOfHours { get; } = Of(acts, a => a.Section is "A000" or "A001" or "A002"
        && s_outOfHours.Any(name => a.Name.Contains(name, StringComparison.Ordinal)));

    /// <summary>
    /// 救急医療管理加算 A205, which only an imported master names, and 夜間休日救急搬送医学管理料 B001-2-6: emergencies, for outcomes.
    /// </summary>
    public FrozenSet<int> Emergency { get; } =
        Of(acts, a => (a.Section == "A205" && a.Name.Contains("救急医療管理加算", StringComparison.Ordinal))
        || (a.Section == "B001" && Starts(a, "夜間休日救急搬送医学管理料")));

    /// <summary>Whether the list names A205: without it emergencies in hospital can't be seen.</summary>
    public bool KnowsEmergencyAdmissions { get; } = acts.All.Any(a => a.Section == "A205");

    private static bool Starts(MedicalAct act, string name) => act.Name.StartsWith(name, StringComparison.Ordinal);

    private static FrozenSet<int> Of(ActList acts, Func<MedicalAct, bool> which) =>
        acts.All.Where(which).Select(a => a.Code).ToFrozenSet();
}
