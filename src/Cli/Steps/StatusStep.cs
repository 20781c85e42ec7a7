using ClaimsWatch.Cli.Printing;
using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Detect.Maturity;
using ClaimsWatch.Detect.Score;

namespace ClaimsWatch.Cli.Steps;

/// <summary>What is there, what is due, what is red.</summary>
public sealed record StatusOutcome(ProgrammeState State, MaturityResult Maturity, IReadOnlyList<WaitingFor> Waiting,
    DueStep? Next, IReadOnlyList<string> Results)
{
    /// <summary>How far 個別支援の検討リスト of each round is.</summary>
    public IReadOnlyList<FollowUpProgress> FollowUp { get; init; } = [];

    /// <summary>The model that ranks people, null if there is none.</summary>
    public ScoreModelFile? Model { get; init; }

    /// <summary>People and forecasts since its training, as the last detection found them.</summary>
    public ScoreDrift? Drift { get; init; }
}

/// <summary>`status`: the same <see cref="Due"/> that `run` follows.</summary>
public static class StatusStep
{
    private const int ResultsShown = 16;
    private const int MonthsShown = 8;
    private const int DelaysShown = 8;

    /// <summary>Reads the state.</summary>
    public static StatusOutcome Execute(Session session)
    {
        var state = StateReader.Read(session);
        var store = session.Workspace.OpenStore();
        var maturity = store.Months.Count == 0 ? new MaturityResult(ClaimMonth.None, []) : DetectStep.Maturity(session, store);
        var model = ModelStep.Ranking(session);
        return new StatusOutcome(
            state, maturity, RunStep.Waiting(session, state), Due.Next(state, session.Settings.Schedule), ResultFiles(session))
        {
            FollowUp = FollowUpStep.Progress(session),
            Model = model,
            Drift = model is null ? null : ModelStep.Drift(session, model),
        };
    }

    /// <summary>The newest folder of results, workspace-relative.</summary>
    public static IReadOnlyList<string> ResultFiles(Session session)
    {
        var paths = session.Workspace.Paths;
        var newest = Directory.Exists(paths.Out) ? Directory.EnumerateDirectories(paths.Out).Max(StringComparer.Ordinal) : null;
        return newest is null
            ? []
            : [.. Directory.EnumerateFiles(newest, "*", SearchOption.AllDirectories).Select(paths.Relative)
                .Where(p => !p.Contains("/release/", StringComparison.Ordinal)
                    && !p.Contains("/internal/", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal).Take(ResultsShown)];
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
        Maturity = new
        {
            status.Maturity.Wanted.LaterDeliveriesMin,
            status.Maturity.Wanted.DiagonalsMin,
            status.Maturity.Wanted.CompletenessMin
        },
        Months = status.Maturity.Months.Select(m =>
            new { m.Month, m.OwnDelivery, m.LaterDeliveries, m.Completeness, m.IsMature, m.ByDelay }),
        Data = DataNote.Of(session),
        CountScope = string.Join(' ', ScopeNote.OfStore(session)),
        Responses = ResponsesPages.Json(session),
        status.FollowUp,
        Red = status.FollowUp.Any(f => f.Open > 0),
        Model = status.Model is not { } model ? null
            : new { model.Scorer, model.Outcome, model.EarnedItsPlace, model.FittedOn, status.Drift },
        Next = status.Next?.Kind,
        status.Waiting,
        status.Results,
    };

    /// <summary>Tables.</summary>
    public static IReadOnlyList<ResultTable> Tables(StatusOutcome status, bool ja) =>
    [
        new ResultTable(
            ja ? "回" : "rounds", ja ? ["回", "選定月", "状態", "投函月"] : ["round", "selection month", "state", "letter month"],
            [.. status.State.Rounds.Select(r =>
                (IReadOnlyList<string>)[r.Id, $"{r.SelectionMonth}", StateWord(r.State, ja), $"{r.LetterMonth}"])]),
        new ResultTable(
            MaturityTitle(status.Maturity.Wanted, ja),
            ja ? ["診療月", "到着", "その後の納品", "完成度", "判定に使う"] : ["month", "delivered", "later deliveries", "completeness", "mature"],
            [
                .. status.Maturity.Months.TakeLast(MonthsShown).Select(m => (IReadOnlyList<string>)
                [
                    $"{m.Month}", $"{m.OwnDelivery}", $"{m.LaterDeliveries}",
                    double.IsNaN(m.Completeness) ? "–" : $"{m.Completeness:0.000}",
                    m.IsMature ? "○" : "",
                ]),
            ]),
        Triangle([.. status.Maturity.Months.TakeLast(MonthsShown)], ja),
        .. status.FollowUp.Count == 0 ? Array.Empty<ResultTable>() : [FollowUp(status.FollowUp, ja)],
        .. status.Drift is { } drift ? ModelPages.Tables(drift, ja) : [],
    ];

    private static ResultTable FollowUp(IReadOnlyList<FollowUpProgress> lists, bool ja) => new(
        ja ? "個別支援の検討リスト（未了の行がある間は赤）" : "people for staff, followup.xlsx (red while rows are open)",
        ja ? ["回", "状態", "人数", "未了", "うち期限切れ"] : ["round", "state", "people", "open", "overdue"],
        [
            .. lists.Select(f => (IReadOnlyList<string>)
                [f.Round, f.Open > 0 ? ja ? "赤" : "RED" : ja ? "緑" : "green", $"{f.Cases}", $"{f.Open}", $"{f.Overdue}"]),
        ]);

    private static string MaturityTitle(MaturitySettings wanted, bool ja) => ja
        ? $"診療月のそろい具合（判定に使う: その後の納品 {wanted.LaterDeliveriesMin} 回以上、完成度 {wanted.CompletenessMin:0.00} 以上。"
            + $"完成度は納品 {wanted.DiagonalsMin} 回から）"
        : $"maturity of claim months (mature: {wanted.LaterDeliveriesMin} later deliveries, completeness "
            + $"{wanted.CompletenessMin:0.00}, "
            + $"known from {wanted.DiagonalsMin} deliveries on)";

    /// <summary>Claims by the months they took to arrive; what has not come yet is blank.</summary>
    private static ResultTable Triangle(IReadOnlyList<MonthMaturity> months, bool ja)
    {
        var delays = Math.Min(DelaysShown, months.Select(m => m.ByDelay.Count).DefaultIfEmpty().Max());
        return new ResultTable(
            ja ? "到着の遅れ（診療月の何か月後の納品で届いたか、すべての種類のレセプト件数）"
                : "claims of every kind by months from the claim month to the delivery that brought them",
            [ja ? "診療月" : "month", .. Enumerable.Range(0, delays).Select(d => d == DelaysShown - 1 ? $"{d}+" : $"{d}")],
            [
                .. months.Select(m => (IReadOnlyList<string>)
                [
                    $"{m.Month}", .. Enumerable.Range(0, delays).Select(d => d >= m.ByDelay.Count ? ""
                        : $"{(d == DelaysShown - 1 ? m.ByDelay.Skip(d).Sum() : m.ByDelay[d])}"),
                ]),
            ]);
    }

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
