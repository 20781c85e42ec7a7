using ClaimsWatch.Cli.Printing;
using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Detect.Maturity;

namespace ClaimsWatch.Cli.Steps;

/// <summary>What is there, what is due, what is red.</summary>
public sealed record StatusOutcome(ProgrammeState State, MaturityResult Maturity, IReadOnlyList<WaitingFor> Waiting, DueStep? Next, IReadOnlyList<string> Results,
    IReadOnlyList<FollowUpState> FollowUps);

/// <summary>`status`: the same <see cref="Due"/> that `run` follows.</summary>
public static class StatusStep
{
    private const int ResultsShown = 12;

    /// <summary>Reads the state.</summary>
    public static StatusOutcome Execute(Session session)
    {
        var state = StateReader.Read(session);
        var store = session.Workspace.OpenStore();
        var maturity = store.Months.Count == 0 ? new MaturityResult(ClaimMonth.None, []) : DetectStep.Maturity(session, store);
        return new StatusOutcome(
            state, maturity, RunStep.Waiting(session, state), Due.Next(state, session.Settings.Schedule), ResultFiles(session),
            ReviewStep.FollowUps(session));
    }

    /// <summary>The newest folder of results, workspace-relative.</summary>
    public static IReadOnlyList<string> ResultFiles(Session session)
    {
        var paths = session.Workspace.Paths;
        return Directory.Exists(paths.Out)
            ? [.. Directory.EnumerateFiles(paths.Out, "*", SearchOption.AllDirectories).Select(paths.Relative)
                .Where(p => !p.Contains("/release/", StringComparison.Ordinal) && !p.Contains("/internal/", StringComparison.Ordinal))
                .OrderDescending(StringComparer.Ordinal).Take(ResultsShown).Order(StringComparer.Ordinal)]
            : [];
    }

    /// <summary>JSON.</summary>
    public static object Json(Session session, StatusOutcome status) => new
    {
        Schema = "claimswatch.status/1",
        Disclosure = "internal",
        session.Settings.Marks,
        session.Today,
        T0 = status.State.SelectionMonth,
        PendingDeliveries = status.State.PendingDeliveries,
        Rounds = status.State.Rounds.Select(r => new { r.Id, r.SelectionMonth, r.State, r.LetterMonth }),
        Months = status.Maturity.Months.Select(m => new { m.Month, m.OwnDelivery, m.LaterDeliveries, m.Completeness, m.IsMature }),
        FollowUps = status.FollowUps,
        Red = status.FollowUps.Any(f => f.IsRed),
        Responses = ResponsesPages.Json(session),
        Next = status.Next?.Kind,
        status.Waiting,
        status.Results,
    };

    /// <summary>Tables.</summary>
    public static IReadOnlyList<ResultTable> Tables(StatusOutcome status, bool ja) =>
    [
        new ResultTable(
            ja ? "回" : "rounds", ja ? ["回", "選定月", "状態", "投函月"] : ["round", "selection month", "state", "letter month"],
            [.. status.State.Rounds.Select(r => (IReadOnlyList<string>)[r.Id, $"{r.SelectionMonth}", StateWord(r.State, ja), $"{r.LetterMonth}"])]),
        new ResultTable(
            ja ? "診療月のそろい具合" : "maturity of claim months",
            ja ? ["診療月", "到着", "その後の納品", "完成度", "判定に使う"] : ["month", "delivered", "later deliveries", "completeness", "mature"],
            [
                .. status.Maturity.Months.TakeLast(8).Select(m => (IReadOnlyList<string>)
                [
                    $"{m.Month}", $"{m.OwnDelivery}", $"{m.LaterDeliveries}", double.IsNaN(m.Completeness) ? "–" : $"{m.Completeness:0.000}",
                    m.IsMature ? "○" : "",
                ]),
            ]),
        .. status.FollowUps.Count == 0 ? Array.Empty<ResultTable>() :
        [
            new ResultTable(
                ja ? "個別支援の検討リスト（開いている行がある間は赤）" : "people for staff, followup.xlsx (red while rows are open)",
                ja ? ["回", "状態", "人数", "未了", "うち急ぎ", "うち期限切れ", "うち担当なし", "次の期限"]
                    : ["round", "state", "people", "open", "urgent", "overdue", "without owner", "next due"],
                [
                    .. status.FollowUps.Select(f => (IReadOnlyList<string>)
                    [
                        f.Round, f.IsRed ? ja ? "赤" : "RED" : ja ? "緑" : "green", $"{f.Cases}", $"{f.Open}", $"{f.Urgent}", $"{f.Overdue}",
                        $"{f.WithoutOwner}", f.NextDue is { } due ? $"{due:yyyy-MM-dd}" : "–",
                    ]),
                ]),
        ],
    ];

    private static string StateWord(RoundState state, bool ja) => !ja ? $"{state}" : state switch
    {
        RoundState.Detected => "候補あり",
        RoundState.Reviewed => "判断済み",
        RoundState.Approved => "決裁済み",
        RoundState.Allocated => "割り付け済み",
        RoundState.Printed => "印刷済み",
        RoundState.Posted => "投函済み",
        RoundState.Mature => "評価できる",
        _ => "報告済み",
    };
}
